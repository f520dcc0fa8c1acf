package push

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/server/push/pushtest"
)

const tegalsari = rtrw.Area("33.74.08.1006")

// town is a real store with people who have phones, a push service, and a clock by hand.
type town struct {
	t       *testing.T
	env     *storetest.Env
	clock   atomic.Int64
	store   *store.Store
	desk    *rtrw.Desk
	service *pushtest.Service
	bell    *Bell
	people  map[string]store.Signed
	phones  map[string]string
}

// newTown lets those live there who are named.
func newTown(t *testing.T, e *storetest.Env, at, names string) *town {
	t.Helper()
	tw := &town{t: t, env: e, service: pushtest.New(t), people: map[string]store.Signed{}, phones: map[string]string{}}
	tw.set(at)
	tw.open()
	t.Cleanup(func() { tw.store.Close() })
	rw := tegalsari + "/RW04"
	for _, p := range []struct {
		name  string
		house rtrw.Area
		role  rtrw.Role
		area  rtrw.Area
	}{
		{"warga", semarang + "/H012", "", ""}, {"anggota", semarang + "/H012", "", ""}, {"tetangga", semarang + "/H013", "", ""},
		{"rt", semarang + "/H001", rtrw.RTHead, semarang}, {"rw", rw + "/RT01/H002", rtrw.RWHead, rw}, {"lurah", "", rtrw.Lurah, tegalsari},
		{"staf", "", rtrw.Staff, tegalsari}, {"staf2", "", rtrw.Staff, tegalsari}, {"relawan", rw + "/RT02/H005", rtrw.Volunteer, rw},
		{"kader", rw + "/RT02/H006", rtrw.Kader, rw}, {"nakes", "", rtrw.Health, tegalsari}, {"kota", "", rtrw.CityCenter, "33.74"}, {"dpo", "", rtrw.DPO, "33.74"},
	} {
		if !slices.Contains(strings.Fields(names), p.name) {
			continue
		}
		n := store.NewAccount{Login: p.name, Name: "Nama " + p.name, Household: p.house, Secret: "rahasia-sekali"}
		if p.role != "" {
			n.Grants = []rtrw.Grant{{Role: p.role, Area: p.area}}
		}
		if _, err := tw.store.AddAccount(t.Context(), n); err != nil {
			t.Fatal(err)
		}
		tw.rings(p.name)
	}
	return tw
}

func (tw *town) set(at string) { tw.clock.Store(clock(tw.t, semarang, at).UnixMilli()) }

func (tw *town) now() time.Time { return time.UnixMilli(tw.clock.Load()) }

// open raises a node: at the beginning, and after a stop.
func (tw *town) open() {
	cfg := tw.env.Config()
	cfg.Now = tw.now
	var err error
	if tw.store, err = store.Open(context.Background(), cfg); err != nil {
		tw.t.Fatal(err)
	}
	tw.desk = storetest.Desk(tw.t, tw.store, tw.now)
	tw.bell = tw.node(tw.store)
}

func (tw *town) node(s *store.Store) *Bell {
	hosts, err := NewHosts([]string{tw.service.URL})
	if err != nil {
		tw.t.Fatal(err)
	}
	return New(Config{Memory: s, Registry: tw.desk.Registry, Seed: s.Subkey("push"), Hosts: hosts, Contact: "https://jogo.example", Every: time.Second, Now: tw.now,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
}

// rings signs somebody in on a phone that is told.
func (tw *town) rings(name string) {
	tw.t.Helper()
	in, err := tw.store.SignIn(tw.t.Context(), name, "rahasia-sekali", "HP "+name)
	if err != nil {
		tw.t.Fatal(err)
	}
	tw.people[name] = in
	b := tw.service.Browser(name, tw.bell.Key())
	tw.phones[name], err = tw.store.AddPhone(tw.t.Context(), rtrw.Phone{Account: in.Account.ID, Session: in.SessionID, Endpoint: b.Endpoint, P256dh: b.P256dh, Auth: b.Auth, Lang: "id"})
	if err != nil {
		tw.t.Fatal(err)
	}
}

// move makes a move, and gives the case.
func (tw *town) move(who, service, move, id string, input any) string {
	tw.t.Helper()
	cmd := &rtrw.Command{Service: service, Move: move, Key: uuid.NewString(), Viewer: tw.people[who].Viewer, Case: id, Input: input, Body: []byte(move)}
	if who == "" {
		cmd.Viewer = rtrw.Viewer{System: rtrw.Timer}
	}
	if id == "" {
		cmd.Area = semarang
	}
	if input == nil {
		s, _ := tw.desk.Registry.Service(service)
		m, _ := s.Move(move)
		cmd.Input = m.NewInput()
	}
	r, err := tw.desk.Do(context.Background(), cmd)
	if err != nil {
		tw.t.Fatalf("%s: %s/%s: %v", who, service, move, err)
	}
	return r.Case
}

func (tw *town) request() string {
	tw.t.Helper()
	return tw.move("warga", "aid", "request", "", &aid.Ask{Need: "sembako", People: 4, Note: "rahasia keluarga"})
}

// told lets the bell work until nothing is due, and says who got what, in order of names.
func (tw *town) told() string {
	tw.t.Helper()
	tw.bell.Decide(tw.t.Context())
	tw.bell.Send(tw.t.Context())
	return heard(tw.service.Taken())
}

func heard(got []pushtest.Message) string {
	var list []string
	for _, m := range got {
		what := m.Text
		if m.Close {
			what = "tutup"
		}
		list = append(list, m.Browser+": "+what)
	}
	return strings.Join(unique(list), " | ")
}

func (tw *town) expect(what, want string) {
	tw.t.Helper()
	if got := tw.told(); got != want {
		tw.t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}
