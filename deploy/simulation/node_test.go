package simulation

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/rt-rw"
)

// node is one of two that serve the town: a desk, clocks, and while boards are looked at a hub.
type node struct {
	l    *life
	i    int
	desk *rtrw.Desk
	bus  *line
	end  func() // ends the clocks

	mu   sync.Mutex
	live *bustest.Node // nil: nobody can look
}

func (l *life) newNode(i int, bus hub.Bus) *node {
	n := &node{l: l, i: i}
	n.bus = l.weather.line(bus, l.seed*2+uint64(i))
	n.desk = &rtrw.Desk{Registry: services(), Ledger: l.plant.onLedger(l, l.store), Cursors: l.cursors, Streams: l.streams, Keys: l.store.Keys(), Now: l.now}
	return n
}

// start lets the clocks of this node go.
func (n *node) start() {
	l := n.l
	ctx, end := context.WithCancel(context.Background())
	clocks := rtrw.Scheduler{Desk: n.desk, Key: l.store.Subkey("clocks"), Wake: l.store.Wake(), Log: slog.New(&ear{l}),
		Lease: func(context.Context) (bool, error) { return l.plant.mayTick(l) && l.lease.take(n.i, l.now()), nil }}
	var work sync.WaitGroup
	work.Go(func() { clocks.Run(ctx) })
	n.end = func() {
		end()
		work.Wait()
	}
}

// open lets people look.
func (n *node) open() {
	l := n.l
	live := bustest.StartInBubble(l.t, hub.Config{Log: &reading{l, n.i, l.store}, Bus: n.bus, Cursors: l.cursors, Epoch: l.store.Epoch, Logger: slog.New(&ear{l}), Shards: 2})
	live.Admit = l.admit
	n.mu.Lock()
	defer n.mu.Unlock()
	n.live = live
}

// close sends everybody away and waits until the hub has ended.
func (n *node) close() {
	n.mu.Lock()
	live := n.live
	n.live = nil
	n.mu.Unlock()
	if live != nil {
		live.Stop()
	}
}

func (n *node) stop() {
	n.close()
	n.end()
}

// hub is nil while nobody can look.
func (n *node) hub() *bustest.Node {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.live
}

// dial opens a socket for a board.
func (n *node) dial(q url.Values) (*websocket.Conn, error) {
	live := n.hub()
	if live == nil {
		return nil, errAway
	}
	return live.Dial(q)
}

// published hands on what was committed. Of two nodes now the one, now the other has done it:
// its own hub hears of it directly, the other over the bus; where it has none, nobody.
func (l *life) published(es []rtrw.Entry) {
	l.tape.take(es)
	ns := make([]rtrw.Notice, 0, len(es))
	for i := range es {
		ns = append(ns, l.streams.Notice(&es[i]))
	}
	if n := l.at(int(es[0].Seq % 2)); n != nil {
		if live := n.hub(); live != nil {
			live.Published(l.plant.onNotices(l, ns))
		}
	}
}

// lease lets the clocks of one node strike, as the row in PostgreSQL does.
type lease struct {
	mu    sync.Mutex
	node  int
	until time.Time
}

// leaseTerm is how long it takes until another node takes over from one that is gone.
const leaseTerm = 150 * time.Second

func (e *lease) take(node int, now time.Time) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.node != node && now.Before(e.until) {
		return false
	}
	e.node, e.until = node, now.Add(leaseTerm)
	return true
}

// dismissing lets sockets go whose account has changed, as the server does.
func (l *life) dismissing() (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	s := l.store
	var work sync.WaitGroup
	work.Go(func() {
		tick := time.NewTicker(500 * time.Millisecond)
		defer tick.Stop()
		for since := int64(0); ; {
			accounts, now, err := s.Changed(ctx, since)
			if err == nil {
				since = now
				for i := range l.nodes {
					if live := l.at(i).hub(); live != nil {
						live.Dismiss(accounts)
					}
				}
			} else if ctx.Err() == nil {
				l.violate("changes cannot be read: %v", err)
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	})
	return func() {
		cancel()
		work.Wait()
	}
}

// admit completes the ticket of a board's socket, as the server's door does.
func (l *life) admit(r *http.Request, t *hub.Ticket) {
	b := l.boards[number(r.URL.Query().Get("account"))]
	n := l.at(number(r.URL.Query().Get("node")))
	v, err := b.viewer()
	if err != nil {
		return // the node is going: without streams it is told nothing, and comes back
	}
	t.Account, t.Area, t.Log = b.who.id, b.area, b.area.Log()
	t.Streams = l.plant.onStreams(l, b, l.streams.For(v, b.area, l.now()))
	t.Zones = func(all map[rtrw.Area]rtrw.Zone) []byte { return rtrw.Canonical(n.desk.ZonesFor(v, b.area, all)) }
	if n.desk.SeesZones(v, b.area) {
		t.Map = func(ctx context.Context) (map[rtrw.Area]rtrw.Zone, error) { return n.desk.Map(ctx, t.Log) }
	}
	if len(t.Streams) == 0 && n.desk.Oversees(v, b.area) {
		t.Overview = func(ctx context.Context) (string, rtrw.Tallies, error) {
			shown, err := n.desk.Board(ctx, v, b.area)
			if err != nil {
				return "", nil, err
			}
			return shown.Cursor, shown.Tallies, nil
		}
		t.Under = func(ctx context.Context) (logs []rtrw.Area, err error) {
			_, tallies, err := t.Overview(ctx)
			for at := range tallies {
				logs = append(logs, at)
			}
			return logs, err
		}
	}
}
