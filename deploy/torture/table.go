package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// row is what became of all faults of a kind.
type row struct {
	kind   string
	goal   int // of it in forty minutes
	count  int
	acks   int
	wrong  map[column]int
	worst  time.Duration // until every board equalled a fresh one
	slow   time.Duration // until all that was under way at healing had its answer
	late   int           // how often that took longer than was asked
	refits int           // boards that had to begin anew
}

// Boards are asked to equal a fresh one this soon after healing; the longer bound fails a run.
const (
	wanted   = time.Second
	tolerate = 10 * time.Second
)

// table is the report of a run.
type table struct {
	mu   sync.Mutex
	out  io.Writer
	rows []*row
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
	lane, what   string
	acks, resync int
	settled      time.Duration // from healing until all that was under way had its answer
	took         time.Duration // from the last answer, or healing, until boards were equal
	wrong        map[column]int
	lines        []string
}

func (t *table) add(r *row, x round) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r.count++
	r.acks += x.acks
	r.refits += x.resync
	r.worst, r.slow = max(r.worst, x.took), max(r.slow, x.settled)
	if x.took > wanted {
		r.late++
	}
	said := "ok"
	for _, c := range columns {
		if x.wrong[c] > 0 {
			said = strings.TrimPrefix(said, "ok") + fmt.Sprintf(" %s %d", c, x.wrong[c])
			r.wrong[c] += x.wrong[c]
		}
	}
	fmt.Fprintf(t.out, "%s  %-9s %-48s %5d acks  answered after %5d ms  equal after %5d ms  %s\n",
		time.Now().Format("15:04:05"), x.lane, x.what, x.acks, x.settled.Milliseconds(), x.took.Milliseconds(), strings.TrimSpace(said))
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

// print writes the report and says whether it is clean.
func (t *table) print(minutes float64) (clean bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.out, "\n%-22s%7s%7s%8s", "fault", "count", "goal", "acks")
	for _, c := range columns {
		fmt.Fprintf(t.out, "%10s", c)
	}
	fmt.Fprintf(t.out, "%10s%7s%10s\n", "equal ms", "> 1 s", "answer ms")
	sum, clean := row{kind: "all", wrong: map[column]int{}}, true
	for _, r := range t.rows {
		r.goal = int(float64(r.goal)*minutes/40 + 0.5)
		t.line(r)
		sum.count, sum.goal, sum.acks, sum.worst, sum.late = sum.count+r.count, sum.goal+r.goal, sum.acks+r.acks, max(sum.worst, r.worst), sum.late+r.late
		sum.slow = max(sum.slow, r.slow)
		for c, n := range r.wrong {
			sum.wrong[c] += n
			clean = clean && n == 0
		}
	}
	t.line(&sum)
	verdict := "met"
	if sum.worst > wanted {
		verdict = "MISSED"
	}
	fmt.Fprintf(t.out, "\nboards equal within %v after healing: %s (worst %d ms, %d of %d later)\n", wanted, verdict, sum.worst.Milliseconds(), sum.late, sum.count)
	return clean && sum.worst <= tolerate
}

func (t *table) line(r *row) {
	fmt.Fprintf(t.out, "%-22s%7d%7d%8d", r.kind, r.count, r.goal, r.acks)
	for _, c := range columns {
		fmt.Fprintf(t.out, "%10d", r.wrong[c])
	}
	fmt.Fprintf(t.out, "%10d%7d%10d\n", r.worst.Milliseconds(), r.late, r.slow.Milliseconds())
}
