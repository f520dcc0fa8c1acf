package lab

import (
	"io"
	"net"
	"sync"
)

// Way is a line to a service that can be cut, held, or made to swallow.
type Way struct {
	Addr string // where it begins
	To   string // where it leads

	// Overhear, if set before use, is given the bytes that go towards the service.
	Overhear func([]byte)

	listener net.Listener
	mu       sync.Mutex
	moved    *sync.Cond
	state    way
	open     map[net.Conn]bool
	work     sync.WaitGroup
}

type way int

const (
	passing    way = iota
	held           // bytes wait, and arrive when it passes again: a route that comes back
	swallowing     // bytes vanish, and connections stay dead for ever: a route that was lost
	cut            // nothing stands, nothing new is taken
)

// NewWay opens a line that begins at an address of its own.
func NewWay(to string) (*Way, error) {
	addr, err := FreeAddr()
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	w := &Way{Addr: addr, To: to, listener: l, open: map[net.Conn]bool{}}
	w.moved = sync.NewCond(&w.mu)
	w.work.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			w.work.Go(func() { w.carry(c) })
		}
	})
	return w, nil
}

// Hold lets bytes wait. Pass delivers them.
func (w *Way) Hold() { w.set(held) }

// Swallow lets bytes vanish; connections of that time stay dead after Pass.
func (w *Way) Swallow() { w.set(swallowing) }

// Cut breaks every connection and takes no new one until Pass.
func (w *Way) Cut() {
	w.set(cut)
	w.breakAll()
}

// Pass heals the line.
func (w *Way) Pass() { w.set(passing) }

func (w *Way) set(s way) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state = s
	w.moved.Broadcast()
}

// Close ends the line and waits for whatever it carried.
func (w *Way) Close() {
	w.listener.Close()
	w.Cut()
	w.work.Wait()
}

func (w *Way) breakAll() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.open {
		if tcp, ok := c.(*net.TCPConn); ok {
			tcp.SetLinger(0) // at once, without a goodbye
		}
		c.Close()
	}
}

// enter notes a connection, once the state allows one; false: not now.
func (w *Way) enter(c net.Conn) (s way, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open[c] = true
	for w.state == held {
		w.moved.Wait()
	}
	return w.state, w.state != cut
}

func (w *Way) leave(c net.Conn) {
	c.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, c)
}

func (w *Way) carry(c net.Conn) {
	defer w.leave(c)
	s, ok := w.enter(c)
	if !ok {
		return
	}
	if s == swallowing {
		io.Copy(io.Discard, c) // accepted, and goes nowhere
		return
	}
	far, err := net.Dial("tcp", w.To)
	if err != nil {
		return
	}
	defer w.leave(far)
	if _, ok := w.enter(far); !ok {
		return
	}
	var both sync.WaitGroup
	both.Go(func() { w.pump(far, c, w.Overhear) })
	both.Go(func() { w.pump(c, far, nil) })
	both.Wait()
}

// pump carries one direction until either end is gone.
func (w *Way) pump(to, from net.Conn, overhear func([]byte)) {
	defer to.Close()
	defer from.Close()
	dead := false
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		w.mu.Lock()
		for w.state == held {
			w.moved.Wait()
		}
		dead = dead || w.state == swallowing
		w.mu.Unlock()
		if dead {
			continue
		}
		if overhear != nil {
			overhear(b[:n])
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}
