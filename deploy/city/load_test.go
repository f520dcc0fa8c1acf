package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// hamlet is a town small enough for every command to be sent one by one.
var hamlet = size{kelurahan: 3, rw: 5, rt: 12, households: 160}

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, cityArea.Location())

// TestLoad holds a ledger that was loaded against one in which the same people sent the same
// commands one by one, and their clocks struck: what anybody reads is the same. Then life
// goes on in the loaded one.
func TestLoad(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		const lines = 700
		loaded := loadInto(t, e, history(hamlet, lines, lines, noon))
		lived := live(t, e.Empty(), history(hamlet, lines, lines, noon))
		clean(t, loaded)
		clean(t, lived)
		who := viewers(hamlet)
		for _, v := range who {
			same(t, fmt.Sprintf("the board of %v", v.Grants), board(t, lived, v), board(t, loaded, v))
			same(t, fmt.Sprintf("the cases of %v", v.Grants), everyCase(t, lived, v), everyCase(t, loaded, v))
		}
		sameThen(t, lived, loaded, who[0])
		if n := len(everyCase(t, loaded, who[0])); n < 20 {
			t.Errorf("only %d cases to compare", n)
		}
		goOn(t, loaded)
	})
}

func loadInto(t *testing.T, e *storetest.Env, p store.Past) *rtrw.Desk {
	t.Helper()
	n, err := store.Load(t.Context(), e.Config(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d lines, %d cases, %d texts, %d keys", n.Lines, n.Cases, n.Texts, n.Keys)
	return storetest.Desk(t, e.Open(at(noon)), func() time.Time { return noon })
}

func at(now time.Time) func(*store.Config) {
	return func(c *store.Config) { c.Now = func() time.Time { return now } }
}

// live sends every act of a past as a command of its own, with the clock at its moment.
func live(t *testing.T, e *storetest.Env, p store.Past) *rtrw.Desk {
	t.Helper()
	now := p.From
	clock := func() time.Time { return now }
	s := e.Open(func(c *store.Config) { c.Now = clock })
	desk := storetest.Desk(t, s, clock)
	for _, l := range p.Lives {
		if err := s.Seed(t.Context(), l.Town); err != nil {
			t.Fatal(err)
		}
	}
	clocks := &rtrw.Scheduler{Desk: desk, Key: s.Subkey("clocks"), Log: slog.New(slog.DiscardHandler)}
	strike := func(until time.Time) {
		for {
			due, next, err := s.Due(t.Context(), until, 1)
			if err != nil {
				t.Fatal(err)
			}
			if len(due) == 0 {
				return
			}
			now = time.UnixMilli(due[0].Due)
			clocks.Tick(t.Context())
			if again, _, _ := s.Due(t.Context(), now, 1); len(again) > 0 && again[0].Version == due[0].Version && again[0].ID == due[0].ID {
				t.Fatalf("the clock of %s does not strike (next %d)", due[0].ID, next)
			}
		}
	}
	for _, a := range acts(p) {
		strike(a.At)
		now = a.At
		if a.Input != nil {
			f, err := s.Find(t.Context(), a.Command.Case)
			if err == nil {
				a.Command.Input, err = a.Input(&f.Case, s.Keys())
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := desk.Do(t.Context(), a.Command); err != nil {
			t.Fatalf("%s/%s at %s: %v", a.Command.Service, a.Command.Move, a.At, err)
		}
	}
	strike(noon)
	now = noon
	return desk
}

// acts gives those of all lives, in their order.
func acts(p store.Past) (all []store.Act) {
	for _, l := range p.Lives {
		for a, ok := l.Next(); ok; a, ok = l.Next() {
			if !a.At.After(p.Until) {
				all = append(all, a)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b store.Act) int { return a.At.Compare(b.At) })
	return all
}

// viewers are the offices of the first kelurahan, a household, and the city.
func viewers(town size) []rtrw.Viewer {
	k := town.build(0)
	return []rtrw.Viewer{k.lurah.Viewer, k.health.Viewer, k.staff[0].Viewer, k.helpers[0].Viewer, k.rwHeads[0].Viewer, k.streets[0].head.Viewer, k.streets[0].homes[8].Viewer, cityPerson}
}

func where(v rtrw.Viewer) rtrw.Area { return v.Grants[len(v.Grants)-1].Area }

func board(t *testing.T, d *rtrw.Desk, v rtrw.Viewer) *rtrw.Board {
	t.Helper()
	b, err := d.Board(t.Context(), v, where(v))
	if err != nil {
		t.Fatal(err)
	}
	b.Epoch, b.Cursor = "", ""
	return b
}

// sameThen holds boards of days gone by against each other: of the loaded ledger they rest on
// checkpoints that came with it, of the other on those that it makes now.
func sameThen(t *testing.T, lived, loaded *rtrw.Desk, v rtrw.Viewer) {
	t.Helper()
	for _, d := range []*rtrw.Desk{lived, loaded} {
		if _, err := d.Ledger.(*store.Store).Remember(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for day := 1; day < recentDays; day += 6 {
		var then [2]*rtrw.Board
		for i, d := range []*rtrw.Desk{lived, loaded} {
			var err error
			if then[i], err = d.BoardAt(t.Context(), v, where(v), noon.AddDate(0, 0, -day)); err != nil {
				t.Fatal(err)
			}
			then[i].Epoch, then[i].Cursor = "", ""
		}
		same(t, fmt.Sprintf("the board %d days ago", day), then[0], then[1])
	}
}

// opened is a case as its viewer reads it, and its course.
type opened struct {
	Facts rtrw.Facts
	House rtrw.Area
	Data  string
	Steps []step
}

type step struct {
	rtrw.Event
	Mask  rtrw.Mask
	Actor string
	Role  rtrw.Role
}

// everyCase pages through a viewer's list to its end and opens each.
func everyCase(t *testing.T, d *rtrw.Desk, v rtrw.Viewer) (all []opened) {
	t.Helper()
	for q := (rtrw.Query{Area: where(v), Limit: 50}); ; {
		page, err := d.List(t.Context(), v, q)
		if err != nil {
			t.Fatal(err)
		}
		for i := range page {
			got, err := d.Case(t.Context(), v, page[i].ID)
			if rtrw.CodeOf(err) == rtrw.NotFound || rtrw.CodeOf(err) == rtrw.Forbidden {
				all = append(all, opened{Facts: page[i].Facts()})
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, code := range []string{"finished_code", "hand_over_code"} { // they follow from keys, which are drawn
				delete(got.Data, code)
			}
			data, err := json.Marshal(got.Data)
			if err != nil {
				t.Fatal(err)
			}
			o := opened{got.Case.Facts(), got.House, string(data), nil}
			for _, e := range got.Entries {
				o.Steps = append(o.Steps, step{e.Event, e.Mask, e.Actor, e.Role})
			}
			all = append(all, o)
		}
		if len(page) < q.Limit {
			return all
		}
		q.After = page[len(page)-1].At()
	}
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("%s: %s", what, d)
	}
}

func clean(t *testing.T, d *rtrw.Desk) {
	t.Helper()
	r, err := d.Ledger.(*store.Store).Verify(context.Background())
	if err != nil || !r.Clean() || r.Events < 500 {
		t.Fatalf("verify: %v, %+v", err, r)
	}
}

// goOn sends an old command again, a new one and its next step, and lets clocks strike.
func goOn(t *testing.T, d *rtrw.Desk) {
	t.Helper()
	old := acts(history(hamlet, 700, 700, noon))[0].Command
	r, err := d.Do(t.Context(), old)
	if err != nil || !r.Replayed {
		t.Errorf("a command of the past sent again: %v, %+v", err, r)
	}
	k := hamlet.build(0)
	st := k.streets[0]
	r, err = d.Do(t.Context(), &rtrw.Command{Service: "aid", Move: "request", Key: "01936f6e-0000-7000-8000-000000000001", Viewer: st.homes[0].Viewer, Area: st.area, Input: &aid.Ask{Need: "air", People: 2, Note: "Sumur kering."}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Do(t.Context(), &rtrw.Command{Service: "aid", Move: "verify", Key: "01936f6e-0000-7000-8000-000000000002", Viewer: st.head.Viewer, Case: r.Case, Input: &rtrw.None{}}); err != nil {
		t.Fatal(err)
	}
	s := d.Ledger.(*store.Store)
	_, next, err := s.Due(t.Context(), noon, 100)
	if err != nil || next == 0 {
		t.Fatalf("the next clock: %d, %v", next, err)
	}
	if gone, err := s.Retain(t.Context()); err != nil || gone != 0 {
		t.Errorf("%d keys had had their time, %v", gone, err)
	}
	clean(t, d)
}
