package hub_test

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/rt-rw"
)

// city makes tickets of boards from above: "<5" below five, as the contract has it.
type city struct {
	log   *bustest.Log
	asked atomic.Int64
	deny  atomic.Value // account that lost its grant
}

func (c *city) admit(r *http.Request, t *hub.Ticket) {
	t.Area, t.Log, t.Streams = "33.74", "33.74", nil
	t.Under = func(context.Context) ([]rtrw.Area, error) { return []rtrw.Area{area, "33.74.08.1001"}, nil }
	t.Overview = func(context.Context) (string, rtrw.Tallies, error) {
		if c.deny.Load() == t.Account {
			return "", nil, rtrw.Errorf(rtrw.Forbidden, "Wilayah ini di luar wilayah Bapak/Ibu.")
		}
		c.asked.Add(1)
		var shown any = "<5"
		if n := c.log.Head(area); n >= 5 {
			shown = n
		}
		return fmt.Sprint("c", c.log.Head(area)), rtrw.Tallies{area: {"aid": {"all": shown}}}, nil
	}
}

func overview(t *testing.T, do func(t *testing.T, n *bustest.Node, log *bustest.Log, c *city)) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		c := &city{log: log}
		n.Admit = c.admit
		do(t, n, log, c)
	})
}

func tally(n any) string { return fmt.Sprintf(`{"%s":{"aid":{"all":%v}}}`, area, n) }

func TestOverviewBringsCountsAndNoEvents(t *testing.T) {
	overview(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, _ *city) {
		f := n.Follow(t, "kota", "")
		if len(f.Last.Streams) != 0 {
			t.Errorf("hello names streams: %v", f.Last.Streams)
		}
		for _, kind := range []string{"status", "tally"} {
			if err := f.Next(); err != nil || f.Last.Kind != kind {
				t.Fatalf("got %q, %v, want %s", f.Last.Kind, err, kind)
			}
		}
		if f.Last.Area != "33.74" || string(f.Last.Tallies) != tally(`"<5"`) {
			t.Errorf("tally = %+v %s", f.Last, f.Last.Tallies)
		}
		for range 7 {
			log.Append(area, "desk")
		}
		began := time.Now()
		if got := string(f.UntilKind(t, "tally").Tallies); got != tally(7) {
			t.Errorf("got %s, want the last value", got)
		}
		if took := time.Since(began); took > 1500*time.Millisecond {
			t.Errorf("counts are %v late", took)
		}
	})
}

// TestOverviewIsConflated: however much happens, one tally a second at most, and all who
// look at one city are one question.
func TestOverviewIsConflated(t *testing.T) {
	overview(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, c *city) {
		var all []*bustest.Follower
		for range 10 {
			all = append(all, n.Follow(t, "kota", ""))
		}
		stop := make(chan struct{})
		go func() {
			beat := time.NewTicker(10 * time.Millisecond)
			defer beat.Stop()
			for {
				select {
				case <-beat.C:
					log.Append(area, "desk")
				case <-stop:
					return
				}
			}
		}()
		for _, f := range all[1:] {
			go func() {
				for f.Next() == nil {
					continue
				}
			}()
		}
		began := time.Now()
		for range 20 {
			all[0].UntilKind(t, "tally")
		}
		if took := time.Since(began); took < 18*time.Second || took > 30*time.Second {
			t.Errorf("20 tallies in %v", took)
		}
		if asked := c.asked.Load(); asked > 21 {
			t.Errorf("the store was asked %d times", asked)
		}
		close(stop)
		for _, f := range all {
			f.Cut()
		}
		synctest.Wait()
	})
}

// TestHiddenEventsSayNothing: three that become four below "<5" are not told, not even by a frame.
func TestHiddenEventsSayNothing(t *testing.T) {
	overview(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, c *city) {
		f := n.Follow(t, "kota", "")
		f.UntilKind(t, "tally")
		for range 4 {
			log.Append(area, "desk")
			<-time.After(3 * time.Second)
		}
		if asked := c.asked.Load(); asked < 4 {
			t.Errorf("asked only %d times", asked)
		}
		log.Append(area, "desk")
		if got := string(f.UntilKind(t, "tally").Tallies); got != tally(5) {
			t.Errorf("got %s: something was told before", got)
		}
	})
}

func TestOverseerWhoseGrantEnded(t *testing.T) {
	overview(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, c *city) {
		stays, gone := n.Follow(t, "stays", ""), n.Follow(t, "gone", "")
		stays.UntilKind(t, "tally")
		c.deny.Store("gone")
		for range 5 {
			log.Append(area, "desk")
		}
		if got := string(stays.UntilKind(t, "tally").Tallies); got != tally(5) {
			t.Errorf("got %s", got)
		}
		gone.UntilKind(t, "resync")
		if code := gone.Closed(t); code != int(hub.AccessChanged) {
			t.Errorf("closed with %d", code)
		}
		stays.Cut()
		gone.Cut()
		synctest.Wait()
		if left := n.Stats().Overviews; left != 0 {
			t.Errorf("%d overviews outlive their readers", left)
		}
	})
}
