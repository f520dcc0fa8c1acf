package proof

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"jogotonggo/deploy/lab"
)

// While Redis is stopped, and while the way to it swallows everything, boards are late by a
// second at most, say so within two, and a second after healing equal a fresh board.
//
// It measures seconds, so it runs alone, before the tests that run in parallel.
func TestBusLost(t *testing.T) {
	if !configured() {
		return
	}
	t.Run("cluster", func(t *testing.T) {
		outage := time.Duration(amount(t, "JT_PROOF_OUTAGE", 4)) * time.Second
		var way *lab.Way
		w := cluster(t, func(redis string) (addr string) {
			var err error
			if way, err = lab.NewWay(redis); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(way.Close)
			return way.Addr
		})
		lurah := w.first().signIn("lurah")
		watch := []*follower{lurah.follow(tegalsari), lurah.at(w.last()).follow(tegalsari)}
		c := write(t, 40*time.Millisecond, w.first().signIn("warga"), w.last().signIn("tetangga"), w.first().signIn("rt"), w.last().signIn("warga2"))
		pause(2 * time.Second)
		calm := lateness(t, c, watch, 0)
		for _, trouble := range []struct {
			what        string
			cause, mend func()
		}{
			{"Redis stopped", w.redis.kill, w.redis.start},
			{"Redis in a black hole", way.Swallow, way.Pass},
		} {
			from := c.sentSoFar()
			began := time.Now()
			trouble.cause()
			noticed := time.Duration(0)
			for _, f := range watch {
				within(t, 2*time.Second-time.Since(began), trouble.what+" is told", func() bool { _, ok := f.DegradedSince(began); return ok })
				at, _ := f.DegradedSince(began)
				noticed = max(noticed, at.Sub(began))
			}
			pause(outage - time.Since(began))
			var healed time.Duration
			c.quiet(func() {
				trouble.mend()
				healed = equal(t, lurah, watch)
			})
			pause(2 * time.Second) // the bus comes back under writing
			late := lateness(t, c, watch, from)
			if late > time.Second {
				t.Errorf("%s: a board was late by %v", trouble.what, late)
			}
			t.Logf("measured: %s for %v: noticed in %v, boards late ≤ %v (calm ≤ %v), equal %v after healing",
				trouble.what, outage, noticed.Round(time.Millisecond), late.Round(time.Millisecond), calm.Round(time.Millisecond), healed.Round(time.Millisecond))
		}
		for _, s := range c.end() {
			if !s.known {
				t.Errorf("%s was not answered: %s", s.path, s.got)
			}
		}
		equal(t, lurah, watch)
		for _, f := range watch {
			f.whole(t)
		}
	})
}

// equal waits until every follower's own fold is what a fresh board shows.
func equal(t *testing.T, p *person, watch []*follower) time.Duration {
	t.Helper()
	return within(t, time.Second, "boards equal a fresh one", func() bool {
		fresh := p.board(tegalsari).Tallies.Trimmed()
		return !slices.ContainsFunc(watch, func(f *follower) bool { return !reflect.DeepEqual(fresh, f.Folded()) })
	})
}

// sentSoFar counts what was sent.
func (c *crowd) sentSoFar() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.done)
}

// lateness gives the longest time from an answer to its event's arrival at any follower.
func lateness(t *testing.T, c *crowd, watch []*follower, from int) (most time.Duration) {
	t.Helper()
	c.mu.Lock()
	sent := slices.Clone(c.done[from:])
	c.mu.Unlock()
	for _, s := range sent {
		for i, f := range watch {
			within(t, 5*time.Second, fmt.Sprintf("%s arrives at board %d", s.key, i), func() bool { _, ok := f.Has(s.key); return ok })
			at, _ := f.Has(s.key)
			most = max(most, at.Sub(s.at))
		}
	}
	return most
}
