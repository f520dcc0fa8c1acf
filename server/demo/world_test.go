package demo_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/server/demo"
)

// sow fills a store with the world, as the server does.
func sow(t testing.TB, s *store.Store, w *demo.World) {
	t.Helper()
	seed := store.Seed{Secret: demo.Secret, Records: w.Rules}
	for _, p := range w.Places {
		seed.Areas = append(seed.Areas, store.SeedArea(p))
	}
	for _, h := range w.Houses {
		seed.Houses = append(seed.Houses, store.House(h))
	}
	for _, p := range w.People {
		seed.Accounts = append(seed.Accounts, store.SeedAccount{Account: store.Account{ID: p.ID, Login: p.Login, Name: p.Name, Household: p.Household},
			Grants: p.Grants, SignsIn: p.Named})
	}
	if err := s.Seed(context.Background(), seed); err != nil {
		t.Fatal(err)
	}
}

// TestWorld: the neighbourhood is as the contract describes it, on every start the same.
func TestWorld(t *testing.T) {
	t.Parallel()
	w := demo.NewWorld()
	if d := cmp.Diff(w, demo.NewWorld(), cmpopts.IgnoreUnexported(demo.World{})); d != "" {
		t.Errorf("it differs from itself: %s", d)
	}
	houses, known := map[rtrw.Area]int{}, map[rtrw.Area]bool{}
	for _, h := range w.Houses {
		if _, err := rtrw.ParseArea(string(h.Area)); err != nil || known[h.Area] || h.Label == "" {
			t.Errorf("house %q", h.Area)
		}
		known[h.Area] = true
		houses[h.Area.Up(rtrw.RT)]++
	}
	rts, held := map[rtrw.Area]int{}, map[rtrw.Role]map[rtrw.Area]bool{rtrw.RTHead: {}, rtrw.RWHead: {}, rtrw.Lurah: {}}
	ids := map[string]bool{}
	for _, p := range w.People {
		home := p.Household == ""
		for _, g := range p.Grants {
			if held[g.Role] != nil {
				held[g.Role][g.Area] = true
			}
			home = home || g.Role == rtrw.Resident && g.Area == p.Household
			if g.Role == rtrw.RTHead && p.Household.Up(rtrw.RT) != g.Area {
				t.Errorf("%s leads %s and lives in %s", p.Login, g.Area, p.Household)
			}
			if ids[g.ID] {
				t.Errorf("grant id %s twice", g.ID)
			}
			ids[g.ID] = true
		}
		if !home || p.Household != "" && !known[p.Household] {
			t.Errorf("%s is not at home in %q", p.Login, p.Household)
		}
		if ids[p.ID] || ids[p.Login] || p.Name == "" {
			t.Errorf("%s twice, or without a name", p.Login)
		}
		ids[p.ID], ids[p.Login] = true, true
	}
	for _, p := range w.Places {
		switch p.Area.Depth() {
		case rtrw.RT:
			rts[p.Area.Log()]++
			rts[p.Area.Up(rtrw.RW)]++
			if !held[rtrw.RTHead][p.Area] {
				t.Errorf("nobody leads %s", p.Area)
			}
			if n := houses[p.Area]; p.Area.Log() == demo.Prapatan && n != 150 || p.Area.Log() != demo.Prapatan && n != 40 {
				t.Errorf("%s has %d houses", p.Area, n)
			}
		case rtrw.RW:
			if !held[rtrw.RWHead][p.Area] {
				t.Errorf("nobody leads %s", p.Area)
			}
		}
	}
	for _, k := range []rtrw.Area{demo.Tegalsari, demo.Candi, demo.Prapatan} {
		if !held[rtrw.Lurah][k] {
			t.Errorf("nobody leads %s", k)
		}
	}
	if rts[demo.Tegalsari] != 60 || rts[demo.Candi] != 60 || rts[demo.Prapatan] != 34 || rts[demo.Tegalsari+"/RW04"] != 8 {
		t.Errorf("RTs: %v", rts)
	}
	for rw, n := range rts {
		if rw.Depth() == rtrw.RW && (n < 6 || n > 8) {
			t.Errorf("%s has %d RTs", rw, n)
		}
	}
}

// TestLogins: each login of the contract opens with the one secret; nobody else's does.
func TestLogins(t *testing.T) {
	t.Parallel()
	s, w := storetest.SQLite(t).Open(), demo.NewWorld()
	sow(t, s, w)
	sow(t, s, w) // every start does it again
	want := strings.Fields("warga tetangga warga2 rt rt2 rw relawan kader staf lurah staf2 lurah2 nakes camat kota dpo warga-bpn rt-bpn lurah-bpn")
	var got []string
	apps := map[string]string{}
	for _, l := range demo.Logins() {
		got, apps[l.Login] = append(got, l.Login), l.App
		if l.Name == "" || l.Title == "" {
			t.Errorf("%+v", l)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if apps["kota"] != "board" || apps["lurah"] != "board" || apps["staf"] != "desk" || apps["rt"] != "phone" {
		t.Errorf("apps: %v", apps)
	}
	for _, l := range want[:5] {
		in, err := s.SignIn(context.Background(), l, demo.Secret, "")
		if err != nil || len(in.Viewer.Grants) == 0 {
			t.Errorf("%s: %+v, %v", l, in, err)
		}
	}
	for _, p := range w.People {
		if p.Login == "demo-33-74-08-1006-rw01-rt01-ketua" {
			if _, err := s.SignIn(context.Background(), p.Login, demo.Secret, ""); rtrw.CodeOf(err) != rtrw.SignedOut {
				t.Errorf("somebody who only plays a part: %v", err)
			}
			return
		}
	}
	t.Error("nobody leads RT 01 of RW 01")
}

// BenchmarkSow is the first start: it must stay far below three seconds.
func BenchmarkSow(b *testing.B) {
	for b.Loop() {
		sow(b, storetest.SQLite(b).Open(), demo.NewWorld())
	}
}
