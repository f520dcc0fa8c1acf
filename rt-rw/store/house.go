package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"jogotonggo/rt-rw"
)

// House is one house of an RT, with the label that stands at its gate.
type House struct {
	Area  rtrw.Area `json:"area"`
	Label string    `json:"label"`
}

// Houses lists the houses of an RT in the order of their numbers.
func (s *Store) Houses(ctx context.Context, rt rtrw.Area) ([]House, error) {
	list, err := query(ctx, s.db, `SELECT house, label FROM houses WHERE rt = $1`, []any{string(rt)},
		func(r scanner) (h House, err error) { return h, r.Scan(&h.Area, &h.Label) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list houses: %w", err))
	}
	slices.SortFunc(list, func(a, b House) int { return byNumber(a.Area, b.Area) })
	return list, nil
}

// insertHouse adds a house that is not known yet.
func insertHouse(ctx context.Context, tx *sql.Tx, house rtrw.Area, label string, now int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO houses (house, rt, label, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT (house) DO NOTHING`,
		string(house), string(house.Up(rtrw.RT)), label, now)
	if err != nil {
		return fmt.Errorf("add house: %w", err)
	}
	return nil
}

// newHouse adds the next number of an RT: who came by a link has a house of their own
// until the head says which one it is.
func newHouse(ctx context.Context, tx *sql.Tx, rt rtrw.Area, now int64) (rtrw.Area, error) {
	for range 10 { // another node may take the same number at the same time
		known, err := query(ctx, tx, `SELECT house FROM houses WHERE rt = $1`, []any{string(rt)}, scanArea)
		if err != nil {
			return "", fmt.Errorf("number a house: %w", err)
		}
		last := 0
		for _, h := range known {
			var n int
			fmt.Sscanf(h.Short(), "H%d", &n)
			last = max(last, n)
		}
		house := rtrw.Area(fmt.Sprintf("%s/H%03d", rt, last+1))
		done, err := tx.ExecContext(ctx, `INSERT INTO houses (house, rt, label, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT (house) DO NOTHING`,
			string(house), string(rt), "Rumah baru", now)
		if err != nil {
			return "", fmt.Errorf("add house: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 1 {
			return house, err
		}
	}
	return "", fmt.Errorf("number a house: every number was taken meanwhile")
}

func scanArea(r scanner) (a rtrw.Area, err error) { return a, r.Scan(&a) }

// byNumber orders places as people count them: RT2 before RT10, H99 before H100, and an
// RW right before its RTs.
func byNumber(a, b rtrw.Area) int {
	as, bs := strings.Split(string(a), "/"), strings.Split(string(b), "/")
	return slices.CompareFunc(as, bs, func(x, y string) int { return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
}
