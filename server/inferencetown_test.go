package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/api"
	"jogotonggo/server/config"
	"jogotonggo/server/demo"
)

// pipes is a listener without a network, so that testing/synctest owns the time.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

// leak is what a run gives away on purpose.
type leak struct {
	services func() *rtrw.Registry
	ledger   func(rtrw.Ledger) rtrw.Ledger
	behind   func(*api.Config)
}

// seenTown is the demo's neighbourhood in time of its own: a whole server, of which every
// word that reaches an observer is written down.
type seenTown struct {
	t      *testing.T
	house  *house
	routes http.Handler
	net    *pipes
	client *http.Client
	began  time.Time
	stop   func()
	tokens map[string]string
	left   map[string]string // where an observer's first board stood
	ids    map[string]rtrw.Viewer

	reading sync.WaitGroup
	mu      sync.Mutex
	told    map[string][]heard // by observer and way
}

// heard is one answer or frame, and when it came.
type heard struct {
	after time.Duration
	text  string
}

// dawn is when a story begins: an hour and a half before the bulletin of Semarang.
var dawn = time.Date(2026, 11, 21, 4, 30, 0, 0, rtrw.Area("33").Location())

// nearby is the demo's world of those who can be entered as, and one household more.
func nearby() *demo.World {
	w := few()
	for _, p := range demo.NewWorld().People {
		if !p.Named && p.Household.Up(rtrw.RT) == homeRT && p.Household != homeRT+"/H001" {
			p.Login, p.Named = "sebelah", true
			w.People = append(w.People, p)
			break
		}
	}
	return w
}

func openSeen(t *testing.T, dir string, l leak) *seenTown {
	w := &seenTown{t: t, net: &pipes{conns: make(chan net.Conn), done: make(chan struct{})}, began: time.Now(), tokens: map[string]string{}, ids: map[string]rtrw.Viewer{}, left: map[string]string{}, told: map[string][]heard{}}
	w.client = &http.Client{Transport: &http.Transport{DialContext: w.net.dial, DisableKeepAlives: true}}
	registry := services
	if l.services != nil {
		registry = l.services
	}
	node, cfg := &config.Node{Data: dir}, &serve{config.Serve{Addr: "127.0.0.1:1", Limits: "off"}}
	now := func() time.Time { return dawn.Add(time.Since(w.began)) }
	var err error
	w.house, err = raise(t.Context(), store.Config{Dir: dir, Secret: bytes.Repeat([]byte("s"), 32), Registry: registry(), Now: now, Log: quiet()}, cfg, quiet())
	if err != nil {
		t.Fatal(err)
	}
	world := nearby()
	if err := w.house.store.Seed(t.Context(), sown(world)); err != nil {
		t.Fatal(err)
	}
	for _, p := range world.People {
		w.ids[p.Login] = p.Viewer()
	}
	if l.ledger != nil {
		w.house.desk.Ledger = l.ledger(w.house.desk.Ledger)
	}
	behind, err := w.house.behind(node)
	if err != nil {
		t.Fatal(err)
	}
	if l.behind != nil {
		l.behind(&behind)
	}
	if w.routes, err = api.New(behind); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.house.serve(ctx, w.net, w.routes) }()
	w.stop = func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve: %v", err)
		}
		w.reading.Wait()
		if err := w.house.store.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	return w
}

// at waits until a moment of the story; whatever was under way has come to rest then.
func (w *seenTown) at(clock time.Duration) {
	<-time.After(clock - time.Since(w.began))
	synctest.Wait()
}

// request sends as somebody and gives the answer with its headers.
func (w *seenTown) request(login, method, path, key string, body any) (*http.Response, []byte) {
	var in io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			w.t.Fatal(err)
		}
		in = bytes.NewReader(raw)
	}
	req, err := http.NewRequest(method, "http://127.0.0.1:1"+path, in)
	if err != nil {
		w.t.Fatal(err)
	}
	if login != "" {
		req.Header.Set("Authorization", "Bearer "+w.tokens[login])
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	resp, err := w.client.Do(req)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	return resp, answer
}

// hangUp lets the lurah make a screen for the lobby of the story's kelurahan, and opens it.
func (w *seenTown) hangUp() {
	area := rtrw.Area(homeRT).Up(rtrw.Kelurahan)
	var made struct{ Kiosk struct{ Code string } }
	_, answer := w.request("lurah", "POST", "/api/v1/kiosks", "", map[string]any{"area": area})
	if json.Unmarshal(answer, &made); made.Kiosk.Code == "" {
		w.t.Fatalf("kiosk: %s", answer)
	}
	var in struct{ Token string }
	if _, answer = w.request("", "POST", "/api/v1/kiosks/open", "", map[string]any{"code": made.Kiosk.Code}); json.Unmarshal(answer, &in) != nil || in.Token == "" {
		w.t.Fatalf("open kiosk: %s", answer)
	}
	w.tokens[lobby], w.ids[lobby] = in.Token, rtrw.Viewer{Grants: []rtrw.Grant{{Role: rtrw.Kiosk, Area: area}}}
}

func (w *seenTown) signIn(login string) {
	_, answer := w.request("", "POST", "/api/v1/session", "", map[string]any{"login": login, "secret": demo.Secret})
	var got struct{ Token string }
	if json.Unmarshal(answer, &got); got.Token == "" {
		w.t.Fatalf("sign in %s: %s", login, answer)
	}
	w.tokens[login] = got.Token
}

// keyOf is the id of a command of the story: the same in every run.
func keyOf(name string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("inference "+name)).String()
}

// act does a deed. Its name is the key; opened, where given, names the move that opened the case.
func (w *seenTown) act(d deed) {
	w.t.Helper()
	method, path, key, body := "POST", "/api/v1/"+d.path, keyOf(d.name), any(nil)
	if d.body == nil {
		method, path, key = "GET", path+keyOf(d.opened), ""
	} else {
		with := maps.Clone(d.body)
		if d.opened != "" {
			with["case"] = keyOf(d.opened)
		}
		body = with
	}
	if resp, answer := w.request(d.login, method, path, key, body); resp.StatusCode >= 300 {
		w.t.Fatalf("%s by %s: %d %s", d.path, d.login, resp.StatusCode, answer)
	}
}

// note writes down what came to an observer.
func (w *seenTown) note(way, text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told[way] = append(w.told[way], heard{time.Since(w.began), text})
}

// listen opens a socket and writes down every frame until the server ends it.
func (w *seenTown) listen(login, what, query string) {
	way := login + " socket " + what
	d := websocket.Dialer{NetDialContext: w.net.dial, Subprotocols: []string{hub.Subprotocol}}
	conn, resp, err := d.Dial("ws://127.0.0.1:1/api/v1/live?"+query, http.Header{"Authorization": {"Bearer " + w.tokens[login]}})
	if err != nil {
		w.t.Fatalf("%s: %v %v", way, resp, err)
	}
	w.reading.Go(func() {
		defer conn.Close()
		for {
			_, raw, err := conn.ReadMessage()
			if err != nil {
				return
			}
			w.note(way, string(raw))
		}
	})
}

// follow does the same by server-sent events.
func (w *seenTown) follow(login, what, query string) {
	way := login + " events " + what
	req, err := http.NewRequest("GET", "http://127.0.0.1:1/api/v1/live?"+query, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+w.tokens[login])
	req.Header.Set("Accept", "text/event-stream")
	resp, err := w.client.Do(req)
	if err != nil {
		w.t.Fatalf("%s: %v", way, err)
	}
	w.reading.Go(func() {
		defer resp.Body.Close()
		lines := bufio.NewScanner(resp.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if line := lines.Text(); line != "" && !strings.HasPrefix(line, ":") {
				w.note(way, line)
			}
		}
	})
}
