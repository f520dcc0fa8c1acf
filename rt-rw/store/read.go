package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

type scanner interface{ Scan(...any) error }

func scanEntry(r scanner) (*rtrw.Entry, error) {
	var e rtrw.Entry
	var payload, print, hash string
	err := r.Scan(&e.Log, &e.Seq, &e.ID, &e.Epoch, &e.At, &e.Area, &e.Service, &e.Type, &e.Case, &e.From, &e.State, &e.Priority, &e.Level, &e.Next,
		&e.Due, &e.DueFor, &e.Version, &e.Mask, &e.House, &e.Actor, &e.Role, &payload, &print, &hash)
	if err != nil {
		return nil, err
	}
	e.Payload = []byte(payload)
	e.Told = rtrw.ToldIn(e.Payload)
	if e.Print, err = base64.RawStdEncoding.DecodeString(print); err != nil {
		return nil, fmt.Errorf("fingerprint of event %s: %w", e.ID, err)
	}
	if e.Hash, err = base64.RawStdEncoding.DecodeString(hash); err != nil {
		return nil, fmt.Errorf("hash of event %s: %w", e.ID, err)
	}
	if len(e.Print) == 0 {
		e.Print = nil
	}
	return &e, nil
}

func scanCase(r scanner) (*rtrw.Case, error) {
	var c rtrw.Case
	var log, told, data string
	err := r.Scan(&c.ID, &log, &c.Service, &c.Area, &c.House, &c.Filer, &c.State, &c.Priority, &c.Level, &c.Next, &c.Hops, &c.Since, &c.Asked,
		&c.Heard, &c.Due, &c.DueFor, &c.Holder, &c.Round, &c.Until, &c.Version, &c.Opened, &c.Updated, &c.Closed, &c.Lot, &c.Reach, &told, &data)
	c.Told, c.Data = toldIn(told), []byte(data)
	return &c, err
}

// query runs one read and scans its rows.
func query[T any](ctx context.Context, q querier, text string, args []any, scan func(scanner) (T, error)) ([]T, error) {
	rows, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

type querier interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// Heads gives the heads of logs in one query; a log without lines is at 0.
func (s *Store) Heads(ctx context.Context, logs []rtrw.Area) (map[rtrw.Area]int64, error) {
	heads := make(map[rtrw.Area]int64, len(logs))
	names := make([]string, len(logs))
	for i, l := range logs {
		heads[l], names[i] = 0, string(l)
	}
	type head struct {
		log rtrw.Area
		seq int64
	}
	got, err := query(ctx, s.db, `SELECT log, seq FROM logs WHERE log `+s.dialect.in(1), []any{s.dialect.list(names)},
		func(r scanner) (h head, err error) { return h, r.Scan(&h.log, &h.seq) })
	for _, h := range got {
		heads[h.log] = h.seq
	}
	return heads, s.refuse(err)
}

// Read gives a log's lines after seq, oldest first.
func (s *Store) Read(ctx context.Context, log rtrw.Area, after int64, limit int) ([]rtrw.Entry, error) {
	got, err := query(ctx, s.db, `SELECT `+eventColumns+` FROM events WHERE log = $1 AND seq > $2 ORDER BY seq LIMIT $3`, []any{string(log), after, int64(limit)},
		func(r scanner) (rtrw.Entry, error) {
			e, err := scanEntry(r)
			if err != nil {
				return rtrw.Entry{}, err
			}
			return *e, nil
		})
	return got, s.refuse(err)
}

// toldIn is what a case tells everybody; nil for nothing, as its payload has it.
func toldIn(column string) json.RawMessage {
	if column == "" {
		return nil
	}
	return json.RawMessage(column)
}

func scanCaseValue(r scanner) (rtrw.Case, error) {
	c, err := scanCase(r)
	if err != nil {
		return rtrw.Case{}, err
	}
	return *c, nil
}

// Find reads a case with its lines, its ciphertexts, who holds it and which head saw it first.
func (s *Store) Find(ctx context.Context, id string) (*rtrw.Found, error) {
	f := &rtrw.Found{Texts: map[rtrw.Sealed][]byte{}}
	err := s.snapshot(ctx, func(tx querier) error {
		c, err := scanCase(tx.QueryRowContext(ctx, `SELECT `+caseColumns+` FROM cases WHERE id = $1`, id))
		if errors.Is(err, sql.ErrNoRows) {
			return rtrw.Errorf(rtrw.NotFound, "Laporan tidak ditemukan.")
		}
		if err != nil {
			return err
		}
		f.Case = *c
		if f.Entries, err = query(ctx, tx, `SELECT `+eventColumns+` FROM events WHERE case_id = $1 ORDER BY version`, []any{id},
			func(r scanner) (rtrw.Entry, error) { e, err := scanEntry(r); return deref(e), err }); err != nil {
			return err
		}
		texts, err := query(ctx, tx, `SELECT ref, cipher FROM texts WHERE case_id = $1`, []any{id}, func(r scanner) (t [2]string, err error) { return t, r.Scan(&t[0], &t[1]) })
		if err != nil {
			return err
		}
		for _, t := range texts {
			if f.Texts[rtrw.Sealed(t[0])], err = base64.RawStdEncoding.DecodeString(t[1]); err != nil {
				return fmt.Errorf("text %s of case %s: %w", t[0], id, err)
			}
		}
		if f.Stopped, err = s.stopped(ctx, tx, c); err != nil {
			return err
		}
		var lives int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM erasures WHERE place = $1`, c.Whose()).Scan(&lives); err != nil {
			return err
		}
		svc, known := s.cfg.Registry.Service(c.Service)
		f.Erased = known && !svc.Inner && c.Life() < lives
		err = tx.QueryRowContext(ctx, `SELECT name FROM accounts WHERE id = $1`, c.Holder).Scan(&f.Holder)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if f.Holder, err = s.unseal(c.Holder, f.Holder); err != nil {
			return err
		}
		if f.RangAt, f.RangBy, err = reached(ctx, tx, id); err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `SELECT at, role FROM looks WHERE case_id = $1 AND role IN ('rt_head', 'rw_head', 'lurah') ORDER BY at LIMIT 1`, id).Scan(&f.SeenAt, &f.SeenBy)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, s.refuse(err)
	}
	return f, nil
}

// stopped says whether the household of a case has withdrawn its consent.
func (s *Store) stopped(ctx context.Context, q querier, c *rtrw.Case) (bool, error) {
	if c.House == "" {
		return false, nil
	}
	now := s.now().UnixMilli()
	var n int
	err := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM records WHERE area = $1 AND name = $2 AND from_at <= $3 AND (until_at = 0 OR until_at > $4)`,
		string(c.House), rtrw.StoppedRecord, now, now).Scan(&n)
	return n > 0, err
}

func deref[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// snapshot runs reads that must be one picture, for two seconds at most: an open reader
// keeps the WAL from shrinking.
func (s *Store) snapshot(ctx context.Context, do func(querier) error) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	tx, err := s.db.BeginTx(ctx, s.dialect.snapshot())
	if err != nil {
		return err
	}
	p := &picture{Tx: tx, from: s.db}
	defer p.end(ctx)
	return do(p)
}
