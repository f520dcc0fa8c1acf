package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"jogotonggo/rt-rw"
)

// manyPhones bounds how many devices of one account are told.
const manyPhones = 6

// ringing is true of phones whose session is open: however a session ends, its phone is
// told nothing more from that moment on. Pruning takes the row away later.
const ringing = `FROM phones p JOIN sessions s ON s.id = p.session AND s.closed_at = 0 JOIN accounts a ON a.id = p.account AND a.closed_at = 0`

// AddPhone takes in the phone of a session, in the place of the one it had before. The same
// browser signed in anew is the same phone; other people of that browser are told there as well.
func (s *Store) AddPhone(ctx context.Context, p rtrw.Phone) (string, error) {
	p.ID = newID()
	place, err := json.Marshal([]string{p.Endpoint, p.P256dh, p.Auth, p.App})
	if err != nil {
		return "", err
	}
	sealed, err := s.seal(p.Account, "phone "+p.ID, string(place))
	if err != nil {
		return "", s.refuse(err)
	}
	return p.ID, s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := beginCalling(ctx, tx); err != nil {
			return err
		}
		now := s.now().UnixMilli()
		for _, step := range []struct {
			text string
			args []any
		}{
			{`DELETE FROM phones WHERE session = $1 OR print = $2 AND account = $3`, []any{p.Session, digest(p.Endpoint), p.Account}},
			{`DELETE FROM phones WHERE account = $1 AND id NOT IN (SELECT id FROM phones WHERE account = $1 ORDER BY made_at DESC, id DESC LIMIT $2)`, []any{p.Account, int64(manyPhones - 1)}},
			{`INSERT INTO phones (id, account, session, print, place, lang, made_at, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)`,
				[]any{p.ID, p.Account, p.Session, digest(p.Endpoint), sealed, p.Lang, now}},
		} {
			if _, err := tx.ExecContext(ctx, step.text, step.args...); err != nil {
				return fmt.Errorf("add phone: %w", err)
			}
		}
		return nil
	})
}

// beginCalling lets the first phone of all hear what comes, and not what was.
func beginCalling(ctx context.Context, tx *sql.Tx) error {
	var phones int64
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM phones`).Scan(&phones); err != nil || phones > 0 {
		return err
	}
	return callFromHere(ctx, tx)
}

// callFromHere lets nobody be told of what stands in the logs already.
func callFromHere(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO callers (log, seq) SELECT log, seq FROM logs WHERE true ON CONFLICT (log) DO UPDATE SET seq = excluded.seq`)
	return err
}

// RemovePhone ends one phone of an account.
func (s *Store) RemovePhone(ctx context.Context, account, id string) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM phones WHERE account = $1 AND id = $2`, account, id)
		if err != nil {
			return fmt.Errorf("remove phone: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, rtrw.Errorf(rtrw.NotFound, "Perangkat ini tidak ada dalam daftar."))
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM parcels WHERE phone = $1`, id)
		return err
	})
}

// LosePhone ends a phone whose push service knows it no more.
func (s *Store) LosePhone(ctx context.Context, id string) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return s.lose(ctx, tx, `id = $1`, id)
	})
}

// lose deletes phones with what was under way to them.
func (s *Store) lose(ctx context.Context, tx *sql.Tx, which string, args ...any) error {
	ids, err := query(ctx, tx, `DELETE FROM phones WHERE `+which+` RETURNING id`, args, scanText)
	if err != nil || len(ids) == 0 {
		return err
	}
	pushes, err := query(ctx, tx, `DELETE FROM parcels WHERE phone `+s.dialect.in(1)+` RETURNING push`, []any{s.dialect.list(ids)}, scanText)
	if err != nil {
		return err
	}
	for _, push := range pushes {
		if err := s.unheard(ctx, tx, push); err != nil {
			return err
		}
	}
	return nil
}

const phoneColumns = `p.id, p.account, p.session, p.place, p.lang, s.device, p.made_at, p.sent_at`

func (s *Store) scanPhone(r scanner) (p rtrw.Phone, err error) {
	var place, device string
	if err := r.Scan(&p.ID, &p.Account, &p.Session, &place, &p.Lang, &device, &p.Made, &p.Sent); err != nil {
		return p, err
	}
	if p.Device, err = s.unseal(p.Account, device); err != nil {
		return p, err
	}
	plain, err := s.unseal(p.Account, place)
	if err != nil || plain == "" { // an erased account is told nothing
		return p, err
	}
	var parts [4]string
	err = json.Unmarshal([]byte(plain), &parts)
	p.Endpoint, p.P256dh, p.Auth, p.App = parts[0], parts[1], parts[2], parts[3]
	return p, err
}

// Phones lists the phones of an account, newest first.
func (s *Store) Phones(ctx context.Context, account string) ([]rtrw.Phone, error) {
	list, err := query(ctx, s.db, `SELECT `+phoneColumns+` `+ringing+` WHERE p.account = $1 ORDER BY p.made_at DESC, p.id DESC`, []any{account}, s.scanPhone)
	return list, s.refuse(err)
}

// Phone reads one phone; nil once it has ended.
func (s *Store) Phone(ctx context.Context, id string) (*rtrw.Phone, error) {
	list, err := query(ctx, s.db, `SELECT `+phoneColumns+` `+ringing+` WHERE p.id = $1`, []any{id}, s.scanPhone)
	if err != nil || len(list) == 0 || list[0].Endpoint == "" {
		return nil, s.refuse(err)
	}
	return &list[0], nil
}

// SetQuiet keeps the hours in which an account wants to hear of emergencies alone.
func (s *Store) SetQuiet(ctx context.Context, account string, q rtrw.Quiet) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO quiet (account, from_hour, until_hour) VALUES ($1, $2, $3)
			ON CONFLICT (account) DO UPDATE SET from_hour = excluded.from_hour, until_hour = excluded.until_hour`, account, int64(q.From), int64(q.Until))
		return err
	})
}

// QuietOf reads them; none unless somebody chose some.
func (s *Store) QuietOf(ctx context.Context, account string) (q rtrw.Quiet, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT from_hour, until_hour FROM quiet WHERE account = $1`, account).Scan(&q.From, &q.Until)
	if errors.Is(err, sql.ErrNoRows) {
		return q, nil
	}
	return q, s.refuse(err)
}

// Told lists who has a phone and either an office or a home in one of the areas, lives or
// serves within one of those in reach, or is named.
func (s *Store) Told(ctx context.Context, areas, within []rtrw.Area, accounts []string) ([]rtrw.Viewer, error) {
	names := make([]string, len(areas))
	for i, a := range areas {
		names[i] = string(a)
	}
	d := s.dialect
	args, where := []any{d.list(names), d.list(accounts)}, `area `+d.in(1)
	for _, a := range within {
		where += ` OR ` + under("area", len(args)+1)
		args = append(args, span(a)...)
	}
	list, err := query(ctx, s.db, `SELECT DISTINCT p.account, a.household `+ringing+` WHERE p.account `+d.in(2)+` OR p.account IN (SELECT account FROM grants WHERE `+where+`)`, args,
		func(r scanner) (v rtrw.Viewer, err error) { return v, r.Scan(&v.Account, &v.Household) })
	if err != nil || len(list) == 0 {
		return nil, s.refuse(err)
	}
	at, ids := make(map[string]int, len(list)), make([]string, len(list))
	for i, v := range list {
		at[v.Account], ids[i] = i, v.Account
	}
	_, err = query(ctx, s.db, `SELECT id, account, role, area, from_at, until_at FROM grants WHERE account `+d.in(1)+` ORDER BY from_at, id`, []any{d.list(ids)},
		func(r scanner) (g rtrw.Grant, err error) {
			if err := r.Scan(&g.ID, &g.Account, &g.Role, &g.Area, &g.From, &g.Until); err != nil {
				return g, err
			}
			v := &list[at[g.Account]]
			v.Grants = append(v.Grants, g)
			return g, nil
		})
	return list, s.refuse(err)
}

// Living gives the household of each account, open or closed.
func (s *Store) Living(ctx context.Context, accounts []string) (map[string]rtrw.Area, error) {
	list, err := query(ctx, s.db, `SELECT id, household FROM accounts WHERE id `+s.dialect.in(1), []any{s.dialect.list(accounts)},
		func(r scanner) (v rtrw.Viewer, err error) { return v, r.Scan(&v.Account, &v.Household) })
	homes := make(map[string]rtrw.Area, len(list))
	for _, v := range list {
		homes[v.Account] = v.Household
	}
	return homes, s.refuse(err)
}
