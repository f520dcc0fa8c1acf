package proof

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// lived makes a household's cases, closed, with a canary in every text; the member who was
// invited and the devices are canaries too.
func (s *scene) lived() (closed string) {
	s.Helper()
	for _, login := range []string{"rt", "warga", "tetangga", "rw", "kader", "staf", "nakes", "lurah", "kota", "dpo"} {
		s.enters(login)
	}
	s.invited("anggota", s.people["warga"].house)
	services := s.people["warga"].services()
	live := func(service string, acts ...act) string {
		s.Helper()
		id := newKey()
		s.cases = append(s.cases, id)
		for _, a := range acts {
			if a.move == "hand_over" {
				a.more = map[string]any{"code": s.people["warga"].code(id)}
			}
			s.act(services[slices.IndexFunc(services, func(o offered) bool { return o.Name == service })], a, id)
		}
		return id
	}
	closed = live("aid", act{"warga", "request", "", nil}, act{"rt", "verify", "", nil}, act{"staf", "claim", "", nil}, act{"staf", "dispatch", "", nil}, act{"staf", "hand_over", "", nil})
	live("aid", act{"warga", "request", "", nil}, act{"rt", "decline", "", nil})
	live("aid", act{"warga", "request", "gone", nil}, act{"rt", "return", "gone", nil}, act{"anggota", "amend", "", nil}, act{"warga", "cancel", "", nil})
	live("isolation", act{"warga", "report", "heard", nil}, act{"rt", "verify", "", nil}, act{"nakes", "start", "gone", nil}, act{"warga", "check_in", "", nil}, act{"nakes", "result", "", nil}, act{"nakes", "release", "", nil})
	live("isolation", act{"warga", "report", "", nil}, act{"rt", "decline", "", nil})
	live("direct", act{"warga", "send", "", nil}, act{"staf", "take_up", "", nil}, act{"staf", "answer", "", nil}, act{"warga", "close", "", nil})
	live("direct", act{"anggota", "send", "gone", nil}, act{"anggota", "withdraw", "", nil})
	return closed
}

// theirs seeks of the canaries those of the household: what the others are signed in by may
// lie where it lies.
func (s *scene) theirs() (f flock) {
	mine := func(c canary) bool {
		return strings.Contains(c.row, "/") || strings.HasSuffix(c.row, "@warga") || strings.HasSuffix(c.row, "@anggota")
	}
	for _, c := range s.flock.text {
		if !mine(c) {
			c.row = unsought
		}
		f.text = append(f.text, c)
	}
	for _, c := range s.flock.rest {
		if mine(c) {
			f.rest = append(f.rest, c)
		}
	}
	return f
}

// wish opens one about the household's data and gives its case.
func (p *person) wish(move string, more map[string]any) string {
	p.t.Helper()
	id := newKey()
	body := map[string]any{"area": p.home()}
	for k, v := range more {
		body[k] = v
	}
	if got, err := p.send("POST", "/privacy/"+move, id, body); err != nil || got.status != http.StatusCreated {
		p.t.Fatalf("privacy/%s: %v %s", move, err, got)
	}
	return id
}

// does makes a later move of any service and gives the status and code of the answer.
func (p *person) does(path, id string, more map[string]any) (status int, code string) {
	p.t.Helper()
	body := map[string]any{"case": id}
	for k, v := range more {
		body[k] = v
	}
	got, err := p.send("POST", path, newKey(), body)
	if err != nil {
		p.t.Fatalf("%s: %v", path, err)
	}
	var why struct{ Code string }
	if json.Unmarshal(got.body, &why) != nil {
		p.t.Fatalf("%s: %s", path, got)
	}
	return got.status, why.Code
}

// opened is what somebody reads of a case.
type opened struct {
	Case struct {
		State   string
		Version int
		Data    map[string]any
	}
}

// TestErased: the members of a household ask to be forgotten with everything. The data protection officer
// carries it out; after that no node, file, table, log or backup holds a word of it, the
// chain is whole, and the house can be lived in again.
func TestErased(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		s := newScene(t, w)
		closed := s.lived()
		first, last := w.first(), w.last()
		other := s.people["tetangga"].file(rt0403, "catatan tetangga yang tetap terbaca")
		s.people["rt"].move(other, "verify", nil)
		s.exported()
		for _, login := range []string{"warga", "rt", "staf", "nakes"} { // both nodes have read, and hold the keys
			for _, n := range w.nodes {
				for _, id := range s.cases {
					if _, err := s.people[login].at(n).send("GET", "/cases/"+id, "", nil); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		keys := s.keys(s.people["warga"].house, s.ids["warga"], s.ids["anggota"])
		events := last.events()
		gone := s.theirs()

		var sockets []*follower
		for _, n := range w.nodes {
			sockets = append(sockets, s.people["anggota"].at(n).follow(rt0403))
		}
		for _, login := range []string{"anggota", "warga"} { // each disposes of the own account alone
			wish := s.people[login].wish("ask_erasure", map[string]any{"what": "everything"})
			if status, code := s.people["dpo"].does("/privacy/erase", wish, nil); status != http.StatusOK {
				t.Fatalf("erase for %s: %d %s", login, status, code)
			}
		}
		took := s.forgotten(gone, closed)
		for _, f := range sockets {
			within(t, time.Second, "the member's socket is closed and does not come back", func() bool {
				select {
				case <-f.Done():
					return true
				default:
					return false
				}
			})
		}
		s.invited("baru", s.people["warga"].house)
		gone = s.theirs() // and not the new neighbour's
		s.closedStays(closed)
		fresh := s.people["baru"].at(first).file(rt0403, "keluarga baru butuh beras")
		s.read(gone, fresh, other)

		twin := s.searched(gone, keys)
		last.verify()
		if got := last.events(); got != events+6 { // ask_erasure and erase twice, join, request
			t.Errorf("%d events before, %d after", events, got)
		}
		for id, text := range map[string]string{closed: "", fresh: "keluarga baru butuh beras", other: "catatan tetangga yang tetap terbaca"} {
			var c opened
			rt := twin.signIn("rt")
			rt.read("/cases/"+id, &c)
			if note, _ := c.Case.Data["note"].(string); note != text {
				t.Errorf("restored, the RT head reads %q, want %q", note, text)
			}
		}
		t.Logf("measured: %d canaries erased with %d keys on %d node(s), without text after %v, signed out after %v; verify clean with %d events", len(gone.text)+len(gone.rest), len(keys), len(w.nodes), took[0], took[1], events+6)
	})
}

// exported: before, "Data saya" holds every word that is not replaced by a later one.
func (s *scene) exported() {
	s.Helper()
	got, err := s.people["warga"].send("GET", "/me/data", "", nil)
	if err != nil || got.status != http.StatusOK {
		s.Fatalf("export: %v %s", err, got)
	}
	found := s.flock.in(got.body)
	words := 0
	for row := range s.plants {
		kind, variant, _ := strings.Cut(row, "@")
		if mine := strings.Contains(kind, "/") && variant == ""; mine && !found[row] {
			s.Errorf("the export lacks %s", row)
		} else if mine {
			words++
		}
	}
	s.Logf("measured: the export held %d of the household's fields", words)
}

// forgotten asks both nodes until nothing is told any more: not later than in a second.
func (s *scene) forgotten(gone flock, closed string) (took [2]time.Duration) {
	s.Helper()
	for _, n := range s.town.nodes {
		staf, warga, anggota := s.people["staf"].at(n), s.people["warga"].at(n), s.people["anggota"].at(n)
		took[0] = max(took[0], within(s.T, time.Second, "the text of the closed case is gone", func() bool {
			got, err := staf.send("GET", "/cases/"+closed, "", nil)
			return err == nil && got.status == http.StatusOK && len(gone.in(got.body)) == 0
		}))
		took[1] = max(took[1], within(s.T, time.Second, "the members are signed out", func() bool {
			a, err1 := warga.send("GET", "/me", "", nil)
			b, err2 := anggota.send("GET", "/me", "", nil)
			return err1 == nil && err2 == nil && a.status == http.StatusUnauthorized && b.status == http.StatusUnauthorized
		}))
	}
	got, err := s.people["warga"].send("POST", "/session", "", map[string]any{"login": "warga", "secret": "jogotonggo"})
	if err != nil || got.status != http.StatusUnauthorized {
		s.Errorf("an erased account signs in: %v %s", err, got)
	}
	return took
}

// closedStays: no move is made on what was erased, and it stays what it was.
func (s *scene) closedStays(closed string) {
	s.Helper()
	var before, after opened
	s.people["baru"].read("/cases/"+closed, &before)
	if status, code := s.people["baru"].does("/aid/dispute", closed, map[string]any{"note": "belum sampai"}); status != http.StatusUnprocessableEntity || code != "erased" {
		s.Errorf("a move on an erased case: %d %s", status, code)
	}
	s.people["baru"].read("/cases/"+closed, &after)
	if before.Case.Version != after.Case.Version || after.Case.State != "closed" {
		s.Errorf("it was %+v and is %+v", before.Case, after.Case)
	}
}

// read looks through everybody's eyes at every node: nothing of the erased household, and
// all of the others.
func (s *scene) read(gone flock, fresh, other string) {
	s.Helper()
	for login, p := range s.people {
		if login == "warga" || login == "anggota" {
			continue
		}
		for _, n := range s.town.nodes {
			for _, where := range append(s.spread("/cases/{id}"), "/me/data", "/me/looks", "/cases?limit=200", "/board?area="+tegalsari, "/log?area="+tegalsari+"&limit=1000", "/audit?area=33.74&limit=200") {
				got, err := p.at(n).send("GET", where, "", nil)
				if err != nil || got.status >= 500 {
					s.Errorf("%s asks %s: %v %s", login, where, err, got)
				}
				for row := range gone.in(got.body) {
					s.Errorf("%s is told %s at %s", login, row, where)
				}
			}
			if login == "rt" {
				for id, text := range map[string]string{fresh: "keluarga baru butuh beras", other: "catatan tetangga yang tetap terbaca"} {
					if got, err := p.at(n).send("GET", "/cases/"+id, "", nil); err != nil || !strings.Contains(string(got.body), text) {
						s.Errorf("the text %q cannot be read: %v %s", text, err, got)
					}
				}
			}
		}
	}
}

// searched looks for canaries and keys in everything that lies somewhere, and gives a node
// that was raised on a backup made after.
func (s *scene) searched(gone flock, keys []string) *node {
	s.Helper()
	first := s.town.first()
	dir := first.backup()
	pieces := slices.Concat(s.logs(), s.metrics(), s.redis(), s.database(), s.folder("backup", dir))
	twin := first.restore(dir)
	for _, n := range s.town.nodes {
		n.stop()
	}
	pieces = append(pieces, s.database()...) // and as the files lie when nobody serves
	pieces = append(pieces, s.folder("database", twin.setting("JT_DATA"))...)
	var size int
	for _, p := range pieces {
		size += len(p.body)
		for row := range gone.in(p.body) {
			s.Errorf("%s is in the %s %s", row, p.sink, p.what)
		}
		for i, key := range keys {
			if strings.Contains(string(p.body), key) {
				s.Errorf("destroyed key %d of %d lies in the %s %s", i+1, len(keys), p.sink, p.what)
			}
		}
	}
	s.Logf("measured: searched %d places, %d bytes, after the erasure", len(pieces), size)
	return twin
}

// keys reads the wrapped keys of some subjects as they lie in the database.
func (s *scene) keys(places ...string) (wrapped []string) {
	s.Helper()
	n := s.town.first()
	driver, at := "pgx", n.setting("JT_DATABASE_URL")
	if at == "" {
		driver, at = "sqlite", "file:"+filepath.Join(n.setting("JT_DATA"), "keys.db")
	}
	return s.query(driver, at, `SELECT wrapped FROM subject_keys WHERE wrapped <> '' AND place IN ('`+strings.Join(places, "', '")+`')`)
}
