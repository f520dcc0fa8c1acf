package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"jogotonggo/rt-rw"
)

// Newcomer is somebody who will hold an office: known by its area and their name, so that a list
// that is sent again finds the people that it made before.
type Newcomer struct {
	Area  rtrw.Area // of the office
	Name  string
	House rtrw.Area // "" where it is not known, or elsewhere
}

// Enlist makes accounts, and the houses they live in, for all of them at once. They sign in by a
// letter; offices and memberships are moves of their own. Whoever was enlisted before, and is
// still here, is found again.
func (s *Store) Enlist(ctx context.Context, people []Newcomer) ([]Account, error) {
	list, ids := make([]Account, len(people)), make([]string, len(people))
	for i, p := range people {
		name, err := properName(p.Name)
		if err != nil {
			return nil, err
		}
		if list[i], err = s.enlisted(ctx, p, name); err != nil {
			return nil, err
		}
		ids[i] = list[i].ID
	}
	if err := s.keys.ready(ctx, ids); err != nil {
		return nil, s.refuse(err)
	}
	return list, s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now := s.now().UnixMilli()
		for i := range list {
			a := &list[i]
			if a.Household != "" {
				if err := insertHouse(ctx, tx, a.Household, rtrw.HouseLabel(a.Household), now); err != nil {
					return err
				}
			}
			if a.Login != "" {
				continue
			}
			if err := s.insertNamed(ctx, tx, a, loginStem(people[i].Area, a.Name), now); err != nil {
				return err
			}
		}
		return nil
	})
}

// enlisted finds the account of a newcomer, or gives a new one's id. A person who was erased is
// not found: somebody of the same name begins anew.
func (s *Store) enlisted(ctx context.Context, p Newcomer, name string) (Account, error) {
	key := s.Subkey("enlist")
	for n := 0; ; n++ {
		a := Account{ID: rtrw.DerivedID(key, string(p.Area), name, strconv.Itoa(n)), Name: name, Household: p.House}
		var closed int64
		err := s.db.QueryRowContext(ctx, `SELECT login, household, closed_at FROM accounts WHERE id = $1`, a.ID).Scan(&a.Login, &a.Household, &closed)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return a, nil
		case err != nil:
			return a, s.refuse(fmt.Errorf("find somebody who was enlisted: %w", err))
		case closed == 0:
			return a, nil
		}
	}
}

// Came says whether somebody has ever been signed in.
func (s *Store) Came(ctx context.Context, account string) (bool, error) {
	var devices int
	err := s.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM sessions WHERE account = $1`, account).Scan(&devices)
	return devices > 0, s.refuse(err)
}
