package proof

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	mathrand "math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"

	"jogotonggo/server/photo/phototest"
)

// act is one move of a tour. What it plants goes under rows with the ending as, where the
// same field has another audience than usual.
type act struct {
	who, move string
	as        string
	more      map[string]any
}

// tour is the life of one case.
type tour struct {
	service string
	acts    []act
}

// onBehalf files for the household of warga.
func onBehalf(s *scene) map[string]any {
	return map[string]any{"household": s.people["warga"].house, "on_behalf": map[string]any{"consent": "spoken"}}
}

// stay is when somebody comes and goes: from today on, and so no canary. Who is on duty may
// know it, and whoever counts.
func stay() map[string]any {
	today := time.Now()
	return map[string]any{"arrived": today.Format(time.DateOnly), "until": today.AddDate(0, 0, 3).Format(time.DateOnly)}
}

// tours make every move that takes a text, and leave cases in states in which each text
// can be read by whom it is for: "@filed" is a text that nobody has vouched for, "@gone"
// one that another has replaced.
func (s *scene) tours() []tour {
	return []tour{
		{"aid", []act{{"warga", "request", "", map[string]any{"photo": s.photographed("warga")}}, {"rt", "verify", "", nil}, {"pembawa", "claim", "", nil}}},
		{"aid", []act{{"warga", "request", "filed", nil}}},
		{"aid", []act{{"warga", "request", "filed", nil}, {"rt", "return", "filed", nil}}},
		{"aid", []act{{"warga", "request", "filed", nil}, {"rt", "decline", "filed", nil}}},
		{"aid", []act{{"warga", "request", "gone", nil}, {"rt", "return", "gone", nil}, {"warga", "amend", "", nil}, {"rt", "verify", "", nil},
			{"pembawa", "claim", "", nil}, {"pembawa", "dispatch", "", nil}, {"pembawa", "hand_over", "", nil}, {"warga", "dispute", "", nil}}},
		{"aid", []act{{"kader", "request", "kader", onBehalf(s)}, {"rt", "verify", "", nil}}},
		{"isolation", []act{{"warga", "report", "", nil}, {"rt", "verify", "", nil}, {"nakes", "start", "", nil}, {"nakes", "result", "", nil}}},
		{"isolation", []act{{"warga", "report", "filed", nil}}},
		{"isolation", []act{{"warga", "report", "filed", nil}, {"rt", "return", "filed", nil}}},
		{"isolation", []act{{"warga", "report", "filed", nil}, {"rt", "decline", "filed", nil}}},
		{"isolation", []act{{"warga", "report", "amended", nil}, {"rt", "return", "gone", nil}, {"warga", "amend", "", nil}, {"rt", "verify", "", nil}}},
		{"isolation", []act{{"warga", "report", "heard", nil}, {"rt", "verify", "", nil}, {"nakes", "start", "", nil}, {"kader", "check_in", "", nil}}},
		{"arrival", []act{{"warga", "register", "", stay()}, {"rt", "verify", "", nil}}},
		{"arrival", []act{{"warga", "register", "filed", stay()}}},
		{"arrival", []act{{"warga", "register", "filed", stay()}, {"rt", "return", "filed", nil}}},
		{"arrival", []act{{"warga", "register", "filed", stay()}, {"rt", "decline", "filed", nil}}},
		{"arrival", []act{{"warga", "register", "gone", stay()}, {"rt", "return", "gone", nil}, {"warga", "amend", "", stay()}, {"rt", "verify", "", nil}}},
		{"direct", []act{{"warga", "send", "", nil}, {"staf", "take_up", "", nil}, {"staf", "answer", "", nil}}},
		{"direct", []act{{"warga", "send", "gone", nil}, {"staf", "take_up", "", nil}, {"staf", "answer", "", nil}, {"warga", "ask_again", "", nil}}},
		{"privacy", []act{{"tetangga", "ask_erasure", "", nil}, {"dpo", "refuse", "", nil}}},
		{"access", []act{{"kota", "open", "", nil}, {"kota", "close", "", nil}, {"dpo", "review", "", nil}}},
		{"alert", []act{{"warga", "raise", "", nil}, {"rt", "widen", "", nil}}}, // everybody reads it, and not from whose house it came
		{"alert", []act{{"warga", "answer", "", nil}}},
		{"zone", []act{{"kota", "declare", "", map[string]any{"area": "33.74"}}}},
	}
}

// photographed sends a photo with words where a camera writes place and hour, and behind its
// end. Of both nothing may be anywhere, whoever looks at the photo.
func (s *scene) photographed(login string) (id string) {
	s.Helper()
	id = newKey()
	picture := phototest.JPEG(640, 480, s.word("photo/beside"), "<script>"+s.word("photo/behind"))
	req, err := http.NewRequest("PUT", s.town.first().url("/photos/%s", id), bytes.NewReader(picture))
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.people[login].token)
	req.Header.Set("Content-Type", "image/jpeg")
	res, err := s.people[login].http.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer res.Body.Close()
	if said, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusCreated {
		s.Fatalf("send a photo: %v %d %s", err, res.StatusCode, said)
	}
	s.shots = append(s.shots, id)
	return id
}

// play makes every tour, and fails where a declared text was never planted.
func (s *scene) play() {
	s.Helper()
	services := s.people["warga"].services()
	for _, tour := range s.tours() {
		i := slices.IndexFunc(services, func(o offered) bool { return o.Name == tour.service })
		if i < 0 {
			s.Fatalf("there is no service %s", tour.service)
		}
		id := newKey()
		s.cases = append(s.cases, id)
		for _, a := range tour.acts {
			s.act(services[i], a, id)
		}
	}
	for _, service := range services {
		for _, m := range service.Moves {
			for name, f := range m.Schema.Properties {
				if isText(f) && !s.planted(service.Name+"/"+m.Name+"/"+name) {
					s.Errorf("%s/%s takes a text %q, which no tour plants", service.Name, m.Name, name)
				}
			}
		}
	}
}

func (s *scene) planted(row string) bool {
	for planted := range s.plants {
		if before, _, _ := strings.Cut(planted, "@"); before == row {
			return true
		}
	}
	return false
}

func (s *scene) act(service offered, a act, id string) {
	s.Helper()
	i := slices.IndexFunc(service.Moves, func(m offeredMove) bool { return m.Name == a.move })
	if i < 0 {
		s.Fatalf("%s offers no move %s", service.Name, a.move)
	}
	m := service.Moves[i]
	key, body := newKey(), smallest(s.T, m.Schema.Properties, m.Schema.Required)
	if m.Opens {
		body["area"], key = rt0403, id
	} else {
		body["case"] = id
	}
	for name, f := range m.Schema.Properties {
		row := service.Name + "/" + m.Name + "/" + name
		if a.as != "" {
			row += "@" + a.as
		}
		s.fill(body, name, f, row)
	}
	maps.Copy(body, a.more)
	got, err := s.people[a.who].send("POST", "/"+service.Name+"/"+m.Name, key, body)
	if err != nil || !got.accepted() {
		s.Fatalf("%s/%s by %s with %v: %v %s", service.Name, m.Name, a.who, body, err, got)
	}
}

// isText says whether a field takes whatever somebody types.
func isText(f map[string]any) bool {
	return f["type"] == "string" && f["enum"] == nil && f["format"] == nil && f["pattern"] == nil
}

// fill plants a canary in a field that can carry one: a text; a number with places behind
// the comma; a measure, by its name and an unusual value; a day of years ago.
func (s *scene) fill(body map[string]any, name string, f map[string]any, row string) {
	low, _ := f["minimum"].(float64)
	high, _ := f["maximum"].(float64)
	_, required := body[name]
	switch {
	case isText(f):
		body[name] = s.word(row)
	case f["type"] == "number":
		n := s.fresh(row, func() string {
			return fmt.Sprintf("%d.%04d%d", int(low)+1+mathrand.IntN(int(high-low)-1), mathrand.IntN(10_000), 1+mathrand.IntN(9))
		})
		body[name] = json.Number(n)
	case f["type"] == "integer" && !required:
		pair := s.fresh(row, func() string { return fmt.Sprintf(`"%s":%d`, name, int(high)-mathrand.IntN(30)) })
		body[name] = json.Number(pair[strings.Index(pair, ":")+1:])
	case f["format"] == "date":
		s.days++ // far apart: of one day others are reckoned
		body[name] = s.plant(row, time.Date(1960, 1, 100*s.days+mathrand.IntN(30), 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
}

// fresh plants the first token drawn that was not planted before.
func (s *scene) fresh(row string, draw func() string) string {
	token := draw()
	for slices.ContainsFunc(s.flock.rest, func(c canary) bool { return c.token == token }) {
		token = draw()
	}
	return s.plant(row, token)
}

// invited brings a person of a name of their own into a house of the RT.
func (s *scene) invited(login, house string) {
	s.Helper()
	got, err := s.people["rt"].send("POST", "/invites", "", map[string]any{"house": house})
	var made struct{ Invite struct{ Code string } }
	if err != nil || got.status != http.StatusCreated || json.Unmarshal(got.body, &made) != nil {
		s.Fatalf("invite: %v %s", err, got)
	}
	s.plant("code@"+login, made.Invite.Code)
	got, err = s.somebody(login).send("POST", "/invites/accept", "", map[string]any{"code": made.Invite.Code, "name": s.first() + " " + s.word("name@"+login)})
	if err != nil || got.status != http.StatusOK {
		s.Fatalf("accept an invite: %v %s", err, got)
	}
	s.settles(login, got)
	s.plant("login@"+login, s.login(login))
}

// first draws a first name that nobody else has: with it a login is made.
func (s *scene) first() string {
	return "Ani" + strings.Map(func(r rune) rune { return 'a' + r%26 }, rand.Text()[:8])
}

// login asks what somebody signs in with.
func (s *scene) login(login string) string {
	var me struct{ Account struct{ Login string } }
	s.people[login].read("/me", &me)
	return me.Account.Login
}

// refused lets canaries go in what the server does not take: nothing of it may come back,
// or stay in a log.
func (s *scene) refused() {
	s.Helper()
	word := func() string { return s.word("refused") }
	token := s.people["warga"].token
	for _, bad := range []struct{ method, path, body string }{
		{"POST", "/session", `{"login":"` + word() + `","secret":"` + word() + `"}`},
		{"POST", "/session", `{"login":"warga","` + word() + `":1}`},
		{"POST", "/aid/request", `{"area":"` + word() + `","need":"` + word() + `","people":1}`},
		{"POST", "/aid/request", `{"area":"` + rt0403 + `","need":"obat","people":99,"note":"` + strings.Repeat(word(), 30) + `"}`},
		{"POST", "/aid/request", `{"area":"` + rt0403 + `","need":"obat","people":1,"note":"` + word()},
		{"POST", "/invites/accept", `{"code":"` + word() + `","name":"` + word() + `"}`},
		{"POST", "/" + word() + "/" + word(), `{}`},
		{"GET", "/cases/" + word(), ""},
		{"GET", "/areas?q=" + word(), ""},
		{"GET", "/cases?area=" + word() + "&page=" + word(), ""},
		{"GET", "/log?area=" + rt0403 + "&after=" + word(), ""},
		{"GET", "/live?area=" + rt0403 + "&after=" + word(), ""},
		{"GET", "/" + word(), ""},
	} {
		req, err := http.NewRequest(bad.method, s.town.first().url("%s", bad.path), strings.NewReader(bad.body))
		if err != nil {
			s.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("Idempotency-Key", newKey())
		req.Header.Set("Content-Type", "application/json")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			s.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if res.Body.Close(); err != nil || res.StatusCode >= 500 {
			s.Errorf("%s %s: %v %d", bad.method, bad.path, err, res.StatusCode)
		}
		s.keep(piece{"answer", "warga", "refusal of " + bad.method, body})
	}
}
