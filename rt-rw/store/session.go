package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"jogotonggo/rt-rw"
)

// Signed is somebody who is in: the account, and the viewer that the domain knows.
type Signed struct {
	Token     string // only when it was just made; the database has its digest alone
	SessionID string
	Seen      int64   // Unix milliseconds, to the hour
	Account   Account // without its name, which NameOf unseals where it is shown
	Viewer    rtrw.Viewer
}

// SessionInfo is one device that is signed in.
type SessionInfo struct {
	ID     string
	Device string
	Opened int64 // Unix milliseconds
	Seen   int64 // to the hour
}

const seenEvery = time.Hour

// newToken draws 256 bits.
func newToken() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// digest is what the database keeps of a token or a code: enough to recognise it.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (s *Store) openSession(ctx context.Context, tx *sql.Tx, id, token, account, device, invite string) error {
	if len(device) > 120 || !utf8.ValidString(device) {
		device = ""
	}
	device, err := s.seal(account, "device "+id, device)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO sessions (id, token, account, device, invite, opened_at, seen_at, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $6, 0)`,
		id, digest(token), account, device, invite, s.now().UnixMilli())
	if err != nil {
		return fmt.Errorf("open session: %w", err)
	}
	return nil
}

// fresh reads a session that was just opened and hands its token out, once.
func (s *Store) fresh(ctx context.Context, token string) (Signed, error) {
	signed, err := s.Session(ctx, token)
	signed.Token = token
	return signed, err
}

// Session tells who sends the token; SignedOut when there is no such session, or it ended.
func (s *Store) Session(ctx context.Context, token string) (Signed, error) {
	d := digest(token)
	signed, ok, asked := s.signed.get(d)
	if ok {
		return signed, nil
	}
	signed, err := s.findSession(ctx, `s.token = $1`, d)
	if err != nil {
		return Signed{}, err
	}
	if now := s.now(); now.Sub(time.UnixMilli(signed.Seen)) > seenEvery {
		err := s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE sessions SET seen_at = $2 WHERE id = $1`, signed.SessionID, now.UnixMilli())
			return err
		})
		if err != nil { // reading goes on while nothing can be written
			s.cfg.Log.Warn("session_unseen", "session", signed.SessionID, "error", err)
		}
	}
	s.signed.put(d, signed, asked)
	return signed, nil
}

// SessionOf tells who a session belongs to, by its id: for what another phone brings. It is not seen by that.
func (s *Store) SessionOf(ctx context.Context, id string) (Signed, error) {
	return s.findSession(ctx, `s.id = $1`, id)
}

func (s *Store) findSession(ctx context.Context, which, arg string) (signed Signed, err error) {
	a := &signed.Account
	err = s.db.QueryRowContext(ctx, `SELECT s.id, s.seen_at, a.id, a.login, a.household, a.secret <> '' FROM sessions s JOIN accounts a ON a.id = s.account
		WHERE `+which+` AND s.closed_at = 0 AND a.closed_at = 0`, arg).Scan(&signed.SessionID, &signed.Seen, &a.ID, &a.Login, &a.Household, &a.HasSecret)
	if errors.Is(err, sql.ErrNoRows) {
		return Signed{}, rtrw.Errorf(rtrw.SignedOut, "Silakan masuk lagi.")
	}
	if err != nil {
		return Signed{}, s.refuse(fmt.Errorf("find session: %w", err))
	}
	signed.Viewer = rtrw.Viewer{Account: a.ID, Household: a.Household}
	signed.Viewer.Grants, err = s.grants(ctx, a.ID)
	return signed, err
}

// grants reads an account's grants, those that ended left out.
func (s *Store) grants(ctx context.Context, account string) (list []rtrw.Grant, err error) {
	list, err = query(ctx, s.db, `SELECT id, account, role, area, from_at, until_at FROM grants
		WHERE account = $1 AND (until_at = 0 OR until_at > $2) ORDER BY from_at, id`, []any{account, s.now().UnixMilli()},
		func(r scanner) (g rtrw.Grant, err error) {
			return g, r.Scan(&g.ID, &g.Account, &g.Role, &g.Area, &g.From, &g.Until)
		})
	return list, s.refuse(err)
}

// Grants lists an account's grants, those that ended left out.
func (s *Store) Grants(ctx context.Context, account string) ([]rtrw.Grant, error) {
	return s.grants(ctx, account)
}

// Sessions lists the devices on which the account is signed in, newest first.
func (s *Store) Sessions(ctx context.Context, account string) ([]SessionInfo, error) {
	list, err := query(ctx, s.db, `SELECT id, device, opened_at, seen_at FROM sessions
		WHERE account = $1 AND closed_at = 0 ORDER BY opened_at DESC, id DESC`, []any{account},
		func(r scanner) (i SessionInfo, err error) {
			if err := r.Scan(&i.ID, &i.Device, &i.Opened, &i.Seen); err != nil {
				return i, err
			}
			i.Device, err = s.unseal(account, i.Device)
			return i, err
		})
	return list, s.refuse(err)
}

// EndSession signs one device of the account out; every node lets its sockets go.
func (s *Store) EndSession(ctx context.Context, account, session string) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now := s.now().UnixMilli()
		done, err := tx.ExecContext(ctx, `UPDATE sessions SET closed_at = $3 WHERE id = $1 AND account = $2 AND closed_at = 0`, session, account, now)
		if err != nil {
			return fmt.Errorf("end session: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, rtrw.Errorf(rtrw.NotFound, "Perangkat ini tidak ada dalam daftar."))
		}
		return touch(ctx, tx, account, now)
	})
	if err == nil {
		s.signed.forget(account)
	}
	return err
}

// touch stamps an account whose grants or sessions changed; each stamp is later than the
// one before, also within one millisecond.
func touch(ctx context.Context, tx *sql.Tx, account string, now int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE accounts SET changed_at = CASE WHEN changed_at < $2 THEN $2 ELSE changed_at + 1 END WHERE id = $1`, account, now)
	if err != nil {
		return fmt.Errorf("stamp account: %w", err)
	}
	return nil
}

// overlap is how far Changed looks back behind the time it was asked for: a change is
// stamped when it is decided and seen only when it is committed, and nodes' clocks differ.
const overlap = 15 * time.Second

// Changed tells which accounts' grants or sessions changed since the time that the call
// before gave (0: from now on). Each change is told once. One watcher per store.
func (s *Store) Changed(ctx context.Context, since int64) (accounts []string, now int64, err error) {
	asked := time.Now()
	now = s.now().UnixMilli()
	if since == 0 {
		since = now
	}
	from := since - overlap.Milliseconds()
	found, err := query(ctx, s.db, `SELECT id, changed_at FROM accounts WHERE changed_at > $1 ORDER BY changed_at`, []any{from},
		func(r scanner) (c accountChange, err error) { return c, r.Scan(&c.account, &c.at) })
	if err != nil {
		return nil, since, s.refuse(fmt.Errorf("ask for changed accounts: %w", err))
	}
	if err := s.keys.follow(ctx); err != nil {
		return nil, since, s.refuse(err)
	}
	return s.signed.tell(found, since, from, asked), max(now, since), nil
}
