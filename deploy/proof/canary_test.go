package proof

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"jogotonggo/server/push/pushtest"
)

// logins is everybody of the demo, in the order in which they come.
var logins = strings.Fields("rt warga tetangga warga2 rt2 rw relawan kader staf lurah staf2 lurah2 nakes camat kota dpo warga-bpn rt-bpn lurah-bpn")

// TestCanaries lets a canary go in every field that somebody can type, and in names,
// devices, codes and tokens; then it looks for each in everything that comes out of the
// server or stays behind, and finds it where the table says and nowhere else.
func TestCanaries(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		phones := pushtest.New(t)
		for _, n := range w.nodes {
			n.stop()
			n.env = append(n.env, "JT_LOG=debug", "JT_PUSH_HOSTS="+phones.URL)
			n.start()
		}
		s := newScene(t, w)
		s.phones = phones
		for _, login := range logins {
			s.enters(login)
		}
		s.people[nobody] = s.somebody(nobody)
		s.invited("anggota", s.people["warga"].house)
		s.invited("pembawa", rt0403+"/H020")
		s.appoint("pembawa", "volunteer")
		s.founds()
		s.watch()
		s.play()
		s.refused()
		for _, name := range s.people["warga"].names() {
			s.plant("people", name)
		}
		s.plant("house", s.people["warga"].house[len(tegalsari):])
		s.plant("isolation/class", `"class":"confirmed"`)
		s.plant("isolation/triage", `"triage":"`)
		s.plant("isolation/result", `"result":"positive"`)
		s.plant("aid/code", `"hand_over_code":"`+s.people["warga"].code(s.cases[0])+`"`)
		for _, sink := range sinks {
			for _, p := range sink.collect(s) {
				s.keep(p)
			}
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		v := s.flock.search(s.pieces)
		for _, leak := range v.leaks[:min(len(v.leaks), 20)] {
			t.Error(leak)
		}
		s.exact(v)
		for _, sink := range sinks {
			if v.bytes[sink.name] == 0 && (sink.name != "redis" || w.redis != nil) {
				t.Errorf("nothing was collected of the sink %s", sink.name)
			}
		}
		planted, found := s.leak(slices.Collect(maps.Keys(v.bytes)))
		if planted != found {
			t.Errorf("of %d leaks made on purpose %d were found", planted, found)
		}
		s.report(v)
		t.Logf("measured: %d leaks made on purpose, %d found", planted, found)
	})
}

// appoint gives somebody a part in the RW.
func (s *scene) appoint(login, role string) {
	s.Helper()
	got, err := s.people["lurah"].send("POST", "/member/appoint", newKey(), map[string]any{"area": tegalsari + "/RW04", "role": role, "account": s.ids[login]})
	if err != nil || !got.accepted() {
		s.Fatalf("appoint %s: %v %s", login, err, got)
	}
}

// leak searches copies of what was collected into which a canary was put on purpose: in
// every sink, in every wrapping; and the answers given to the RT head as if a neighbour had
// got them.
func (s *scene) leak(into []string) (planted, found int) {
	s.Helper()
	victim := s.flock.text[slices.IndexFunc(s.flock.text, func(c canary) bool { return c.row == "aid/request/note" })]
	seen := map[string]bool{}
	for _, p := range s.pieces {
		if seen[p.sink] || len(p.body) < 40 || p.sink == "answer" && p.by != "tetangga" {
			continue
		}
		seen[p.sink] = true
		for _, w := range wrappings {
			twin := p
			half := len(p.body) / 2
			twin.body = slices.Concat(p.body[:half], []byte(` "`+w.wrap(victim.token)+`" `), p.body[half:])
			planted++
			if leaks := s.flock.search([]piece{twin}).leaks; len(leaks) > 0 {
				found++
			} else {
				s.Errorf("a leak into the %s %s, %s, was not found", p.sink, p.what, w.name)
			}
		}
	}
	for _, sink := range into {
		if !seen[sink] {
			s.Errorf("no leak was made into the sink %s", sink)
		}
	}
	for row := range s.plants {
		who, _ := readers(row)
		if !slices.Contains(who, "rt") || slices.Contains(who, "tetangga") {
			continue
		}
		planted++
		if s.asIf("rt", "tetangga", row) {
			found++
		} else {
			s.Errorf("%s, read by the RT head, would not be missed in a neighbour's answers", row)
		}
	}
	return planted, found
}

// asIf says whether somebody's answers, given to another, would be found to leak a row.
func (s *scene) asIf(whose, by, row string) bool {
	for _, p := range s.pieces {
		if p.sink != "answer" || p.by != whose {
			continue
		}
		p.by = by
		if s.flock.in(p.body)[row] && !p.may(row) {
			return true
		}
	}
	return false
}

// report prints what was searched.
func (s *scene) report(v *verdict) {
	var all, places int
	var b bytes.Buffer
	for _, sink := range slices.Sorted(maps.Keys(v.bytes)) {
		fmt.Fprintf(&b, " %s %d × %d bytes,", sink, v.places[sink], v.bytes[sink])
		all, places = all+v.bytes[sink], places+v.places[sink]
	}
	pairs := 0
	for _, who := range v.readers {
		pairs += len(who)
	}
	s.Logf("measured: %d canaries in %d rows; searched%s together %d places, %d bytes; %d allowed pairs, each found; outside them %d",
		len(s.flock.text)+len(s.flock.rest), len(s.plants), b.String(), places, all, pairs, len(v.leaks))
}
