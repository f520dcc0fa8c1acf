package proof

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// offered is a service as the program describes itself.
type offered struct {
	Name  string
	Moves []offeredMove
}

type offeredMove struct {
	Name     string
	Opens    bool
	From, To []string
	Schema   struct {
		Properties map[string]map[string]any
		Required   []string
	}
}

func (p *person) services() (list []offered) {
	p.t.Helper()
	var all struct{ Services []offered }
	p.read("/services", &all)
	return all.Services
}

// smallest makes the smallest body of a schema: required fields only, the first value of
// an enum, true, the nearest bound, now, any text.
func smallest(t *testing.T, fields map[string]map[string]any, required []string) map[string]any {
	t.Helper()
	body := map[string]any{}
	for _, name := range required {
		f := fields[name]
		switch enum, _ := f["enum"].([]any); {
		case len(enum) > 0:
			body[name] = enum[0]
		case f["type"] == "boolean":
			body[name] = true
		case f["type"] == "integer" || f["type"] == "number":
			body[name] = 1
			if low, ok := f["minimum"]; ok {
				body[name] = low
			}
		case f["format"] == "date":
			body[name] = time.Now().Format("2006-01-02")
		case f["format"] == "date-time":
			body[name] = time.Now().Format(time.RFC3339)
		case f["format"] == "uuid":
			body[name] = newKey()
		case f["type"] == "string":
			body[name] = "teks"
		default:
			t.Fatalf("a required field %q is neither enum, number, boolean, date, uuid nor text: %v", name, f)
		}
	}
	return body
}

// step is one move of a journey through aid: who makes it, and from where it is reached.
type step struct{ who, move, to string }

// journeys reach every state of aid; together they make every move that people make.
var journeys = [][]step{
	{{"warga", "request", "filed"}, {"rt", "verify", "verified"}, {"staf", "claim", "claimed"}, {"staf", "release", "verified"}, {"relawan", "claim", "claimed"},
		{"staf", "assign", "claimed"}, {"staf", "dispatch", "dispatched"}, {"staf", "hand_over", "handed_over"}, {"warga", "confirm", "closed"},
		{"warga", "dispute", "disputed"}, {"lurah", "reopen", "verified"}, {"warga", "cancel", "cancelled"}},
	{{"warga", "request", "filed"}, {"rt", "return", "returned"}, {"warga", "amend", "filed"}, {"rt", "decline", "declined"}},
	{{"rt", "request", "filed"}, {"rw", "verify", "verified"}, {"relawan", "claim", "claimed"}, {"relawan", "dispatch", "dispatched"},
		{"relawan", "hand_over", "handed_over"}, {"tetangga", "witness", "closed"}},
}

// TestSmallestBody sends the smallest body that a move's schema allows wherever the move
// is legal, and finds it taken; and finds each wrong state answered with 409.
func TestSmallestBody(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		n := w.last()
		people := map[string]*person{}
		for _, login := range []string{"warga", "tetangga", "rt", "rw", "staf", "relawan", "lurah"} {
			people[login] = n.signIn(login)
		}
		var aid offered
		for _, s := range people["warga"].services() {
			if s.Name == "aid" {
				aid = s
			}
		}
		made := map[string]bool{}
		for _, journey := range journeys {
			id := newKey()
			for _, s := range journey {
				i := slices.IndexFunc(aid.Moves, func(m offeredMove) bool { return m.Name == s.move })
				if i < 0 {
					t.Fatalf("aid offers no move %s", s.move)
				}
				m := aid.Moves[i]
				body, key := smallest(t, m.Schema.Properties, m.Schema.Required), newKey()
				if m.Opens {
					body["area"], key = rt0403, id
				} else {
					body["case"] = id
				}
				got, err := people[s.who].send("POST", "/aid/"+s.move, key, body)
				if err != nil || !got.accepted() {
					t.Fatalf("%s by %s with %v: %v %s", s.move, s.who, body, err, got)
				}
				var a struct {
					Case struct {
						ID, State, Area string
						Version         int
					}
					Cursor string
				}
				if err := json.Unmarshal(got.body, &a); err != nil || a.Case.ID != id || a.Case.State != s.to || a.Case.Area != rt0403 || a.Cursor == "" {
					t.Fatalf("%s answered %s", s.move, got)
				}
				made[s.move] = true
				if again, err := people[s.who].send("POST", "/aid/"+s.move, newKey(), body); !m.Opens && s.move != "assign" && (err != nil || again.status != http.StatusConflict) {
					t.Errorf("%s a second time: %v %s", s.move, err, again)
				}
			}
		}
		for _, m := range aid.Moves {
			if !made[m.Name] {
				t.Errorf("no journey makes the move %s", m.Name)
			}
		}
		n.verify()
	})
}

// TestWhoSees files a request with a canary and looks for it through everybody's eyes.
func TestWhoSees(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		n := w.last()
		const canary = "kenari-7731"
		id := n.signIn("warga").file(rt0403, canary)
		for login, sees := range map[string]struct{ facts, text bool }{
			"warga": {true, true}, "rt": {true, true}, "rw": {true, false}, "lurah": {true, false}, "staf": {true, false}, "relawan": {true, false}, "kader": {true, false},
			"tetangga": {}, "warga2": {}, "rt2": {}, "staf2": {}, "lurah2": {}, "nakes": {}, "camat": {}, "kota": {}, "dpo": {}, "warga-bpn": {}, "lurah-bpn": {},
		} {
			p := n.signIn(login)
			got, err := p.send("GET", "/cases/"+id, "", nil)
			if err != nil || (got.status == http.StatusOK) != sees.facts || !sees.facts && got.status != http.StatusNotFound {
				t.Errorf("%s opens the case: %v %d", login, err, got.status)
			}
			if door := !sees.facts || login == "relawan"; strings.Contains(string(got.body), "/H0") == door {
				t.Errorf("%s and the door of the house: %s", login, got)
			}
			if strings.Contains(string(got.body), canary) != sees.text {
				t.Errorf("%s reads the text: %s", login, got)
			}
			for _, where := range []string{"/cases?limit=200", "/cases?area=" + url.QueryEscape(tegalsari), "/board?area=" + url.QueryEscape(tegalsari), "/board?area=33.74", "/log?area=" + url.QueryEscape(tegalsari)} {
				got, err := p.send("GET", where, "", nil)
				if err != nil || strings.Contains(string(got.body), canary) || strings.Contains(string(got.body), "/H0") {
					t.Errorf("%s at %s: %v %s", login, where, err, got)
				}
				if !sees.facts && strings.Contains(string(got.body), id) {
					t.Errorf("%s finds the case at %s", login, where)
				}
			}
		}
	})
}

// TestCityCounts looks from above: one number per kelurahan, no states, small ones hidden.
func TestCityCounts(t *testing.T) {
	t.Parallel()
	n := embedded(t).first()
	warga, kota := n.signIn("warga"), n.signIn("kota")
	type above struct {
		Tallies map[string]map[string]map[string]any
		Cases   []any
	}
	var b above
	kota.read("/board?area=33.74", &b)
	if b.Tallies[tegalsari]["aid"]["all"] != "<5" || len(b.Cases) != 0 {
		t.Errorf("an empty city says %v", b.Tallies[tegalsari])
	}
	for range 5 {
		warga.file(rt0403, "")
	}
	b = above{}
	kota.read("/board?area=33.74", &b)
	if b.Tallies[tegalsari]["aid"]["all"] != 5.0 {
		t.Errorf("five requests are %v", b.Tallies[tegalsari])
	}
	for area, services := range b.Tallies {
		if strings.Count(area, ".") != 3 || strings.Contains(area, "/") {
			t.Errorf("the city is told of %s", area)
		}
		for service, states := range services {
			if len(states) != 1 || states["all"] == nil {
				t.Errorf("%s %s is split: %v", area, service, states)
			}
		}
	}
}
