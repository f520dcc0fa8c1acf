package hub_test

import (
	"errors"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
)

func closedWith(err error, want hub.Close) bool {
	closed := (*websocket.CloseError)(nil)
	return errors.As(err, &closed) && closed.Code == int(want)
}

// drop reads until the socket ends and gives the error that ended it.
func drop(c *websocket.Conn) error {
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			return err
		}
	}
}

func TestPingsAndTheDead(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
		alive, err := n.Dial(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer alive.Close()
		var pings []time.Time
		answer := alive.PingHandler()
		alive.SetPingHandler(func(s string) error {
			pings = append(pings, time.Now())
			return answer(s)
		})
		ended := make(chan error, 1)
		go func() { ended <- drop(alive) }()

		mute, err := n.Dial(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer mute.Close()
		mute.SetPingHandler(func(string) error { return nil })
		began := time.Now()
		if err := drop(mute); !closedWith(err, hub.Silent) {
			t.Errorf("the mute one ended with %v", err)
		}
		if took := time.Since(began); took < time.Minute || took > 63*time.Second {
			t.Errorf("buried after %v", took)
		}
		<-time.After(10 * time.Minute)
		synctest.Wait()
		select {
		case err := <-ended:
			t.Fatalf("one who answers was dropped: %v", err)
		default:
		}
		steps := map[time.Duration]bool{}
		for i := 1; i < len(pings); i++ {
			step := pings[i].Sub(pings[i-1])
			if step < 22*time.Second || step > 28*time.Second {
				t.Errorf("ping after %v", step)
			}
			steps[step] = true
		}
		if len(pings) < 20 || len(steps) < 2 {
			t.Errorf("%d pings in 11 minutes, %d different pauses", len(pings), len(steps))
		}
		alive.Close()
		<-ended
	})
}

func TestFlood(t *testing.T) {
	floods := map[string]func(*websocket.Conn) error{
		"messages":      func(c *websocket.Conn) error { return c.WriteMessage(websocket.TextMessage, []byte("hi")) },
		"pings":         func(c *websocket.Conn) error { return c.WriteControl(websocket.PingMessage, nil, time.Time{}) },
		"pongs":         func(c *websocket.Conn) error { return c.WriteControl(websocket.PongMessage, nil, time.Time{}) },
		"continuations": continuation(),
	}
	for name, say := range floods {
		t.Run(name, func(t *testing.T) {
			bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
				c, err := n.Dial(nil)
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				ended := make(chan error, 1)
				go func() { ended <- drop(c) }()
				for range 10 {
					<-time.After(time.Second)
					if name != "continuations" && say(c) != nil {
						t.Fatal("one a second is too much")
					}
				}
				for range 40_000 {
					if say(c) != nil {
						break
					}
				}
				if err := <-ended; !closedWith(err, hub.Flooding) {
					t.Errorf("ended with %v", err)
				}
			})
		})
	}
}

// continuation writes the empty fragments of a message that never ends: gorilla returns
// none of them, and their length never reaches the limit.
func continuation() func(*websocket.Conn) error {
	began := false
	return func(c *websocket.Conn) error {
		frame := []byte{0x00, 0x80, 1, 2, 3, 4}
		if !began {
			began, frame[0] = true, 0x01
		}
		_, err := c.NetConn().Write(frame)
		return err
	}
}

func TestTooLongAMessage(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
		c, err := n.Dial(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		go c.WriteMessage(websocket.BinaryMessage, make([]byte, 5<<10))
		if err := drop(c); !closedWith(err, websocket.CloseMessageTooBig) {
			t.Errorf("ended with %v", err)
		}
	})
}

func TestSixthSocketReplacesTheFirst(t *testing.T) {
	bubble(t, hub.Config{MaxPerAccount: 5}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		var mine []*bustest.Follower
		for range 6 {
			mine = append(mine, n.Follow(t, "a", "", "desk"))
		}
		other := n.Follow(t, "b", "", "desk")
		if code := mine[0].Closed(t); code != int(hub.Replaced) {
			t.Errorf("the first was closed with %d", code)
		}
		commit(n, log, "desk")
		for _, f := range append(mine[1:], other) {
			f.Until(t, "desk", 1)
		}
	})
}

func TestDismiss(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		gone, stays := n.Follow(t, "gone", "", "desk"), n.Follow(t, "stays", "", "desk")
		n.Dismiss([]string{"gone", "nobody"})
		gone.UntilKind(t, "resync")
		if code := gone.Closed(t); code != int(hub.AccessChanged) {
			t.Errorf("closed with %d", code)
		}
		commit(n, log, "desk")
		stays.Until(t, "desk", 1)
	})
}

func TestStop(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
		waits := map[string]bool{}
		ended := make(chan error, 20)
		for range cap(ended) {
			c, err := n.Dial(nil)
			if err != nil {
				t.Fatal(err)
			}
			go func() { ended <- drop(c) }()
		}
		synctest.Wait()
		began := time.Now()
		n.Stop()
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("stopped after %v", took)
		}
		for range cap(ended) {
			err := <-ended
			closed := (*websocket.CloseError)(nil)
			if !errors.As(err, &closed) || closed.Code != int(hub.Restarting) {
				t.Fatalf("ended with %v", err)
			}
			if ms, err := strconv.Atoi(closed.Text); err != nil || ms < 0 || ms >= 2000 {
				t.Errorf("asked to wait %q", closed.Text)
			}
			waits[closed.Text] = true
		}
		if len(waits) < 10 {
			t.Errorf("20 sockets come back at %d different moments", len(waits))
		}
	})
}

// TestStopWithoutAnswer: a socket that does not answer its close frame cannot hold a node.
func TestStopWithoutAnswer(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
		c, err := n.Dial(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		began := time.Now()
		n.Stop()
		if took := time.Since(began); took > 4*time.Second {
			t.Errorf("stopped after %v", took)
		}
	})
}

func TestDoorAfterStop(t *testing.T) {
	bubble(t, hub.Config{Logger: discard()}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
		n.Stop()
		answer := recorder{header: http.Header{}}
		n.Serve(&answer, &http.Request{Method: "GET"}, hub.Ticket{Log: area})
		if answer.status != http.StatusServiceUnavailable || answer.header.Get("Retry-After") == "" {
			t.Errorf("answered %d, Retry-After %q", answer.status, answer.header.Get("Retry-After"))
		}
	})
}

type recorder struct {
	header http.Header
	status int
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return len(b), nil }

func TestNotAWebSocket(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, _ *bustest.Log) {
		res, err := n.Client().Get(n.URL("http", nil))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusBadRequest || res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("answered %d %s", res.StatusCode, res.Header.Get("Content-Type"))
		}
	})
}
