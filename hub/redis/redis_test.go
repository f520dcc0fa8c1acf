package redis_test

import (
	"context"
	"net/url"
	"os"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/hub/redis"
	"jogotonggo/rt-rw"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConfig(t *testing.T) {
	t.Parallel()
	key, epoch := make([]byte, 32), func() int64 { return 1 }
	for name, cfg := range map[string]redis.Config{
		"address":   {URL: "tcp:/nowhere", Key: key, Epoch: epoch},
		"short key": {URL: "redis://127.0.0.1:1/0", Key: key[:8], Epoch: epoch},
		"no epoch":  {URL: "redis://127.0.0.1:1/0", Key: key},
	} {
		if _, err := redis.New(cfg); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestWithoutRedis: a Redis that is not there is no error; boards are late, not wrong.
func TestWithoutRedis(t *testing.T) {
	t.Parallel()
	log := bustest.NewLog()
	node := bustest.Start(t, hub.Config{Log: log, Bus: open(t, "127.0.0.1:1", "nowhere")})
	f := node.Follow(t, "a", "", "desk")
	if s := f.UntilKind(t, "status"); !s.Degraded || s.Bus != "redis" {
		t.Errorf("status = %+v, want degraded redis", s)
	}
	node.Published([]rtrw.Notice{log.Append(bustest.Area, "desk")})
	log.Append(bustest.Area, "desk") // another node's
	f.Until(t, "desk", 2)
}

// TestBlackHole runs where JT_TEST_REDIS_URL names a Redis: a network that swallows is
// noticed within two seconds, boards stay at most a second behind, and it heals by itself.
func TestBlackHole(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, target string) {
		log := bustest.NewLog()
		p := newProxy(t, target)
		near := bustest.Start(t, hub.Config{Log: log, Bus: open(t, target, t.Name())})
		far := bustest.Start(t, hub.Config{Log: log, Bus: open(t, p.Addr, t.Name())})
		bustest.Eventually(t, func() bool { return near.Stats().Bus.Up && far.Stats().Bus.Up })
		f := far.Follow(t, "a", "", "desk")
		until(t, f, false)

		p.Hole.Store(true)
		began := time.Now()
		until(t, f, true)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("noticed after %v", took)
		}
		for i := range 3 {
			began = time.Now()
			near.Published([]rtrw.Notice{log.Append(bustest.Area, "desk")})
			f.Until(t, "desk", i+1)
			if took := time.Since(began); took > time.Second {
				t.Errorf("in the hole an event took %v", took)
			}
		}

		p.Hole.Store(false)
		p.Cut()
		until(t, f, false)
		near.Published([]rtrw.Notice{log.Append(bustest.Area, "desk")})
		f.Until(t, "desk", 4)
	})
}

// TestForgers: whoever can write to Redis can still tell a board nothing.
func TestForgers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, target string) {
		log := bustest.NewLog()
		bus := open(t, target, t.Name())
		node := bustest.Start(t, hub.Config{Log: log, Bus: bus})
		bustest.Eventually(t, func() bool { return node.Stats().Bus.Up })
		f := node.Follow(t, "a", "", "desk")

		client := goredis.NewClient(&goredis.Options{Addr: target})
		defer client.Close()
		ctx, done := context.WithTimeout(t.Context(), 10*time.Second)
		defer done()
		overheard := client.PSubscribe(ctx, "jogo:*")
		defer overheard.Close()
		var channel, genuine string
		node.Published([]rtrw.Notice{log.Append(bustest.Area, "desk")})
		for genuine == "" {
			m, err := overheard.ReceiveMessage(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if bus.Channel() == m.Channel {
				channel, genuine = m.Channel, m.Payload
			}
			node.Published([]rtrw.Notice{log.Append(bustest.Area, "desk")})
		}
		before := bus.Stats().Rejected
		forged := []string{
			`{"epoch":1,"copies":[{"log":"33.74.08.1006","seq":9999,"facts":{"streams":["desk"],"event":{}},"mac":"AAAA"}]}`,
			`{"epoch":2,"probe":"x","mac":""}`, "nonsense",
		}
		for _, m := range append(forged, genuine, genuine) { // the genuine one again: replayed, so earlier
			if err := client.Publish(ctx, channel, m).Err(); err != nil {
				t.Fatal(err)
			}
		}
		bustest.Eventually(t, func() bool { return bus.Stats().Rejected >= before+int64(len(forged)) })
		node.Published([]rtrw.Notice{log.Append(bustest.Area, "desk")})
		f.Until(t, "desk", len(log.IDs(bustest.Area, "desk")))
	})
}

// until reads status frames until one says what is wanted.
func until(t *testing.T, f *bustest.Follower, degraded bool) {
	t.Helper()
	for f.UntilKind(t, "status").Degraded != degraded {
		continue
	}
}

func open(t *testing.T, addr, name string) *redis.Bus {
	t.Helper()
	bus, err := redis.New(redis.Config{URL: "redis://" + addr + "/0", Key: []byte("a channel for " + name), Epoch: func() int64 { return 1 }})
	if err != nil {
		t.Fatal(err)
	}
	return bus
}

// each calls do with every Redis that is configured: one or none.
func each(t *testing.T, do func(t *testing.T, addr string)) {
	for _, s := range []string{os.Getenv("JT_TEST_REDIS_URL")} {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			do(t, u.Host)
		}
	}
}
