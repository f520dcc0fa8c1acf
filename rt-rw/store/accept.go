package store

import (
	"cmp"
	"context"
	"database/sql"
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
	if s.spent(ctx, code) { // most of a crowd is turned away without keeping the writer
		return Signed{}, spentCode
	}
	c := &coming{store: s, token: newToken(), session: newID(), device: device, name: name}
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := c.take(ctx, tx, code); err != nil {
			return err
		}
		if c.kind.returns() {
			return c.again(ctx, tx)
		}
		return c.enter(ctx, tx)
	})
	if err != nil {
		return Signed{}, err
	}
	if c.kind.returns() {
		s.signed.forget(c.place)
	} else if err := Join(ctx, desk, c.account.ID, c.account.Household, c.kind == HouseQR); err != nil {
		return Signed{}, errors.Join(err, c.turnBack(ctx))
	}
	return s.fresh(ctx, c.token)
}

// Return is Accept for a code that opens an account which is there already: a head's letter, or
// a reset. A secret that comes along is kept, so that its owner can come back without a code.
func (s *Store) Return(ctx context.Context, code, secret, device string) (Signed, error) {
	if s.spent(ctx, code) {
		return Signed{}, spentCode
	}
	c := &coming{store: s, token: newToken(), session: newID(), device: device}
	if secret != "" {
		var err error
		if c.secret, err = s.hashed(ctx, secret); err != nil {
			return Signed{}, err
		}
	}
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := c.take(ctx, tx, code); err != nil {
			return err
		}
		if !c.kind.returns() {
			return spentCode
		}
		return c.again(ctx, tx)
	})
	if err != nil {
		return Signed{}, err
	}
	s.signed.forget(c.place)
	return s.fresh(ctx, c.token)
}

// spentCode is said of a code that opens nothing, whatever the reason.
var spentCode = rtrw.Errorf(rtrw.NotFound, "Undangan ini sudah tidak berlaku. Minta yang baru kepada Ketua RT.")

// take uses a code once.
func (c *coming) take(ctx context.Context, tx *sql.Tx, code string) error {
	row := tx.QueryRowContext(ctx, `UPDATE invites SET uses_left = uses_left - 1
		WHERE code = $1 AND uses_left > 0 AND closed_at = 0 AND until_at > $2 RETURNING id, kind, place`, digest(code), c.store.now().UnixMilli())
	err := row.Scan(&c.invite, &c.kind, &c.place)
	if errors.Is(err, sql.ErrNoRows) {
		return spentCode
	}
	if err != nil {
		return fmt.Errorf("take a use of an invite: %w", err)
	}
	return nil
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
	secret         string // its hash; "" leaves the account's as it is
	invite         string
	kind           InviteKind
	place          string
	account        Account
}

// again signs the owner of an account in on a new device, and every older one out: one of
// them was lost. A letter opens nothing any more once its owner has been here.
func (c *coming) again(ctx context.Context, tx *sql.Tx) error {
	now := c.store.now()
	if c.kind == First {
		var devices int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM sessions WHERE account = $1`, c.place).Scan(&devices); err != nil || devices > 0 {
			return cmp.Or(err, spentCode)
		}
	}
	if c.secret != "" {
		if _, err := tx.ExecContext(ctx, `UPDATE accounts SET secret = $2 WHERE id = $1 AND closed_at = 0`, c.place, c.secret); err != nil {
			return fmt.Errorf("keep a new secret: %w", err)
		}
	}
	_, err := tx.ExecContext(ctx, `UPDATE sessions SET closed_at = $2 WHERE closed_at = 0 AND account IN (SELECT id FROM accounts WHERE id = $1 AND closed_at = 0)`,
		c.place, now.UnixMilli())
	if err != nil {
		return fmt.Errorf("end older sessions: %w", err)
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

// named adds the account under the first login of its kind that is free.
func (c *coming) named(ctx context.Context, tx *sql.Tx, now int64) error {
	return c.store.insertNamed(ctx, tx, &c.account, loginStem(c.account.Household, c.account.Name), now)
}

// insertNamed adds an account under the first login that is free: rw04-rt03-ani,
// rw04-rt03-ani2 and so on.
func (s *Store) insertNamed(ctx context.Context, tx *sql.Tx, a *Account, stem string, now int64) error {
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
		a.Login = stem
		if n > 1 {
			a.Login = fmt.Sprintf("%s%d", stem, n)
		}
		if used[a.Login] {
			continue
		}
		if ok, err := s.insertAccount(ctx, tx, *a, "", now); err != nil || ok {
			return err
		}
	}
}

// loginStem writes where somebody lives, or has an office, and their first name in small ASCII letters.
func loginStem(place rtrw.Area, name string) string {
	var parts []string
	for _, d := range []rtrw.Depth{rtrw.RW, rtrw.RT} {
		if a := place.Up(d); a != "" {
			parts = append(parts, strings.ToLower(a.Short()))
		}
	}
	words := strings.Fields(name)
	for len(words) > 1 && titles[strings.ToLower(strings.Trim(words[0], "."))] {
		words = words[1:]
	}
	first := strings.Join(words[:min(1, len(words))], "")
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

// Join makes somebody a member of a house as the door does; the service decides what it means.
func Join(ctx context.Context, desk *rtrw.Desk, account string, house rtrw.Area, active bool) error {
	return desk.Make(ctx, newID(), "member", "join", rtrw.Viewer{System: rtrw.Door}, house.Up(rtrw.RT),
		map[string]any{"account": account, "house": house, "active": active})
}

// titles stand before a name and are none.
var titles = map[string]bool{"pak": true, "bapak": true, "bu": true, "ibu": true, "mas": true, "mbak": true, "h": true, "hj": true, "haji": true, "hajah": true, "dr": true, "drs": true, "ir": true}

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
