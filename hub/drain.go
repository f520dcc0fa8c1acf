package hub

import (
	"errors"
	"os"
	"time"
)

// drain writes the backlog until it is empty. Whoever does not take a chunk within its
// time is behind; whoever then does not take the last words either is cut off.
func (w *wire) drain() {
	for {
		b := w.next()
		if b == nil {
			return
		}
		w.Conn.SetWriteDeadline(time.Now().Add(chunkTime))
		n, err := w.Conn.Write(b)
		if !w.wrote(n, err) {
			return
		}
	}
}

// next gives the chunk to write: whole frames from where the last write stopped.
func (w *wire) next() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.backlog) > 0 && w.backlog[0].off == len(w.backlog[0].b) {
		w.backlog[0] = segment{}
		w.backlog = w.backlog[1:]
	}
	w.flight = 0
	if w.dead || len(w.backlog) == 0 {
		w.draining, w.backlog, w.extra = false, nil, 0
		if !w.dead {
			w.Conn.SetWriteDeadline(time.Time{})
		}
		w.finish()
		return nil
	}
	head := w.backlog[0]
	w.flight = len(head.b)
	if !head.single && head.off+chunk < len(head.b) {
		w.flight = boundary(head.b, head.off+chunk)
	}
	return head.b[head.off:w.flight]
}

// wrote notes how far the chunk went; false: the connection is over.
func (w *wire) wrote(n int, err error) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.dead {
		return false
	}
	w.backlog[0].off += n
	w.waiting -= n
	switch {
	case err == nil:
	case !w.ending && errors.Is(err, os.ErrDeadlineExceeded):
		w.flight = 0
		w.fallBehind()
	default:
		w.bury()
		return false
	}
	return true
}
