package simulation

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

var (
	errAway   = errors.New("simulation: nobody answers here")
	errUnread = errors.New("simulation: the log cannot be read now")
)

// weather is what goes wrong between the parts; the driver makes it.
type weather struct {
	mu     sync.Mutex
	lossy  [2]bool // the bus loses half of what comes to this node
	down   [2]bool // it brings nothing, and says so
	unread [2]bool // this node cannot read logs
	rain   bool    // phones lose requests and answers
	until  time.Time
}

// set changes the weather; times at which logs could be read again are kept.
func (w *weather) set(change func(*weather)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(w)
	w.until = time.Now()
}

// clear ends all of it.
func (w *weather) clear() {
	w.set(func(w *weather) {
		w.lossy, w.down, w.unread, w.rain = [2]bool{}, [2]bool{}, [2]bool{}, false
	})
}

func (w *weather) is(what *bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return *what
}

// explains says whether a complaint of the product is no more than what was done to it.
func (w *weather) explains(message string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	unread := w.unread[0] || w.unread[1] || time.Since(w.until) < time.Second
	return unread && (message == "heads_unread" || message == "feed_unread")
}

// line is one node's end of the bus. It always doubles and swaps a little.
type line struct {
	*bustest.Faulty
	w *weather
	i int
}

func (w *weather) line(bus hub.Bus, seed uint64) *line {
	l := &line{w: w, i: int(seed % 2)}
	dice := rand.New(rand.NewPCG(seed, 1))
	l.Faulty = &bustest.Faulty{Bus: bus, Lose: 0.05, Double: 0.1, Swap: 0.1, Seed: seed, Filter: func(ns []rtrw.Notice) []rtrw.Notice {
		if w.is(&w.down[l.i]) || w.is(&w.lossy[l.i]) && dice.IntN(2) == 0 {
			return nil
		}
		return ns
	}}
	return l
}

// State says what boards are told.
func (l *line) State() hub.BusState {
	return hub.BusState{Name: "memory", Up: !l.w.is(&l.w.down[l.i])}
}

// reading is the log as the hub of one node reads it.
type reading struct {
	l     *life
	i     int
	store *store.Store
}

// Heads gives the last position of each log.
func (r *reading) Heads(ctx context.Context, logs []rtrw.Area) (map[rtrw.Area]int64, error) {
	if w := &r.l.weather; w.is(&w.unread[r.i]) {
		return nil, errUnread
	}
	heads, err := r.store.Heads(ctx, logs)
	return r.l.plant.onHeads(heads), err
}

// Read gives a log's lines with the streams that they are in.
func (r *reading) Read(ctx context.Context, log rtrw.Area, after int64, limit int) ([]rtrw.Notice, error) {
	if w := &r.l.weather; w.is(&w.unread[r.i]) {
		return nil, errUnread
	}
	es, err := r.store.Read(ctx, log, after, limit)
	ns := make([]rtrw.Notice, 0, len(es))
	for i := range es {
		ns = append(ns, r.l.streams.Notice(&es[i]))
	}
	return r.l.plant.onNotices(r.l, ns), err
}
