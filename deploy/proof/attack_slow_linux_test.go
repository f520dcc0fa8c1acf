package proof

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// sloth is a kind of client that never comes to its end, and by when it is cut off: the limit that
// the server names, and what a machine that is busy takes beside.
type sloth struct {
	name  string
	first string
	drop  string // sent again and again
	limit time.Duration
}

var sloths = []sloth{
	{"says nothing", "", "", 5 * time.Second},
	{"half a header", "GET /api/v1/about HTTP/1.1\r\nHost: jogo\r\nX-Slow: ", "a", 5 * time.Second},
	{"header after header", "GET /api/v1/about HTTP/1.1\r\nHost: jogo\r\n", "X-Slow: a\r\n", 5 * time.Second},
	{"half a body", "POST /api/v1/session HTTP/1.1\r\nHost: jogo\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{\"login\":\"", "a", 20 * time.Second},
	{"chunk after chunk", "POST /api/v1/session HTTP/1.1\r\nHost: jogo\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", 20 * time.Second},
}

// Who sends slowly, or only half, keeps a connection for as long as the limits say and keeps nobody else from theirs.
func TestSlowloris(t *testing.T) {
	t.Parallel()
	const each = 120
	n := embedded(t).first()
	n.alive(t)
	before, _ := n.memory()
	var slow sync.WaitGroup
	var longest [5]atomic.Int64
	for i, s := range sloths {
		for range each {
			c, err := n.line()
			if err != nil {
				t.Fatal(err)
			}
			slow.Go(func() {
				took, err := s.live(c)
				if err != nil {
					t.Errorf("%s: %v", s.name, err)
				}
				for old := longest[i].Load(); int64(took) > old && !longest[i].CompareAndSwap(old, int64(took)); old = longest[i].Load() {
				}
			})
		}
	}
	gone := make(chan struct{})
	go func() {
		slow.Wait()
		close(gone)
	}()
	answered, worst := 0, time.Duration(0)
	for waiting := true; waiting; answered++ {
		began := time.Now()
		n.signIn("warga").file(rt0403, "di antara yang lambat")
		worst = max(worst, time.Since(began))
		select {
		case <-gone:
			waiting = false
		case <-time.After(200 * time.Millisecond):
		}
	}
	said := n.bounded(before, 200*mib)
	for i, s := range sloths {
		t.Logf("measured: %d × %s, limit %v: the last was cut after %.1f s", each, s.name, s.limit, time.Duration(longest[i].Load()).Seconds())
	}
	t.Logf("measured: beside %d slow connections %d people signed in and reported, the slowest in %v; %s", each*len(sloths), answered, worst.Round(time.Millisecond), said)
}

// live drips until it is cut off, and gives how long that took.
func (s sloth) live(c net.Conn) (time.Duration, error) {
	began := time.Now()
	c.SetDeadline(began.Add(s.limit + 40*time.Second))
	if _, err := io.WriteString(c, s.first); err != nil {
		return 0, err
	}
	end := make(chan struct{})
	go func() {
		defer close(end)
		io.Copy(io.Discard, c) // what is answered on the way out
	}()
	drip := time.NewTicker(500 * time.Millisecond)
	defer drip.Stop()
	for {
		select {
		case <-end:
			took := time.Since(began)
			if took > s.limit+30*time.Second {
				return took, fmt.Errorf("cut after %v", took)
			}
			return took, nil
		case <-drip.C:
			io.WriteString(c, s.drop) // an error comes a moment before the end of reading
		}
	}
}

// A photo has longer for its way, so an account may have four on it and no more: of five that
// begin and do not end, one is asked to wait, whichever comes last.
func TestSlowPhotos(t *testing.T) {
	t.Parallel()
	n := embedded(t).first()
	warga := n.signIn("warga")
	answers := make(chan *http.Response, 5)
	for range 5 {
		c, err := n.line()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "PUT /api/v1/photos/%s HTTP/1.1\r\nHost: jogo\r\nAuthorization: Bearer %s\r\nContent-Type: image/jpeg\r\nContent-Length: 5000000\r\n\r\n\xff\xd8", newKey(), warga.token)
		go func() {
			if res, err := http.ReadResponse(bufio.NewReader(c), nil); err == nil {
				answers <- res
			}
		}()
	}
	select {
	case res := <-answers:
		if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
			t.Errorf("the fifth is answered %s, Retry-After %q", res.Status, res.Header.Get("Retry-After"))
		}
	case <-time.After(time.Minute):
		t.Fatal("five photos are on their way at once")
	}
	select {
	case res := <-answers:
		t.Errorf("of five, a second is answered %s", res.Status)
	default:
	}
	n.alive(t)
}
