package main

import (
	"container/heap"
	"math"
	"sync"
	"time"

	"jogotonggo/rt-rw"
)

// plan is something that somebody is going to do, unless the case moves before.
type plan struct {
	at      int64
	n       int // in order of planning, where times are equal
	looks   bool
	about   string
	version int
	do      func()
}

func (p *plan) fresh(f *fortnight) bool {
	c := f.cases[p.about]
	return c == nil || c.Version == p.version && !f.w.resting[f.offices.houses[c.Filer]] && !f.w.resting[c.House]
}

// agenda is a heap of plans.
type agenda []plan

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	if a[i].at != a[j].at {
		return a[i].at < a[j].at
	}
	return a[i].n < a[j].n
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }

// Push is the heap's.
func (a *agenda) Push(x any) { *a = append(*a, x.(plan)) }

// Pop is the heap's.
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

func (a agenda) next() plan {
	if len(a) == 0 {
		return plan{at: 1 << 62}
	}
	return a[0]
}

// at plans something for a moment.
func (f *fortnight) at(ms int64, do func()) {
	f.plans++
	heap.Push(&f.agenda, plan{at: ms, n: f.plans, do: do})
}

// look plans a look at the town, before the clocks of that moment strike.
func (f *fortnight) look(ms int64, do func()) {
	f.plans++
	heap.Push(&f.agenda, plan{at: ms, n: f.plans, looks: true, do: do})
}

// then plans what somebody does with a case, unless it moves before.
func (f *fortnight) then(c *rtrw.Case, ms int64, do func()) {
	f.plans++
	heap.Push(&f.agenda, plan{at: ms, n: f.plans, about: c.ID, version: c.Version, do: do})
}

// after draws a moment, on average so long from now. People sleep: of what would happen at
// night, most waits for the morning.
func (f *fortnight) after(mean time.Duration, place rtrw.Area) int64 {
	at := f.now.Load() + 1 + int64(-math.Log(1-f.chance.Float64())*float64(mean.Milliseconds()))
	if hour := local(at, place) % aDay / anHour; (hour >= 22 || hour < 5) && f.chance.IntN(6) > 0 {
		morning := at - local(at, place)%aDay + 5*anHour
		if hour >= 22 {
			morning += aDay
		}
		at = morning + f.chance.Int64N(3*anHour)
	}
	return at
}

// tape is what the store has published, in order.
type tape struct {
	mu    sync.Mutex
	more  *sync.Cond
	lines []rtrw.Entry
	read  int
}

func newTape() *tape {
	t := &tape{}
	t.more = sync.NewCond(&t.mu)
	return t
}

func (t *tape) published(lines []rtrw.Entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, lines...)
	t.more.Broadcast()
}

// upTo waits until so many lines are published and gives those not read yet.
func (t *tape) upTo(n int) []rtrw.Entry {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.lines) < n {
		t.more.Wait()
	}
	fresh := append([]rtrw.Entry{}, t.lines[t.read:]...)
	t.read = len(t.lines)
	return fresh
}
