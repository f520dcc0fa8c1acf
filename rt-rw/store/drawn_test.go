package store_test

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/rt-rw/zone"
)

// remembered counts how often marks had not to be read.
type remembered struct {
	rtrw.Ledger
	times atomic.Int64
}

func (l *remembered) Map(ctx context.Context, a rtrw.Area, since time.Time, known func(*rtrw.Picture) bool) (*rtrw.Picture, error) {
	return l.Ledger.Map(ctx, a, since, func(p *rtrw.Picture) bool {
		ok := known(p)
		if ok {
			l.times.Add(1)
		}
		return ok
	})
}

// TestDrawn: through a random fortnight of counts, isolations, withdrawals, emergencies, an
// erasure and the passing of time, a remembered map is the one that would be drawn afresh.
func TestDrawn(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx, chance := t.Context(), rand.New(rand.NewPCG(2026, 11))
		var now atomic.Int64
		clock := func() time.Time { return time.UnixMilli(now.Load()).In(tegalsari.Location()) }
		now.Store(time.Date(2026, 11, 21, 22, 0, 0, 0, tegalsari.Location()).UnixMilli())
		tw := newTown(t, e.Open(func(c *store.Config) { c.Now = clock }))
		ledger := &remembered{Ledger: tw.store}
		tw.Now, tw.Ledger = clock, ledger
		nakes, city := tw.office("nakes", rtrw.Health, tegalsari), tw.office("kota", rtrw.CityCenter, "33.74")
		do := func(v rtrw.Viewer, service, move string, c rtrw.Command) {
			c.Service, c.Move, c.Viewer, c.Body = service, move, v, []byte(move)
			if c.Key == "" {
				c.Key = newID()
			}
			if _, err := tw.Do(ctx, &c); err != nil {
				t.Fatalf("%s/%s: %v", service, move, err)
			}
		}
		declare := func(policy string) string {
			id := newID()
			do(city, "zone", "declare", rtrw.Command{Key: id, Area: "33.74", Input: &zone.Declare{Kind: "covid19", Decree: "1", Policy: policy}})
			return id
		}
		declare("2021-02")
		sick := newID()
		do(tw.people["warga"], "isolation", "report", rtrw.Command{Key: sick, Area: rt0403, Input: &isolation.Report{Since: "2026-11-20"}})
		do(tw.people["rt"], "isolation", "verify", rtrw.Command{Case: sick, Input: &rtrw.None{}})
		do(nakes, "isolation", "start", rtrw.Command{Case: sick, Input: &isolation.Start{Class: "suspect"}})
		last := ""
		for range 120 {
			switch chance.IntN(6) {
			case 0:
				do(tw.people["rw"], "zone", "count", rtrw.Command{Area: rt0403, Input: &zone.Count{Houses: chance.IntN(4)}})
			case 1:
				do(nakes, "isolation", "result", rtrw.Command{Case: sick, Input: &isolation.Result{Result: []string{"positive", "withdrawn"}[chance.IntN(2)]}})
			case 2:
				if last == "" {
					last = declare("2021-04")
				} else {
					do(city, "zone", "revoke", rtrw.Command{Case: last, Input: &rtrw.None{}})
					last = ""
				}
			default:
				now.Add(int64(chance.IntN(5)) * 40 * 60_000)
			}
			for _, a := range []rtrw.Area{tegalsari, rt0403, "33.74"} {
				tw.sameMap(a)
				tw.sameMap(a)
			}
		}
		gone := newID()
		do(tw.people["tetangga"], "isolation", "report", rtrw.Command{Key: gone, Area: rt0403, Input: &isolation.Report{Since: "2026-11-01"}})
		do(tw.people["rt"], "isolation", "verify", rtrw.Command{Case: gone, Input: &rtrw.None{}})
		do(nakes, "isolation", "start", rtrw.Command{Case: gone, Input: &isolation.Start{Class: "confirmed", Since: "2026-11-01"}})
		do(nakes, "isolation", "release", rtrw.Command{Case: gone, Input: &rtrw.None{}})
		tw.sameMap(tegalsari)
		before := ledger.times.Load()
		asked := tw.must(tw.wish("tetangga", "privacy", "ask_erasure", "", &privacy.Ask{What: "reports"}))
		tw.must(tw.wish("dpo", "privacy", "erase", asked.ID, nil))
		tw.sameMap(tegalsari)
		if ledger.times.Load() != before {
			t.Error("a household was erased, and the map is the one drawn before")
		}
		if n := ledger.times.Load(); n < 360 {
			t.Errorf("%d of 720 maps were remembered", n)
		}
	})
}

// office brings in somebody who lives elsewhere.
func (tw *town) office(name string, role rtrw.Role, area rtrw.Area) rtrw.Viewer {
	tw.t.Helper()
	v := rtrw.Viewer{Account: newID()}
	v.Grants = []rtrw.Grant{{ID: newID(), Account: v.Account, Role: role, Area: area}}
	if err := tw.store.Seed(context.Background(), store.Seed{Accounts: []store.SeedAccount{{Account: store.Account{ID: v.Account, Login: name, Name: name}, Grants: v.Grants}}}); err != nil {
		tw.t.Fatal(err)
	}
	return v
}

// sameMap holds the map of a place against one that a desk without memory draws.
func (tw *town) sameMap(a rtrw.Area) {
	tw.t.Helper()
	got, err := tw.Map(context.Background(), a)
	if err != nil {
		tw.t.Fatal(err)
	}
	want, err := storetest.Desk(tw.t, tw.store, tw.Now).Map(context.Background(), a)
	if err != nil {
		tw.t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		tw.t.Fatalf("the map of %s at %v: %s", a, tw.Now(), d)
	}
}
