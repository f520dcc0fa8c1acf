package fleet

import (
	"bytes"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// reader is the thread that reads all sockets of a fleet.
type reader struct {
	poll *poller

	mu      sync.Mutex
	sockets []*socket
	free    []int // places in sockets
	tally   tally
	fault   error // the first one

	received atomic.Int64 // events, over the whole life
	opened   atomic.Int64 // sockets that got hello
	ended    atomic.Int64 // sockets that the server ended
	broken   atomic.Int64 // events that do not name the one before
	pending  chan struct{}

	mark   atomic.Pointer[mark]
	passed chan struct{} // the mark has been passed
	stop   atomic.Bool
	done   chan struct{}
	buf    []byte
}

// mark is what somebody waits for.
type mark struct {
	counter *atomic.Int64
	least   int64
}

// underWay is how many handshakes may be open at once.
const underWay = 256

func newReader() (*reader, error) {
	p, err := newPoller()
	if err != nil {
		return nil, err
	}
	r := &reader{poll: p, pending: make(chan struct{}, underWay), passed: make(chan struct{}, 1), done: make(chan struct{}), buf: make([]byte, 512<<10)}
	go r.run()
	return r, nil
}

func (r *reader) run() {
	runtime.LockOSThread()
	defer close(r.done)
	for !r.stop.Load() {
		locked := false
		err := r.poll.wait(20, func(tag int) {
			if !locked {
				r.mu.Lock()
				locked = true
			}
			if tag < len(r.sockets) && r.sockets[tag] != nil {
				r.read(tag, r.sockets[tag])
			}
		})
		if locked {
			r.mu.Unlock()
		}
		if err != nil {
			r.fail(err)
			return
		}
		if m := r.mark.Load(); m != nil && m.counter.Load() >= m.least {
			select {
			case r.passed <- struct{}{}:
			default:
			}
		}
	}
}

// read takes once what a socket has; the next socket must not wait for this one's all.
func (r *reader) read(tag int, s *socket) {
	have := copy(r.buf, s.part)
	n, again := read(s.fd, r.buf[have:])
	if again {
		return
	}
	if n <= 0 {
		r.end(tag, s)
		return
	}
	r.tally.reads++
	rest := r.buf[:have+n]
	if s.state == asking {
		if rest = r.answer(tag, s, rest); s.state == asking || s.state == gone {
			s.part = append(s.part[:0], rest...)
			return
		}
	}
	rest = r.frames(tag, s, rest, time.Now().UnixNano())
	if len(rest) == 0 {
		s.part = nil
	} else {
		s.part = append(s.part[:0], rest...)
	}
}

// answer reads the head of the server's answer, once it is whole.
func (r *reader) answer(tag int, s *socket, b []byte) []byte {
	head, rest, whole := bytes.Cut(b, []byte("\r\n\r\n"))
	if !whole {
		return b
	}
	if !bytes.HasPrefix(head, []byte("HTTP/1.1 101")) {
		r.failLocked(fmt.Errorf("a socket was refused: %.300s", b))
		r.end(tag, s)
		return nil
	}
	s.state = greeted
	return rest
}

func (r *reader) frames(tag int, s *socket, b []byte, now int64) []byte {
	events := int64(0)
	defer func() {
		r.tally.events += events
		r.received.Add(events)
	}()
	for {
		op, payload, rest, whole := frame(b)
		if !whole {
			return b
		}
		b = rest
		switch {
		case op == 8:
			r.end(tag, s)
			return nil
		case op == 9:
			WriteRaw(s.fd, masked(10, payload))
		case s.state == greeted && bytes.HasPrefix(payload, helloHead):
			if !s.hello(payload) {
				r.failLocked(fmt.Errorf("a hello of other than one stream: %.300s", payload))
			}
			<-r.pending
			r.opened.Add(1)
		case bytes.HasPrefix(payload, eventHead):
			events++
			linked, at, stamped := s.event(payload)
			if !linked {
				r.broken.Add(1)
			}
			if stamped {
				r.tally.event(now, at)
			}
		case bytes.HasPrefix(payload, resyncHead):
			r.failLocked(fmt.Errorf("a board was sent for another"))
		}
	}
}

// end forgets a socket that the server has ended.
func (r *reader) end(tag int, s *socket) {
	if s.state < live {
		<-r.pending
	}
	r.ended.Add(1)
	r.drop(tag, s, false)
}

func (r *reader) drop(tag int, s *socket, reset bool) {
	hangUp(s.fd, reset)
	s.state = gone
	r.sockets[tag] = nil
	r.free = append(r.free, tag)
}

func (r *reader) add(s *socket) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	tag := len(r.sockets)
	if last := len(r.free) - 1; last >= 0 {
		tag, r.free = r.free[last], r.free[:last]
		r.sockets[tag] = s
	} else {
		r.sockets = append(r.sockets, s)
	}
	return r.poll.add(s.fd, tag)
}

func (r *reader) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failLocked(err)
}

func (r *reader) failLocked(err error) {
	if r.fault == nil {
		r.fault = err
	}
}
