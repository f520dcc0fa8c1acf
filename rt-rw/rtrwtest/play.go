package rtrwtest

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"jogotonggo/rt-rw"
)

// Play is a neighbourhood on a table: everything a decision reads, in plain sight.
type Play struct {
	T        testing.TB
	Registry *rtrw.Registry
	Now      time.Time
	People   map[string]rtrw.Viewer
	Houses   map[rtrw.Area]bool
	Cases    map[string]*rtrw.Case
	Tries    map[string][]string
	Marks    []rtrw.Mark   // one of a case and kind, the newest holds
	Records  []rtrw.Record // one of a case and name
	Lives    map[string]int
	Keys     Keys

	serial int
}

// Morning is a Saturday at ten in Semarang.
var Morning = time.Date(2026, 11, 21, 10, 0, 0, 0, rtrw.Area("33").Location())

// New lays the table for some services. What they do about the moves of others that are
// not there is left out; a server has them all, and there it would not start.
func New(t testing.TB, services ...*rtrw.Service) *Play {
	for _, s := range services {
		s.Reactions = slices.DeleteFunc(slices.Clone(s.Reactions), func(a rtrw.Reaction) bool {
			return !slices.ContainsFunc(services, func(c *rtrw.Service) bool { return c.Name == a.Service })
		})
	}
	return &Play{T: t, Registry: rtrw.NewRegistry(services...), Now: Morning, People: map[string]rtrw.Viewer{}, Houses: map[rtrw.Area]bool{},
		Cases: map[string]*rtrw.Case{}, Tries: map[string][]string{}, Lives: map[string]int{}, Keys: Keys{}}
}

// Add brings in a person who lives in a house ("" for elsewhere), with roles in areas.
func (p *Play) Add(name string, house rtrw.Area, roles ...rtrw.Grant) rtrw.Viewer {
	v := rtrw.Viewer{Account: name, Household: house}
	if house != "" {
		p.Houses[house] = true
		v.Grants = append(v.Grants, rtrw.Grant{ID: name + "/home", Account: name, Role: rtrw.Resident, Area: house})
	}
	for i, g := range roles {
		g.ID, g.Account = fmt.Sprintf("%s/%d", name, i), name
		v.Grants = append(v.Grants, g)
	}
	p.People[name] = v
	return v
}

// As is a grant without its account, for Add.
func As(role rtrw.Role, area rtrw.Area) rtrw.Grant { return rtrw.Grant{Role: role, Area: area} }

// Clock is the viewer that clocks are.
var Clock = rtrw.Viewer{System: rtrw.Timer}

// Open makes an opening move and keeps the case.
func (p *Play) Open(by rtrw.Viewer, service, move string, area rtrw.Area, input any) (*rtrw.Case, error) {
	p.serial++
	return p.do(&rtrw.Command{Service: service, Move: move, Key: fmt.Sprintf("case-%d", p.serial), Viewer: by, Area: area, Input: input})
}

// Step makes a later move; without an input the move's empty one is used.
func (p *Play) Step(by rtrw.Viewer, c *rtrw.Case, move string, input any) (*rtrw.Case, error) {
	p.serial++
	if input == nil {
		s, _ := p.Registry.Service(c.Service)
		m, ok := s.Move(move)
		if !ok {
			p.T.Fatalf("no move %s/%s", c.Service, move)
		}
		input = m.NewInput()
	}
	return p.do(&rtrw.Command{Service: c.Service, Move: move, Key: fmt.Sprintf("key-%d", p.serial), Viewer: by, Case: c.ID, Input: input})
}

// Must is Step that may not fail.
func (p *Play) Must(by rtrw.Viewer, c *rtrw.Case, move string, input any) *rtrw.Case {
	p.T.Helper()
	next, err := p.Step(by, c, move, input)
	if err != nil {
		p.T.Fatalf("%s on %s: %v", move, c.State, err)
	}
	return next
}

// Strike turns the clock to the case's due time and lets its clock move.
func (p *Play) Strike(c *rtrw.Case) *rtrw.Case {
	p.T.Helper()
	if c.Due == 0 {
		p.T.Fatalf("no clock runs in %s", c.State)
	}
	p.Now = time.UnixMilli(c.Due).In(p.Now.Location())
	return p.Must(Clock, c, c.DueFor, nil)
}

func (p *Play) do(cmd *rtrw.Command) (*rtrw.Case, error) {
	s := p.situation(cmd)
	x, err := p.Registry.Decide(cmd, s)
	var next []rtrw.Followed
	if err == nil {
		next, err = p.Registry.React(cmd, x, s, []byte("table"), reach{p})
	}
	if x != nil && x.Guess != nil {
		key := fmt.Sprint(x.Guess.Case, x.Guess.Round)
		if !slices.Contains(p.Tries[key], x.Guess.MAC) {
			p.Tries[key] = append(p.Tries[key], x.Guess.MAC)
		}
	}
	if err != nil {
		return nil, err
	}
	c := p.lay(x)
	for _, f := range next {
		if f.Refused == nil {
			p.lay(f.Effect)
		}
	}
	return c, nil
}

// situation reads the table for a command.
func (p *Play) situation(cmd *rtrw.Command) *rtrw.Situation {
	s := &rtrw.Situation{Now: p.Now, Actor: cmd.Viewer, People: p.People, Houses: p.Houses, Keys: p.Keys, Posts: p.posts()}
	if v, ok := p.People[cmd.Viewer.Account]; ok {
		s.Actor = v
	}
	place := cmd.Area
	if c := p.Cases[cmd.Case]; c != nil {
		s.Case, place = c, c.Area
		s.Tries = p.Tries[fmt.Sprint(c.ID, c.Round)]
	}
	s.Policy = rtrw.DefaultPolicy(place.Location())
	s.Policy.Records, s.Counts, s.Lives, s.Open = p.Records, p.counted(), p.Lives, p.open()
	if a, asked := p.Registry.Around(cmd, s.Actor, s.Case); asked {
		open, _ := reach{p}.Open(a.Service, a.At)
		s.Beside = a.Among(open)
	}
	return s
}

// lay puts an effect on the table.
func (p *Play) lay(x *rtrw.Effect) *rtrw.Case {
	for _, g := range x.Grants {
		v := p.People[g.Account]
		v.Account = g.Account
		v.Grants = append(slices.DeleteFunc(slices.Clone(v.Grants), func(old rtrw.Grant) bool { return old.ID == g.ID }), g)
		p.People[g.Account] = v
	}
	for _, m := range x.Marks {
		if i := slices.IndexFunc(p.Marks, func(old rtrw.Mark) bool { return old.Case == m.Case && old.Kind == m.Kind }); i >= 0 && m.Until != 0 {
			m.N, m.At = p.Marks[i].N, p.Marks[i].At
		}
		p.Marks = append(slices.DeleteFunc(slices.Clone(p.Marks), func(old rtrw.Mark) bool { return old.Case == m.Case && old.Kind == m.Kind }), m)
	}
	for _, r := range x.Records {
		p.Records = append(slices.DeleteFunc(slices.Clone(p.Records), func(old rtrw.Record) bool { return old.Case == r.Case && old.Name == r.Name }), r)
	}
	for _, e := range x.Erased {
		p.Lives[e.Place]++
	}
	c := x.Case
	p.Cases[c.ID] = &c
	return &c
}

// open counts the open cases of each house, or of an account for itself, inner work left out.
func (p *Play) open() map[string]int64 {
	n := map[string]int64{}
	for _, c := range p.Cases {
		if svc, ok := p.Registry.Service(c.Service); ok && !svc.Inner && c.Closed == 0 {
			n[c.Whose()]++
		}
	}
	return n
}

// counted tells how many houses each RT has, each RW and each kelurahan.
func (p *Play) counted() map[rtrw.Area]int64 {
	n := map[rtrw.Area]int64{}
	for h := range p.Houses {
		for _, d := range [...]rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan} {
			n[h.Up(d)]++
		}
	}
	return n
}

func (p *Play) posts() (posts []rtrw.Post) {
	for _, v := range p.People {
		for _, g := range v.Grants {
			if g.Active(p.Now.UnixMilli()) && !p.away(v, g.Area) {
				posts = append(posts, rtrw.Post{Role: g.Role, Area: g.Area, Account: v.Account, House: v.Household})
			}
		}
	}
	return posts
}

func (p *Play) away(v rtrw.Viewer, a rtrw.Area) bool {
	return slices.ContainsFunc(v.Grants, func(g rtrw.Grant) bool { return g.Role == rtrw.Away && g.Area == a && g.Active(p.Now.UnixMilli()) })
}

// Keys are subject keys that hide nothing: a test can read what was sealed.
type Keys struct{}

// Seal keeps the text as it is, behind its place.
func (Keys) Seal(subject, place, text string) ([]byte, error) { return []byte(place + "|" + text), nil }

// Open gives the text back.
func (Keys) Open(_ string, cipher []byte) (string, error) {
	for i, b := range cipher {
		if b == '|' {
			return string(cipher[i+1:]), nil
		}
	}
	return "", nil
}

// Digits gives n digits that depend on subject and place.
func (Keys) Digits(subject, place string, n int) (string, error) {
	sum := sha256.Sum256([]byte(subject + place))
	return fmt.Sprintf("%0*d", n, int(sum[0])+1), nil
}

// Print fingerprints with an HMAC under the subject's name.
func (Keys) Print(subject string, body []byte) ([]byte, error) {
	h := hmac.New(sha256.New, []byte(subject))
	h.Write(body)
	return h.Sum(nil), nil
}
