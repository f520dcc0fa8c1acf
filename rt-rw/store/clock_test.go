package store_test

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestClocks lets two schedulers, one a node, strike the same clocks: each strikes once.
func TestClocks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		var now atomic.Int64
		morning := time.Date(2026, 11, 21, 10, 0, 0, 0, tegalsari.Location())
		now.Store(morning.UnixMilli())
		clock := func() time.Time { return time.UnixMilli(now.Load()).In(tegalsari.Location()) }
		struck := make(chan rtrw.Entry, 64)
		node := func() *store.Store {
			return e.Open(func(c *store.Config) {
				c.Now = clock
				c.Published = func(entries []rtrw.Entry) {
					for _, e := range entries {
						if e.Role == rtrw.Timer {
							struck <- e
						}
					}
				}
			})
		}
		a, b := node(), node()
		tw := newTown(t, a)
		tw.Now = clock
		ids := map[string]int{}
		for range 20 {
			id := newID()
			tw.must(tw.request(id, "warga"))
			ids[id] = 0
		}
		ctx, cancel := context.WithCancel(context.Background())
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()
		wake := []chan struct{}{make(chan struct{}, 1), make(chan struct{}, 1)}
		for i, s := range []*store.Store{a, b} {
			desk := storetest.Desk(t, s, clock)
			sch := &rtrw.Scheduler{Desk: desk, Key: a.Subkey("clocks"), Wake: wake[i], Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
			wg.Go(func() { sch.Run(ctx) })
		}
		for hop, want := range []struct {
			at    string
			level rtrw.Level
		}{{"14:00", rtrw.LevelRW}, {"18:00", rtrw.LevelLurah}} {
			at, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-21 "+want.at, tegalsari.Location())
			if err != nil {
				t.Fatal(err)
			}
			now.Store(at.UnixMilli())
			for _, w := range wake {
				w <- struct{}{}
			}
			for range ids {
				select {
				case e := <-struck:
					ids[e.Case]++
					if ids[e.Case] != hop+1 || e.Type != "pass_on" || e.Level != want.level {
						t.Errorf("case %s struck %d times by hop %d: %s to %s", e.Case, ids[e.Case], hop, e.Type, e.Level)
					}
				case <-time.After(10 * time.Second):
					t.Fatalf("hop %d: a clock did not strike", hop)
				}
			}
		}
		tw.whole()
		if len(struck) > 0 {
			t.Errorf("%d strikes too many", len(struck))
		}
	})
}
