package proof

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestDirect: what somebody writes straight to the kelurahan is known to nobody in between,
// and to nobody at home: not the words, not the case, not that there is one.
func TestDirect(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		s := newScene(t, w)
		for _, login := range logins {
			s.enters(login)
		}
		s.invited("anggota", s.people["warga"].house)
		glass := s.people["kota"].glass(rt0403, "tetap tidak boleh terlihat")
		s.watch()
		id, text := newKey(), s.word("direct/send/text")
		s.plant("direct/case", id)
		if got, err := s.people["warga"].send("POST", "/direct/send", id, map[string]any{"area": rt0403, "about": "rt_head", "text": text}); err != nil || got.status != http.StatusCreated {
			t.Fatalf("send: %v %s", err, got)
		}
		for _, step := range []struct {
			who, move string
			more      map[string]any
		}{{"staf", "take_up", nil}, {"staf", "answer", map[string]any{"text": s.word("direct/answer/text")}}} {
			if status, code := s.people[step.who].does("/direct/"+step.move, id, step.more); status != http.StatusOK {
				t.Fatalf("%s: %d %s", step.move, status, code)
			}
		}
		s.cases = []string{id, glass}
		s.frames()
		s.answers()
		knows := map[string]bool{"warga": true, "staf": true, "lurah": true}
		for login, p := range s.people {
			got, err := p.send("GET", "/cases/"+id, "", nil)
			if err != nil || (got.status == http.StatusOK) != knows[login] || !knows[login] && got.status != http.StatusNotFound {
				t.Errorf("%s opens it: %v %d", login, err, got.status)
			}
			for _, move := range []string{"take_up", "answer", "close", "withdraw", "ask_again"} {
				if knows[login] {
					continue
				}
				if status, _ := p.does("/direct/"+move, id, map[string]any{"text": "x"}); status != http.StatusNotFound && status != http.StatusBadRequest {
					t.Errorf("%s makes the move %s: %d", login, move, status)
				}
			}
			board, err := p.send("GET", "/board?area="+url.QueryEscape(rt0403), "", nil)
			if err != nil || board.status == http.StatusOK && strings.Contains(string(board.body), `"direct"`) != knows[login] {
				t.Errorf("%s and the counts of the RT: %v %s", login, err, board)
			}
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		told := map[string]int{}
		for _, p := range s.pieces {
			if p.sink != "url" && s.flock.in(p.body)["direct/case"] {
				if audit := p.by == "dpo" && strings.HasSuffix(p.what, "/audit"); !knows[p.by] && !audit { // that staf has read it

					t.Errorf("%s learns of it by the %s %s", p.by, p.sink, p.what)
				}
				told[p.sink]++
			}
		}
		if told["frame"] == 0 || told["answer"] == 0 {
			t.Errorf("nobody was told at all: %v", told)
		}
		t.Logf("measured: %d people, %d pieces searched; warga, staf and lurah alone learn of it, by %v", len(s.people), len(s.pieces), told)
	})
}
