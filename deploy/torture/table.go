package main

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"
)

// row is what became of all faults of a kind.
type row struct {
	kind  string
	goal  int // of it in a full run
	count int
	acks  int
	wrong map[column]int
	worst time.Duration // until every board equalled a fresh one
	slow  time.Duration // until all that was under way at healing had its answer
	late  int           // how often boards took longer than was asked
}

// met says whether there were as many as were asked for, each healed in time and nothing wrong.
func (r *row) met() bool { return r.count >= r.goal && r.late == 0 && r.whole() }

// whole says whether nothing was wrong.
func (r *row) whole() bool {
	for _, n := range r.wrong {
		if n > 0 {
			return false
		}
	}
	return true
}

// plus gives both together.
func (r row) plus(o *row) row {
	sum := row{kind: r.kind, goal: r.goal + o.goal, count: r.count + o.count, acks: r.acks + o.acks,
		worst: max(r.worst, o.worst), slow: max(r.slow, o.slow), late: r.late + o.late, wrong: map[column]int{}}
	for _, c := range columns {
		sum.wrong[c] = r.wrong[c] + o.wrong[c]
	}
	return sum
}

// Boards are asked to equal a fresh one this soon after healing; the longer bound fails a run.
const (
	wanted   = time.Second
	tolerate = 10 * time.Second
)

// table is what a run found.
type table struct {
	mu    sync.Mutex
	out   io.Writer
	rows  []*row
	slept int           // boards that slept, woke, and did not know it
	deep  time.Duration // until the last of them equalled a fresh one
}

// kind gives the row of a kind of fault; the first asking makes it.
func (t *table) kind(name string, goal int) *row {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.IndexFunc(t.rows, func(r *row) bool { return r.kind == name })
	if i < 0 {
		t.rows = append(t.rows, &row{kind: name, wrong: map[column]int{}})
		i = len(t.rows) - 1
	}
	t.rows[i].goal += goal
	return t.rows[i]
}

// round is what one fault brought.
type round struct {
	lane, what string
	acks       int
	settled    time.Duration // from healing until all that was under way had its answer
	took       time.Duration // from the last answer, or healing, until boards were equal
	slept      int           // boards that slept and do not know it
	deep       time.Duration // the same for them
	wrong      map[column]int
	lines      []string
}

func (t *table) add(r *row, x round) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r.count++
	r.acks += x.acks
	r.worst, r.slow = max(r.worst, x.took), max(r.slow, x.settled)
	if x.took > wanted {
		r.late++
	}
	t.slept, t.deep = t.slept+x.slept, max(t.deep, x.deep)
	said := ""
	for _, c := range columns {
		if x.wrong[c] > 0 {
			said += fmt.Sprintf("  %s %d", c, x.wrong[c])
			r.wrong[c] += x.wrong[c]
		}
	}
	if said == "" {
		said = "  ok"
	}
	if x.slept > 0 {
		said += fmt.Sprintf("  (%d that read on after %d ms)", x.slept, x.deep.Milliseconds())
	}
	fmt.Fprintf(t.out, "%s  %-9s %-48s %5d acks  answered after %5d ms  equal after %5d ms%s\n",
		time.Now().Format("15:04:05"), x.lane, x.what, x.acks, x.settled.Milliseconds(), x.took.Milliseconds(), said)
	for i, line := range x.lines {
		if i == 8 {
			fmt.Fprintf(t.out, "    and %d more\n", len(x.lines)-i)
			break
		}
		fmt.Fprintf(t.out, "    %s\n", line)
	}
}

// wrong counts all that was found.
func (t *table) wrong() map[column]int {
	t.mu.Lock()
	defer t.mu.Unlock()
	sum := map[column]int{}
	for _, r := range t.rows {
		for c, n := range r.wrong {
			sum[c] += n
		}
	}
	return sum
}
