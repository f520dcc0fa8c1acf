package proof

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A thousand people with one code, at once and through every node: a sent link lets in one of them, a house QR six.
func TestThousandWithOneCode(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		t.Parallel()
		rt := w.first().signIn("rt")
		for kind, c := range map[string]struct {
			body map[string]any
			want int64
		}{"link": {map[string]any{"area": rt0403}, 1}, "house QR": {map[string]any{"house": rt0403 + "/H012"}, 6}} {
			made, err := rt.send("POST", "/invites", "", c.body)
			var invite struct{ Invite struct{ Code string } }
			if err != nil || made.status != http.StatusCreated || json.Unmarshal(made.body, &invite) != nil {
				t.Fatalf("invite: %v %s", err, made)
			}
			const crowd = 1000
			var in, out atomic.Int64
			var all sync.WaitGroup
			start := make(chan struct{})
			for i := range crowd {
				stranger := &person{t: t, node: w.nodes[i%len(w.nodes)], http: rt.http}
				all.Go(func() {
					<-start
					got, err := stranger.send("POST", "/invites/accept", "", map[string]any{"code": invite.Invite.Code, "name": fmt.Sprintf("Orang %d", i)})
					switch {
					case err == nil && got.status == http.StatusOK:
						in.Add(1)
					case err == nil && got.status == http.StatusNotFound:
						out.Add(1)
					default:
						t.Errorf("%s: %v %s", kind, err, got)
					}
				})
			}
			close(start)
			all.Wait()
			if in.Load() != c.want || in.Load()+out.Load() != crowd {
				t.Errorf("%s: %d of %d were let in, %d turned away", kind, in.Load(), crowd, out.Load())
			}
			t.Logf("measured: %d redemptions of one %s at once through %d node(s): %d let in, %d turned away", crowd, kind, len(w.nodes), in.Load(), out.Load())
		}
		w.first().verify()
	})
}

// One account may keep five sockets, whatever it opens; who floods or sends too much is cut off; and nobody else's board is late for it.
func TestSocketFlood(t *testing.T) {
	t.Parallel()
	n := newNode(t, "JT_DATA="+t.TempDir(), "JT_LIMITS=on")
	n.start()
	warga, lurah := n.signIn("warga"), n.signIn("lurah")
	watch := lurah.follow(tegalsari)
	before, _ := n.memory()
	const many = 300
	var open, closed atomic.Int64
	var readers sync.WaitGroup
	sockets := make([]*websocket.Conn, many)
	for i := range many {
		conn, res, err := websocket.DefaultDialer.Dial("ws://"+n.addr+"/api/v1/live?area="+url.QueryEscape(rt0403), http.Header{"Authorization": {"Bearer " + warga.token}})
		if err != nil {
			t.Fatalf("socket %d: %v %v", i, err, res)
		}
		sockets[i] = conn
		open.Add(1)
		readers.Go(func() {
			for {
				if _, _, err := conn.ReadMessage(); err != nil {
					open.Add(-1)
					closed.Add(1)
					conn.Close()
					return
				}
			}
		})
	}
	within(t, 20*time.Second, "five are left", func() bool { return open.Load() == 5 })
	loud, large := sockets[many-1], sockets[many-2]
	if err := large.WriteMessage(websocket.TextMessage, []byte(strings.Repeat("a", 1<<20))); err != nil {
		t.Log("cut off while it spoke:", err)
	}
	for range 5_000 {
		if loud.WriteMessage(websocket.TextMessage, []byte("{}")) != nil {
			break
		}
	}
	within(t, 20*time.Second, "who floods is gone", func() bool { return open.Load() == 3 })
	id := warga.file(rt0403, "di tengah banjir")
	within(t, 10*time.Second, "the lurah sees a report", func() bool { _, ok := watch.Has(id); return ok })
	for _, s := range sockets {
		s.Close()
	}
	readers.Wait()
	t.Logf("measured: %d sockets of one account: 5 stayed, 2 of them cut off for what they sent; %s", many, n.bounded(before, 200*mib))
}
