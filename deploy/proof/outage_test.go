package proof

import (
	"fmt"
	"io"
	"net"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"
)

// passage is a way to Redis that can be made to swallow: connections stand, bytes vanish.
type passage struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	black    bool
	open     map[net.Conn]bool
	work     sync.WaitGroup
}

func newPassage(t *testing.T, to string) *passage {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &passage{listener: l, to: to, open: map[net.Conn]bool{}}
	p.work.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			p.work.Go(func() { p.carry(c) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		p.mu.Lock()
		for c := range p.open {
			c.Close()
		}
		p.mu.Unlock()
		p.work.Wait()
	})
	return p
}

// carry takes a connection to Redis. In the dark a new one is accepted and goes nowhere; it
// stays dead after healing, as connections through a lost route do.
func (p *passage) carry(c net.Conn) {
	defer c.Close()
	p.mu.Lock()
	p.open[c] = true
	black := p.black
	p.mu.Unlock()
	if black {
		io.Copy(io.Discard, c)
		return
	}
	far, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer far.Close()
	var both sync.WaitGroup
	both.Go(func() { p.pump(far, c) })
	both.Go(func() { p.pump(c, far) })
	both.Wait()
}

func (p *passage) pump(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		p.mu.Lock()
		black := p.black
		p.mu.Unlock()
		if black {
			continue
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}

func (p *passage) swallow(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.black = on
}

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
		var way *passage
		w := cluster(t, func(redis string) string {
			way = newPassage(t, redis)
			return way.listener.Addr().String()
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
			{"Redis in a black hole", func() { way.swallow(true) }, func() { way.swallow(false) }},
		} {
			from := c.sentSoFar()
			began := time.Now()
			trouble.cause()
			noticed := time.Duration(0)
			for _, f := range watch {
				within(t, 2*time.Second-time.Since(began), trouble.what+" is told", func() bool { _, ok := f.degradedSince(began); return ok })
				at, _ := f.degradedSince(began)
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
		fresh := trimmed(p.board(tegalsari).Tallies)
		return !slices.ContainsFunc(watch, func(f *follower) bool { return !reflect.DeepEqual(fresh, f.folded()) })
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
			within(t, 5*time.Second, fmt.Sprintf("%s arrives at board %d", s.key, i), func() bool { _, ok := f.has(s.key); return ok })
			at, _ := f.has(s.key)
			most = max(most, at.Sub(s.at))
		}
	}
	return most
}
