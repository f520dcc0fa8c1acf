package main

import (
	"context"
	"crypto/rand"
	"embed"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

//go:embed page
var page embed.FS

// stage serves the page, its buttons, and behind their own names the four panes.
type stage struct {
	set     settings
	at      door
	town    *cluster
	tally   *tally
	run     string // tells this performance from an earlier one in the same browser
	lines   map[string]*line
	proxies map[string]http.Handler
	mux     *http.ServeMux
}

func newStage(set settings, at door, town *cluster, t *tally) *stage {
	s := &stage{set: set, at: at, town: town, tally: t, run: rand.Text(), lines: map[string]*line{}, proxies: map[string]http.Handler{}, mux: http.NewServeMux()}
	for name, p := range panes {
		s.lines[name], s.proxies[name] = &line{}, newProxy(at, p, town.nodes)
	}
	s.mux.HandleFunc("GET /", s.file("index.html"))
	for _, name := range []string{"stage.css", "stage.js", "panes.js", "play.js", "script.js"} {
		s.mux.HandleFunc("GET /"+name, s.file(name))
	}
	s.mux.HandleFunc("GET /tokens.css", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, set.tokens) })
	s.mux.HandleFunc("GET /-/state", s.state)
	s.mux.HandleFunc("POST /-/tally", s.count)
	s.mux.HandleFunc("POST /-/act/{act}", s.act)
	return s
}

func (s *stage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ours := s.at.pane(r.Host)
	switch {
	case !ours:
		http.Error(w, "The stage is at "+s.at.stage(), http.StatusMisdirectedRequest)
	case name != "" && strings.HasPrefix(r.URL.Path, "/-/"):
		s.equipment(w, r, name)
	case name != "":
		done, ok := s.lines[name].takes(r)
		if !ok {
			panic(http.ErrAbortHandler) // the connection ends without an answer
		}
		defer done()
		s.proxies[name].ServeHTTP(w, r)
	case r.Method == http.MethodPost && r.Header.Get("Origin") != s.at.stage():
		http.Error(w, "Only the stage presses its buttons.", http.StatusForbidden)
	default:
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-src http://*."+home+":"+s.at.port+"; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		s.mux.ServeHTTP(w, r)
	}
}

// equipment is what the stage itself keeps under a pane's name: the way in, and the hand on the page.
// It is there also while the line is cut.
func (s *stage) equipment(w http.ResponseWriter, r *http.Request, name string) {
	switch r.URL.Path {
	case "/-/pane.js", "/-/enter.js", "/-/enter":
		s.file(map[string]string{"/-/pane.js": "pane.js", "/-/enter.js": "enter.js", "/-/enter": "enter.html"}[r.URL.Path])(w, r)
	case "/-/run":
		answer(w, map[string]string{"run": s.run, "path": panes[name].path})
	default:
		http.NotFound(w, r)
	}
}

func (s *stage) file(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		http.ServeFileFS(w, r, page, "page/"+name)
	}
}

// state is what the page shows of the cluster.
func (s *stage) state(w http.ResponseWriter, _ *http.Request) {
	cut := map[string]bool{}
	for name, l := range s.lines {
		cut[name] = l.isCut()
	}
	s.town.mu.Lock()
	redis := s.town.redisUp
	s.town.mu.Unlock()
	answer(w, map[string]any{"nodes": []bool{s.town.nodes[0].up(), s.town.nodes[1].up()}, "redis": redis, "cut": cut, "clock": s.town.now().Format("15.04")})
}

// count takes the panes' journals: keys and states, no texts.
func (s *stage) count(w http.ResponseWriter, r *http.Request) {
	var journals map[string][]entry
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&journals); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	counts, err := s.tally.count(r.Context(), journals)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	answer(w, counts)
}

// act presses a button. It answers when what was wanted has happened.
func (s *stage) act(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Minute)
	defer cancel()
	done, err := s.press(ctx, r.PathValue("act"), r.FormValue("pane"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	answer(w, done)
}

func answer(w http.ResponseWriter, what any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(what) // who hung up is not there to be told
}
