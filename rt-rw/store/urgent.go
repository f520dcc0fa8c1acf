package store

import (
	"context"
	"slices"
	"strings"

	"jogotonggo/rt-rw"
)

// The order of urgent cases, in the words of the index cases_urgent. Case.Urgency says the
// first of them in Go; a case without a clock comes after those that have one.
const (
	urgency  = `CASE WHEN heard > 0 AND level <> '' THEN 0 ELSE 3 END + CASE priority WHEN 'darurat' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END`
	clockDue = `CASE WHEN due = 0 THEN 9000000000000000 ELSE due END`
	noClock  = 9_000_000_000_000_000
)

// isDone tells open cases from closed ones in the words of the index cases_log.
const isDone = `CASE WHEN closed = 0 THEN 0 ELSE 1 END`

// view is what somebody may see of the open cases of a place. Where all of a service is
// theirs, which is so for whoever is on duty over the place, its cases lie in the index in
// the order in which they are wanted; the rest is looked through.
type view struct {
	s     *Store
	q     rtrw.Query
	whole []string // services of which every case is theirs to see
	rest  []string // the others
}

func (s *Store) inView(q rtrw.Query) *view {
	v := &view{s: s, q: q}
	for _, svc := range s.cfg.Registry.Services() {
		all := func(p rtrw.ScopePart) bool { return p.Area.Contains(q.Area) && slices.Contains(p.Services, svc.Name) }
		switch {
		case q.Service != "" && q.Service != svc.Name:
		case q.Area.Depth() >= rtrw.Kelurahan && slices.ContainsFunc(q.Scope.Parts, all):
			v.whole = append(v.whole, svc.Name)
		default:
			v.rest = append(v.rest, svc.Name)
		}
	}
	return v
}

// urgent reads the most urgent cases after the place where the page before ended: of each
// part as many as are wanted, and of them the first.
func (v *view) urgent(ctx context.Context, q querier) ([]rtrw.Case, error) {
	var all []rtrw.Case
	for _, p := range v.parts() {
		some, err := query(ctx, q, p.text, p.args, scanListed)
		if err != nil {
			return nil, err
		}
		if all = append(all, some...); len(all) > len(some) && len(some) > 0 {
			slices.SortFunc(all, func(a, b rtrw.Case) int { return a.At().Compare(b.At()) })
		}
	}
	return all[:min(len(all), v.q.Limit)], nil
}

// part is one question.
type part struct {
	text string
	args []any
}

func (v *view) parts() (parts []part) {
	add := func(w *where, conditions ...string) {
		text := `SELECT ` + listColumns + ` FROM cases WHERE closed = 0 AND ` + strings.Join(append(conditions, v.further(w)...), " AND ") +
			` ORDER BY ` + urgency + `, ` + clockDue + `, opened, id LIMIT ` + w.arg(int64(v.q.Limit))
		parts = append(parts, part{text, w.args})
	}
	for _, service := range v.whole {
		w := &where{}
		add(w, v.s.inPlace(w, v.q.Area), "service = "+w.arg(service))
	}
	if len(v.rest) > 0 {
		w := &where{}
		add(w, v.others(w)...)
	}
	return parts
}

// further are the conditions that hold for every part: a state, and where to go on.
func (v *view) further(w *where) (list []string) {
	if v.q.State != "" {
		list = append(list, "state = "+w.arg(string(v.q.State)))
	}
	if at := v.q.After; at.ID != "" {
		due := at.Due
		if due == 0 {
			due = noClock
		}
		list = append(list, "("+urgency+", "+clockDue+", opened, id) > ("+w.arg(at.Urgency)+", "+w.arg(due)+", "+w.arg(at.Opened)+", "+w.arg(at.ID)+")")
	}
	return list
}

// others are the conditions for cases of which only some are theirs to see. What is not
// theirs need not be looked through: services by cases_urgent, else the place by cases_log.
func (v *view) others(w *where) []string {
	list := []string{v.s.inPlace(w, v.q.Area), v.s.ways(w, v.q.Scope)}
	if len(v.whole) == 0 && v.q.Service == "" {
		return append(list, isDone+" = 0")
	}
	list = append(list, "service "+v.s.dialect.in(len(w.args)+1))
	w.args = append(w.args, v.s.dialect.list(v.rest))
	return list
}

// open counts all open cases in view. Of whole services of a kelurahan they are counted
// already.
func (v *view) open(ctx context.Context, q querier, counts []rtrw.Count) (n int64, err error) {
	count := func(w *where, conditions []string) error {
		var more int64
		err := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM cases WHERE closed = 0 AND `+strings.Join(conditions, " AND "), w.args...).Scan(&more)
		n += more
		return err
	}
	switch {
	case v.q.Area == v.q.Area.Log():
		n = v.tallied(counts)
	case len(v.whole) > 0:
		w := &where{}
		conditions := []string{v.s.inPlace(w, v.q.Area), "service " + v.s.dialect.in(len(w.args)+1)}
		w.args = append(w.args, v.s.dialect.list(v.whole))
		if err := count(w, conditions); err != nil {
			return 0, err
		}
	}
	if len(v.rest) == 0 {
		return n, nil
	}
	w := &where{}
	return n, count(w, v.others(w))
}

func (v *view) tallied(counts []rtrw.Count) (n int64) {
	for _, c := range counts {
		svc, ok := v.s.cfg.Registry.Service(c.Service)
		if ok && c.Area == v.q.Area && slices.Contains(v.whole, c.Service) && !svc.IsFinal(c.State) {
			n += c.N
		}
	}
	return n
}
