package redis

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
)

const (
	beat    = 400 * time.Millisecond  // between pings and probes
	silence = 1200 * time.Millisecond // after which nothing is believed to arrive
	patient = time.Second             // for one command
	pause   = 100 * time.Millisecond  // before connecting again, and as much again by chance
	waiting = 1024                    // batches that wait to be published
)

// Config is what the bus needs; all but Logger is required.
type Config struct {
	URL    string       // redis://…
	Key    []byte       // 32 bytes derived from the installation's secret, the same on every node
	Epoch  func() int64 // lineage of the database: copies of another one are not taken
	Logger *slog.Logger // nil: slog.Default()
}

// Bus is one node's end.
type Bus struct {
	options goredis.Options
	channel string
	sealer  sealer
	log     *slog.Logger
	node    string // so that a probe knows its own
	queue   chan []rtrw.Notice

	mu    sync.Mutex
	heard time.Time // when a probe of this node last came around
	since time.Time // when probes began to come around

	rejected, dropped, reconnects atomic.Int64
}

// go-redis writes a line of its own to stderr for each failed dial; State and one line a
// loss say enough.
func init() { goredis.SetLogger(quiet{}) }

type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}

// New reads the configuration; it connects in Run, and a Redis that is not there yet is no error.
func New(cfg Config) (*Bus, error) {
	opt, err := goredis.ParseURL(cfg.URL)
	if err != nil {
		return nil, errors.New("redis: the address is not of the form redis://host:port/0") // the cause may quote a password
	}
	if len(cfg.Key) < 16 || cfg.Epoch == nil {
		return nil, fmt.Errorf("redis: a key of %d bytes is too short, or the epoch is missing", len(cfg.Key))
	}
	opt.DialTimeout, opt.ReadTimeout, opt.WriteTimeout, opt.PoolTimeout = patient, patient, patient, patient
	opt.MaxRetries, opt.DialerRetries, opt.ContextTimeoutEnabled = -1, 1, true
	opt.PoolSize, opt.Protocol, opt.DisableIdentity = 8, 2, true
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	name := hmac.New(sha256.New, cfg.Key)
	name.Write([]byte("channel"))
	var node [8]byte
	rand.Read(node[:])
	return &Bus{
		options: *opt, channel: "jogo:" + hex.EncodeToString(name.Sum(nil)[:6]), sealer: sealer{cfg.Key, cfg.Epoch},
		log: cfg.Logger, node: hex.EncodeToString(node[:]), queue: make(chan []rtrw.Notice, waiting), since: time.Now(),
	}, nil
}

// dial makes a client for one connection's life. go-redis counts failed dials over the life
// of a client, and after PoolSize of them lets only a goroutine of its own try, once a second.
func (b *Bus) dial() *goredis.Client {
	options := b.options
	return goredis.NewClient(&options)
}

// Publish queues a batch; where too much waits it is dropped, for the other nodes read the log.
func (b *Bus) Publish(ns []rtrw.Notice) {
	select {
	case b.queue <- ns:
	default:
		b.dropped.Add(1)
	}
}

// Run publishes and receives until ctx ends, and reconnects as often as it takes.
func (b *Bus) Run(ctx context.Context, deliver func([]rtrw.Notice)) {
	var work sync.WaitGroup
	work.Go(func() { b.publish(ctx) })
	work.Go(func() { b.receive(ctx, deliver) })
	work.Wait()
}

// State is up while this node's own probes come around through Redis: connected is not
// enough, and neither is a write that did not fail.
func (b *Bus) State() hub.BusState {
	b.mu.Lock()
	defer b.mu.Unlock()
	if time.Since(b.heard) < silence {
		return hub.BusState{Name: "redis", Up: true, Since: b.since}
	}
	down := b.since
	if !b.heard.IsZero() {
		down = b.heard.Add(silence)
	}
	return hub.BusState{Name: "redis", Since: down}
}

// probed notes that a probe came around.
func (b *Bus) probed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if now.Sub(b.heard) >= silence {
		b.since = now
	}
	b.heard = now
}

// Channel names the one channel that this installation uses.
func (b *Bus) Channel() string { return b.channel }

// Stats counts what went wrong, for metrics.
type Stats struct {
	Rejected   int64 // messages that were forged, foreign or garbage
	Dropped    int64 // messages not published: too much waited, or Redis did not answer
	Reconnects int64
}

// Stats gives the counts.
func (b *Bus) Stats() Stats {
	return Stats{b.rejected.Load(), b.dropped.Load(), b.reconnects.Load()}
}
