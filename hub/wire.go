package hub

import (
	"bufio"
	"bytes"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	backlogMost = 256 << 10       // bytes that may wait for one reader
	chunk       = 16 << 10        // what a drainer writes at once
	chunkTime   = 5 * time.Second // and for how long it tries
	closeTime   = 2 * time.Second // for the client to answer a close frame
	readMost    = 64 << 10        // bytes a second from a client, which has nothing to say
)

// wire is the connection under a WebSocket. Frames, gorilla's handshake and answers to
// control frames all pass its lock, so that no write ever lands inside another frame. What
// the kernel takes at once is written on the spot, by whoever brings it; the rest waits in
// a backlog that a goroutine drains, which lives only as long as the reader is slow.
type wire struct {
	mu       sync.Mutex // first what every frame needs, so that it is one line of memory
	fd       int        // below 0 where there is no descriptor (TLS, a pipe): the drainer writes all
	draining bool
	ending   bool // last words are queued or written; nothing comes after them
	dead     bool
	polled   bool

	net.Conn
	hub  *Hub
	raw  syscall.RawConn // nil where fd is below 0
	life atomic.Int64    // last sign of life, Unix nanoseconds
	m    *member         // who leaves when the connection is over

	ear    ear // this and what follows is owned by whoever reads
	bytes  window
	frames window
	deaf   bool // the client has said its last, or broke a rule

	backlog []segment   // this and what follows is under mu
	waiting int         // bytes in the backlog
	extra   int         // bytes a replay may wait beyond backlogMost
	flight  int         // end of what the drainer writes now, within backlog[0]
	last    *time.Timer // cuts off who does not answer the last words
}

// segment is a run of whole frames of which the first `off` bytes are written.
type segment struct {
	b      []byte
	off    int
	single bool // not to be cut: the handshake
}

// hijack lets gorilla upgrade onto a wire.
type hijack struct {
	http.ResponseWriter
	wire *wire
}

// Hijack takes the connection from net/http.
func (h hijack) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	h.wire.take(conn)
	return h.wire, rw, nil
}

func (w *wire) take(conn net.Conn) {
	w.Conn, w.fd = conn, -1
	w.life.Store(time.Now().UnixNano())
	sc, ok := conn.(syscall.Conn)
	if !ok || !canWriteRaw {
		return
	}
	if raw, err := sc.SyscallConn(); err == nil && raw.Control(func(fd uintptr) { w.fd = int(fd) }) == nil {
		w.raw = raw
	}
}

// Write is gorilla's way in, for the handshake.
func (w *wire) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.dead || w.ending {
		return 0, net.ErrClosed
	}
	w.push(segment{b: bytes.Clone(b), single: true})
	return len(b), nil
}

// SetWriteDeadline does nothing: a wire never waits, and only its drainer has deadlines.
func (w *wire) SetWriteDeadline(time.Time) error { return nil }

// Close ends the connection at once.
func (w *wire) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.bury()
}

func (w *wire) bury() error {
	if w.dead {
		return nil
	}
	w.dead, w.backlog, w.waiting = true, nil, 0
	if w.last != nil {
		w.last.Stop()
	}
	w.hub.poll.remove(w)
	if w.m != nil {
		w.hub.work.Go(func() { w.hub.leave(w.m) }) // beside whoever noticed, who must not wait
	}
	return w.Conn.Close()
}

func (w *wire) kill() { w.Close() }

func (w *wire) alive() time.Time { return time.Unix(0, w.life.Load()) }

func (w *wire) ping() { w.send(pingFrame) }

func (w *wire) send(frames []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.dead && !w.ending {
		w.push(segment{b: frames})
	}
}

// replay sends what a joiner missed. That may be more than a backlog holds, so it does not
// count as being behind; the drainer's deadline still holds.
func (w *wire) replay(first []byte, rest [][]byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, b := range rest {
		w.extra += len(b)
	}
	for _, b := range append([][]byte{first}, rest...) {
		if !w.dead && !w.ending {
			w.push(segment{b: b})
		}
	}
}

// end queues the last words. Whoever is closed as behind gets a resync first.
func (w *wire) end(c Close, resync bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.dead || w.ending {
		return
	}
	w.ending = true
	if resync {
		w.hub.count.resyncs.Add(1)
	}
	w.push(segment{b: lastWords(c, resync)})
	w.finish()
}

func lastWords(c Close, resync bool) []byte {
	if resync {
		return append(resyncFrame[:len(resyncFrame):len(resyncFrame)], c.frame()...)
	}
	return c.frame()
}

// finish gives the client a moment to answer the close frame once it is written.
func (w *wire) finish() {
	if w.ending && !w.draining && !w.dead && w.last == nil {
		w.last = time.AfterFunc(closeTime, w.kill)
	}
}

// push writes what the kernel takes now and keeps the rest. The lock is held.
func (w *wire) push(s segment) {
	if w.draining {
		if !w.ending && w.waiting+len(s.b) > backlogMost+w.extra {
			w.fallBehind()
			return
		}
	} else if w.fd >= 0 {
		n, err := writeRaw(w.fd, s.b) // it cannot be closed meanwhile: that needs the lock
		if err != nil {
			w.bury()
			return
		}
		if n == len(s.b) {
			return
		}
		s.off = n
	}
	w.backlog = append(w.backlog, s)
	w.waiting += len(s.b) - s.off
	if !w.draining {
		w.draining = true
		w.hub.work.Go(w.drain)
	}
}

// fallBehind drops the backlog, all but the frame that is under way, and says resync:
// never a silent hole. The lock is held.
func (w *wire) fallBehind() {
	w.hub.count.behind.Add(1)
	w.hub.count.resyncs.Add(1)
	w.ending = true
	head := w.backlog[0]
	if !head.single {
		head.b = head.b[:boundary(head.b, max(head.off, w.flight))]
	}
	last := segment{b: lastWords(Resync, true)}
	w.backlog = append(w.backlog[:0:0], head, last)
	w.waiting = len(head.b) - head.off + len(last.b)
}
