package proof

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"jogotonggo/server/push/pushtest"
)

// piece is something that was found lying somewhere: what a sink had, and for whom.
type piece struct {
	sink string
	by   string // the login to whom it was given; "" where it lies for nobody in particular
	what string
	body []byte
}

// scene is a town with its canaries, the people who let them go, and everything that came
// out of it.
type scene struct {
	*testing.T
	town   *town
	people map[string]*person
	ids    map[string]string // of their accounts
	flock  flock
	plants map[string]int // canaries by row
	days   int            // canaries that are days
	cases  []string
	shots  []string          // photos
	ear    *listener         // nil where there is no Redis
	phones *pushtest.Service // nil where nobody is told on a phone

	mu     sync.Mutex
	pieces []piece
}

func newScene(t *testing.T, w *town) *scene {
	s := &scene{T: t, town: w, people: map[string]*person{}, ids: map[string]string{}, plants: map[string]int{}}
	if w.redis != nil {
		s.ear = w.redis.listen()
	}
	return s
}

// plant makes a canary for a row of the table.
func (s *scene) plant(row, token string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flock.add(row, token)
	s.plants[row]++
	return token
}

// word is a canary of free text.
func (s *scene) word(row string) string {
	name := strings.NewReplacer("/", "-", "_", "-", "@", "-").Replace(row)
	return s.plant(row, chirp+"-"+name+"-"+strings.ToLower(rand.Text()[:10]))
}

func (s *scene) keep(p piece) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pieces = append(s.pieces, p)
}

// nobody is who has no session.
const nobody = "nobody"

// somebody is a person whose device has a name of its own, and whose every answer is kept.
func (s *scene) somebody(login string) *person {
	device := s.word("device@" + login)
	p := &person{t: s.T, node: s.town.last(), http: &http.Client{Timeout: 30 * time.Second, Transport: &recorder{s, login, "Mozilla/5.0 (" + device + ")"}}}
	s.people[login] = p
	return p
}

// enters opens a session with a demo login.
func (s *scene) enters(login string) *person {
	s.Helper()
	p := s.somebody(login)
	got, err := p.send("POST", "/session", "", map[string]any{"login": login, "secret": "jogotonggo"})
	if err != nil || got.status != http.StatusOK {
		s.Fatalf("sign in as %s: %v %s", login, err, got)
	}
	s.settles(login, got)
	return p
}

// settles takes in who has just been given a session.
func (s *scene) settles(login string, got answer) {
	s.Helper()
	var in struct {
		Token   string
		Account struct{ ID, Household string }
	}
	if err := json.Unmarshal(got.body, &in); err != nil || in.Token == "" {
		s.Fatalf("%s got no session: %s", login, got)
	}
	p := s.people[login]
	p.token, p.house, s.ids[login] = in.Token, in.Account.Household, in.Account.ID
	s.plant("token@"+login, in.Token)
	s.rings(login)
}

// recorder is a transport that keeps what is asked and what comes back.
type recorder struct {
	scene  *scene
	login  string
	device string
}

// RoundTrip sends a request under the name of the device.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("User-Agent", r.device)
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	what := req.Method + " " + req.URL.Path
	r.scene.keep(piece{"url", r.login, what, []byte(req.URL.String() + "\n" + res.Header.Get("Location"))})
	var head bytes.Buffer
	for name, values := range res.Header {
		fmt.Fprintln(&head, name, values)
	}
	r.scene.keep(piece{"header", r.login, what, head.Bytes()})
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
		return res, nil // it has no end; who reads it keeps it
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	r.scene.keep(piece{"answer", r.login, what, body})
	res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}
