package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jogotonggo/rt-rw"
)

// Reach reads in one picture the houses under a place, their cases that are over since a time
// or open, and which of them are not to be read any more.
func (s *Store) Reach(ctx context.Context, q rtrw.ReachQuery) (*rtrw.Reached, error) {
	r := &rtrw.Reached{Steps: map[string][]rtrw.Entry{}, Stopped: map[rtrw.Area]bool{}, Lives: map[rtrw.Area]int{}}
	err := s.snapshot(ctx, func(tx querier) (err error) {
		if q.Houses != nil {
			r.Cases, err = s.closedAt(ctx, tx, q)
			return err
		}
		if r.Gates, err = query(ctx, tx, `SELECT house, label FROM houses WHERE `+under("house", 1), span(q.Area), func(row scanner) (g rtrw.Gate, err error) {
			return g, row.Scan(&g.House, &g.Label)
		}); err != nil {
			return fmt.Errorf("list houses: %w", err)
		}
		slices.SortFunc(r.Gates, func(a, b rtrw.Gate) int { return byNumber(a.House, b.House) })
		for _, p := range s.reaching(q) {
			cases, err := query(ctx, tx, p.text, p.args, scanCaseValue)
			if err != nil {
				return fmt.Errorf("read what reached households: %w", err)
			}
			r.Cases = append(r.Cases, cases...)
		}
		if err := s.notRead(ctx, tx, q.Area, r); err != nil || !q.Steps {
			return err
		}
		return s.stepsInto(ctx, tx, r)
	})
	if err != nil {
		return nil, s.refuse(err)
	}
	return r, nil
}

// reaching are the questions for cases: one along the index of what is over, one through what
// is open in the kelurahan.
func (s *Store) reaching(q rtrw.ReachQuery) []part {
	over, open := &where{}, &where{}
	over.and("closed > 0") // in the words of the index
	over.and("closed >= " + over.arg(q.Since))
	open.and("log = " + open.arg(string(q.Area.Log())))
	open.and(isOpen)
	parts := make([]part, 0, 2)
	for _, w := range []*where{over, open} {
		w.and("house >= " + w.arg(string(q.Area)) + " AND house < " + w.arg(string(q.Area)+"0")) // one stretch of the index
		w.and("service " + s.dialect.in(len(w.args)+1))
		w.args = append(w.args, s.dialect.list(q.Services))
		parts = append(parts, part{`SELECT ` + caseColumns + ` FROM cases WHERE ` + strings.Join(w.text, " AND "), w.args})
	}
	return parts
}

// closedAt reads what is over at a few houses, each along the index.
func (s *Store) closedAt(ctx context.Context, tx querier, q rtrw.ReachQuery) ([]rtrw.Case, error) {
	houses := make([]string, 0, len(q.Houses))
	for _, h := range q.Houses {
		houses = append(houses, string(h))
	}
	return query(ctx, tx, `SELECT `+caseColumns+` FROM cases WHERE closed > 0 AND house `+s.dialect.in(1)+` AND closed >= $2 AND service `+s.dialect.in(3),
		[]any{s.dialect.list(houses), q.Since, s.dialect.list(q.Services)}, scanCaseValue)
}

// notRead finds households that have withdrawn their consent, and how often each was erased.
func (s *Store) notRead(ctx context.Context, q querier, a rtrw.Area, r *rtrw.Reached) error {
	now := s.now().UnixMilli()
	args := append([]any{rtrw.StoppedRecord, now, now}, span(a)...)
	stopped, err := query(ctx, q, `SELECT area FROM records WHERE name = $1 AND from_at <= $2 AND (until_at = 0 OR until_at > $3) AND `+under("area", 4), args, scanArea)
	if err != nil {
		return fmt.Errorf("read consents: %w", err)
	}
	for _, house := range stopped {
		r.Stopped[house] = true
	}
	erased, err := query(ctx, q, `SELECT place FROM erasures WHERE `+under("place", 1), span(a), scanArea)
	if err != nil {
		return fmt.Errorf("read erasures: %w", err)
	}
	for _, house := range erased {
		r.Lives[house]++
	}
	return nil
}

// stepsInto reads the lines of the cases found, oldest first.
func (s *Store) stepsInto(ctx context.Context, q querier, r *rtrw.Reached) error {
	ids := make([]string, 0, len(r.Cases))
	for i := range r.Cases {
		ids = append(ids, r.Cases[i].ID)
	}
	lines, err := query(ctx, q, `SELECT case_id, at, type, from_state, state, role FROM events WHERE case_id `+s.dialect.in(1)+` ORDER BY case_id, version`, []any{s.dialect.list(ids)},
		func(row scanner) (e rtrw.Entry, err error) {
			return e, row.Scan(&e.Case, &e.At, &e.Type, &e.From, &e.State, &e.Role)
		})
	for i := range lines {
		r.Steps[lines[i].Case] = append(r.Steps[lines[i].Case], lines[i])
	}
	return err
}
