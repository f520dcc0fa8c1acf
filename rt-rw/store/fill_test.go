package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

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
		return explain(ctx, s.db, text, args)
	}
	lines, err := query(ctx, s.db, "EXPLAIN QUERY PLAN "+text, args, func(r scanner) (l string, err error) {
		var id, parent, unused int64
		return l, r.Scan(&id, &parent, &unused, &l)
	})
	return strings.Join(lines, "\n"), err
}

func explain(ctx context.Context, q querier, text string, args []any) (string, error) {
	lines, err := query(ctx, q, "EXPLAIN "+text, args, func(r scanner) (l string, err error) { return l, r.Scan(&l) })
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

// ReachTexts are the questions for what reached households.
func (s *Store) ReachTexts(q rtrw.ReachQuery) (list []Question) {
	for _, p := range s.reaching(q) {
		list = append(list, Question{Text: p.text, Args: p.args})
	}
	return list
}

// ExplainIndexed gives the plan by which this store reads, where tables are small in a test: PostgreSQL
// reads those whole unless it must not, and then says whether it could have done without.
func (s *Store) ExplainIndexed(ctx context.Context, q Question) (plan string, err error) {
	if !s.dialect.postgres {
		return s.Explain(ctx, q.Text, q.Args...)
	}
	from := s.db
	if q.Kept {
		from = s.lists
	}
	tx, err := from.BeginTx(ctx, s.dialect.snapshot())
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `SET LOCAL enable_seqscan = off`); err != nil {
		return "", err
	}
	if !q.Kept {
		return explain(ctx, tx, q.Text, q.Args)
	}
	// A plain EXPLAIN would make a plan for these values.
	if _, err := tx.ExecContext(ctx, "PREPARE asked AS "+q.Text); err != nil {
		return "", err
	}
	var values []string
	for i := range q.Args {
		values = append(values, numbered(i+1))
	}
	literal := append([]any{pgx.QueryExecModeSimpleProtocol}, q.Args...) // EXECUTE takes no parameters
	if plan, err = explain(ctx, tx, "EXECUTE asked("+strings.Join(values, ", ")+")", literal); err != nil {
		return "", err
	}
	_, err = tx.ExecContext(ctx, "DEALLOCATE asked")
	return plan, err
}

// Planned says how often PostgreSQL answered for the newest cases by a plan that it kept, and how often by a
// fresh one. It is asked of one connection: nothing else may be reading.
func (s *Store) Planned(ctx context.Context) (kept, anew int64, err error) {
	err = s.lists.QueryRowContext(ctx, `SELECT COALESCE(SUM(generic_plans), 0)::bigint, COALESCE(SUM(custom_plans), 0)::bigint
		FROM pg_prepared_statements WHERE starts_with(statement, 'SELECT * FROM (SELECT id')`).Scan(&kept, &anew)
	return kept, anew, err
}
