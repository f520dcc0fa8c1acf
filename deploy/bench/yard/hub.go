package yard

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"jogotonggo/hub"
	"jogotonggo/hub/redis"
	"jogotonggo/rt-rw"
)

// alone is the hub by itself: its door believes the query.
type alone struct {
	*hub.Hub
	log      *ledger
	accounts atomic.Int64
}

func newAlone(cfg Config) (*alone, error) {
	key := make([]byte, 32)
	rand.Read(key)
	cursors, err := rtrw.NewCursors(key)
	if err != nil {
		return nil, err
	}
	bus, err := cfg.bus()
	if err != nil {
		return nil, err
	}
	log := &ledger{lines: map[rtrw.Area][]rtrw.Notice{}}
	a := &alone{log: log, Hub: hub.New(hub.Config{
		Log: log, Bus: bus, Cursors: cursors, Epoch: func() int64 { return 1 }, MaxPerAccount: -1, Linger: cfg.Linger,
		Logger: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})}
	go a.Run(context.Background())
	for until := time.Now().Add(5 * time.Second); !bus.State().Up; time.Sleep(10 * time.Millisecond) { // what is published before goes nowhere
		if time.Now().After(until) {
			return nil, errors.New("the bus does not come up")
		}
	}
	return a, nil
}

// bus: the key is the same in both nodes; what they say to each other is no secret.
func (cfg Config) bus() (hub.Bus, error) {
	if cfg.Redis == "" {
		return hub.NewMemory(), nil
	}
	return redis.New(redis.Config{URL: cfg.Redis, Key: []byte("a bench has nothing to hide from"), Epoch: func() int64 { return 1 }})
}

func (a *alone) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	topic, _ := strconv.Atoi(r.URL.Query().Get("topic"))
	a.Serve(w, r, hub.Ticket{
		Account: "board" + strconv.FormatInt(a.accounts.Add(1), 10), Area: area(topic), Log: area(topic), Streams: []string{stream(topic)},
	})
}

func (a *alone) publish(topic int, id string) {
	a.Published([]rtrw.Notice{a.log.append(topic, id)})
}

func (a *alone) behind() int64 { return a.Stats().Behind }
