package hub

import (
	"bytes"
	"context"
	"slices"
	"sync/atomic"
	"time"

	"jogotonggo/rt-rw"
)

const (
	tallyEvery = time.Second
	underEvery = time.Minute // how often the logs below are listed anew
)

// outlook is a board from above one log: a city, a kecamatan. It gets counts, the last
// value wins, and only when what is shown has changed: who sees "<5" is not told that
// three became four.
type outlook struct {
	hub   *Hub
	area  rtrw.Area
	calls chan func()
	stir  chan struct{}               // a head below has moved
	logs  atomic.Pointer[[]rtrw.Area] // below
	sum   int64                       // of their heads; owned by the comparison
	refs  int                         // under hub.mu

	cast    *stream // where the shards find its readers
	members []*overseer
	crowd   []int
	tallies []byte // as last shown
	frame   []byte
	asked   time.Time
	listed  time.Time
	stirred bool
	chart   *chart
}

// overseer is a member with the questions its ticket brought.
type overseer struct {
	m *member
	t Ticket
}

// outlook gives the board of an area and counts the caller in.
func (h *Hub) outlook(area rtrw.Area) *outlook {
	h.mu.Lock()
	defer h.mu.Unlock()
	o := h.outlooks[area]
	if o == nil {
		o = &outlook{
			hub: h, area: area, calls: make(chan func(), 64), stir: make(chan struct{}, 1),
			cast: &stream{name: string(area)}, crowd: make([]int, len(h.shards)), stirred: true,
		}
		o.logs.Store(&[]rtrw.Area{})
		o.chart = newChart(h, area, o.call)
		h.outlooks[area] = o
		h.work.Go(o.run)
	}
	o.refs++
	return o
}

func (o *outlook) under() []rtrw.Area { return *o.logs.Load() }

func (o *outlook) call(do func()) {
	select {
	case o.calls <- do:
	case <-o.hub.life.Done():
	}
}

// compare is called with every comparison of heads.
func (o *outlook) compare(heads map[rtrw.Area]int64) {
	var sum int64
	for _, log := range o.under() {
		sum += heads[log]
	}
	if sum != o.sum {
		o.sum = sum
		select {
		case o.stir <- struct{}{}:
		default:
		}
	}
}

func (o *outlook) run() {
	wait := time.NewTimer(time.Hour)
	defer wait.Stop()
	redraw := time.NewTimer(time.Hour)
	defer redraw.Stop()
	for {
		select {
		case do := <-o.calls:
			do()
		case <-o.stir:
			o.stirred, o.chart.stirred = true, true
		case <-o.chart.stir:
			o.chart.stirred = true
		case <-wait.C:
		case <-redraw.C:
		case <-o.hub.life.Done():
			return
		}
		if o.retired() {
			return
		}
		if wait, waits := o.chart.turn(time.Now()); waits {
			redraw.Reset(wait)
		}
		if !o.stirred || len(o.members) == 0 {
			continue
		}
		if left := tallyEvery - time.Since(o.asked); left > 0 {
			wait.Reset(left)
		} else if !o.tell() {
			wait.Reset(tallyEvery)
		}
	}
}

func (o *outlook) retired() bool {
	o.hub.mu.Lock()
	defer o.hub.mu.Unlock()
	if o.refs > 0 {
		return false
	}
	delete(o.hub.outlooks, o.area)
	return true
}

// join says hello; the counts follow at once where they are known, else when they are read.
func (o *outlook) join(m *member, t Ticket) {
	o.members = append(o.members, &overseer{m, t})
	m.streams = []*stream{o.cast}
	m.seated = true
	o.crowd[m.shard.index]++
	epoch := o.hub.cfg.Epoch()
	hello := helloFrame(epoch, nil, nil)
	if t.Stale || t.Board != nil && t.Board.Epoch != epoch {
		m.out.send(hello)
		m.out.end(Resync, true)
	}
	var known [][]byte
	if o.frame != nil {
		known = append(known, o.frame)
	}
	m.shard.send(order{join: &seating{m, hello, known}})
	o.chart.look(m, t)
}

// tell reads the counts and casts them where they have changed. It asks the newest member
// first; one whose grants have ended is let go.
func (o *outlook) tell() bool {
	o.asked = time.Now()
	for _, by := range slices.Backward(slices.Clone(o.members)) {
		cursor, tallies, err := o.ask(by.t)
		switch code := rtrw.CodeOf(err); {
		case code == rtrw.Forbidden || code == rtrw.SignedOut:
			by.m.out.end(AccessChanged, true)
			o.members = slices.DeleteFunc(o.members, func(x *overseer) bool { return x == by })
			continue
		case err != nil:
			o.hub.log.Warn("overview_unread", "area", o.area, "error", err)
			return false
		}
		o.stirred = false
		if shown := rtrw.Canonical(tallies); !bytes.Equal(shown, o.tallies) {
			o.tallies, o.frame = shown, tallyFrame(o.area, cursor, shown)
			for i, n := range o.crowd {
				if n > 0 {
					o.hub.shards[i].send(order{parts: []part{{o.cast, o.frame, 1}}})
				}
			}
		}
		return true
	}
	return false
}

func (o *outlook) ask(t Ticket) (string, rtrw.Tallies, error) {
	ctx, done := context.WithTimeout(o.hub.life, logPatience)
	defer done()
	if time.Since(o.listed) >= underEvery {
		logs, err := t.Under(ctx)
		if err != nil {
			return "", nil, err
		}
		o.logs.Store(&logs)
		o.listed = time.Now()
	}
	return t.Overview(ctx)
}

func (o *outlook) leave(m *member) {
	o.call(func() {
		o.members = slices.DeleteFunc(o.members, func(x *overseer) bool { return x.m == m })
		if m.seated {
			o.crowd[m.shard.index]--
			o.chart.leave(m)
			m.shard.send(order{leave: m})
		}
		o.hub.mu.Lock()
		o.refs--
		o.hub.mu.Unlock()
	})
}
