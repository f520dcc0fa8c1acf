package store_test

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/rt-rw/zone"
)

// TestMap: counts colour an RT inside an emergency, are bounded by its houses, are shown
// to duty alone, age out at midnight, and come back from a backup with the rule.
func TestMap(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		var now atomic.Int64
		clock := func() time.Time { return time.UnixMilli(now.Load()).In(tegalsari.Location()) }
		at := func(s string) {
			v, err := time.ParseInLocation("2006-01-02 15:04", s, tegalsari.Location())
			if err != nil {
				t.Fatal(err)
			}
			now.Store(v.UnixMilli())
		}
		at("2026-11-21 22:00")
		tw := newTown(t, e.Open(func(c *store.Config) { c.Now = clock }))
		tw.Now = clock
		count := func(n int) error {
			_, err := tw.Do(ctx, &rtrw.Command{Service: "zone", Move: "count", Key: newID(), Viewer: tw.people["rw"], Area: rt0403, Input: &zone.Count{Houses: n}, Body: []byte{byte(n)}})
			return err
		}
		zones := func(d *rtrw.Desk, v rtrw.Viewer, a rtrw.Area) map[rtrw.Area]any {
			t.Helper()
			b, err := d.Board(ctx, v, a)
			if err != nil {
				t.Fatal(err)
			}
			all, err := d.Map(ctx, a.Log())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(b.Zones, d.ZonesFor(v, a, all)); diff != "" {
				t.Errorf("the map shows another picture than the board: %s", diff)
			}
			return b.Zones
		}
		if err := count(1); rtrw.CodeOf(err) != rtrw.Refused || len(zones(tw.Desk, tw.people["lurah"], tegalsari)) != 0 {
			t.Fatalf("outside an emergency: %v", err)
		}
		rule := rtrw.Record{Case: "seed", Area: "33.74", Name: "emergency", From: 1, Value: []byte(`{"kind":"covid19","policy":"2021-04"}`)}
		if err := tw.store.Seed(ctx, store.Seed{Records: []rtrw.Record{rule}}); err != nil {
			t.Fatal(err)
		}
		if err := count(4); rtrw.CodeOf(err) != rtrw.Refused { // three houses are known
			t.Errorf("more houses than there are: %v", err)
		}
		if err := count(3); err != nil {
			t.Fatal(err)
		}
		want := map[rtrw.Area]any{rt0403: rtrw.Zone{Colour: "orange", Houses: 3, Policy: "2021-04", Source: "count", Since: clock().Format(rtrw.TimeForm)}}
		for _, who := range []string{"rt", "rw", "lurah", "staf"} {
			if d := cmp.Diff(want, zones(tw.Desk, tw.people[who], tegalsari)); d != "" {
				t.Errorf("%s: %s", who, d)
			}
		}
		for _, who := range []string{"warga", "tetangga", "relawan"} {
			if got := zones(tw.Desk, tw.people[who], tegalsari); len(got) != 0 {
				t.Errorf("%s sees %v", who, got)
			}
		}
		above := func(role rtrw.Role, office, a rtrw.Area) map[rtrw.Area]any {
			return zones(tw.Desk, rtrw.Viewer{Account: "x", Grants: []rtrw.Grant{{Role: role, Area: office}}}, a)
		}
		derived := map[rtrw.Area]any{tegalsari: map[string]int{"green": 0, "yellow": 0, "orange": 1, "red": 0}}
		for _, a := range []rtrw.Area{"33.74", "33.74.08", tegalsari} {
			if d := cmp.Diff(derived, above(rtrw.CityCenter, "33.74", a)); d != "" {
				t.Errorf("the city, looking at %s: %s", a, d)
			}
		}
		if got := above(rtrw.Camat, "33.74.08", rt0403); len(got) != 0 {
			t.Errorf("the camat sees a single RT: %v", got)
		}

		dir := filepath.Join(t.TempDir(), "b")
		if err := tw.store.Backup(ctx, dir); err != nil {
			t.Fatal(err)
		}
		again := e.Empty()
		if err := store.Restore(ctx, again.Config(), dir); err != nil {
			t.Fatal(err)
		}
		s := again.Open(func(c *store.Config) { c.Now = clock })
		if d := cmp.Diff(want, zones(storetest.Desk(t, s, clock), tw.people["lurah"], tegalsari)); d != "" {
			t.Errorf("restored: %s", d)
		}
		at("2026-11-28 00:00")
		want[rt0403] = rtrw.Zone{Colour: "green", Policy: "2021-04", Source: "none", Since: clock().Format(rtrw.TimeForm)}
		if d := cmp.Diff(want, zones(tw.Desk, tw.people["lurah"], tegalsari)); d != "" {
			t.Errorf("on day 8: %s", d)
		}
		due, _, err := tw.store.Due(ctx, clock(), 10)
		if err != nil || len(due) != 1 || due[0].DueFor != "age_out" {
			t.Errorf("due at midnight: %+v, %v", due, err)
		}
		tw.whole()
	})
}
