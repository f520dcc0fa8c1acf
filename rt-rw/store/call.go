package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

const callColumns = `id, account, case_id, area, why, role, ask, priority, words, state, due, push, topic, made_at, went_at, sent_at, shown_at, opened_at, ended_at`

func scanCall(r scanner) (c rtrw.Call, err error) {
	var words string
	var made int64
	err = r.Scan(&c.ID, &c.Account, &c.Case, &c.Area, &c.Why, &c.Role, &c.Ask, &c.Priority, &words, &c.State, &c.Due, &c.Push, &c.Topic,
		&made, &c.Went, &c.Sent, &c.Shown, &c.Opened, &c.Ended)
	if err == nil && words != "" {
		err = json.Unmarshal([]byte(words), &c.Words)
	}
	return c, err
}

// Unheard lists the logs that have lines not yet read for calls, and how far each was read;
// none while there is no phone.
func (s *Store) Unheard(ctx context.Context) (map[rtrw.Area]int64, error) {
	type place struct {
		log rtrw.Area
		seq int64
	}
	list, err := query(ctx, s.db, `SELECT l.log, COALESCE(c.seq, 0) FROM logs l LEFT JOIN callers c ON c.log = l.log
		WHERE l.seq > COALESCE(c.seq, 0) AND EXISTS (SELECT 1 FROM phones)`, nil, func(r scanner) (p place, err error) { return p, r.Scan(&p.log, &p.seq) })
	at := make(map[rtrw.Area]int64, len(list))
	for _, p := range list {
		at[p.log] = p.seq
	}
	return at, s.refuse(err)
}

// LiveCalls lists the calls of some cases that are not over.
func (s *Store) LiveCalls(ctx context.Context, cases []string) ([]rtrw.Call, error) {
	list, err := query(ctx, s.db, `SELECT `+callColumns+` FROM calls WHERE case_id `+s.dialect.in(1)+` AND state IN ('waiting', 'sent') ORDER BY id`,
		[]any{s.dialect.list(cases)}, scanCall)
	return list, s.refuse(err)
}

// Tell notes how far a log was read for calls, with all that follows from those lines, in one
// transaction. What is replaced stays on the screens until what takes its place gets there;
// what is ended is closed. A node that dies before it has told nothing, and one that dies after it has
// told everything. Where another node was faster it is a Conflict and nothing is written.
func (s *Store) Tell(ctx context.Context, log rtrw.Area, from, to int64, made []rtrw.Call, ended, replaced []string) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO callers (log, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING`, string(log)); err != nil {
			return err
		}
		if err := one(tx.ExecContext(ctx, `UPDATE callers SET seq = $3 WHERE log = $1 AND seq = $2`, string(log), from, to)); err != nil {
			return err
		}
		now := s.now().UnixMilli()
		for i := range made {
			if err := insertCall(ctx, tx, &made[i], now); err != nil {
				return err
			}
		}
		if err := s.end(ctx, tx, ended, now); err != nil || len(replaced) == 0 {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE calls SET state = 'withdrawn', ended_at = $2 WHERE id `+s.dialect.in(1)+` AND state = 'sent'`, s.dialect.list(replaced), now)
		return err
	})
}

func insertCall(ctx context.Context, tx *sql.Tx, c *rtrw.Call, now int64) error {
	words := ""
	if c.Words != (rtrw.Words{}) {
		b, err := json.Marshal(c.Words)
		if err != nil {
			return err
		}
		words = string(b)
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO calls (`+callColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, '', '', $11, 0, 0, 0, 0, 0)`,
		newID(), c.Account, c.Case, string(c.Area), string(c.Why), string(c.Role), c.Ask, string(c.Priority), words, c.Due, now)
	if err != nil {
		return fmt.Errorf("note a call: %w", err)
	}
	return nil
}

// end withdraws calls. A message all of whose calls are over is closed on the phones: what
// is still under way is dropped, and a parcel without words takes its place.
func (s *Store) end(ctx context.Context, tx *sql.Tx, ended []string, now int64) error {
	if len(ended) == 0 {
		return nil
	}
	type message struct{ push, topic, account string }
	over, err := query(ctx, tx, `UPDATE calls SET state = 'withdrawn', ended_at = $2 WHERE id `+s.dialect.in(1)+` AND state IN ('waiting', 'sent')
		RETURNING push, topic, account`, []any{s.dialect.list(ended), now}, func(r scanner) (m message, err error) { return m, r.Scan(&m.push, &m.topic, &m.account) })
	if err != nil {
		return err
	}
	closed := map[string]bool{"": true}
	for _, m := range over {
		if closed[m.push] {
			continue
		}
		closed[m.push] = true
		var left int64
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM calls WHERE push = $1 AND state = 'sent'`, m.push).Scan(&left); err != nil || left > 0 {
			if err != nil {
				return err
			}
			continue
		}
		for _, step := range []struct {
			text string
			args []any
		}{
			{`DELETE FROM parcels WHERE push = $1`, []any{m.push}},
			{`INSERT INTO parcels (push, phone, account, topic, urgency, payload, due, until_at, tries)
				SELECT $1, p.id, p.account, $3, 'normal', '', $4, $5, 0 FROM phones p WHERE p.account = $2`,
				[]any{rtrw.ClosingOf(m.push), m.account, m.topic, now, now + closingLives.Milliseconds()}},
		} {
			if _, err := tx.ExecContext(ctx, step.text, step.args...); err != nil {
				return fmt.Errorf("close a message: %w", err)
			}
		}
	}
	return nil
}

// closingLives is how long a push service keeps a closing for a phone that is off.
const closingLives = 12 * time.Hour

// DueCalls lists the calls whose hour has come, account by account.
func (s *Store) DueCalls(ctx context.Context, now time.Time, limit int) ([]rtrw.Call, error) {
	list, err := query(ctx, s.db, `SELECT `+callColumns+` FROM calls WHERE state = 'waiting' AND due <= $1 ORDER BY account, id LIMIT $2`,
		[]any{now.UnixMilli(), int64(limit)}, scanCall)
	return list, s.refuse(err)
}

// Calm counts the messages that were no emergency and went to an account since a time.
func (s *Store) Calm(ctx context.Context, account string, since int64) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT COUNT(DISTINCT push) FROM calls WHERE account = $1 AND made_at >= $2 AND went_at >= $3 AND priority <> 'darurat' AND why <> 'public'`,
		account, since-(48*time.Hour).Milliseconds(), since).Scan(&n)
	return n, s.refuse(err)
}

// Dispatch hands calls to the sender, with the parcels in which they go: each call goes once.
// Where one of them went or ended meanwhile it is a Conflict and nothing is written.
func (s *Store) Dispatch(ctx context.Context, calls []rtrw.Call, parcels []rtrw.Parcel) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now := s.now().UnixMilli()
		for i := range calls {
			c := &calls[i]
			if err := one(tx.ExecContext(ctx, `UPDATE calls SET state = 'sent', push = $2, topic = $3, went_at = $4 WHERE id = $1 AND state = 'waiting'`, c.ID, c.Push, c.Topic, now)); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `UPDATE calls SET state = 'withdrawn', ended_at = $4 WHERE account = $1 AND topic = $2 AND push <> $3 AND state = 'sent'`, c.Account, c.Topic, c.Push, now); err != nil {
				return err // what it takes the place of on the screens needs no closing
			}
		}
		for _, p := range parcels {
			_, err := tx.ExecContext(ctx, `INSERT INTO parcels (push, phone, account, topic, urgency, payload, due, until_at, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)`,
				p.Push, p.Phone, p.Account, p.Topic, p.Urgency, p.Payload, p.Due, p.Until)
			if err != nil {
				return fmt.Errorf("lay a parcel down: %w", err)
			}
		}
		for i := range calls { // nobody has a phone any more
			if err := s.unheard(ctx, tx, calls[i].Push); err != nil {
				return err
			}
		}
		return nil
	})
}

// Postpone sets another hour for calls that wait.
func (s *Store) Postpone(ctx context.Context, calls []rtrw.Call) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for i := range calls {
			if _, err := tx.ExecContext(ctx, `UPDATE calls SET due = $2 WHERE id = $1 AND state = 'waiting'`, calls[i].ID, calls[i].Due); err != nil {
				return err
			}
		}
		return nil
	})
}

// NextCall tells when the next call or parcel is due; 0: none waits.
func (s *Store) NextCall(ctx context.Context) (at int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT COALESCE(MIN(due), 0) FROM (SELECT due FROM calls WHERE state = 'waiting' UNION ALL SELECT due FROM parcels) AS waiting`).Scan(&at)
	return at, s.refuse(err)
}

// Heard notes that a phone showed or opened a message. Of another account's it is NotFound.
func (s *Store) Heard(ctx context.Context, account, push string, opened bool) error {
	column := "shown_at"
	if opened {
		column = "opened_at"
	}
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var n int64
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM calls WHERE push = $1 AND account = $2`, push, account).Scan(&n); err != nil || n == 0 {
			return errors.Join(err, rtrw.Errorf(rtrw.NotFound, "Pemberitahuan ini tidak ada."))
		}
		_, err := tx.ExecContext(ctx, `UPDATE calls SET `+column+` = $3 WHERE push = $1 AND account = $2 AND `+column+` = 0`, push, account, s.now().UnixMilli())
		return err
	})
}

// CallsOf lists an account's own calls that went out, newest first.
func (s *Store) CallsOf(ctx context.Context, account string, limit int) ([]rtrw.Call, error) {
	list, err := query(ctx, s.db, `SELECT `+callColumns+` FROM calls WHERE account = $1 AND went_at > 0 ORDER BY made_at DESC, id DESC LIMIT $2`,
		[]any{account, int64(limit)}, scanCall)
	return list, s.refuse(err)
}

// PruneCalls forgets what was told before a time, and phones whose session is over.
func (s *Store) PruneCalls(ctx context.Context, before time.Time) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM calls WHERE made_at < $1`, before.UnixMilli()); err != nil {
			return err
		}
		return s.lose(ctx, tx, `NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = phones.session AND s.closed_at = 0)`)
	})
}

// reached tells when the phone of a head showed the question of a case first, and as what.
func reached(ctx context.Context, q querier, id string) (at int64, by rtrw.Role, err error) {
	err = q.QueryRowContext(ctx, `SELECT shown_at, role FROM calls WHERE case_id = $1 AND why = 'turn' AND shown_at > 0 AND role IN ('rt_head', 'rw_head', 'lurah') ORDER BY shown_at LIMIT 1`, id).Scan(&at, &by)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return at, by, err
}

// one refuses where a change did not find its row as it was.
func one(done sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, rtrw.Errorf(rtrw.Conflict, "Sudah dikerjakan."))
	}
	return nil
}

// unheard marks the calls of a message as lost once no parcel of it is under way and no push
// service has taken one.
func (s *Store) unheard(ctx context.Context, tx *sql.Tx, push string) error {
	if strings.HasPrefix(push, rtrw.ClosingOf("")) {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE calls SET state = 'failed', ended_at = $2 WHERE push = $1 AND state = 'sent' AND sent_at = 0
		AND NOT EXISTS (SELECT 1 FROM parcels WHERE push = $1)`, push, s.now().UnixMilli())
	return err
}
