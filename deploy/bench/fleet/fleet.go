package fleet

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Board is what one asks for: the request's target and further header lines ("Cookie: …\r\n"),
// and the topic it watches. Boards of one topic watch the same stream.
type Board struct {
	Target, Header string
	Topic          int
}

// Fleet is a set of boards at one server.
type Fleet struct {
	// Board gives the nth.
	Board func(nth int) Board
	// Narrow boards have small windows and segments, as phones far away do.
	Narrow bool

	addr   netip.AddrPort
	r      *reader
	topics map[int]int64  // live boards by topic
	after  map[int]string // where boards of a topic stood when they were dropped
	next   int
}

// New makes a fleet without boards.
func New(addr string, board func(int) Board) (*Fleet, error) {
	at, err := netip.ParseAddrPort(addr)
	if err != nil {
		return nil, err
	}
	r, err := newReader()
	return &Fleet{Board: board, addr: at, r: r, topics: map[int]int64{}, after: map[int]string{}}, err
}

// quiet is how long nothing may come while something is awaited.
const quiet = 15 * time.Second

// Open opens n more boards and returns when each has got its hello.
func (f *Fleet) Open(ctx context.Context, n int) error {
	var (
		wg    sync.WaitGroup
		turn  atomic.Int64
		wrong = make([]error, 4)
	)
	want := f.r.opened.Load() + int64(n)
	from := f.next
	f.next += n
	for i := from; i < f.next; i++ {
		f.topics[f.Board(i).Topic]++
	}
	for d := range wrong {
		wg.Go(func() {
			for wrong[d] == nil {
				i := int(turn.Add(1)) - 1
				if i >= n {
					return
				}
				select {
				case f.r.pending <- struct{}{}:
					wrong[d] = f.ask(from + i)
				case <-time.After(quiet):
					wrong[d] = fmt.Errorf("handshakes stand still: %w", f.Fault())
				case <-ctx.Done():
					wrong[d] = ctx.Err()
				}
			}
		})
	}
	wg.Wait()
	if err := errors.Join(wrong...); err != nil {
		return err
	}
	return f.await(ctx, &f.r.opened, want)
}

// ask opens one socket; the reader takes the answer.
func (f *Fleet) ask(nth int) error {
	b := f.Board(nth)
	if after := f.after[b.Topic]; after != "" {
		b.Target += "&after=" + after
	}
	fd, err := dial(f.addr, nth, f.Narrow)
	if err != nil {
		return err
	}
	const upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: jogotonggo.v1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
	if err := WriteRaw(fd, fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\n%s%s\r\n", b.Target, f.addr, upgrade, b.Header)); err != nil {
		return err
	}
	return f.r.add(&socket{fd: fd, topic: b.Topic})
}

// Return opens as many boards as were dropped, the same ones, each after what it saw last.
func (f *Fleet) Return(ctx context.Context, n int) error {
	f.next -= n
	return f.Open(ctx, n)
}

// Boards is how many were opened on a topic and not dropped.
func (f *Fleet) Boards(topic int) int64 { return f.topics[topic] }

// Received is how many events have come in all.
func (f *Fleet) Received() int64 { return f.r.received.Load() }

// Broken is how many of them did not name the one before.
func (f *Fleet) Broken() int64 { return f.r.broken.Load() }

// Ended is how many boards the server has ended.
func (f *Fleet) Ended() int64 { return f.r.ended.Load() }

// Await waits until so many events have come in all.
func (f *Fleet) Await(ctx context.Context, want int64) error {
	return f.await(ctx, &f.r.received, want)
}

func (f *Fleet) await(ctx context.Context, counter *atomic.Int64, want int64) error {
	f.r.mark.Store(&mark{counter, want})
	defer f.r.mark.Store(nil)
	for last := int64(-1); ; {
		got := counter.Load()
		if got >= want {
			return f.Fault()
		}
		select {
		case <-f.r.passed:
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(quiet):
			if counter.Load() == last {
				return errors.Join(fmt.Errorf("%d of %d came, and no more; %d boards ended", last, want, f.Ended()), f.Fault())
			}
		}
		last = got
	}
}

// Fault is the first thing that went wrong.
func (f *Fleet) Fault() error {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	return f.r.fault
}

// Cut takes what was counted since the last cut: latencies, and events for a read(2).
func (f *Fleet) Cut() (late *Hist, perRead float64) {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	t := f.r.tally
	f.r.tally = tally{}
	return &t.late, float64(t.events) / float64(max(t.reads, 1))
}

// Stall lets n of the boards read no more, from now on.
func (f *Fleet) Stall(n int) {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	for _, s := range f.r.sockets {
		if s != nil && n > 0 {
			f.r.poll.remove(s.fd)
			s.state = stalled
			n--
		}
	}
}

// Drop ends every board without a word; with reset as a machine that is gone. All of a topic
// must have seen the same.
func (f *Fleet) Drop(reset bool) {
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	for tag, s := range f.r.sockets {
		if s != nil {
			if s.state == live {
				f.after[s.topic] = s.position()
			}
			f.r.drop(tag, s, reset)
		}
	}
	clear(f.topics)
}

// Close drops all boards and ends the thread.
func (f *Fleet) Close() {
	f.Drop(true)
	f.r.stop.Store(true)
	<-f.r.done
	f.r.poll.close()
}
