package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/server/config"
	"jogotonggo/server/demo"
)

// town is a whole server with a few of the demo's people, on a port of its own.
type town struct {
	t      testing.TB
	house  *house
	at     string // http://127.0.0.1:port
	routes http.Handler
	logs   *logbook
	stop   context.CancelFunc

	mu     sync.Mutex
	tokens map[string]string
}

// few is the demo's world with those who can be entered as, and the houses around them.
func few() *demo.World {
	w := demo.NewWorld()
	w.People = slices.DeleteFunc(w.People, func(p demo.Person) bool { return !p.Named })
	w.Houses = slices.DeleteFunc(w.Houses, func(h demo.House) bool {
		return !slices.ContainsFunc(w.People, func(p demo.Person) bool { return p.Household != "" && p.Household.Up(rtrw.RT).Contains(h.Area) })
	})
	return w
}

// open starts a server; change may alter its settings.
func open(t testing.TB, change ...func(*serve)) *town {
	t.Helper()
	return start(t, few(), change...)
}

// openEmpty starts a server where nobody lives yet.
func openEmpty(t testing.TB) *town {
	t.Helper()
	return start(t, nil)
}

func start(t testing.TB, people *demo.World, change ...func(*serve)) *town {
	t.Helper()
	return startOn(t, &config.Node{Data: t.TempDir(), Log: "debug"}, people, change...)
}

// startOn is start on a database of one's own choice.
func startOn(t testing.TB, node *config.Node, people *demo.World, change ...func(*serve)) *town {
	t.Helper()
	cfg := &serve{config.Serve{Addr: "127.0.0.1:0", Limits: "off"}}
	for _, c := range change {
		c(cfg)
	}
	ln, err := net.Listen("tcp", cfg.Addr)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Addr = ln.Addr().String()
	w := &town{t: t, at: "http://" + cfg.Addr, logs: &logbook{}, tokens: map[string]string{}}
	log := slog.New(slog.NewTextHandler(w.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if w.house, err = build(t.Context(), node, cfg, log); err != nil {
		t.Fatal(err)
	}
	if people != nil {
		if err := w.house.store.Seed(t.Context(), sown(people)); err != nil {
			t.Fatal(err)
		}
	}
	if w.routes, err = w.house.door(node); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stop = stop
	ended := make(chan error, 1)
	go func() { ended <- w.house.serve(ctx, ln, w.routes) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve: %v", err)
		}
		if err := w.house.store.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}

// logbook lets many goroutines log into one buffer.
type logbook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logbook) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (w *town) logged() string {
	w.logs.mu.Lock()
	defer w.logs.mu.Unlock()
	return w.logs.b.String()
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// root reads a page beside the API.
func (w *town) root(path string) string {
	w.t.Helper()
	resp, err := http.Get(w.at + path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// as gives who signs in under a login of the demo.
func (w *town) as(login string) *caller {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.tokens[login] == "" {
		r := (&caller{town: w}).send("POST", "/session", map[string]any{"login": login, "secret": demo.Secret})
		var got struct{ Token string }
		if json.Unmarshal(r.body, &got); r.status != 200 || got.Token == "" {
			w.t.Fatalf("sign in %s: %d %s", login, r.status, r.body)
		}
		w.tokens[login] = got.Token
	}
	return &caller{town: w, token: w.tokens[login]}
}

// caller sends requests as somebody; header changes what is sent.
type caller struct {
	*town
	token  string
	header map[string]string
	client *http.Client // nil: one that keeps no cookies
}

func (c *caller) with(name, value string) *caller {
	d := &caller{town: c.town, token: c.token, client: c.client, header: map[string]string{name: value}}
	for k, v := range c.header {
		d.header[k] = v
	}
	return d
}

// send makes a call and holds the answer against the published description.
func (c *caller) send(method, path string, body any) *reply {
	c.t.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		in = bytes.NewReader(raw)
	}
	req, err := http.NewRequest(method, c.at+"/api/v1"+path, in)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for k, v := range c.header {
		req.Header.Set(k, v)
	}
	return c.do(req)
}

func (c *caller) do(req *http.Request) *reply {
	c.t.Helper()
	client := c.client
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	described(c.t, req, resp, raw)
	return &reply{resp.StatusCode, resp.Header, raw}
}

// move sends a command under a fresh key and gives the case's id and the answer.
func (c *caller) move(path string, body map[string]any) (string, *reply) {
	c.t.Helper()
	key := uuid.Must(uuid.NewV7()).String() // as a phone makes them: in order, also within a millisecond
	r := c.with("Idempotency-Key", key).send("POST", path, body)
	return key, r
}

// must is move that has to be accepted.
func (c *caller) must(path string, body map[string]any) string {
	c.t.Helper()
	key, r := c.move(path, body)
	if r.status != 200 && r.status != 201 {
		c.t.Fatalf("%s: %d %s", path, r.status, r.body)
	}
	return key
}

// get reads JSON into a value.
func (c *caller) get(path string, into any) *reply {
	c.t.Helper()
	r := c.send("GET", path, nil)
	if r.status != 200 {
		c.t.Fatalf("GET %s: %d %s", path, r.status, r.body)
	}
	if err := json.Unmarshal(r.body, into); err != nil {
		c.t.Fatalf("GET %s: %v", path, err)
	}
	return r
}

// code gives the problem's code.
func (r *reply) code() string {
	var p struct{ Code string }
	if json.Unmarshal(r.body, &p) != nil {
		return ""
	}
	return p.Code
}

// until polls a condition that must come true soon.
func until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	late := time.NewTimer(10 * time.Second)
	defer late.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-late.C:
			t.Fatalf("%s: not within 10 s", what)
		}
	}
}

const homeRT = "33.74.08.1006/RW04/RT03"

func ask(note string) map[string]any {
	return map[string]any{"area": homeRT, "need": "sembako", "people": 3, "note": note}
}

// cursorOfEpoch is a cursor as another lineage of the database would have given it.
func (w *town) cursorOfEpoch(epoch int64, log rtrw.Area) string {
	return w.house.desk.Cursors.Encode(rtrw.Cursor{Epoch: epoch, Log: log, Seq: 1, Salt: 7})
}
