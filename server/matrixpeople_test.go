package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/api"
	"jogotonggo/server/config"
	"jogotonggo/server/demo"
	"jogotonggo/server/door"
)

// seated is an account that holds one role at one relation to the cases of the matrix, and
// nothing else.
type seated struct {
	role     rtrw.Role // "": none
	relation string
	login    string
	viewer   rtrw.Viewer // as it should be, whatever a broken server makes of it
	token    string      // "": not signed in
}

func (s *seated) String() string { return fmt.Sprintf("%s (%s)", s.role, s.relation) }

// street is the real server, embedded database and all, with somebody for every role at
// every relation, and makers who bring cases into a state. Its clocks strike only where
// the test lets them.
type street struct {
	t        *testing.T
	clock    *hand
	registry *rtrw.Registry // by which answers are expected
	house    *house
	at       string
	handler  http.Handler
	client   *http.Client
	cells    []*seated
	makers   []*seated
	people   map[string]rtrw.Viewer
	posts    []rtrw.Post
	houses   map[rtrw.Area]bool
	sizes    map[rtrw.Area]int64
	lives    map[string]int // how often a place was erased
	forms    map[*rtrw.Move]*door.Form
	rules    []rtrw.Record
	around   struct { // open cases by service, until something changes
		sync.Mutex
		of map[string][]*rtrw.Case
	}
	undone  map[string]int64 // open cases of each household, and of each account for itself, once they were counted
	broken  breach
	renewed int
}

// breach is what a test breaks on purpose. The zero breach breaks nothing.
type breach struct {
	stored    func(rtrw.Grant) []rtrw.Grant // grants as the database has them
	behind    func(*api.Config)             // what the door stands in front of
	services  *rtrw.Registry                // other declarations than the true ones
	relations []string                      // asked about; none: all
}

func newStreet(t *testing.T, broken breach) *street {
	t.Helper()
	s := &street{t: t, clock: &hand{}, registry: services(), broken: broken, people: map[string]rtrw.Viewer{}, houses: map[rtrw.Area]bool{},
		sizes: map[rtrw.Area]int64{}, lives: map[string]int{}, forms: map[*rtrw.Move]*door.Form{}}
	s.turn(rtrwtest.Morning)
	cfg := &serve{config.Serve{Addr: "127.0.0.1:0", Limits: "off"}}
	node := &config.Node{Data: t.TempDir(), Secret: "the secret of the matrix, of 32 bytes", Log: "error"}
	ledger, err := storeConfig(node, quiet())
	if err != nil {
		t.Fatal(err)
	}
	if ledger.Now = s.clock.now; broken.services != nil {
		ledger.Registry = broken.services
	}
	if s.house, err = raise(t.Context(), ledger, cfg, quiet()); err != nil {
		t.Fatal(err)
	}
	s.settle()
	behind, err := s.house.behind(node)
	if err != nil {
		t.Fatal(err)
	}
	if broken.behind != nil {
		broken.behind(&behind)
	}
	if s.handler, err = api.New(behind); err != nil {
		t.Fatal(err)
	}
	s.open()
	return s
}

// turn sets the clock.
func (s *street) turn(at time.Time) { s.clock.at.Store(at.UnixMilli()) }

// open serves without the house's own clocks and sockets, and lets everybody in.
func (s *street) open() {
	srv := httptest.NewServer(s.handler)
	s.at, s.client = srv.URL, srv.Client()
	s.client.Transport.(*http.Transport).MaxIdleConnsPerHost = 16
	s.t.Cleanup(func() {
		srv.Close()
		if err := s.house.store.Close(); err != nil {
			s.t.Errorf("close: %v", err)
		}
	})
	var work sync.WaitGroup
	waiting := make(chan *seated)
	for range 2 { // as many as the store hashes secrets at a time: who waits longer than a request may is sent away
		work.Go(func() {
			for one := range waiting {
				s.enter(one)
			}
		})
	}
	for _, one := range slices.Concat(s.cells, s.makers) {
		if one.login != "" {
			waiting <- one
		}
	}
	close(waiting)
	work.Wait()
}

func (s *street) enter(one *seated) {
	var got struct{ Token string }
	status, body := s.send(&seated{}, "POST", "/session", "", map[string]any{"login": one.login, "secret": demo.Secret})
	if json.Unmarshal(body, &got); status != 200 || got.Token == "" {
		s.t.Errorf("%s signs in: %d %s", one, status, body)
	}
	one.token = got.Token
}

// settle fills the database: houses in every RT that somebody is related to, and people.
func (s *street) settle() {
	world := demo.NewWorld()
	seed := store.Seed{Secret: demo.Secret, Records: world.Rules}
	for _, p := range world.Places {
		seed.Areas = append(seed.Areas, store.SeedArea(p))
	}
	for _, house := range relations {
		rt := house.Up(rtrw.RT)
		for i := range 40 {
			if h := rtrw.Area(fmt.Sprintf("%s/H%03d", rt, i+1)); !s.houses[h] {
				s.houses[h] = true
				for _, d := range [...]rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan} {
					s.sizes[rt.Up(d)]++
				}
				seed.Houses = append(seed.Houses, store.House{Area: h, Label: string(h.Short())})
			}
		}
	}
	for _, role := range matrixRoles {
		for _, relation := range sortedKeys(relations) {
			house := relations[relation]
			if s.broken.relations != nil && !slices.Contains(s.broken.relations, relation) {
				continue
			}
			s.cells = append(s.cells, s.seat(role, relation, house, seatOf(role, house)))
		}
		if role == rtrw.Resident || role == rtrw.Pending { // of the house itself, first of all
			s.makers = append(s.makers, s.seat(role, "maker", matrixHouse, matrixHouse))
			continue
		}
		s.makers = append(s.makers, s.seat(role, "maker", "", seatOf(role, matrixHouse)))
	}
	s.makers = append(s.makers, s.seat(rtrw.Resident, "maker next door", matrixRT+"/H030", matrixRT+"/H030"))
	s.cells = append(s.cells, s.seat("", "nobody's", "", ""))
	for _, one := range slices.Concat(s.cells, s.makers) {
		seed.Accounts = append(seed.Accounts, s.sown(one))
	}
	if err := s.house.store.Seed(s.t.Context(), seed); err != nil {
		s.t.Fatal(err)
	}
	s.cells = append(s.cells, &seated{relation: "not signed in"})
	s.refresh()
}

// seatOf is where an office sits that covers a house; in a city without RW, the RT.
func seatOf(role rtrw.Role, house rtrw.Area) rtrw.Area {
	if a := house.Up(seats[role]); a != "" {
		return a
	}
	return house.Up(rtrw.RT)
}

// seat makes an account of exactly that.
func (s *street) seat(role rtrw.Role, relation string, house, area rtrw.Area) *seated {
	s.renewed++
	one := &seated{role: role, relation: relation, login: fmt.Sprintf("seat-%d", s.renewed)}
	one.viewer = rtrw.Viewer{Account: uuid.NewSHA1(uuid.NameSpaceURL, []byte(one.login)).String(), Household: house}
	if role != "" {
		if seats[role] == rtrw.Nowhere {
			s.t.Fatalf("the role %s has no seat in the matrix", role)
		}
		g := rtrw.Grant{ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte(one.login+" grant")).String(), Account: one.viewer.Account, Role: role, Area: area}
		one.viewer.Grants = []rtrw.Grant{g}
		s.posts = append(s.posts, rtrw.Post{Role: role, Area: area, Account: one.viewer.Account, House: house})
	}
	s.people[one.viewer.Account] = one.viewer
	return one
}

func (s *street) sown(one *seated) store.SeedAccount {
	v := one.viewer
	stored := v.Grants
	if s.broken.stored != nil {
		stored = nil
		for _, g := range v.Grants {
			stored = append(stored, s.broken.stored(g)...)
		}
	}
	return store.SeedAccount{Account: store.Account{ID: v.Account, Login: one.login, Name: "Seseorang", Household: v.Household}, Grants: stored, SignsIn: true}
}

// renew puts fresh accounts in the place of those to whom a move gave a grant: the old
// ones hold more than one role now.
func (s *street) renew(granted []rtrw.Grant) {
	for _, one := range slices.Concat(s.cells, s.makers) {
		if !slices.ContainsFunc(granted, func(g rtrw.Grant) bool { return g.Account == one.viewer.Account }) {
			continue
		}
		var area rtrw.Area
		if one.role != "" {
			area = one.viewer.Grants[0].Area
		}
		fresh := s.seat(one.role, one.relation, one.viewer.Household, area)
		if err := s.house.store.Seed(context.WithoutCancel(s.t.Context()), store.Seed{Secret: demo.Secret, Accounts: []store.SeedAccount{s.sown(fresh)}}); err != nil {
			s.t.Fatal(err)
		}
		s.enter(fresh)
		*one = *fresh
	}
}

// loosens says whether commands may be accepted that should not be.
func (b *breach) loosens() bool { return b.stored != nil || b.services != nil }

// refresh reads the rules in force, as the server's next decision will.
func (s *street) refresh() {
	s.rules = nil
	for _, city := range []rtrw.Area{matrixRT.Up(rtrw.City), relations["other city"].Up(rtrw.City)} {
		p, err := s.house.store.Map(s.t.Context(), city, s.clock.now(), nil)
		if err != nil {
			s.t.Fatal(err)
		}
		s.rules = append(s.rules, p.Records...)
	}
}
