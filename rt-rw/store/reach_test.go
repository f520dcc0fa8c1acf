package store_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// brought opens a request of somebody and has it delivered, with the code or without.
func (tw *town) brought(who string, code bool) string {
	tw.t.Helper()
	id := newID()
	tw.must(tw.request(id, who))
	for _, step := range [][2]string{{"rt", "verify"}, {"relawan", "claim"}, {"relawan", "dispatch"}} {
		tw.must(tw.step(step[0], id, step[1], nil))
	}
	var told aid.HandOver
	if code {
		d, err := tw.Case(tw.t.Context(), tw.people[who], id)
		if err != nil {
			tw.t.Fatal(err)
		}
		told.Code, _ = d.Data["hand_over_code"].(string)
	}
	tw.must(tw.step("relawan", id, "hand_over", &told))
	return id
}

// gifts tells a household's ledger in short.
func (tw *town) gifts(who string, house rtrw.Area) (list []string) {
	tw.t.Helper()
	l, err := tw.HouseLedger(tw.t.Context(), tw.people[who], house)
	if err != nil {
		tw.t.Fatalf("%s: %v", who, err)
	}
	for _, g := range l.Gifts {
		list = append(list, fmt.Sprintf("%s %s %s %s", g.Case.ID, g.What, g.Proof, g.By))
	}
	slices.Sort(list)
	return list
}

// forgotten tells who stands in the list, in its order, and what each asks.
func (tw *town) forgotten(who string, area rtrw.Area) (list []string) {
	tw.t.Helper()
	u, err := tw.Untouched(tw.t.Context(), tw.people[who], rtrw.UntouchedQuery{Area: area, Days: 30, Limit: 10})
	if err != nil {
		tw.t.Fatalf("%s: %v", who, err)
	}
	for _, f := range u.Houses {
		line := f.House.Up(rtrw.RT).Short() + f.House.Short()
		for _, a := range f.Asks {
			line += " " + a.Case.Service
		}
		list = append(list, line)
	}
	return list
}

func (tw *town) same(what string, got, want []string) {
	tw.t.Helper()
	if !slices.Equal(got, want) {
		tw.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// TestHouseLedger: what arrived, by what it is known, for those of the place and the household
// itself; each look is told to it, and what it took back or had erased is told to nobody.
func TestHouseLedger(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw, house := newTown(t, e.Open()), rt0403+"/H012"
		coded, told, open := tw.brought("warga", true), tw.brought("warga", false), newID()
		tw.must(tw.request(open, "warga"))
		want := []string{coded + " sembako code volunteer", told + " sembako unconfirmed volunteer"}
		slices.Sort(want)
		for _, who := range []string{"staf", "lurah", "rw", "rt", "warga"} {
			tw.same(who, tw.gifts(who, house), want)
		}
		for _, who := range []string{"tetangga", "relawan", "camat", "dpo"} {
			if _, err := tw.HouseLedger(t.Context(), tw.people[who], house); rtrw.CodeOf(err) != rtrw.Forbidden {
				t.Errorf("%s reads the ledger: %v", who, err)
			}
		}
		looks, err := tw.store.LooksOf(t.Context(), tw.people["warga"])
		looks = slices.DeleteFunc(looks, func(l store.LookInfo) bool { return l.Case != string(house) })
		if err != nil || len(looks) != 4 {
			t.Errorf("looks at the ledger: %+v, %v", looks, err)
		}
		tw.must(tw.step("warga", told, "confirm", nil))
		want = []string{coded + " sembako code volunteer", told + " sembako confirmed volunteer"}
		slices.Sort(want)
		tw.same("confirmed", tw.gifts("staf", house), want)
		tw.same("a quiet house", tw.gifts("staf", rt0403+"/H013"), nil)
		w := tw.must(tw.wish("warga", "privacy", "withdraw", "", nil))
		tw.must(tw.wish("dpo", "privacy", "stop", w.ID, nil))
		if l, err := tw.HouseLedger(t.Context(), tw.people["staf"], house); err != nil || !l.Withheld || len(l.Gifts) != 0 {
			t.Errorf("after consent was taken back: %+v, %v", l, err)
		}
		tw.same("to itself", tw.gifts("warga", house), want)
		if err := tw.store.Undone(t.Context(), string(house)); err != nil {
			t.Fatal(err)
		}
		tw.same("erased", tw.gifts("warga", house), nil)
	})
}

// TestUntouched: whoever was given nothing, the longest need first; an isolation puts a
// household forward for its heads, and for nobody to whom its door is not told.
func TestUntouched(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		calm := []string{"RT01H002", "RT02H005", "RT03H001", "RT03H012", "RT03H013"}
		tw.same("a calm place", tw.forgotten("staf", tegalsari), calm)
		asked := newID()
		tw.must(tw.request(asked, "tetangga"))
		tw.same("who asked comes first", tw.forgotten("staf", tegalsari), []string{"RT03H013 aid", "RT01H002", "RT02H005", "RT03H001", "RT03H012"})
		before := map[string]string{}
		for _, who := range []string{"staf", "lurah"} {
			before[who] = tw.whatIsSeen(who)
		}
		sick := newID()
		tw.must(tw.Do(t.Context(), &rtrw.Command{Service: "isolation", Move: "report", Key: sick, Viewer: tw.people["warga"], Area: rt0403, Input: &isolation.Report{Since: "2020-01-01"}, Body: []byte(`{}`)}))
		tw.must(tw.Do(t.Context(), &rtrw.Command{Service: "isolation", Move: "verify", Key: newID(), Viewer: tw.people["rt"], Case: sick, Input: &rtrw.None{}, Body: []byte(`{}`)}))
		for _, who := range []string{"staf", "lurah"} {
			if after := tw.whatIsSeen(who); after != before[who] {
				t.Errorf("%s learns of an isolation at a door:\n%s\n%s", who, before[who], after)
			}
		}
		for _, who := range []string{"rt", "rw"} {
			tw.same(who+" knows the door", tw.forgotten(who, rt0403), []string{"RT03H013 aid", "RT03H012 isolation", "RT03H001"})
		}
		tw.brought("warga", false)
		tw.same("what is only said to have come", tw.forgotten("staf", rt0403), []string{"RT03H013 aid", "RT03H001", "RT03H012"})
		tw.brought("warga", true)
		tw.same("what has come", tw.forgotten("staf", rt0403), []string{"RT03H013 aid", "RT03H001"})
		for _, who := range []string{"warga", "relawan", "camat", "dpo", "rt"} {
			if _, err := tw.Untouched(t.Context(), tw.people[who], rtrw.UntouchedQuery{Area: tegalsari, Days: 30, Limit: 1}); rtrw.CodeOf(err) != rtrw.Forbidden {
				t.Errorf("%s lists the kelurahan: %v", who, err)
			}
		}
		page, err := tw.Untouched(t.Context(), tw.people["staf"], rtrw.UntouchedQuery{Area: rt0403, Days: 30, Limit: 1})
		if err != nil || !page.More || page.Total != 2 || page.Counts[0] != (rtrw.Reaching{Area: rt0403, Houses: 3, Untouched: 2, Asking: 1}) {
			t.Errorf("a page: %+v, %v", page, err)
		}
		page, err = tw.Untouched(t.Context(), tw.people["staf"], rtrw.UntouchedQuery{Area: rt0403, Days: 30, Limit: 1, After: page.Houses[0].House})
		if err != nil || page.More || len(page.Houses) != 1 || page.Houses[0].House != rt0403+"/H001" {
			t.Errorf("the next: %+v, %v", page, err)
		}
		tw.whole()
	})
}

// whatIsSeen is everything that the list tells somebody, to the byte.
func (tw *town) whatIsSeen(who string) string {
	tw.t.Helper()
	u, err := tw.Untouched(tw.t.Context(), tw.people[who], rtrw.UntouchedQuery{Area: tegalsari, Days: 30, Limit: 500})
	if err != nil {
		tw.t.Fatal(err)
	}
	u.Since = 0
	b, err := json.Marshal(u)
	if err != nil {
		tw.t.Fatal(err)
	}
	return string(b)
}

// TestReachPlan: what is over is found along its own index, what is open along the log's.
func TestReachPlan(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		w := openWard(t, e, 1, 10_000)
		over := make([]rtrw.Case, 400) // PostgreSQL chooses by what there is
		for i := range over {
			at := w.Now().Add(-time.Duration(i) * time.Hour).UnixMilli()
			rt := rtrw.Area(fmt.Sprintf("%s/RW%02d/RT%02d", w.area, 1+i%9, 1+i/9%6))
			over[i] = rtrw.Case{ID: newID(), Service: "arrival", Area: rt, House: rtrw.Area(fmt.Sprintf("%s/H%03d", rt, 1+i%40)), Filer: newID(), State: "left", Priority: rtrw.Ordinary,
				Version: 5, Since: at, Opened: at, Updated: at, Closed: at, Data: []byte(`{}`)}
		}
		if err := w.store.Fill(t.Context(), over, nil); err != nil {
			t.Fatal(err)
		}
		for i, q := range w.store.ReachTexts(rtrw.ReachQuery{Area: w.area + "/RW01/RT01/H001", Services: []string{"aid"}, Since: 1}) {
			plan, err := w.store.Explain(t.Context(), q.Text, q.Args...)
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				planned(t, "what is over", plan, "cases_over")
			} else {
				planned(t, "what is open", plan, "cases_log")
			}
		}
	})
}
