package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"jogotonggo/rt-rw"
)

// Fill writes cases and marks as the writer would have left them, without their lines: for
// what a crowd of them costs to read.
func (s *Store) Fill(ctx context.Context, cases []rtrw.Case, marks []rtrw.Mark) error {
	b := &batch{s: s}
	var rows, spots, sums [][]any
	for i := range cases {
		c := &cases[i]
		b.count(c, c.State, 1)
		rows = append(rows, caseRow(c))
	}
	for c, n := range b.counts {
		sums = append(sums, []any{string(c.Area), c.Service, string(c.State), n})
	}
	for _, m := range marks {
		spots = append(spots, []any{m.Case, m.Kind, string(m.Area), string(m.House), m.N, m.At, m.Until})
	}
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, t := range []struct {
			table string
			names []string
			rows  [][]any
		}{{"cases", caseNames, rows}, {"tallies", strings.Fields("area service state n"), sums}, {"marks", strings.Fields("case_id kind area house n at until_at"), spots}} {
			for len(t.rows) > 0 {
				n := min(len(t.rows), 100)
				var args []any
				for _, r := range t.rows[:n] {
					args = append(args, r...)
				}
				if _, err := tx.ExecContext(ctx, insertText(s.dialect.mark, t.table, t.names, "", n), args...); err != nil {
					return fmt.Errorf("fill %s: %w", t.table, err)
				}
				t.rows = t.rows[n:]
			}
			if s.dialect.postgres {
				if _, err := tx.ExecContext(ctx, "ANALYZE "+t.table); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Explain gives the plan of a query of this store, one step a line.
func (s *Store) Explain(ctx context.Context, text string, args ...any) (string, error) {
	if s.dialect.postgres {
		lines, err := query(ctx, s.db, "EXPLAIN "+text, args, func(r scanner) (l string, err error) { return l, r.Scan(&l) })
		return strings.Join(lines, "\n"), err
	}
	lines, err := query(ctx, s.db, "EXPLAIN QUERY PLAN "+text, args, func(r scanner) (l string, err error) {
		var id, parent, unused int64
		return l, r.Scan(&id, &parent, &unused, &l)
	})
	return strings.Join(lines, "\n"), err
}

// DueText is the scheduler's question.
var DueText = dueText

// UrgentText is the first question for the most urgent cases.
func (s *Store) UrgentText(q rtrw.Query) (string, []any) {
	first := s.inView(q).parts()[0]
	return first.text, first.args
}

// NewestText is the question for the newest cases.
func (s *Store) NewestText(q rtrw.Query) (string, []any) {
	p := s.newest(q)
	return p.text, p.args
}

// Asked is one question with its parameters.
type Asked struct {
	Text string
	Args []any
}

// ReachTexts are the questions for what reached households.
func (s *Store) ReachTexts(q rtrw.ReachQuery) (list []Asked) {
	for _, p := range s.reaching(q) {
		list = append(list, Asked{p.text, p.args})
	}
	return list
}

// ExplainIndexed is Explain for tables that are small in a test: PostgreSQL reads those whole
// unless it must not, and then says whether it could have done without.
func (s *Store) ExplainIndexed(ctx context.Context, text string, args ...any) (plan string, err error) {
	if !s.dialect.postgres {
		return s.Explain(ctx, text, args...)
	}
	tx, err := s.db.BeginTx(ctx, s.dialect.snapshot())
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `SET LOCAL enable_seqscan = off`); err != nil {
		return "", err
	}
	lines, err := query(ctx, tx, "EXPLAIN "+text, args, func(r scanner) (l string, err error) { return l, r.Scan(&l) })
	return strings.Join(lines, "\n"), err
}
