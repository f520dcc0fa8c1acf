package proof

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"jogotonggo/deploy/lab"
)

// person is somebody signed in at a node.
type person struct {
	t     *testing.T
	node  *node
	token string
	house string // area of the own house, "" for officers who live elsewhere
	http  *http.Client
}

// answer is what came back.
type answer struct {
	status   int
	replayed bool
	body     []byte
}

// signIn opens a session with a demo login.
func (n *node) signIn(login string) *person {
	n.t.Helper()
	return n.signInWith(login, "jogotonggo")
}

func (n *node) signInWith(login, secret string) *person {
	n.t.Helper()
	p := &person{t: n.t, node: n, http: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	n.t.Cleanup(p.http.CloseIdleConnections)
	got, err := p.send("POST", "/session", "", map[string]any{"login": login, "secret": secret})
	if err != nil || got.status != http.StatusOK {
		n.t.Fatalf("sign in as %s: %v %s", login, err, got)
	}
	var s struct{ Token string }
	if err := json.Unmarshal(got.body, &s); err != nil || s.Token == "" {
		n.t.Fatalf("sign in as %s: no token in %s", login, got.body)
	}
	p.token = s.Token
	var me struct {
		Account struct{ Household string }
	}
	p.read("/me", &me)
	p.house = me.Account.Household
	return p
}

// home gives the RT in which the person lives.
func (p *person) home() string { return path.Dir(p.house) }

// at is the same person, with the same session, at another node.
func (p *person) at(n *node) *person {
	twin := *p
	twin.node = n
	return &twin
}

// send makes one call. An error means that no answer came; what became of it is unknown.
func (p *person) send(method, where, key string, body any) (answer, error) {
	var in io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return answer{}, err
		}
		in = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, p.node.url("%s", where), in)
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Content-Type", "application/json")
	if p.token != "" {
		req.Header.Set("Authorization", "Bearer "+p.token)
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := p.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	b, err := io.ReadAll(res.Body)
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return answer{}, err
	}
	return answer{res.StatusCode, res.Header.Get("Idempotency-Replayed") == "true", b}, nil
}

func (a answer) accepted() bool { return a.status == http.StatusOK || a.status == http.StatusCreated }

func (a answer) String() string {
	return http.StatusText(a.status) + " " + strings.TrimSpace(string(a.body))
}

// newKey makes the id that a phone gives its command.
func newKey() string { return lab.NewKey() }

// ask is the body of a request for help.
func ask(area, note string) map[string]any {
	return map[string]any{"area": area, "need": "sembako", "people": 3, "note": note}
}

// move makes a later move and demands that it is accepted.
func (p *person) move(id, move string, more map[string]any) answer {
	p.t.Helper()
	body := map[string]any{"case": id}
	for k, v := range more {
		body[k] = v
	}
	got, err := p.send("POST", "/aid/"+move, newKey(), body)
	if err != nil || !got.accepted() {
		p.t.Fatalf("%s: %v %s", move, err, got)
	}
	return got
}

// file opens a request and gives its id.
func (p *person) file(area, note string) string {
	p.t.Helper()
	key := newKey()
	got, err := p.send("POST", "/aid/request", key, ask(area, note))
	if err != nil || got.status != http.StatusCreated {
		p.t.Fatalf("request: %v %s", err, got)
	}
	return key
}

// read makes a GET that must succeed.
func (p *person) read(where string, into any) {
	p.t.Helper()
	got, err := p.send("GET", where, "", nil)
	if err != nil || got.status != http.StatusOK {
		p.t.Fatalf("GET %s: %v %s", where, err, got)
	}
	if err := json.Unmarshal(got.body, into); err != nil {
		p.t.Fatalf("GET %s: %v in %s", where, err, got.body)
	}
}

// board is what this proof looks at of a board.
type board struct {
	Cursor  string
	Hash    string
	Tallies lab.Tallies
}

func (p *person) board(area string) board {
	p.t.Helper()
	var b board
	p.read("/board?area="+url.QueryEscape(area), &b)
	return b
}

// log reads the ids of all events that the person may see, oldest first.
func (p *person) log(area, after string) (ids []string) {
	p.t.Helper()
	for {
		var page struct {
			Events []struct{ ID string }
			Cursor string
		}
		q := url.Values{"area": {area}, "limit": {"1000"}}
		if after != "" {
			q.Set("after", after)
		}
		p.read("/log?"+q.Encode(), &page)
		for _, e := range page.Events {
			ids = append(ids, e.ID)
		}
		if len(page.Events) < 1000 {
			return ids
		}
		after = page.Cursor
	}
}
