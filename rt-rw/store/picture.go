package store

import (
	"context"
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
	w.and(s.inPlace(w, a))
	w.and(s.ways(w, sc, a))
	return w
}

// inPlace is the condition that a case lies in an area.
func (s *Store) inPlace(w *where, a rtrw.Area) string {
	log := a.Log()
	if log.Depth() != rtrw.Kelurahan { // log by log: a stretch of logs is no stretch of their open cases
		return "log IN (SELECT log FROM logs WHERE " + w.under("log", a) + ")"
	}
	text := "log = " + w.arg(string(log))
	if a != log {
		text += " AND " + w.under("area", a)
	}
	return text
}

// ways are the ways in which a case in an area may be somebody's to see. What the area says already
// is not said again: a planner takes two conditions for two sieves.
func (s *Store) ways(w *where, sc rtrw.Scope, a rtrw.Area) string {
	ways := []string{"filer = " + w.arg(sc.Account), "holder = " + w.arg(sc.Account)}
	if sc.House != "" {
		ways = append(ways, "house = "+w.arg(string(sc.House)))
	}
	for _, p := range sc.Parts {
		services := "service " + s.dialect.in(len(w.args)+1)
		w.args = append(w.args, s.dialect.list(p.Services))
		if p.Area.Contains(a) {
			ways = append(ways, services)
			continue
		}
		ways = append(ways, "("+services+" AND "+w.under("area", p.Area)+")")
	}
	if heard := s.heard(w, sc); heard != "" {
		ways = append(ways, heard)
	}
	return "(" + strings.Join(ways, " OR ") + ")"
}

// heard is the condition that everybody where somebody lives hears of a case; "" for who lives
// nowhere here.
func (s *Store) heard(w *where, sc rtrw.Scope) string {
	var ways []string
	for _, p := range sc.Public {
		services := "service " + s.dialect.in(len(w.args)+1)
		w.args = append(w.args, s.dialect.list(p.Services))
		var far []string
		for _, d := range [...]rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan} {
			if at := p.Area.Up(d); at != "" {
				far = append(far, "reach = "+w.arg(int64(d))+" AND "+w.under("area", at))
			}
		}
		ways = append(ways, services+" AND ("+strings.Join(far, " OR ")+")")
	}
	if len(ways) == 0 {
		return ""
	}
	return "(" + strings.Join(ways, " OR ") + ")"
}

// Picture reads counts, urgent cases and the head of the log in one transaction.
func (s *Store) Picture(ctx context.Context, q rtrw.PictureQuery) (*rtrw.Picture, error) {
	p := &rtrw.Picture{}
	err := s.snapshot(ctx, func(tx querier) error {
		var err error
		if p.Path, err = s.path(ctx, tx, q.Area); err != nil {
			return err
		}
		if err = s.mapInto(ctx, tx, q.Area, q.Since, q.Known, p); err != nil {
			return err
		}
		if err = s.countsInto(ctx, tx, q.Area, p); err != nil {
			return err
		}
		v := s.inView(rtrw.Query{Area: q.Area, Scope: q.Scope, Limit: q.Limit, Urgent: true})
		v.board = true
		if p.Cases, err = v.urgent(ctx, tx); err != nil || len(p.Cases) < q.Limit {
			return err
		}
		p.More, err = v.open(ctx, tx, p.Counts)
		p.More -= int64(len(p.Cases))
		return err
	})
	if err != nil {
		return nil, s.refuse(err)
	}
	return p, nil
}

// countsInto reads tallies and the places they belong to: RTs inside a kelurahan, each by state;
// above one kelurahan, whatever the state.
func (s *Store) countsInto(ctx context.Context, tx querier, a rtrw.Area, p *rtrw.Picture) (err error) {
	inside := a.Depth() >= rtrw.Kelurahan
	text := `SELECT area, service, state, n FROM tallies WHERE n <> 0 AND ` + under("area", 1)
	if !inside { // kelurahan by kelurahan: the RTs between them are not walked through
		text = `SELECT area, service, '', CAST(SUM(n) AS BIGINT) FROM tallies WHERE n <> 0 AND area IN (SELECT area FROM areas WHERE length(area) = 13 AND ` + under("area", 1) + `) GROUP BY area, service`
	}
	p.Counts, err = query(ctx, tx, text, span(a), func(r scanner) (c rtrw.Count, err error) { return c, r.Scan(&c.Area, &c.Service, &c.State, &c.N) })
	if err != nil {
		return err
	}
	if inside {
		return nil
	}
	p.Kelurahan, err = kelurahanIn(ctx, tx, a)
	return err
}

func kelurahanIn(ctx context.Context, q querier, a rtrw.Area) ([]rtrw.Area, error) {
	return query(ctx, q, `SELECT area FROM areas WHERE length(area) = 13 AND `+under("area", 1)+` ORDER BY area`, span(a), scanArea)
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
