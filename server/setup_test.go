package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"jogotonggo/rt-rw/store"
	"jogotonggo/server/config"
)

// TestSetup: an empty house is opened once, by who has the code that was printed.
func TestSetup(t *testing.T) {
	t.Parallel()
	w := openEmpty(t)
	first := map[string]any{"code": w.house.found.Code(), "area": "33.74.08.1006", "place": "Tegalsari", "name": "Wiwik Setyorini", "login": "lurah-tegalsari", "secret": "rahasia lurah"}
	change := func(key string, v any) map[string]any {
		other := map[string]any{}
		for k, old := range first {
			other[k] = old
		}
		other[key] = v
		return other
	}
	nobody := &caller{town: w}
	for name, c := range map[string]struct {
		body   map[string]any
		status int
	}{
		"wrong code":   {change("code", "x"), 404},
		"short secret": {change("secret", "pendek"), 400},
		"an RT":        {change("area", homeRT), 422},
		"wrong login":  {change("login", "Pak Lurah"), 422},
	} {
		if r := nobody.send("POST", "/setup", c.body); r.status != c.status {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	r := nobody.send("POST", "/setup", first)
	var in struct {
		Token   string
		Account struct{ Grants []struct{ Role, Area string } }
	}
	if err := json.Unmarshal(r.body, &in); err != nil || r.status != 200 || in.Account.Grants[0].Role != "lurah" {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := nobody.send("POST", "/setup", change("login", "lurah-dua")); r.status != 404 {
		t.Errorf("the code opens twice: %d %s", r.status, r.body)
	}
	var board boardAnswer
	if (&caller{town: w, token: in.Token}).get("/board?area=33.74.08.1006", &board); board.Name != "Tegalsari" {
		t.Errorf("%+v", board)
	}
}

// TestLimited: the eleventh report of an hour waits; sending the tenth again does not.
func TestLimited(t *testing.T) {
	t.Parallel()
	w := open(t, func(s *serve) { s.Limits = "on" })
	var last string
	for range 10 {
		last = w.as("warga").must("/aid/request", ask(""))
	}
	_, r := w.as("warga").move("/aid/request", ask(""))
	if r.status != 429 || r.code() != "too_many" || r.header.Get("Retry-After") == "" {
		t.Errorf("the eleventh: %d %s %s", r.status, r.body, r.header)
	}
	if r := w.as("warga").with("Idempotency-Key", last).send("POST", "/aid/request", ask("")); r.status != 201 || r.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("the tenth again: %d %s", r.status, r.body)
	}
	if _, r := w.as("warga").move("/aid/cancel", map[string]any{"case": last}); r.status != 200 {
		t.Errorf("a later move: %d %s", r.status, r.body)
	}
	nobody := &caller{town: w}
	for i := range 6 {
		r := nobody.send("POST", "/session", map[string]any{"login": "rw", "secret": "salah"})
		if want := map[bool]int{true: 401, false: 429}[i < 5]; r.status != want {
			t.Errorf("wrong secret %d: %d", i+1, r.status)
		}
	}
	w.as("rt") // whom that did not shut out
}

// TestServices: every move that people make is declared with titles and a schema, in both
// languages; a clock's stands among the clocks.
func TestServices(t *testing.T) {
	t.Parallel()
	w := open(t)
	var got struct {
		Services []struct {
			Name, Title string
			States      []string
			StateTitles map[string]string `json:"state_titles"`
			Moves       []struct {
				Name, Title string
				Opens       bool
				Roles       []string
				From, To    []string
				Schema      map[string]any
			}
			Clocks []struct{ State, Move string }
		}
	}
	r := w.as("warga").get("/services", &got)
	if r.header.Get("Vary") == "" || !strings.HasPrefix(r.header.Get("Cache-Control"), "private") {
		t.Errorf("%s", r.header)
	}
	aid := got.Services[0]
	if aid.Title != "Bantuan" || aid.StateTitles["filed"] != "Menunggu diperiksa" || len(aid.Clocks) != 3 || len(aid.States) != 11 {
		t.Errorf("%+v", aid)
	}
	for _, m := range aid.Moves {
		if m.Title == "" || len(m.Roles) == 0 || m.From == nil || m.Schema["additionalProperties"] != false || m.Schema["$schema"] == nil {
			t.Errorf("%+v", m)
		}
		if m.Name == "pass_on" || m.Name == "lapse" || m.Name == "miss" {
			t.Errorf("%s is a clock's", m.Name)
		}
	}
	need := aid.Moves[0].Schema["properties"].(map[string]any)["need"].(map[string]any)
	if titles := need["x-titles"].(map[string]any); titles["air"] != "Air bersih" || need["title"] != "Apa yang dibutuhkan?" {
		t.Errorf("%v", need)
	}
	w.as("warga").with("Accept-Language", "en").get("/services", &got)
	if got.Services[0].Title != "Aid" {
		t.Errorf("in English: %s", got.Services[0].Title)
	}
}

// TestPrivacyOfLogs: what the server logs and counts names nobody.
func TestPrivacyOfLogs(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.as("warga").must("/aid/request", ask("catatan rahasia"))
	w.as("rt").send("GET", "/cases/"+id+"?x=terlarang", nil)
	w.as("rt").send("GET", "/areas?q=terlarang", nil)
	logs := w.logged()
	for _, token := range []string{"rahasia", "terlarang", "Sri Wahyuni", "H012", w.as("warga").token, id} {
		if strings.Contains(logs, token) {
			t.Errorf("the log has %q", token)
		}
	}
	if !strings.Contains(logs, "route=/api/v1/cases/:id") {
		t.Error("the log has no route")
	}
	numbers := w.root("/metrics")
	for _, part := range []string{`jogotonggo_requests_total{method="GET",route="/api/v1/cases/:id",status="200"} 1`, "jogotonggo_hub_sockets 0"} {
		if !strings.Contains(numbers, part) {
			t.Errorf("the metrics lack %s", part)
		}
	}
	if strings.Contains(numbers, id) || strings.Contains(numbers, "H012") {
		t.Error("the metrics name somebody")
	}
}

// TestDemo: the demo moves into an empty database or its own, and into no other; and
// nobody serves its people as real ones.
func TestDemo(t *testing.T) {
	t.Parallel()
	node := &config.Node{Data: t.TempDir(), Log: "error"}
	start := func(demo bool) error {
		cfg := &serve{config.Serve{Addr: "127.0.0.1:0", Demo: demo}}
		h, err := build(t.Context(), node, cfg, quiet())
		if err != nil {
			return err
		}
		if about := h.about(node); about.Demo != demo || demo && len(about.Logins) != 19 {
			t.Errorf("%+v", about)
		}
		return h.store.Close()
	}
	if err := start(true); err != nil {
		t.Fatal(err)
	}
	if err := start(true); err != nil {
		t.Errorf("the second start: %v", err)
	}
	if err := start(false); err == nil {
		t.Error("the demo's people are served as real")
	}
	node.Data = t.TempDir()
	if err := withStore(node, quiet(), false, func(ctx context.Context, s *store.Store) error {
		_, err := s.AddAccount(ctx, store.NewAccount{Login: "lurah", Name: "Seseorang", Secret: "rahasia sekali"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := start(true); err == nil {
		t.Error("the demo moved in with real people")
	}
}
