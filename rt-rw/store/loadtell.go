package store

import (
	"cmp"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"jogotonggo/rt-rw"
)

// teller tells the past of one log. Everything that its decisions depend on is in memory.
type teller struct {
	log     rtrw.Area
	life    *Life
	b       *batch
	keys    *loadKeys
	striker []byte // derives the ids of clocks' commands
	clocks  clocks
	next    *Act                            // read, not made yet
	marks   map[string]map[string]rtrw.Mark // by case and kind
	marked  int64
	past    *remembering
	rows    map[string][][]any
	lines   int64
}

// clockAt is when a case is due; the case may have moved on since.
type clockAt struct {
	due int64
	id  string
}

type clocks []clockAt

func (c clocks) Len() int { return len(c) }
func (c clocks) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(c[i].due, c[j].due), cmp.Compare(c[i].id, c[j].id)) < 0
}
func (c clocks) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c *clocks) Push(x any)   { *c = append(*c, x.(clockAt)) }
func (c *clocks) Pop() any     { old := *c; x := old[len(old)-1]; *c = old[:len(old)-1]; return x }

// until tells on, each clock and act in its turn, to a time.
func (t *teller) until(end time.Time) error {
	for {
		if t.next == nil {
			if a, ok := t.life.Next(); ok {
				t.next = &a
			}
		}
		c := t.due()
		switch {
		case c != nil && c.Due <= end.UnixMilli() && (t.next == nil || c.Due <= t.next.At.UnixMilli()):
			if err := t.strike(c); err != nil {
				return err
			}
		case t.next != nil && !t.next.At.After(end):
			a := t.next
			t.next = nil
			if err := t.act(a); err != nil {
				return err
			}
		default:
			t.lay(end)
			return nil
		}
	}
}

// due gives the case whose clock comes next; nil where none runs.
func (t *teller) due() *rtrw.Case {
	for len(t.clocks) > 0 {
		if c := t.b.cases[t.clocks[0].id]; c != nil && c.Due == t.clocks[0].due {
			return c
		}
		heap.Pop(&t.clocks)
	}
	return nil
}

func (t *teller) strike(c *rtrw.Case) error {
	svc, _ := t.b.s.cfg.Registry.Service(c.Service)
	move, ok := svc.Move(c.DueFor)
	if !ok {
		return fmt.Errorf("a clock calls %s/%s, which there is not", c.Service, c.DueFor)
	}
	version := c.Version
	return t.do(time.UnixMilli(c.Due), &rtrw.Command{Service: c.Service, Move: move.Name, Key: rtrw.DerivedID(t.striker, c.ID, strconv.Itoa(version), move.Name),
		Viewer: rtrw.Viewer{System: rtrw.Timer}, Case: c.ID, Version: &version, Input: move.NewInput()})
}

func (t *teller) act(a *Act) (err error) {
	if a.Input != nil {
		if a.Command.Input, err = a.Input(t.b.cases[a.Command.Case], t.b.keys); err != nil {
			return err
		}
	}
	return t.do(a.At, a.Command)
}

// do judges a command and lays down what it does.
func (t *teller) do(at time.Time, cmd *rtrw.Command) error {
	t.b.now = at
	failed := func(err error) error {
		return fmt.Errorf("%s/%s of %s at %s: %w", cmd.Service, cmd.Move, cmp.Or(cmd.Case, cmd.Key), at.Format(time.RFC3339), err)
	}
	if needs := cmd.Needs(); needs.Open || len(needs.Photos) > 0 {
		return failed(errors.New("it depends on what a load does not know"))
	}
	print, err := fingerprint(t.b.keys, cmd)
	if err != nil {
		return failed(err)
	}
	from := len(t.b.entries)
	r, err := t.b.decide(&job{cmd: cmd, print: print})
	switch {
	case err != nil:
		return failed(err)
	case r.Replayed:
		return failed(errors.New("its key was used before"))
	case t.b.ended:
		return failed(errors.New("it changes people or rules"))
	}
	for i := range t.b.entries[from:] {
		c := t.b.cases[t.b.entries[from+i].Case]
		if c.Due > 0 {
			heap.Push(&t.clocks, clockAt{c.Due, c.ID})
		}
	}
	return nil
}

// lay makes the rows of what was told, and forgets it: lines, texts, keys, and cases that
// rest, which nobody moves any more.
func (t *teller) lay(end time.Time) {
	b := t.b
	for i := range b.entries {
		t.put("events", eventRow(&b.entries[i]))
		t.past.lay(&b.entries[i])
	}
	for i := range b.texts {
		t.put("texts", textRow(&b.texts[i]))
	}
	t.lines += int64(len(b.entries))
	for _, m := range b.marks {
		if m.Until != 0 {
			if old, there := t.marks[m.Case][m.Kind]; there {
				m.N, m.At = old.N, old.At
			}
		}
		if t.marks[m.Case] == nil {
			t.marks[m.Case] = map[string]rtrw.Mark{}
		}
		t.marks[m.Case][m.Kind] = m
	}
	t.marked = max(t.marked, b.logs[t.log].marked)
	b.entries, b.texts, b.marks, b.changed = b.entries[:0], b.texts[:0], b.marks[:0], b.changed[:0]
	t.rows["checkpoints"] = append(t.rows["checkpoints"], t.past.take()...)
	clear(b.known)
	clear(b.dirty)
	for _, id := range t.resting(end) {
		t.close(b.cases[id])
	}
	t.rows[keysTable] = append(t.rows[keysTable], t.keys.rows...)
	t.keys.rows = nil
}

// resting lists cases that are over for long enough, in the order of their ends.
func (t *teller) resting(end time.Time) (ids []string) {
	over := end.Add(-rests).UnixMilli()
	for id, c := range t.b.cases {
		if c.Closed != 0 && c.Due == 0 && c.Updated < over {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.b.cases[a].Updated, t.b.cases[b].Updated), cmp.Compare(a, b))
	})
	return ids
}

// close writes a case as it stands, with the marks that have not had their time.
func (t *teller) close(c *rtrw.Case) {
	t.put("cases", caseRow(c))
	t.keys.hold(c)
	for _, m := range t.marks[c.ID] {
		if m.At >= t.keys.until.Add(-rtrw.MarksKept).UnixMilli() {
			t.put("marks", markRow(&m))
		}
	}
	delete(t.marks, c.ID)
	delete(t.b.cases, c.ID)
}

func (t *teller) put(table string, row []any) { t.rows[table] = append(t.rows[table], row) }

// take moves the rows of a step to those of all logs.
func (t *teller) take(into map[string][][]any) (lines int64) {
	for table, rows := range t.rows {
		into[table] = append(into[table], rows...)
		clear(rows) // a town's rows would else be kept as long as its log is told
		t.rows[table] = rows[:0]
	}
	lines, t.lines = t.lines, 0
	return lines
}

// leave writes what is there at the end.
func (t *teller) leave() {
	for _, id := range sorted(keysOf(t.b.cases)) {
		t.close(t.b.cases[id])
	}
	for c, n := range t.b.counts {
		if n != 0 {
			t.put("tallies", []any{string(c.Area), c.Service, string(c.State), n})
		}
	}
	t.past.end()
	t.rows["checkpoints"] = append(t.rows["checkpoints"], t.past.take()...)
	if h := t.b.logs[t.log]; h.moved {
		t.put("logs", []any{string(t.log), h.seq, h.hash})
	}
	if t.marked > 0 {
		t.put("marked", []any{string(t.log), t.marked})
	}
	t.rows[keysTable] = append(t.rows[keysTable], t.keys.left()...)
}

func keysOf[V any](m map[string]V) map[string]bool {
	set := make(map[string]bool, len(m))
	for k := range m {
		set[k] = true
	}
	return set
}

// Case gives a case as it is now: teller is what reactions read.
func (t *teller) Case(id string) (*rtrw.Case, error) { return t.b.cases[id], nil }

// Open lists the open cases of a service in an area, oldest first.
func (t *teller) Open(service string, at rtrw.Area) (open []*rtrw.Case, err error) {
	for _, c := range t.b.cases {
		if c.Service == service && c.Closed == 0 && at.Contains(c.Area) {
			open = append(open, c)
		}
	}
	slices.SortFunc(open, func(a, b *rtrw.Case) int { return cmp.Or(cmp.Compare(a.Opened, b.Opened), cmp.Compare(a.ID, b.ID)) })
	return open, nil
}

// Situation gives the rest of what a reaction's decision depends on.
func (t *teller) Situation(cmd *rtrw.Command) (*rtrw.Situation, error) { return t.b.situation(cmd) }

var _ rtrw.Reach = (*teller)(nil)

// newTeller brings the people of a life in.
func newTeller(l *loader, life *Life, secret []byte, rules []rtrw.Record) *teller {
	s, p := l.s, l.past
	t := &teller{log: life.Log, life: life, striker: s.Subkey("clocks"), marks: map[string]map[string]rtrw.Mark{}, rows: map[string][][]any{}}
	keep := map[string]time.Duration{}
	for _, svc := range s.cfg.Registry.Services() {
		keep[svc.Name] = time.Duration(svc.Keep) * 24 * time.Hour
	}
	t.keys = &loadKeys{secret: secret, ring: s.keys, keep: keep, until: p.Until, now: func() int64 { return t.b.now.UnixMilli() },
		at: map[string]*subjectKey{}, over: map[string][]any{}, held: map[string]bool{}}
	t.b = &batch{s: s, ctx: context.Background(), now: p.From, roster: &roster{}, keys: sealer(t.keys.key), recall: t, dirty: map[string]bool{}, known: map[string]*rtrw.Entry{},
		logs: map[rtrw.Area]*logHead{life.Log: {}}, cases: map[string]*rtrw.Case{}, people: map[string]rtrw.Viewer{}, houses: map[rtrw.Area]bool{}, sizes: map[rtrw.Area]int64{}, tries: map[string][]string{}}
	t.past = newRemembering(s.cfg.Registry, life.Log, p.Until)
	t.b.roster.forget()
	t.b.roster.records = rules
	return t
}
