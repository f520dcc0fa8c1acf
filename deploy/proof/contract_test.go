package proof

import (
	"encoding/json"
	"maps"
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

// step is one move of a journey: who makes it, and where it leads. A "+" before the move
// says that it needs more than the smallest body, which longAgo gives; "@33.74" behind it
// names another place than the RT.
type step struct{ who, move, to string }

// longAgo begins an isolation so early that it may end today.
var longAgo = map[string]any{"since": time.Now().AddDate(0, 0, -30).Format(time.DateOnly)}

// journeys reach every state; together they make every move that people make, but for
// those that answer something which only time brings.
var journeys = map[string][][]step{
	"aid": {
		{{"warga", "request", "filed"}, {"rt", "verify", "verified"}, {"staf", "claim", "claimed"}, {"staf", "release", "verified"}, {"relawan", "claim", "claimed"},
			{"staf", "assign", "claimed"}, {"staf", "dispatch", "dispatched"}, {"staf", "hand_over", "handed_over"}, {"warga", "confirm", "closed"},
			{"warga", "dispute", "disputed"}, {"lurah", "reopen", "verified"}, {"warga", "cancel", "cancelled"}},
		{{"warga", "request", "filed"}, {"rt", "return", "returned"}, {"warga", "amend", "filed"}, {"rt", "decline", "declined"}},
		{{"rt", "request", "filed"}, {"rw", "verify", "verified"}, {"relawan", "claim", "claimed"}, {"relawan", "dispatch", "dispatched"},
			{"relawan", "hand_over", "handed_over"}, {"tetangga", "witness", "closed"}},
	},
	"isolation": {
		{{"warga", "report", "filed"}, {"rt", "verify", "verified"}, {"nakes", "start", "isolating"}, {"warga", "check_in", "isolating"}, {"kader", "check_in", "isolating"},
			{"nakes", "result", "isolating"}, {"rt", "propose_release", "release_proposed"}, {"nakes", "keep", "isolating"}, {"nakes", "refer", "referred"},
			{"nakes", "back_refer", "isolating"}},
		{{"warga", "report", "filed"}, {"rt", "return", "returned"}, {"warga", "amend", "filed"}, {"rt", "decline", "declined"}},
		{{"nakes", "+report", "filed"}, {"warga", "cancel", "cancelled"}},
		{{"warga", "report", "filed"}, {"rt", "verify", "verified"}, {"nakes", "+start", "isolating"}, {"nakes", "release", "released"}},
		{{"kota", "set_rule@33.74", "rule_in_force"}, {"kota", "revoke_rule", "rule_ended"}},
	},
	"zone": {
		{{"rw", "count", "counted"}},
		{{"kota", "declare@33.74", "in_force"}, {"kota", "revoke", "ended"}},
	},
	"direct": {
		{{"warga", "send", "sent"}, {"staf", "take_up", "in_hand"}, {"staf", "answer", "answered"}, {"warga", "ask_again", "sent"}, {"lurah", "take_up", "in_hand"},
			{"lurah", "answer", "answered"}, {"warga", "close", "closed"}},
		{{"warga", "send", "sent"}, {"warga", "withdraw", "withdrawn"}},
	},
	"privacy": {
		{{"warga", "withdraw", "withdrawn"}, {"dpo", "stop", "stopped"}, {"warga", "resume", "agreed"}},
		{{"tetangga", "ask_erasure", "asked"}, {"tetangga", "keep", "kept"}},
		{{"tetangga", "ask_erasure", "asked"}, {"dpo", "refuse", "refused"}},
		{{"tetangga", "ask_erasure", "asked"}, {"dpo", "erase", "erased"}},
	},
	"access": {{{"kota", "open", "open"}, {"kota", "close", "closed"}, {"dpo", "review", "reviewed"}}},
}

// untimely moves answer what a clock asked.
var untimely = map[string]bool{"acknowledge": true}

// TestSmallestBody sends the smallest body that a move's schema allows wherever the move
// is legal, and finds it taken; and finds each wrong state answered with 409.
func TestSmallestBody(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		n := w.last()
		people := map[string]*person{}
		for _, login := range []string{"warga", "tetangga", "rt", "rw", "staf", "relawan", "lurah", "kader", "nakes", "kota", "dpo"} {
			people[login] = n.signIn(login)
		}
		for _, service := range people["warga"].services() {
			travel(t, people, service)
		}
		n.verify()
	})
}

// travel makes the journeys of one service.
func travel(t *testing.T, people map[string]*person, service offered) {
	t.Helper()
	made := map[string]bool{}
	for _, journey := range journeys[service.Name] {
		id, area := newKey(), rt0403
		for _, s := range journey {
			name, more := strings.CutPrefix(s.move, "+")
			if move, at, elsewhere := strings.Cut(name, "@"); elsewhere {
				name, area = move, at
			}
			i := slices.IndexFunc(service.Moves, func(m offeredMove) bool { return m.Name == name })
			if i < 0 {
				t.Fatalf("%s offers no move %s", service.Name, name)
			}
			m := service.Moves[i]
			body, key := smallest(t, m.Schema.Properties, m.Schema.Required), newKey()
			switch {
			case m.Opens:
				body["area"], key = area, id
			default:
				body["case"] = id
			}
			if more {
				maps.Copy(body, longAgo)
			}
			if more && m.Opens { // for a household that is not the filer's own
				body["household"], body["on_behalf"] = people["warga"].house, map[string]any{"consent": "spoken"}
			}
			got, err := people[s.who].send("POST", "/"+service.Name+"/"+name, key, body)
			if err != nil || !got.accepted() {
				t.Fatalf("%s/%s by %s with %v: %v %s", service.Name, name, s.who, body, err, got)
			}
			var a struct {
				Case struct {
					ID, State, Area string
				}
				Cursor string
			}
			if err := json.Unmarshal(got.body, &a); err != nil || a.Case.ID != id || a.Case.State != s.to || a.Case.Area != area || a.Cursor == "" {
				t.Fatalf("%s/%s answered %s", service.Name, name, got)
			}
			made[name] = true
			if slices.Contains(m.From, s.to) || m.Opens {
				continue // it may be made again, or would open another case
			}
			if again, err := people[s.who].send("POST", "/"+service.Name+"/"+name, newKey(), body); err != nil || again.status != http.StatusConflict {
				t.Errorf("%s/%s a second time: %v %s", service.Name, name, err, again)
			}
		}
	}
	for _, m := range service.Moves {
		if !made[m.Name] && len(journeys[service.Name]) > 0 && !untimely[m.Name] {
			t.Errorf("no journey makes the move %s/%s", service.Name, m.Name)
		}
	}
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
