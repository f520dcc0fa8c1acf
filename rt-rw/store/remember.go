package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// Checkpoints stand at every full hour in which a log moved, for as long as somebody asks what
// happened at an hour of a day; then one a day, for as long as boards are kept at all. A log of
// a thousand lines an hour so costs a hundred days what a day does.
const (
	hourlyKept = 90 * day
	hour       = int64(time.Hour / time.Millisecond)
	day        = 24 * hour
)

// rememberAtOnce is after how many lines a run of Remember leaves the rest to the next.
const rememberAtOnce = 50_000

// Remember writes the checkpoints that are due, each from the one before and the lines after
// it, and lets go those whose time is over. It may run anywhere, twice, and be cut off: what
// is there is never changed. more says that it left work for another run.
func (s *Store) Remember(ctx context.Context) (more bool, err error) {
	now := s.now().UnixMilli()
	type head struct {
		log rtrw.Area
		seq int64
	}
	heads, err := query(ctx, s.db, `SELECT log, seq FROM logs WHERE seq > 0 ORDER BY log`, nil, func(r scanner) (h head, err error) { return h, r.Scan(&h.log, &h.seq) })
	if err != nil {
		return false, s.refuse(fmt.Errorf("list logs: %w", err))
	}
	left := rememberAtOnce
	for _, h := range heads {
		if left <= 0 {
			return true, nil
		}
		if err := s.remember(ctx, h.log, h.seq, now, &left); err != nil {
			return false, s.refuse(fmt.Errorf("remember %s: %w", h.log, err))
		}
	}
	return left <= 0, s.refuse(s.thin(ctx, now))
}

// remember goes on with one log until the last full hour, or until a checkpoint is written
// and nothing is left of what the run may read.
func (s *Store) remember(ctx context.Context, log rtrw.Area, head, now int64, left *int) error {
	until := now - now%hour
	k, err := lastCheckpoint(ctx, s.db, log, now)
	if err != nil || k.seq == head || k.at == until {
		return err
	}
	st, err := s.resume(ctx, &k)
	if err != nil {
		return err
	}
	for {
		lines, err := laid(ctx, s.db, log, st.Seq, whole)
		if err != nil {
			return err
		}
		for i := range lines {
			l := &lines[i]
			if l.at >= until {
				return s.keep(ctx, &k, until, st)
			}
			if at := hourBefore(l.at, now); at > k.at {
				if err := s.keep(ctx, &k, at, st); err != nil || *left <= 0 {
					return err
				}
			}
			st.Lay(l.seq, l.from, &l.c, l.seq)
			*left--
		}
		if len(lines) < laidAtOnce {
			return s.keep(ctx, &k, until, st)
		}
	}
}

// hourBefore is the full hour before a line, or the midnight where hours are not kept.
func hourBefore(at, now int64) int64 {
	if at < hourlyFrom(now) {
		return at - at%day
	}
	return at - at%hour
}

// keep begins an hour with a checkpoint, unless nothing was laid since the last one. All lines
// that were laid are older than it: a younger one would have begun its own hour before.
func (s *Store) keep(ctx context.Context, last *checkpoint, at int64, st *rtrw.Moment[int64]) error {
	if last.at = at; st.Seq == last.seq {
		return nil
	}
	*last = checkpointAt(last.log, at, st)
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return bulk(ctx, tx, "checkpoints", checkpointNames, ` ON CONFLICT DO NOTHING`, [][]any{last.row()})
	})
}

var checkpointNames = []string{"log", "at", "seq", "counts", "open"}

// hourlyFrom is the midnight from which on every hour is kept.
func hourlyFrom(now int64) int64 { return (now - hourlyKept) / day * day }

// resume opens a checkpoint, to go on from it: the numbers of its lines name their cases.
func (s *Store) resume(ctx context.Context, k *checkpoint) (*rtrw.Moment[int64], error) {
	st := &rtrw.Moment[int64]{Seq: k.seq, Counts: k.counts, Open: make(map[string]int64, len(k.open))}
	for some := range chunks(k.open) {
		_, err := query(ctx, s.db, `SELECT seq, case_id FROM events WHERE log = $1 AND seq `+s.dialect.in(2), []any{string(k.log), s.dialect.numbers(some)}, func(r scanner) (seq int64, err error) {
			var id string
			err = r.Scan(&seq, &id)
			st.Open[id] = seq
			return seq, err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(st.Open) != len(k.open) {
		return nil, fmt.Errorf("its checkpoint at %d names lines that are not there", k.at)
	}
	return st, nil
}

// thin lets go the checkpoints whose time is over: of each old day all but the last, and all
// before boards are kept but the one on which the first of them rests.
func (s *Store) thin(ctx context.Context, now int64) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		horizon := now - rtrw.BoardsKept.Milliseconds()
		for text, at := range map[string]int64{
			`DELETE FROM checkpoints WHERE at < $1 AND EXISTS (SELECT 1 FROM checkpoints later WHERE later.log = checkpoints.log AND later.at > checkpoints.at AND later.at / 86400000 = checkpoints.at / 86400000)`: hourlyFrom(now),
			`DELETE FROM checkpoints WHERE at < $1 AND EXISTS (SELECT 1 FROM checkpoints later WHERE later.log = checkpoints.log AND later.at > checkpoints.at AND later.at <= $1)`:                                  horizon,
		} {
			if _, err := tx.ExecContext(ctx, text, at); err != nil {
				return fmt.Errorf("thin checkpoints: %w", err)
			}
		}
		return nil
	})
}

// laidLine is of a line what a moment needs of it.
type laidLine struct {
	seq, at int64
	from    rtrw.State
	c       rtrw.Case
}

// laidAtOnce is how many lines are read at a time.
const laidAtOnce = 1000

// How much of a line is read: its columns, or the case after it as well.
const (
	columns = `''`
	whole   = `payload`
)

// laid reads the lines of a log after one of them, oldest first.
func laid(ctx context.Context, q querier, log rtrw.Area, after int64, much string) ([]laidLine, error) {
	return query(ctx, q, `SELECT seq, at, area, service, case_id, from_state, state, `+much+` FROM events WHERE log = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
		[]any{string(log), after, int64(laidAtOnce)}, func(r scanner) (l laidLine, err error) {
			var payload string
			if err = r.Scan(&l.seq, &l.at, &l.c.Area, &l.c.Service, &l.c.ID, &l.from, &l.c.State, &payload); err == nil && payload != "" {
				err = json.Unmarshal([]byte(payload), &l.c)
			}
			return l, err
		})
}
