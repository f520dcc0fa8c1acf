package lab

import (
	"bufio"
	"fmt"
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// echo answers each line with itself.
func echo(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				for lines := bufio.NewReader(c); ; {
					line, err := lines.ReadString('\n')
					if err != nil {
						return
					}
					fmt.Fprint(c, line)
				}
			}()
		}
	}()
	return l.Addr().String()
}

type caller struct {
	net.Conn
	answers *bufio.Reader
}

func dial(t *testing.T, addr string) *caller {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &caller{c, bufio.NewReader(c)}
}

// asks sends a line and says whether it came back; patience bounds the waiting for what never comes.
func (c *caller) asks(line string, patience time.Duration) bool {
	if _, err := fmt.Fprintln(c, line); err != nil {
		return false
	}
	c.SetReadDeadline(time.Now().Add(patience))
	got, err := c.answers.ReadString('\n')
	return err == nil && got == line+"\n"
}

const soon, ages = 50 * time.Millisecond, 10 * time.Second

// A line does to connections what the network it stands for does.
func TestWay(t *testing.T) {
	t.Parallel()
	w, err := NewWay(echo(t))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	var heard atomic.Int64
	w.Overhear = func(b []byte) { heard.Add(int64(len(b))) }
	c := dial(t, w.Addr)
	if !c.asks("halo", ages) || heard.Load() != int64(len("halo\n")) {
		t.Fatalf("passing: no answer, or %d bytes heard", heard.Load())
	}
	w.Hold()
	held := make(chan bool, 1)
	go func() { held <- c.asks("tertahan", ages) }()
	select {
	case <-held:
		t.Error("held: answered")
	case <-time.After(soon):
	}
	w.Pass()
	if !<-held {
		t.Error("held: what waited did not arrive")
	}
	w.Swallow()
	late := dial(t, w.Addr)
	if c.asks("hilang", soon) || late.asks("hilang", soon) {
		t.Error("swallowing: answered")
	}
	w.Pass()
	if c.asks("masih hilang", soon) || late.asks("masih hilang", soon) {
		t.Error("a route that was lost came back")
	}
	c = dial(t, w.Addr)
	if !c.asks("baru", ages) {
		t.Error("after healing: no answer")
	}
	w.Cut()
	if c.asks("putus", ages) {
		t.Error("cut: answered")
	}
	w.Pass()
	if c = dial(t, w.Addr); !c.asks("sambung", ages) {
		t.Error("after a cut: no answer")
	}
}
