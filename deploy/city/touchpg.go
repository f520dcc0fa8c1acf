package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"jogotonggo/rt-rw/store"
)

// server asks PostgreSQL what it touched; its pages are 8 KiB, and count whether they were in memory or not.
type server struct{ conn *pgx.Conn }

func touchServer(ctx context.Context, url string) (*server, error) {
	conn, err := pgx.Connect(ctx, url)
	return &server{conn}, err
}

// node is a step of a plan.
type node struct {
	Type  string `json:"Node Type"`
	Table string `json:"Relation Name"`
	Hit   int64  `json:"Shared Hit Blocks"`
	Read  int64  `json:"Shared Read Blocks"`

	Loops   float64 `json:"Actual Loops"`
	Rows    float64 `json:"Actual Rows"` // a loop
	Dropped float64 `json:"Rows Removed by Filter"`
	Unsure  float64 `json:"Rows Removed by Index Recheck"`

	Plans []node
}

func (s *server) touch(ctx context.Context, q store.Question) (got touched, err error) {
	plan := s.explain
	if q.Kept {
		plan = s.explainKept
	}
	b, err := plan(ctx, q.Text, q.Args)
	if err != nil {
		return got, fmt.Errorf("plan of %s: %w", q.Text, err)
	}
	var plans []struct{ Plan node }
	if err := json.Unmarshal(b, &plans); err != nil {
		return got, err
	}
	for _, p := range plans {
		got.pages += p.Plan.Hit + p.Plan.Read
		got.answer += int64(p.Plan.Rows)
		p.Plan.scans(&got)
	}
	return got, nil
}

func (s *server) explain(ctx context.Context, text string, args []any) (b []byte, err error) {
	err = s.conn.QueryRow(ctx, "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "+text, args...).Scan(&b)
	return b, err
}

// explainKept asks for the plan that is kept for all values, where a plain EXPLAIN makes one for these.
func (s *server) explainKept(ctx context.Context, text string, args []any) (b []byte, err error) {
	if _, err := s.conn.Exec(ctx, "SET plan_cache_mode = force_generic_plan; PREPARE asked AS "+text); err != nil {
		return nil, err
	}
	var values []string
	for i := range args {
		values = append(values, fmt.Sprintf("$%d", i+1))
	}
	literal := append([]any{pgx.QueryExecModeSimpleProtocol}, args...) // EXECUTE takes no parameters
	if b, err = s.explain(ctx, "EXECUTE asked("+strings.Join(values, ", ")+")", literal); err != nil {
		return nil, err
	}
	_, err = s.conn.Exec(ctx, "DEALLOCATE asked; RESET plan_cache_mode")
	return b, err
}

// small is how many pages PostgreSQL may rather read whole than look for a few of them.
const small = 128

func (n *node) scans(to *touched) {
	if n.Table != "" { // what it does with them further up is no looking
		to.rows += int64(n.Loops * (n.Rows + n.Dropped + n.Unsure))
	}
	if n.Type == "Seq Scan" && slices.Contains(large, n.Table) && n.Hit+n.Read > small {
		to.add(touched{whole: []string{n.Table}})
	}
	for i := range n.Plans {
		n.Plans[i].scans(to)
	}
}

func (s *server) close() error { return s.conn.Close(context.Background()) }
