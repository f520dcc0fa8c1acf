package hub

import (
	"context"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// farthest is how many positions behind a joiner may be; a new board is cheaper then.
const farthest = 20_000

// joining is a member on its way into a feed.
type joining struct {
	m     *member
	t     Ticket
	after []int64 // by stream: its position; -1: begins now
	stale bool
	reads int // of the log, whole, when it came
}

// join admits a member, or lets it wait for a read of the log.
func (f *feed) join(m *member, t Ticket) {
	j := &joining{m: m, t: t, stale: t.Stale, reads: f.reads}
	for _, name := range t.Streams {
		c, ok := t.After[name]
		switch {
		case ok:
		case t.Board != nil:
			c = *t.Board
		case len(t.After) > 0: // a stream that is new to this client: its board lacks what is on it
			j.stale = true
			fallthrough
		default:
			j.after = append(j.after, -1)
			continue
		}
		j.stale = j.stale || c.Epoch != f.epoch || c.Log != f.log
		j.after = append(j.after, c.Seq)
	}
	if !f.examine(j) {
		f.waiting = append(f.waiting, j)
		f.fill()
	}
}

// examine admits a joiner if everything it needs is in the chains.
func (f *feed) examine(j *joining) bool {
	if f.head < 0 {
		f.heal()
		return false
	}
	covered := true
	for i, name := range j.t.Streams {
		s, after := f.stream(name), j.after[i]
		switch {
		case j.stale || after >= 0 && f.head-after > farthest:
			f.turnAway(j)
			return true
		case after > f.head: // its board was read after our last event
			if f.reads-j.reads >= 2 { // a read that began after it came knows no such position either
				f.turnAway(j)
				return true
			}
			f.heal()
			return false
		case after >= 0 && after < s.from:
			if items, ok := f.recent(after); ok {
				s.extend(after, items)
			} else {
				covered = false
			}
		}
	}
	if covered {
		f.admit(j)
	}
	return covered
}

func (f *feed) stream(name string) *stream {
	s := f.streams[name]
	if s == nil {
		salt := f.hub.cfg.Cursors.Salt()
		s = newStream(name, f.head, func(seq int64) string {
			return f.hub.cfg.Cursors.Encode(rtrw.Cursor{Epoch: f.epoch, Log: f.log, Seq: seq, Salt: salt})
		})
		s.idle = time.Now()
		f.streams[name] = s
	}
	return s
}

// admit seats a member: hello and all it missed go the way on which live frames follow.
func (f *feed) admit(j *joining) {
	f.flush() // what waits is for those who were here before
	m := j.m
	links := make([]string, len(j.t.Streams))
	m.streams = make([]*stream, len(links))
	var replay [][]byte
	for i, name := range j.t.Streams {
		s := f.streams[name]
		m.streams[i] = s
		at := len(s.chain)
		if j.after[i] >= 0 {
			at = s.after(j.after[i])
		}
		links[i] = s.before(at)
		if b := s.replay(at); b != nil {
			replay = append(replay, b)
		}
		s.readers++
	}
	m.seated = true
	hello := helloFrame(f.epoch, j.t.Streams, links)
	if m.near {
		m.greet(hello, *f.hub.status.Load(), replay)
		f.rows.take(m)
		m.shard.send(order{join: &seating{m: m}})
	} else {
		f.crowd[m.shard.index]++
		m.shard.send(order{join: &seating{m, hello, replay}})
	}
	f.chart.look(m, j.t)
}

// turnAway says hello and resync: the joiner is too far behind, or of another lineage.
func (f *feed) turnAway(j *joining) {
	links := make([]string, len(j.t.Streams))
	for i, name := range j.t.Streams {
		links[i] = f.stream(name).end()
	}
	j.m.out.send(helloFrame(f.epoch, j.t.Streams, links))
	j.m.out.end(Resync, true)
}

// fill reads older stretches of the log for all who wait for one, off this goroutine and in one read.
func (f *feed) fill() {
	if f.filling || f.head < 0 {
		return
	}
	low, high := f.head, int64(0)
	want := map[string]bool{}
	for _, j := range f.waiting {
		for i, name := range j.t.Streams {
			if s, after := f.stream(name), j.after[i]; after >= 0 && after < s.from {
				want[name] = true
				low, high = min(low, after), max(high, s.from)
			}
		}
	}
	if len(want) == 0 {
		return
	}
	f.filling = true
	f.hub.work.Go(func() {
		items, err := f.stretch(low, high, want)
		f.call(func() {
			f.filling = false
			if err != nil {
				f.hub.log.Warn("feed_unread", "log", f.log, "after", low, "error", err)
				f.refuseWaiting()
				return
			}
			for name := range want {
				if s := f.streams[name]; s != nil {
					s.extend(low, items)
				}
			}
			f.settle()
		})
	})
}

// stretch reads the events in (low, high] that are on one of the wanted streams.
func (f *feed) stretch(low, high int64, want map[string]bool) (items []*item, err error) {
	ctx, done := context.WithTimeout(f.hub.life, logPatience)
	defer done()
	for low < high {
		ns, err := f.hub.cfg.Log.Read(ctx, f.log, low, int(min(readPage, high-low)))
		if err != nil {
			return nil, err
		}
		if len(ns) == 0 {
			break
		}
		for _, n := range ns {
			if slices.ContainsFunc(n.Streams, func(name string) bool { return want[name] }) {
				items = append(items, &item{Notice: n})
			}
		}
		low = ns[len(ns)-1].Seq
	}
	return items, nil
}

// settle looks again at everybody who waits.
func (f *feed) settle() {
	waiting := f.waiting
	f.waiting = nil
	for _, j := range waiting {
		if !f.examine(j) {
			f.waiting = append(f.waiting, j)
		}
	}
	f.fill()
}

// refuseWaiting sends joiners away whom the log could not be read for; they try again.
func (f *feed) refuseWaiting() {
	for _, j := range f.waiting {
		j.m.out.end(Unready, false)
	}
	f.waiting = nil
}

// leave takes a member out. The shard hears of it by the queue in which it heard of the join.
func (f *feed) leave(m *member) {
	f.call(func() {
		f.waiting = slices.DeleteFunc(f.waiting, func(j *joining) bool { return j.m == m })
		if m.seated {
			for _, s := range m.streams {
				if s.readers--; s.readers == 0 {
					s.idle = time.Now()
				}
			}
			if m.near {
				f.rows.leave(m)
			} else {
				f.crowd[m.shard.index]--
			}
			f.chart.leave(m)
			m.shard.send(order{leave: m})
		}
		f.release()
	})
}
