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

// stage tells apart, in the words of the index cases_log, open cases (0), those of them of
// whom news is waited for (1), and closed ones (2).
const (
	stage  = `CASE WHEN closed <> 0 THEN 2 WHEN heard > 0 THEN 1 ELSE 0 END`
	isOpen = stage + ` < 2`
	waited = `closed = 0 AND heard > 0` // stage 1 in the words of the index cases_urgent
)

// view is what somebody may see of the open cases of a place. Cases of whom news is waited
// for are many, all the time: where all of a service is theirs to see, which is so for
// whoever is on duty over the place, they lie in the index in the order in which they are
// wanted. What else is open is looked through and sorted.
type view struct {
	s     *Store
	q     rtrw.Query
	whole []string // services of which every case is theirs to see
	rest  []string // the others
	board bool     // also what is heard there of elsewhere
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
	if len(v.whole)+len(v.rest) == 0 {
		return nil // no such service
	}
	add := func(w *where, conditions ...string) {
		text := `SELECT ` + listColumns + ` FROM cases WHERE ` + strings.Join(append(conditions, v.further(w)...), " AND ") +
			` ORDER BY ` + urgency + `, ` + clockDue + `, opened, id LIMIT ` + w.arg(int64(v.q.Limit))
		parts = append(parts, part{text, w.args})
	}
	for _, service := range v.whole {
		w := &where{}
		add(w, waited, v.s.inPlace(w, v.q.Area), "service = "+w.arg(service))
	}
	if len(v.rest) > 0 {
		w := &where{}
		add(w, append([]string{waited}, v.mine(w, v.rest)...)...)
	}
	w := &where{}
	add(w, append([]string{stage + " = 0"}, v.mine(w, slices.Concat(v.whole, v.rest))...)...)
	return parts
}

// mine are the conditions for those cases of some services that are theirs to see.
func (v *view) mine(w *where, services []string) []string {
	list := []string{v.s.inPlace(w, v.q.Area), v.s.ways(w, v.q.Scope, v.q.Area)}
	if log := v.q.Area.Log(); v.board && log.Depth() == rtrw.Kelurahan && log != v.q.Area && len(v.q.Scope.Public) > 0 {
		list = []string{"log = " + w.arg(string(log)), "(" + strings.Join(list, " AND ") + " OR " + v.s.heard(w, v.q.Scope) + ")"}
	}
	if len(services) < len(v.s.cfg.Registry.Services()) {
		list = append(list, "service "+v.s.dialect.in(len(w.args)+1))
		w.args = append(w.args, v.s.dialect.list(services))
	}
	return list
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

// open counts all open cases in view. Of whole services of a kelurahan they are counted
// already.
func (v *view) open(ctx context.Context, q querier, counts []rtrw.Count) (n int64, err error) {
	services := slices.Concat(v.whole, v.rest)
	if v.q.Area.Depth() == rtrw.Kelurahan {
		n, services = v.tallied(counts), v.rest
	}
	if len(services) == 0 {
		return n, nil
	}
	for _, at := range [...]string{waited, stage + " = 0"} {
		w := &where{}
		var more int64
		text := `SELECT COUNT(*) FROM cases WHERE ` + strings.Join(append(v.mine(w, services), at), " AND ")
		if err := q.QueryRowContext(ctx, text, w.args...).Scan(&more); err != nil {
			return 0, err
		}
		n += more
	}
	return n, nil
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
