package hub

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"jogotonggo/rt-rw"
)

// Log is the truth that feeds follow.
type Log interface {
	// Heads gives the last position of each log; one without events may be missing.
	Heads(ctx context.Context, logs []rtrw.Area) (map[rtrw.Area]int64, error)
	// Read gives a log's lines after a position, oldest first and without a gap.
	Read(ctx context.Context, log rtrw.Area, after int64, limit int) ([]rtrw.Notice, error)
}

// Config is what a hub needs. Log, Bus, Cursors and Epoch have no default.
type Config struct {
	Log           Log
	Bus           Bus
	Cursors       *rtrw.Cursors
	Epoch         func() int64 // names the lineage of the database; when it changes, everybody resyncs
	Logger        *slog.Logger // nil: slog.Default()
	MaxPerAccount int          // sockets of one account; 0: 5, below 0: any number
	Shards        int          // 0: one per core

	// Linger is how long events of a log wait for each other once it has more than 1/Linger
	// flushes a second. 0: 20 ms, below 0: not at all.
	Linger time.Duration
}

const (
	headsEvery  = 250 * time.Millisecond // how long a lost last message can stay unnoticed
	statusEvery = 250 * time.Millisecond
	logPatience = 2 * time.Second // for one read of the log
	farewell    = 3 * time.Second // for sockets to take their close frame
)

// Hub serves live sockets.
type Hub struct {
	cfg      Config
	log      *slog.Logger
	upgrader websocket.Upgrader
	door     door
	poll     poll
	shards   []*shard
	turn     atomic.Uint32 // deals members to shards
	status   atomic.Pointer[standing]

	mu       sync.RWMutex
	epoch    int64
	feeds    map[rtrw.Area]*feed
	outlooks map[rtrw.Area]*outlook

	life    context.Context // of feeds and shards; ends after the last member has left
	die     context.CancelFunc
	work    sync.WaitGroup
	compare chan struct{} // asks for a comparison of heads before its time
	unread  atomic.Bool   // the last comparison failed
	count   counters
}

// New makes a hub; nothing moves before Run.
func New(cfg Config) *Hub {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.MaxPerAccount == 0 {
		cfg.MaxPerAccount = 5
	}
	if cfg.Linger == 0 {
		cfg.Linger = pacing
	}
	if cfg.Shards == 0 {
		cfg.Shards = runtime.GOMAXPROCS(0)
	}
	h := &Hub{
		cfg: cfg, log: cfg.Logger, upgrader: newUpgrader(), epoch: cfg.Epoch(),
		feeds: map[rtrw.Area]*feed{}, outlooks: map[rtrw.Area]*outlook{}, compare: make(chan struct{}, 1),
	}
	h.door.init(cfg.MaxPerAccount)
	h.poll.hub = h
	h.life, h.die = context.WithCancel(context.Background())
	h.status.Store(&standing{frame: h.readStatus()})
	for i := range cfg.Shards {
		h.shards = append(h.shards, newShard(h, i, *h.status.Load()))
	}
	return h
}

// Run serves until ctx ends. Then every socket is closed with a code that asks its client
// to come back, each after another moment; Run returns when all goroutines are gone.
func (h *Hub) Run(ctx context.Context) error {
	for _, s := range h.shards {
		h.work.Go(s.run)
	}
	h.work.Go(func() { h.cfg.Bus.Run(h.life, h.deliver) })
	h.work.Go(h.watchHeads)
	h.work.Go(h.watchStatus)
	<-ctx.Done()
	h.door.close()
	late := time.NewTimer(farewell)
	defer late.Stop()
	select {
	case <-h.door.empty:
	case <-late.C:
		h.door.each(func(m *member) { m.out.kill() })
		<-h.door.empty
	}
	h.die()
	h.work.Wait()
	return nil
}

// Published takes events that this node has just committed: straight to its own feeds, and to the bus.
func (h *Hub) Published(ns []rtrw.Notice) {
	if len(ns) == 0 {
		return
	}
	h.deliver(ns)
	h.cfg.Bus.Publish(ns)
}

// deliver hands notices to the feeds that are watched. It never blocks: what a feed cannot
// take now, it will read from the log. What it has, as a copy that came around has, wakes nobody.
func (h *Hub) deliver(ns []rtrw.Notice) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for len(ns) > 0 {
		n := 1
		for n < len(ns) && ns[n].Log == ns[0].Log {
			n++
		}
		if f := h.feeds[ns[0].Log]; f != nil && ns[n-1].Seq > f.known.Load() {
			select {
			case f.news <- ns[:n:n]:
			default:
				h.count.overrun.Add(1)
			}
		}
		h.disturb(ns[0].Log)
		ns = ns[n:]
	}
}

// Dismiss ends the sockets of accounts whose grants or sessions changed. Each is told to
// take a new board, and comes back with the rights it has then, if any.
func (h *Hub) Dismiss(accounts []string) {
	for _, account := range accounts {
		for _, m := range h.door.of(account) {
			m.out.end(AccessChanged, true)
		}
	}
}

// feed gives the feed of a log, beginning it where nobody watched, and counts the caller
// in: a feed that is referred to does not retire. Give back with feed.release. It says how many
// refer to it now.
func (h *Hub) feed(log rtrw.Area) (*feed, int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.feeds[log]
	if f == nil {
		f = newFeed(h, log, h.epoch)
		h.feeds[log] = f
		h.work.Go(f.run)
	}
	f.refs++
	return f, f.refs
}

// retire takes a feed out of the hub unless somebody is on the way in.
func (h *Hub) retire(f *feed) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if f.refs > 0 {
		return false
	}
	if h.feeds[f.log] == f {
		delete(h.feeds, f.log)
	}
	return true
}
