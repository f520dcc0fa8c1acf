package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"jogotonggo/hub"
	"jogotonggo/server/spec"
)

type frame struct {
	Kind, Stream, Prev, Cursor, Epoch string
	Streams                           map[string]string
	Event                             struct{ Case, Type, State string }
	Tallies                           map[string]map[string]map[string]any
	Zones                             json.RawMessage
}

// watch opens a socket as a program does, by bearer token.
func (c *caller) watch(query string, header ...string) (*websocket.Conn, *http.Response, error) {
	h := http.Header{}
	if c.token != "" {
		h.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i < len(header); i += 2 {
		h.Add(header[i], header[i+1])
	}
	d := websocket.Dialer{Subprotocols: []string{hub.Subprotocol}, HandshakeTimeout: 5 * time.Second}
	return d.Dial(strings.Replace(c.at, "http", "ws", 1)+"/api/v1/live?"+query, h)
}

// next reads one frame of a kind and holds each it passes against asyncapi.json.
func next(t *testing.T, conn *websocket.Conn, kind string) (f frame) {
	t.Helper()
	for f.Kind != kind {
		if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		_, raw, err := conn.ReadMessage()
		if err != nil {
			t.Fatalf("waiting for %s: %v", kind, err)
		}
		fits(t, raw)
		f = frame{}
		if err := json.Unmarshal(raw, &f); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

var frameSchemas = sync.OnceValues(func() (map[string]*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(spec.AsyncAPI("test")))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("mem:///asyncapi.json", doc); err != nil {
		return nil, err
	}
	made := map[string]*jsonschema.Schema{}
	for _, kind := range []string{"hello", "event", "tally", "zone", "resync", "status"} {
		if made[kind], err = c.Compile("mem:///asyncapi.json#/components/messages/" + kind + "/payload"); err != nil {
			return nil, err
		}
	}
	return made, nil
})

func fits(t *testing.T, raw []byte) {
	t.Helper()
	schemas, err := frameSchemas()
	if err != nil {
		t.Fatalf("asyncapi.json: %v", err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, _ := v.(map[string]any)["kind"].(string)
	if schemas[kind] == nil {
		t.Fatalf("frame of unknown kind: %s", raw)
	}
	if err := schemas[kind].Validate(v); err != nil {
		t.Errorf("frame %s: %v", raw, err)
	}
}

// TestLive: hello, then each event once, chained; from a board's cursor nothing is missed.
func TestLive(t *testing.T) {
	t.Parallel()
	w := open(t)
	var board boardAnswer
	w.as("lurah").get("/board?area=33.74.08.1006", &board)
	id := w.as("warga").must("/aid/request", ask(""))
	conn, _, err := w.as("lurah").watch("area=33.74.08.1006&after=" + board.Cursor)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	hello := next(t, conn, "hello")
	filed := next(t, conn, "event")
	if hello.Epoch != board.Epoch || filed.Event.Case != id || filed.Prev != hello.Streams[filed.Stream] {
		t.Errorf("hello %+v, then %+v", hello, filed)
	}
	w.as("rt").must("/aid/verify", map[string]any{"case": id})
	if verified := next(t, conn, "event"); verified.Event.State != "verified" || verified.Prev != filed.Cursor {
		t.Errorf("after %+v came %+v", filed, verified)
	}
	city, _, err := w.as("kota").watch("area=33.74")
	if err != nil {
		t.Fatal(err)
	}
	defer city.Close()
	if tally := next(t, city, "tally"); tally.Tallies["33.74.08.1006"]["aid"]["all"] != "<5" {
		t.Errorf("the city gets %+v", tally)
	}
	stale, _, err := w.as("lurah").watch("area=33.74.08.1006&after=" + w.cursorOfEpoch(w.house.store.Epoch()+1, "33.74.08.1006"))
	if err != nil {
		t.Fatal(err)
	}
	defer stale.Close()
	next(t, stale, "hello")
	next(t, stale, "resync")
	for query, status := range map[string]int{"area=x": 400, "": 400, "area=33.74.08.1006&after=x": 400, "area=33.74.08.1006&after=a~x": 400, "area=33.74.08.1001": 403} {
		if _, resp, err := w.as("lurah").watch(query); err == nil || resp.StatusCode != status {
			t.Errorf("%q: %v", query, resp)
		}
	}
}

// TestEvents is the same by server-sent events.
func TestEvents(t *testing.T) {
	t.Parallel()
	w := open(t)
	req, err := http.NewRequest("GET", w.at+"/api/v1/live?area=33.74.08.1006", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/event-stream")
	req.Header.Set("Authorization", "Bearer "+w.as("lurah").token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	wait := func(part string) string {
		for lines.Scan() {
			if strings.Contains(lines.Text(), part) {
				return lines.Text()
			}
		}
		t.Fatalf("the stream ended before %s: %v", part, lines.Err())
		return ""
	}
	wait(`"kind":"hello"`)
	id := w.as("warga").must("/aid/request", ask(""))
	wait(id)
	if plain := w.as("lurah").send("GET", "/live?area=33.74.08.1006", nil); plain.status != 400 {
		t.Errorf("neither socket nor events: %d", plain.status)
	}
}

// TestOrigin is the table of twelve Origin forms, each with a cookie and with a token.
func TestOrigin(t *testing.T) {
	t.Parallel()
	w := open(t, func(s *serve) { s.Origins = []string{"https://jogo.example"} })
	token := w.as("lurah").token
	u, err := url.Parse(w.at)
	if err != nil {
		t.Fatal(err)
	}
	local := "localhost:" + u.Port()
	const none = "\x00"
	for _, c := range []struct {
		origin         string
		cookie, bearer int
	}{
		{w.at, 101, 101},
		{"http://" + local, 101, 101},
		{"https://jogo.example", 101, 101},
		{none, 401, 101},
		{"", 403, 403},
		{"null", 403, 403},
		{"https://evil.example", 403, 403},
		{"https://" + local, 403, 403},
		{"http://localhost:1", 403, 403},
		{"http://" + local + ".evil.example", 403, 403},
		{"http://" + local + "@evil.example", 403, 403},
		{"https://jogo.example/", 403, 403},
		{"https://JOGO.example", 403, 403},
	} {
		for how, want := range map[string]int{"cookie": c.cookie, "bearer": c.bearer} {
			header := []string{"Cookie", "jt=" + token}
			if how == "bearer" {
				header = []string{"Authorization", "Bearer " + token}
			}
			if c.origin != none {
				header = append(header, "Origin", c.origin)
			}
			conn, resp, err := (&caller{town: w}).watch("area=33.74.08.1006", header...)
			if err == nil {
				conn.Close()
			}
			if resp == nil || resp.StatusCode != want {
				t.Errorf("origin %q with a %s: %v %v, want %d", c.origin, how, resp, err, want)
			}
		}
	}
	if _, resp, _ := (&caller{town: w}).watch("area=33.74.08.1006", "Origin", w.at, "Origin", w.at); resp == nil || resp.StatusCode != 403 {
		t.Errorf("two origins: %v", resp)
	}
}

// TestRevoked: a device that is signed out loses its socket within a second or so, with a
// code that says whether to come back.
func TestRevoked(t *testing.T) {
	t.Parallel()
	w := open(t)
	lurah := w.as("lurah")
	conn, _, err := lurah.watch("area=33.74.08.1006")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	next(t, conn, "hello")
	if r := lurah.send("DELETE", "/session", nil); r.status != 204 {
		t.Fatal(r.status)
	}
	next(t, conn, "resync")
	if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, int(hub.AccessChanged)) {
		t.Errorf("closed with %v", err)
	}
	if _, resp, err := lurah.watch("area=33.74.08.1006"); err == nil || resp.StatusCode != 401 {
		t.Errorf("it came back: %v", resp)
	}
}

// TestStop: a server that stops asks its sockets to come back.
func TestStop(t *testing.T) {
	t.Parallel()
	w := open(t)
	conn, _, err := w.as("lurah").watch("area=33.74.08.1006")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	next(t, conn, "hello")
	w.stop()
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
	if !websocket.IsCloseError(err, int(hub.Restarting)) {
		t.Errorf("closed with %v", err)
	}
}
