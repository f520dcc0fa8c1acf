package redis_test

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
)

// proxy stands before a Redis. While Hole is set it takes every byte and passes none on,
// as a dead switch does: no error, no end, only silence.
type proxy struct {
	Addr string
	Hole atomic.Bool

	target string
	mu     sync.Mutex
	conns  []net.Conn
	work   sync.WaitGroup
}

func newProxy(t *testing.T, target string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{Addr: l.Addr().String(), target: target}
	p.work.Go(func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			p.work.Go(func() { p.carry(in) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		p.Cut()
		p.work.Wait()
	})
	return p
}

// Cut closes every connection, as a restarted Redis does.
func (p *proxy) Cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.Close()
	}
	p.conns = nil
}

func (p *proxy) carry(in net.Conn) {
	out, err := net.Dial("tcp", p.target)
	if err != nil {
		in.Close()
		return
	}
	p.mu.Lock()
	p.conns = append(p.conns, in, out)
	p.mu.Unlock()
	p.work.Go(func() { p.pump(out, in) })
	p.pump(in, out)
}

func (p *proxy) pump(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	io.Copy(swallower{p, to}, from)
}

type swallower struct {
	p  *proxy
	to io.Writer
}

func (s swallower) Write(b []byte) (int, error) {
	if s.p.Hole.Load() {
		return len(b), nil
	}
	return s.to.Write(b)
}
