package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"jogotonggo/rt-rw"
)

// Accept takes one use of an invite and opens a session: for a new account that has just
// become a member of its house, or for the account that a reset was made for. However
// many do it at once, a code lets in as many as it says.
func (s *Store) Accept(ctx context.Context, desk *rtrw.Desk, code, name, device string) (Signed, error) {
	spent := rtrw.Errorf(rtrw.NotFound, "Undangan ini sudah tidak berlaku. Minta yang baru kepada Ketua RT.")
	if s.spent(ctx, code) { // most of a crowd is turned away without keeping the writer
		return Signed{}, spent
	}
	c := &coming{store: s, token: newToken(), session: newID(), device: device, name: name}
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		row := tx.QueryRowContext(ctx, `UPDATE invites SET uses_left = uses_left - 1
			WHERE code = $1 AND uses_left > 0 AND closed_at = 0 AND until_at > $2 RETURNING id, kind, place`, digest(code), s.now().UnixMilli())
		err := row.Scan(&c.invite, &c.kind, &c.place)
		if errors.Is(err, sql.ErrNoRows) {
			return spent
		}
		if err != nil {
			return fmt.Errorf("take a use of an invite: %w", err)
		}
		if c.kind == Again {
			return c.again(ctx, tx)
		}
		return c.enter(ctx, tx)
	})
	if err != nil {
		return Signed{}, err
	}
	if c.kind != Again {
		if err := c.join(ctx, desk); err != nil {
			return Signed{}, errors.Join(err, c.turnBack(ctx))
		}
	}
	return s.fresh(ctx, c.token)
}

// spent says whether the code certainly opens nothing.
func (s *Store) spent(ctx context.Context, code string) bool {
	var one int
	err := s.db.QueryRowContext(ctx, `SELECT 1 FROM invites WHERE code = $1 AND uses_left > 0 AND closed_at = 0 AND until_at > $2`,
		digest(code), s.now().UnixMilli()).Scan(&one)
	return errors.Is(err, sql.ErrNoRows)
}

// coming is somebody on their way through the door.
type coming struct {
	store          *Store
	token, session string
	device, name   string
	invite         string
	kind           InviteKind
	place          string
	account        Account
}

// again signs the owner of an account in on a new device, and every older one out: one of
// them was lost.
func (c *coming) again(ctx context.Context, tx *sql.Tx) error {
	s, now := c.store, c.store.now()
	done, err := tx.ExecContext(ctx, `UPDATE sessions SET closed_at = $2 WHERE closed_at = 0 AND account IN (SELECT id FROM accounts WHERE id = $1 AND closed_at = 0)`,
		c.place, now.UnixMilli())
	if err != nil {
		return fmt.Errorf("end older sessions: %w", err)
	}
	if n, err := done.RowsAffected(); err == nil && n > 0 {
		s.signed.forget(c.place)
	}
	if err := touch(ctx, tx, c.place, now.UnixMilli()); err != nil {
		return err
	}
	return c.store.openSession(ctx, tx, c.session, c.token, c.place, c.device, c.invite)
}

// enter makes the account, its house where it has none yet, and its session. The session
// opens nothing before the membership is in the log.
func (c *coming) enter(ctx context.Context, tx *sql.Tx) (err error) {
	now := c.store.now()
	c.account = Account{ID: newID(), Household: rtrw.Area(c.place)}
	if c.account.Name, err = properName(c.name); err != nil {
		return err
	}
	if c.account.Household.Depth() == rtrw.RT {
		if c.account.Household, err = newHouse(ctx, tx, rtrw.Area(c.place), now.UnixMilli()); err != nil {
			return err
		}
	}
	if err := c.named(ctx, tx, now.UnixMilli()); err != nil {
		return err
	}
	return c.store.openSession(ctx, tx, c.session, c.token, c.account.ID, c.device, c.invite)
}

// named adds the account under the first login of its kind that is free: rw04-rt03-ani,
// rw04-rt03-ani2 and so on.
func (c *coming) named(ctx context.Context, tx *sql.Tx, now int64) error {
	stem := loginStem(c.account.Household, c.account.Name)
	taken, err := query(ctx, tx, `SELECT login FROM accounts WHERE login >= $1 AND login < $2`, []any{stem, stem + "~"},
		func(r scanner) (l string, err error) { return l, r.Scan(&l) })
	if err != nil {
		return fmt.Errorf("read logins: %w", err)
	}
	used := map[string]bool{}
	for _, l := range taken {
		used[l] = true
	}
	for n := 1; ; n++ {
		c.account.Login = stem
		if n > 1 {
			c.account.Login = fmt.Sprintf("%s%d", stem, n)
		}
		if used[c.account.Login] {
			continue
		}
		if ok, err := c.store.insertAccount(ctx, tx, c.account, "", now); err != nil || ok {
			return err
		}
	}
}

// loginStem writes where somebody lives and their first name in small ASCII letters.
func loginStem(house rtrw.Area, name string) string {
	var parts []string
	for _, d := range []rtrw.Depth{rtrw.RW, rtrw.RT} {
		if a := house.Up(d); a != "" {
			parts = append(parts, strings.ToLower(a.Short()))
		}
	}
	first, _, _ := strings.Cut(name, " ")
	first = strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, first)
	if first == "" {
		first = "warga"
	}
	return strings.Join(append(parts, first[:min(len(first), 16)]), "-")
}

// join submits the membership as the door; the service decides what it means.
func (c *coming) join(ctx context.Context, desk *rtrw.Desk) error {
	member, ok := desk.Registry.Service("member")
	if !ok {
		return errors.New("join: no service of members is declared")
	}
	move, ok := member.Move("join")
	if !ok {
		return errors.New("join: the service of members has no such move")
	}
	body, err := json.Marshal(map[string]any{"account": c.account.ID, "house": c.account.Household, "active": c.kind == HouseQR})
	if err != nil {
		return fmt.Errorf("join: %w", err)
	}
	input := move.NewInput()
	if err := json.Unmarshal(body, input); err != nil {
		return fmt.Errorf("join: %w", err)
	}
	_, err = desk.Do(ctx, &rtrw.Command{
		Service: member.Name, Move: move.Name, Key: newID(), Viewer: rtrw.Viewer{System: rtrw.Door},
		Area: c.account.Household.Up(rtrw.RT), Input: input, Body: body,
	})
	return err
}

// turnBack undoes an entry whose membership was refused: the use is given back.
func (c *coming) turnBack(ctx context.Context) error {
	return c.store.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := closeAccount(ctx, tx, c.account.ID, c.store.now()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE invites SET uses_left = uses_left + 1 WHERE id = $1`, c.invite)
		return err
	})
}
