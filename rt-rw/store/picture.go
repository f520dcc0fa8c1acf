package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"jogotonggo/rt-rw"
)

// where builds a condition and its parameters side by side.
type where struct {
	text []string
	args []any
}

func (w *where) arg(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
}

// under gives the condition that the column lies in the area.
func (w *where) under(column string, a rtrw.Area) string {
	text := under(column, len(w.args)+1)
	w.args = append(w.args, span(a)...)
	return text
}

func (w *where) and(text string) { w.text = append(w.text, text) }

func (w *where) String() string { return strings.Join(w.text, " AND ") }

// scoped limits cases to an area and to what a viewer may see in it.
func (s *Store) scoped(a rtrw.Area, sc rtrw.Scope) *where {
	w := &where{}
	if log := a.Log(); log.Depth() == rtrw.Kelurahan {
		w.and("log = " + w.arg(string(log)))
		if a != log {
			w.and(w.under("area", a))
		}
	} else {
		w.and(w.under("log", a))
	}
	ways := []string{"filer = " + w.arg(sc.Account), "holder = " + w.arg(sc.Account)}
	if sc.House != "" {
		ways = append(ways, "house = "+w.arg(string(sc.House)))
	}
	for _, p := range sc.Parts {
		services := "service " + s.dialect.in(len(w.args)+1)
		w.args = append(w.args, s.dialect.list(p.Services))
		ways = append(ways, "("+services+" AND "+w.under("area", p.Area)+")")
	}
	w.and("(" + strings.Join(ways, " OR ") + ")")
	return w
}

// isDone tells open cases from closed ones in the words of the index cases_log.
const isDone = `CASE WHEN closed = 0 THEN 0 ELSE 1 END`

const urgentFirst = ` ORDER BY CASE priority WHEN 'darurat' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, CASE WHEN due = 0 THEN 1 ELSE 0 END, due, opened, id`

// Picture reads counts, urgent cases and the head of the log in one transaction.
func (s *Store) Picture(ctx context.Context, q rtrw.PictureQuery) (*rtrw.Picture, error) {
	p := &rtrw.Picture{}
	err := s.snapshot(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(SUM(seq), 0) FROM logs WHERE `+under("log", 1), span(q.Area.Log())...).Scan(&p.Seq); err != nil {
			return err
		}
		var err error
		if p.Path, err = s.path(ctx, tx, q.Area); err != nil {
			return err
		}
		if err = s.mapInto(ctx, tx, q.Area, q.Since, p); err != nil {
			return err
		}
		if err = s.countsInto(ctx, tx, q.Area, p); err != nil {
			return err
		}
		w := s.scoped(q.Area, q.Scope)
		if p.Cases, err = query(ctx, tx, `SELECT `+caseColumns+` FROM cases WHERE `+isDone+` = 0 AND `+w.String()+urgentFirst+` LIMIT `+w.arg(int64(q.Limit)), w.args, scanCaseValue); err != nil {
			return err
		}
		if len(p.Cases) < q.Limit {
			return nil
		}
		w = s.scoped(q.Area, q.Scope)
		err = tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM cases WHERE `+isDone+` = 0 AND `+w.String(), w.args...).Scan(&p.More)
		p.More -= int64(len(p.Cases))
		return err
	})
	if err != nil {
		return nil, s.refuse(err)
	}
	return p, nil
}

// countsInto reads tallies and the places they belong to: RTs inside a kelurahan,
// kelurahan above one.
func (s *Store) countsInto(ctx context.Context, tx *sql.Tx, a rtrw.Area, p *rtrw.Picture) (err error) {
	inside := a.Depth() >= rtrw.Kelurahan
	only := ""
	if !inside {
		only = ` AND length(area) = 13` // a kelurahan's code; its RTs are not looked at from above
	}
	p.Counts, err = query(ctx, tx, `SELECT area, service, state, n FROM tallies WHERE n <> 0 AND `+under("area", 1)+only, span(a),
		func(r scanner) (c rtrw.Count, err error) { return c, r.Scan(&c.Area, &c.Service, &c.State, &c.N) })
	if err != nil {
		return err
	}
	if inside {
		return nil
	}
	p.Kelurahan, err = query(ctx, tx, `SELECT area FROM areas WHERE length(area) = 13 AND `+under("area", 1)+` ORDER BY area`, span(a), scanArea)
	return err
}

// List reads cases, newest first.
func (s *Store) List(ctx context.Context, q rtrw.Query) ([]rtrw.Case, error) {
	w := s.scoped(q.Area, q.Scope)
	if q.Service != "" {
		w.and("service = " + w.arg(q.Service))
	}
	if q.State != "" {
		w.and("state = " + w.arg(string(q.State)))
	}
	if q.BeforeID != "" {
		w.and("(opened < " + w.arg(q.BeforeOpened) + " OR opened = " + w.arg(q.BeforeOpened) + " AND id < " + w.arg(q.BeforeID) + ")")
	}
	newest := ` ORDER BY opened DESC, id DESC LIMIT ` + w.arg(int64(q.Limit))
	part := func(done string) string {
		return `SELECT * FROM (SELECT ` + caseColumns + ` FROM cases WHERE ` + isDone + ` = ` + done + ` AND ` + w.String() + newest + `) part` + done
	}
	got, err := query(ctx, s.db, part("0")+` UNION ALL `+part("1")+newest, w.args, scanCaseValue) // each part is a stretch of the index
	return got, s.refuse(err)
}

// path names the area and all above it, from the city down. A place without a name of its
// own is called by the last part of its path.
func (s *Store) path(ctx context.Context, q querier, a rtrw.Area) ([]rtrw.Place, error) {
	var places []rtrw.Place
	var codes []string
	for d := rtrw.City; d <= rtrw.RT; d++ {
		if up := a.Up(d); up != "" {
			places = append(places, rtrw.Place{Area: up, Name: up.Short()})
			codes = append(codes, string(up))
		}
	}
	named, err := query(ctx, q, `SELECT area, name FROM areas WHERE area `+s.dialect.in(1), []any{s.dialect.list(codes)},
		func(r scanner) (p rtrw.Place, err error) { return p, r.Scan(&p.Area, &p.Name) })
	for _, n := range named {
		for i := range places {
			if places[i].Area == n.Area {
				places[i].Name = n.Name
			}
		}
	}
	return places, err
}
