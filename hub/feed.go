package hub

import (
	"context"
	"sync/atomic"
	"time"

	"jogotonggo/rt-rw"
)

const (
	ringMost   = 1024 // recent events kept for joiners
	chainKeep  = 1024 // links that a stream keeps through a sweep
	readPage   = 1000
	drainMost  = 64
	sweepEvery = time.Minute
	keepStream = 5 * time.Minute // after its last reader left
)

// feed follows one log in one goroutine, which owns every field below `head`.
type feed struct {
	hub   *Hub
	log   rtrw.Area
	epoch int64
	news  chan []rtrw.Notice // copies, from here and from the bus
	calls chan func()        // joins, leaves, results of reads
	heads chan int64         // what the comparison found, where it is ahead of `known`
	known atomic.Int64       // head, for the comparison
	refs  int                // members here or on the way in; under hub.mu
	shard int                // where the first of them sit

	head    int64 // -1: not read yet
	claimed int64 // the furthest position that somebody claimed since the last read began
	reading bool
	reads   int // that reached the log's end
	ring    []*item
	streams map[string]*stream
	dirty   []*stream
	pace    pace
	rows    rows  // of those whom this goroutine serves itself
	crowd   []int // the others, by shard
	waiting []*joining
	filling bool
	chart   *chart
}

func newFeed(h *Hub, log rtrw.Area, epoch int64) *feed {
	f := &feed{
		hub: h, log: log, epoch: epoch, news: make(chan []rtrw.Notice, 256), calls: make(chan func(), 64), heads: make(chan int64, 1),
		head: -1, streams: map[string]*stream{}, rows: rows{}, crowd: make([]int, len(h.shards)), pace: pace{step: max(h.cfg.Linger, 0)},
	}
	f.chart = newChart(h, log, f.call)
	f.known.Store(-1)
	return f
}

// call runs do on the feed's goroutine, or not at all when the hub has ended.
func (f *feed) call(do func()) {
	select {
	case f.calls <- do:
	case <-f.hub.life.Done():
	}
}

func (f *feed) run() {
	sweep := time.NewTicker(sweepEvery)
	defer sweep.Stop()
	linger := time.NewTimer(time.Hour)
	defer linger.Stop()
	redraw := time.NewTimer(time.Hour)
	defer redraw.Stop()
	f.begin()
	for {
		select {
		case ns := <-f.news:
			f.take(ns)
		case do := <-f.calls:
			do()
		case head := <-f.heads:
			if head > f.head {
				f.heal()
			}
		case <-linger.C:
		case <-redraw.C:
		case <-f.chart.stir:
			f.chart.stirred = true
		case now := <-sweep.C:
			if f.sweep(now) && f.hub.retire(f) {
				return
			}
		case <-f.hub.life.Done():
			return
		}
		f.drain()
		if len(f.dirty) > 0 {
			if wait := f.pace.wait(time.Now()); wait > 0 {
				linger.Reset(wait)
			} else {
				f.flush()
			}
		}
		if wait, waits := f.chart.turn(time.Now()); waits {
			redraw.Reset(wait)
		}
	}
}

// drain takes what else waits already, so that a busy feed joins frames by itself.
func (f *feed) drain() {
	for range drainMost {
		select {
		case ns := <-f.news:
			f.take(ns)
		case do := <-f.calls:
			do()
		default:
			return
		}
	}
}

// take is the law: next → deliver; later → read the log; earlier → drop.
func (f *feed) take(ns []rtrw.Notice) {
	for _, n := range ns {
		switch {
		case f.head >= 0 && n.Seq == f.head+1:
			f.deliver(n)
		case n.Seq > f.head:
			f.claimed = max(f.claimed, n.Seq)
			f.heal()
		}
	}
}

// deliver appends an event to the ring and to every stream of it that lives here.
func (f *feed) deliver(n rtrw.Notice) {
	f.head = n.Seq
	f.known.Store(n.Seq)
	f.chart.stirred = true
	it := &item{Notice: n}
	if len(f.ring) == 2*ringMost {
		f.ring = append(f.ring[:0], f.ring[ringMost:]...)
		clear(f.ring[ringMost : 2*ringMost])
	}
	f.ring = append(f.ring, it)
	for _, name := range n.Streams {
		s := f.streams[name]
		if s == nil {
			continue
		}
		s.add(it)
		if s.readers > 0 {
			if s.pending++; s.pending == 1 {
				f.dirty = append(f.dirty, s)
			}
		}
	}
}

// recent gives the events after a position, if the ring still has them all.
func (f *feed) recent(after int64) ([]*item, bool) {
	if len(f.ring) == 0 || f.ring[0].Seq > after+1 {
		return nil, false
	}
	return f.ring[after+1-f.ring[0].Seq:], true
}

// begin asks where the log stands. Until it is known everything waits; where the question
// fails, the comparison of heads asks again.
func (f *feed) begin() {
	f.reading = true
	f.hub.work.Go(func() {
		ctx, done := context.WithTimeout(f.hub.life, logPatience)
		defer done()
		heads, err := f.hub.cfg.Log.Heads(ctx, []rtrw.Area{f.log})
		f.call(func() {
			f.reading = false
			if err != nil {
				f.hub.log.Warn("feed_unread", "log", f.log, "error", err)
				f.refuseWaiting()
				return
			}
			f.head = heads[f.log]
			f.known.Store(f.head)
			if f.claimed > f.head { // committed since the question was asked
				f.heal()
			}
			f.settle()
		})
	})
}

// heal reads what is missing, off this goroutine, one read at a time.
func (f *feed) heal() {
	if f.reading {
		return
	}
	if f.head < 0 {
		f.begin()
		return
	}
	f.reading, f.claimed = true, 0
	after := f.head
	f.hub.count.healed.Add(1)
	f.hub.work.Go(func() {
		ctx, done := context.WithTimeout(f.hub.life, logPatience)
		defer done()
		ns, err := f.hub.cfg.Log.Read(ctx, f.log, after, readPage)
		f.call(func() { f.healed(ns, err) })
	})
}

func (f *feed) healed(ns []rtrw.Notice, err error) {
	f.reading = false
	if err != nil {
		f.hub.log.Warn("feed_unread", "log", f.log, "after", f.head, "error", err)
		f.refuseWaiting()
		return
	}
	for _, n := range ns {
		if n.Seq == f.head+1 { // what the bus brought meanwhile is earlier now
			f.deliver(n)
		}
	}
	if len(ns) < readPage {
		f.reads++
	}
	if len(ns) == readPage || f.claimed > f.head {
		f.heal()
	}
	f.settle()
}

// flush hands what waits to the shards, and to those who sit here: for each stream its frames
// laid end to end, once.
func (f *feed) flush() {
	if len(f.dirty) == 0 {
		return
	}
	parts := make([]part, 0, len(f.dirty))
	for _, s := range f.dirty {
		if s.readers > 0 {
			parts = append(parts, part{s, s.frames(nil, len(s.chain)-s.pending), s.pending})
		}
		s.pending = 0
	}
	clear(f.dirty)
	f.dirty = f.dirty[:0]
	f.pace.flushed(time.Now())
	for i, n := range f.crowd {
		if n > 0 {
			f.hub.shards[i].send(order{parts: parts})
		}
	}
	f.hub.count.frames.Add(int64(f.rows.write(parts)))
}

// sweep lets go of what nobody needed for a while; it says whether nothing is left.
func (f *feed) sweep(now time.Time) bool {
	for name, s := range f.streams {
		if s.readers == 0 && now.Sub(s.idle) >= keepStream {
			delete(f.streams, name)
		} else {
			s.trim(chainKeep)
		}
	}
	return len(f.streams) == 0 && len(f.waiting) == 0
}

// release gives back a reference.
func (f *feed) release() {
	f.hub.mu.Lock()
	f.refs--
	f.hub.mu.Unlock()
}

// pace decides between at once and together. Up to one flush in step, and a few in a row after
// a quiet time, go at once; above that events gather for as long as a step.
type pace struct {
	step time.Duration // 0 and below: everything at once
	due  time.Time
}

const (
	pacing = 20 * time.Millisecond
	burst  = 5 // steps
)

func (p *pace) wait(now time.Time) time.Duration { return p.due.Add(-burst * p.step).Sub(now) }

func (p *pace) flushed(now time.Time) {
	if p.due.Before(now) {
		p.due = now
	}
	p.due = p.due.Add(p.step)
}
