package proof

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// sinks are all places to which something could flow. What people send and are answered is
// kept while they do (sinks "url", "header" and "answer"); the rest is fetched in the end.
var sinks = []struct {
	name    string
	collect func(s *scene) []piece
}{
	{"frame", (*scene).frames},
	{"answer", (*scene).answers},
	{"push", (*scene).pushed},
	{"log", (*scene).logs},
	{"metrics", (*scene).metrics},
	{"redis", (*scene).redis},
	{"database", (*scene).database},
	{"backup", (*scene).backup},
	{"restored", (*scene).restored},
}

// places are the areas that everybody tries to look at.
var places = []string{"33", "33.74", "33.74.08", tegalsari, tegalsari + "/RW04", rt0403, tegalsari + "/RW09/RT01", "33.74.08.1001", "64.71", "64.71.06.1001", "64.71.06.1001/RT12"}

// moment stands for the time at which a route is asked.
const moment = "{moment}"

// routes is everything that can be read, with the queries that are tried: "A" is each of
// the places, "{id}" each case, or photo. A route of the server's description that is not here fails
// the test.
var routes = map[string][]string{
	"/about": {""}, "/public/{id}": {""}, "/openapi.json": {""}, "/asyncapi.json": {""},
	"/sessions": {""}, "/me": {""}, "/me/data": {""}, "/me/looks": {""}, "/me/profiles": {""}, "/services": {""}, "/push": {""},
	"/invites": {"?area=A"}, "/houses": {"?area=A", "?area=A&service=alert"}, "/helpers": {"?area=A"}, "/standins": {"?area=A"},
	"/areas": {"", "?parent=A&deep=1", "?q=tegal"},
	"/board": {"?area=A", "?area=A&at=" + moment}, "/tallies.csv": {"?area=A"}, "/bulletin": {"?area=A"}, "/audit": {"?area=A&limit=200"},
	"/cases":      {"?limit=200", "?area=A&limit=200", "?area=A&service=aid&state=filed"},
	"/cases/{id}": {""}, "/photos/{id}": {""},
	"/log":       {"?area=A&limit=1000"},
	"/untouched": {"?area=A&limit=500", "?area=A&only=counts"},
	"/setup":     {"?area=A"},
	"/figures":   {"?area=A"}, "/lobby": {"?area=A"}, "/kiosks": {"?area=A"},
	"/live": {"?area=A"},
}

// answers asks every route as everybody.
func (s *scene) answers() []piece {
	s.Helper()
	var described struct{ Paths map[string]map[string]any }
	s.people["warga"].read("/openapi.json", &described)
	var asked []string
	for path, methods := range described.Paths {
		if methods["get"] == nil {
			continue
		}
		if routes[path] == nil {
			s.Errorf("nobody looked for canaries at GET %s", path)
		}
		for _, query := range routes[path] {
			asked = append(asked, s.spread(path+query)...)
		}
	}
	for path := range routes {
		if described.Paths[path] == nil {
			s.Errorf("the server does not describe GET %s", path)
		}
	}
	for _, p := range s.people {
		for _, house := range []string{rt0403 + "/H012", rt0403 + "/H013"} {
			if got, err := p.send("POST", "/ledger", "", map[string]any{"house": house}); err != nil || got.status >= 500 {
				s.Errorf("POST /ledger: %v %s", err, got)
			}
		}
		for _, where := range asked {
			if got, err := p.send("GET", where, "", nil); err != nil || got.status >= 500 {
				s.Errorf("GET %s: %v %s", where, err, got)
			}
		}
	}
	return nil // the recorder has them
}

// spread writes a route out for every case or place.
func (s *scene) spread(where string) (all []string) {
	switch {
	case strings.HasPrefix(where, "/photos/"):
		for _, id := range s.shots {
			all = append(all, "/photos/"+id)
		}
	case strings.HasPrefix(where, "/public/"):
		for _, a := range places {
			all = append(all, "/public/"+a)
		}
	case strings.Contains(where, "{id}"):
		for _, id := range s.cases {
			all = append(all, strings.Replace(where, "{id}", id, 1))
		}
	case strings.Contains(where, "=A"):
		where = strings.Replace(where, moment, url.QueryEscape(time.Now().Format(time.RFC3339)), 1)
		for _, a := range places {
			all = append(all, strings.Replace(where, "=A", "="+url.QueryEscape(a), 1))
		}
	default:
		all = []string{where}
	}
	return all
}

// frames makes one more event and waits until it has come to those whom it concerns: what
// came before it came to everybody.
func (s *scene) frames() []piece {
	s.Helper()
	id := newKey()
	s.cases = append(s.cases, id)
	got, err := s.people["warga"].send("POST", "/aid/request", id, ask(rt0403, s.word("aid/request/note@filed")))
	if err != nil || !got.accepted() {
		s.Fatalf("the last request: %v %s", err, got)
	}
	for _, login := range []string{"warga", "anggota", "rt", "rw", "kader", "relawan", "staf", "lurah"} {
		within(s.T, 5*time.Second, "the last event comes to "+login, func() bool {
			s.mu.Lock()
			defer s.mu.Unlock()
			return slices.ContainsFunc(s.pieces, func(p piece) bool { return p.sink == "frame" && p.by == login && bytes.Contains(p.body, []byte(id)) })
		})
	}
	pause(time.Second)
	return nil // the watchers keep them
}

func (s *scene) logs() (list []piece) {
	for _, n := range s.town.nodes {
		list = append(list, piece{"log", "", n.addr, s.file(n.run.Log)})
	}
	return list
}

func (s *scene) metrics() (list []piece) {
	for _, n := range s.town.nodes {
		res, err := http.Get("http://" + n.addr + "/metrics")
		if err != nil {
			s.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != http.StatusOK {
			s.Fatalf("metrics: %v %d", err, res.StatusCode)
		}
		list = append(list, piece{"metrics", "", n.addr, b})
	}
	return list
}

// redis gives everything that was published, and everything that lies in it.
func (s *scene) redis() (list []piece) {
	if s.ear == nil {
		return nil
	}
	for _, m := range s.ear.all() {
		list = append(list, piece{"redis", "", "channel", []byte(m.Channel + "\n" + m.Payload)})
	}
	ctx := context.Background()
	keys, err := s.ear.client.Keys(ctx, "*").Result()
	if err != nil {
		s.Fatal(err)
	}
	for _, k := range keys {
		value, err := s.ear.client.Dump(ctx, k).Result()
		if err != nil {
			s.Fatal(err)
		}
		list = append(list, piece{"redis", "", "key", []byte(k + "\n" + value)})
	}
	info, err := s.ear.client.Info(ctx).Result()
	if err != nil {
		s.Fatal(err)
	}
	return append(list, piece{"redis", "", "info", []byte(info)})
}

// database gives the files of the embedded database as they lie on the disk, or every row
// of every table, and what the server of the database knows of those who use it.
func (s *scene) database() (list []piece) {
	s.Helper()
	n := s.town.first()
	if at := n.setting("JT_DATABASE_URL"); at != "" {
		return s.tables(at)
	}
	return s.folder("database", n.setting("JT_DATA"))
}

func (s *scene) tables(at string) (list []piece) {
	s.Helper()
	names := s.query("pgx", at, `SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = current_schema()`)
	for _, name := range append(names, "pg_stat_activity", "pg_prepared_statements") {
		list = append(list, piece{"database", "", name, []byte(strings.Join(s.query("pgx", at, `SELECT row_to_json(t)::text FROM `+name+` t`), "\n"))})
	}
	return list
}

// backup makes one beside the running nodes: its ledger, which is kept, and its keys.
func (s *scene) backup() []piece {
	s.Helper()
	return s.folder("backup", s.town.first().backup())
}

// restored gives what a node answers that was raised on a backup without its keys: who
// finds a ledger and even the secret learns nothing of anybody.
func (s *scene) restored() []piece {
	s.Helper()
	dir := s.town.first().backup()
	if err := os.RemoveAll(filepath.Join(dir, "keys")); err != nil {
		s.Fatal(err)
	}
	twin := newScene(s.T, &town{nodes: []*node{s.town.first().restore(dir)}})
	for _, login := range []string{"warga", "rt", "staf", "nakes"} {
		p := twin.town.first().signIn(login)
		p.http.Transport = &recorder{twin, login, "Mozilla/5.0"}
		for _, where := range append(s.spread("/cases/{id}"), "/me", "/me/data", "/sessions", "/helpers?area="+tegalsari) {
			if got, err := p.send("GET", where, "", nil); err != nil || got.status >= 500 {
				s.Errorf("restored without keys, %s asks %s: %v %s", login, where, err, got)
			}
		}
	}
	for i := range twin.pieces {
		twin.pieces[i].sink = "restored"
	}
	return twin.pieces
}
