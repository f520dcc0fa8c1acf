package lab

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/google/uuid"
)

// DemoSecret opens every account of the demo.
const DemoSecret = "jogotonggo"

// Person is somebody signed in at a node.
type Person struct {
	At    string // address of the node
	Login string
	Token string
	House string // area of the own house, "" for officers who live elsewhere
	HTTP  *http.Client
}

// Answer is what came back.
type Answer struct {
	Status   int
	Replayed bool
	At       time.Time // by the clock of the node that answered, to the second
	Body     []byte
}

// Accepted says whether a command was carried out.
func (a Answer) Accepted() bool {
	return a.Status == http.StatusOK || a.Status == http.StatusCreated
}

func (a Answer) String() string {
	return http.StatusText(a.Status) + " " + strings.TrimSpace(string(a.Body))
}

// NewClient is what a person calls with; each has connections of its own.
func NewClient() *http.Client {
	return &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
}

// SignIn opens a session with a login.
func SignIn(at, login, secret string) (*Person, error) {
	p := &Person{At: at, Login: login, HTTP: NewClient()}
	return p, p.Enter(secret)
}

// Enter opens a session anew, as after one that ended.
func (p *Person) Enter(secret string) error {
	got, err := p.Send("POST", "/session", "", map[string]any{"login": p.Login, "secret": secret})
	if err != nil || got.Status != http.StatusOK {
		return fmt.Errorf("sign in as %s: %w %s", p.Login, err, got)
	}
	var s struct{ Token string }
	if err := json.Unmarshal(got.Body, &s); err != nil || s.Token == "" {
		return fmt.Errorf("sign in as %s: no token in %s", p.Login, got.Body)
	}
	p.Token = s.Token
	var me struct {
		Account struct{ Household string }
	}
	if err := p.Read("/me", &me); err != nil {
		return err
	}
	p.House = me.Account.Household
	return nil
}

// Home gives the RT in which the person lives.
func (p *Person) Home() string { return path.Dir(p.House) }

// Over is the same person, with the same session, at another node.
func (p *Person) Over(at string) *Person {
	twin := *p
	twin.At = at
	return &twin
}

// Send makes one call. An error means that no answer came; what became of it is unknown.
func (p *Person) Send(method, where, key string, body any) (Answer, error) {
	var in io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return Answer{}, err
		}
		in = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, "http://"+p.At+"/api/v1"+where, in)
	if err != nil {
		return Answer{}, err
	}
	req.Header.Set("Content-Type", "application/json")
	if p.Token != "" {
		req.Header.Set("Authorization", "Bearer "+p.Token)
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := p.HTTP.Do(req)
	if err != nil {
		return Answer{}, err
	}
	b, err := io.ReadAll(res.Body)
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return Answer{}, err
	}
	at, _ := http.ParseTime(res.Header.Get("Date")) // where none is told, the zero time
	return Answer{res.StatusCode, res.Header.Get("Idempotency-Replayed") == "true", at, b}, nil
}

// Read makes a GET that must succeed.
func (p *Person) Read(where string, into any) error {
	got, err := p.Send("GET", where, "", nil)
	if err != nil {
		return err
	}
	if got.Status != http.StatusOK {
		return fmt.Errorf("GET %s: %s", where, got)
	}
	if err := json.Unmarshal(got.Body, into); err != nil {
		return fmt.Errorf("GET %s: %w in %s", where, err, got.Body)
	}
	return nil
}

// NewKey makes the id that a phone gives its command.
func NewKey() string { return uuid.Must(uuid.NewV7()).String() }

// Tallies are counts by area, service and state.
type Tallies map[string]map[string]map[string]int

// Board is what is looked at of a board.
type Board struct {
	Cursor  string
	Hash    string
	Tallies Tallies
}

// Board reads a fresh one.
func (p *Person) Board(area string) (b Board, err error) {
	return b, p.Read("/board?area="+url.QueryEscape(area), &b)
}

// Event is a line of the log as its viewer gets it.
type Event struct {
	ID, Area, Service, Type, Case, From, State string
	At                                         time.Time
	Version                                    int
	Told                                       map[string]any
}

// pageSize is the longest page of the log.
const pageSize = 1000

// Log reads all events after a cursor ("": from the beginning) that the person may see, oldest first.
func (p *Person) Log(area, after string) (list []Event, cursor string, err error) {
	for {
		var page struct {
			Events []Event
			Cursor string
		}
		q := url.Values{"area": {area}, "limit": {fmt.Sprint(pageSize)}}
		if after != "" {
			q.Set("after", after)
		}
		if err := p.Read("/log?"+q.Encode(), &page); err != nil {
			return nil, "", err
		}
		list, after = append(list, page.Events...), page.Cursor
		if len(page.Events) < pageSize {
			return list, after, nil
		}
	}
}
