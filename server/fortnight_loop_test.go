package main

import (
	"cmp"
	"container/heap"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/server/demo"
)

// live lets happen what comes next, until the end.
func (f *fortnight) live(until int64) {
	for {
		clock, plan := f.promises.nearest(), f.agenda.next()
		if min(clock, plan.at) > until || f.broken && len(f.found) > 0 {
			break
		}
		f.now.Store(max(f.now.Load(), min(clock, plan.at)))
		f.step++
		if clock < plan.at || clock == plan.at && !plan.looks {
			f.strike()
			continue
		}
		heap.Pop(&f.agenda)
		if plan.fresh(f) {
			plan.do()
		}
		switch woken, soon := f.heed(), f.promises.nearest(); {
		case woken:
			f.strike()
		case soon < f.quiet:
			f.fault("a clock is due %s, sooner than the scheduler knows, and nobody wakes it", stamp(soon, demo.Tegalsari))
			f.strike()
		}
	}
	f.now.Store(until)
	f.strike()
}

// strike ticks two nodes at once, as often as they are woken, and holds them to their word.
func (f *fortnight) strike() {
	for rounds := 0; !f.broken || len(f.found) == 0; rounds++ {
		if rounds == 100 {
			f.t.Fatalf("seed %d, step %d: clocks strike and strike", f.seed, f.step)
		}
		var both sync.WaitGroup
		sleeps := make([]time.Duration, len(f.nodes))
		for i, n := range f.nodes {
			both.Go(func() { sleeps[i] = n.Tick(f.t.Context()) })
		}
		both.Wait()
		f.seen.ticks++
		if f.heed() {
			continue
		}
		f.quiet = f.promises.nearest()
		for _, faults := range f.promises.forgotten(f.now.Load()) {
			f.fault("%s", faults)
		}
		if f.quiet <= f.now.Load() {
			if f.broken {
				return
			}
			f.t.Fatalf("seed %d, step %d: a clock that is due is not struck", f.seed, f.step)
		}
		if s := slices.Min(sleeps); s <= 0 || s > time.Minute || f.now.Load()+s.Milliseconds() > f.quiet {
			f.fault("the scheduler sleeps %s, and the next clock is %s away", s, time.Duration(f.quiet-f.now.Load())*time.Millisecond)
		}
		return
	}
}

// heed reads the lines that were written, and says whether the scheduler was woken.
func (f *fortnight) heed() (woken bool) {
	heads, err := f.store.Heads(f.t.Context(), logs)
	if err != nil {
		f.t.Fatal(err)
	}
	total := int64(0)
	for _, n := range heads {
		total += n
	}
	fresh := f.tape.upTo(int(total))
	for i := range fresh {
		f.line(&fresh[i])
	}
	slices.SortFunc(fresh, func(a, b rtrw.Entry) int {
		return cmp.Or(cmp.Compare(a.Case, b.Case), cmp.Compare(a.Version, b.Version))
	})
	for i := range fresh {
		f.follow(f.cases[fresh[i].Case], fresh[i].Version)
	}
	select {
	case <-f.store.Wake():
		return true
	default:
		return false
	}
}

// line lets every oracle judge a line.
func (f *fortnight) line(e *rtrw.Entry) {
	c := new(rtrw.Case)
	if err := json.Unmarshal(e.Payload, c); err != nil {
		f.t.Fatal(err)
	}
	f.cases[e.Case], f.lines[e.Case] = c, append(f.lines[e.Case], *e)
	for _, fault := range f.promises.line(e) {
		f.fault("%s", fault)
	}
	if e.Role == rtrw.Timer {
		f.seen.clocks++
		if fault := atNight(e); fault != "" {
			f.fault("%s", fault)
		}
	} else {
		f.seen.people++
	}
	if e.Service == "member" {
		f.offices.line(e)
	}
	if fault := f.offices.asked(f.lines[e.Case]); fault != "" {
		f.fault("%s", fault)
	}
	if due, move := expected(f.lines[e.Case]); due != e.Due || move != e.DueFor {
		f.fault("%s/%s of case %s (%s, %s) sets %q for %s; the texts say %q for %s", e.Service, e.Type, e.Case, e.State, e.Priority, e.DueFor, stamp(e.Due, e.Area), move, stamp(due, e.Area))
	}
	if fault := f.wakes(e); fault != "" {
		f.fault("%s", fault)
	}
	f.say(e, c)
	f.heard(e)
}
