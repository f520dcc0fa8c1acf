package simulation

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// oracle is what the simulation itself knows: every line as it was published, and what follows
// from it by the laws alone.
type oracle struct {
	tape   tape
	logs   map[rtrw.Area][]rtrw.Entry
	lineOf map[string]*rtrw.Entry
	lastOf map[string]*rtrw.Entry // of a case
	cases  map[string]*rtrw.Case  // as their last lines left them
	open   []string               // cases, in the order of their ids
	rested []string
	rights map[string]rtrw.Viewer // read since anybody's changed
	gone   map[string]bool        // accounts that were erased
	came   map[string]bool
	seen   map[rtrw.Area]int64 // audited so far
}

func (o *oracle) init() {
	o.logs, o.lineOf, o.lastOf, o.cases = map[rtrw.Area][]rtrw.Entry{}, map[string]*rtrw.Entry{}, map[string]*rtrw.Entry{}, map[string]*rtrw.Case{}
	o.rights, o.gone, o.came, o.seen = map[string]rtrw.Viewer{}, map[string]bool{}, map[string]bool{}, map[rtrw.Area]int64{}
}

// tape is what the store has published.
type tape struct {
	mu    sync.Mutex
	lines []rtrw.Entry
}

func (t *tape) take(es []rtrw.Entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, es...)
}

func (t *tape) fresh() []rtrw.Entry {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := t.lines
	t.lines = nil
	return lines
}

// lateness is how long after its time a clock may strike; takeover, how long after a node is
// gone the other one may need to let clocks strike at all.
const (
	lateness = time.Minute
	takeover = leaseTerm + longestNap + lateness

	longestNap = 15 * time.Second // of a scheduler that has no lease
)

// disturbed notes that clocks were stopped.
func (l *life) disturbed() { l.last = l.now() }

// overdue says whether a clock should have struck by then.
func (l *life) overdue(due int64, by time.Time) bool {
	return due != 0 && by.UnixMilli()-due > lateness.Milliseconds() && by.Sub(l.last) > takeover
}

// heed takes in the lines that were published since.
func (l *life) heed() {
	for _, e := range l.tape.fresh() {
		l.line(e)
	}
}

// line judges one line, and notes what it changes.
func (l *life) line(e rtrw.Entry) {
	lines := l.logs[e.Log]
	if want := int64(len(lines)) + 1; e.Seq != want {
		l.violate("line %d of %s was published where %d should stand", e.Seq, e.Log, want)
	}
	if l.lineOf[e.ID] != nil {
		l.violate("%s stands in a log twice", e.ID)
	}
	l.logs[e.Log] = append(lines, e)
	l.lineOf[e.ID], l.lastOf[e.Case] = &e, &e
	c := new(rtrw.Case)
	if err := json.Unmarshal(e.Payload, c); err != nil {
		l.violate("line %d of %s cannot be read: %v", e.Seq, e.Log, err)
		return
	}
	l.done.moves[e.Service+"/"+e.Type]++
	l.sender(&e, l.cases[e.Case])
	was := l.cases[c.ID]
	l.cases[c.ID] = c
	if was == nil || (was.Closed == 0) != (c.Closed == 0) {
		if was != nil {
			l.open, l.rested = drop(l.open, c.ID), drop(l.rested, c.ID)
		}
		if c.Closed == 0 {
			l.open = insert(l.open, c.ID)
		} else {
			l.rested = insert(l.rested, c.ID)
		}
	}
	switch e.Service {
	case "member", "access", "privacy":
		clear(l.rights)
	}
	if e.Service == "privacy" && e.State == "erased" {
		var wish struct{ What string }
		if err := json.Unmarshal(c.Data, &wish); err != nil {
			l.violate("line %d of %s has no wish: %v", e.Seq, e.Log, err)
		}
		l.done.erased++
		if wish.What == "everything" {
			l.gone[c.Filer] = true
		}
	}
}

func drop(ids []string, id string) []string {
	if i, there := slices.BinarySearch(ids, id); there {
		return slices.Delete(ids, i, i+1)
	}
	return ids
}

func insert(ids []string, id string) []string {
	if i, there := slices.BinarySearch(ids, id); !there {
		return slices.Insert(ids, i, id)
	}
	return ids
}

// sender holds a line against who must have sent it: a phone, a clock that was due, or a reaction.
func (l *life) sender(e *rtrw.Entry, was *rtrw.Case) {
	at := time.UnixMilli(e.At)
	switch e.Role {
	case rtrw.Timer:
		l.done.clocks++
		switch {
		case was == nil || was.DueFor != e.Type || was.Due > e.At:
			l.violate("%s/%s of case %s struck, and nothing was due", e.Service, e.Type, e.Case)
		case l.overdue(was.Due, at):
			l.violate("%s/%s of case %s struck %v late", e.Service, e.Type, e.Case, at.Sub(time.UnixMilli(was.Due)))
		}
		return
	case rtrw.Reactor:
		l.done.reactions++
		return
	}
	x := l.sent[e.ID]
	if x == nil || x.cmd.Service != e.Service || x.cmd.Move != e.Type || x.who != nil && x.who.id != e.Actor {
		l.violate("%s/%s %s stands in the log, and nobody sent it", e.Service, e.Type, e.ID)
	}
	if was != nil && l.overdue(was.Due, at) {
		l.violate("%s of case %s was due at %s and forgotten", was.DueFor, e.Case, time.UnixMilli(was.Due).In(e.Area.Location()).Format(time.DateTime))
	}
}

// audit reads the logs themselves and holds them against what was published and answered.
func (l *life) audit() {
	if l.broken() {
		return
	}
	ctx := context.Background()
	for _, log := range slices.Sorted(maps.Keys(l.logs)) {
		for {
			page, err := l.store.Read(ctx, log, l.seen[log], 500)
			page = l.plant.onRead(l, page)
			if err != nil {
				l.violate("the log of %s cannot be read: %v", log, err)
				return
			}
			for i := range page {
				e, n := &page[i], l.seen[log]
				if int(n) >= len(l.logs[log]) || e.Seq != n+1 {
					l.violate("line %d of %s stands where %d should", e.Seq, log, n+1)
					return
				}
				if p := &l.logs[log][n]; !bytes.Equal(p.Hash, e.Hash) || p.Event != e.Event {
					l.violate("line %d of %s is not what was published", e.Seq, log)
				}
				l.seen[log]++
			}
			if len(page) < 500 {
				break
			}
		}
		if l.seen[log] != int64(len(l.logs[log])) {
			l.violate("the log of %s ends at %d, and %d lines were published", log, l.seen[log], len(l.logs[log]))
		}
	}
	for _, x := range l.fresh {
		if line := l.lineOf[x.cmd.Key]; (line != nil) != (x.answer != nil) {
			l.violate("%s/%s %s was answered, accepted: %v; in a log: %v", x.cmd.Service, x.cmd.Move, x.cmd.Key, x.answer != nil, line != nil)
		}
	}
	l.fresh = nil
	for _, id := range slices.Sorted(maps.Keys(l.cases)) {
		if c := l.cases[id]; l.overdue(c.Due, l.now()) {
			l.violate("%s/%s of case %s is overdue since %s", c.Service, c.DueFor, id, time.UnixMilli(c.Due).In(c.Area.Location()).Format(time.DateTime))
		}
	}
}

// verify lets the store prove itself.
func (l *life) verify() {
	if l.broken() {
		return
	}
	l.done.verified++
	r, err := l.store.Verify(context.Background())
	if err != nil {
		l.violate("verify: %v", err)
		return
	}
	for _, f := range slices.SortedFunc(slices.Values(r.Findings), func(a, b store.Finding) int { return cmp.Compare(a.String(), b.String()) }) {
		l.violate("verify: %s", f)
	}
	if n := len(l.lineOf); r.Events != int64(n) {
		l.violate("verify saw %d lines of %d", r.Events, n)
	}
}
