package store_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store/storetest"
)

// seers look at a ward: over all of it, over a part, at a few cases of their own, and from above.
func (w *ward) seers() map[string]rtrw.Viewer {
	office := func(role rtrw.Role, a rtrw.Area) rtrw.Viewer {
		return rtrw.Viewer{Account: newID(), Grants: []rtrw.Grant{{ID: newID(), Role: role, Area: a}}}
	}
	rt := w.area + "/RW04/RT03"
	home := office(rtrw.Resident, rt+"/H001")
	home.Household = rt + "/H001"
	return map[string]rtrw.Viewer{"nakes": w.nakes, "lurah": office(rtrw.Lurah, w.area), "staf": office(rtrw.Staff, w.area), "rw": office(rtrw.RWHead, rt.Up(rtrw.RW)),
		"rt": office(rtrw.RTHead, rt), "relawan": office(rtrw.Volunteer, rt.Up(rtrw.RW)), "warga": home, "dinkes": office(rtrw.Health, "33.74"), "camat": office(rtrw.Camat, "33.74.01")}
}

// byUrgency is the order of urgent cases, said once more.
func byUrgency(a, b rtrw.Case) int {
	rank := func(c rtrw.Case) int { return slices.Index([]rtrw.Priority{"darurat", "penting", "biasa"}, c.Priority) }
	silent := func(c rtrw.Case) int {
		if c.Service == "isolation" && c.State == "isolating" && c.Level != "" {
			return 0
		}
		return 1
	}
	due := func(c rtrw.Case) int64 {
		if c.Due == 0 {
			return math.MaxInt64
		}
		return c.Due
	}
	return cmp.Or(silent(a)-silent(b), rank(a)-rank(b), cmp.Compare(due(a), due(b)), cmp.Compare(a.Opened, b.Opened), cmp.Compare(a.ID, b.ID))
}

func ids(list []rtrw.Case) (ids []string) {
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	return ids
}

// TestUrgent: page by page everybody gets the open ones among those that they may see, each
// once and the most urgent first; a board is the beginning of that, and counts the rest.
func TestUrgent(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := t.Context()
		w := openWard(t, e, 2, 900)
		w.mix(t)
		for name, v := range w.seers() {
			for _, a := range []rtrw.Area{w.area, w.area + "/RW04", w.area + "/RW04/RT03", "33.74"} {
				for _, q := range []rtrw.Query{{}, {Service: "isolation"}, {Service: "aid", State: "filed"}, {Service: "nothing"}} {
					q.Area, q.Limit = a, 10_000
					all, err := w.List(ctx, v, q)
					if rtrw.CodeOf(err) == rtrw.Forbidden {
						continue
					}
					if err != nil {
						t.Fatal(err)
					}
					open := slices.DeleteFunc(all, func(c rtrw.Case) bool { return c.State == "closed" })
					slices.SortFunc(open, byUrgency)
					var paged []string
					for q.Urgent, q.Limit = true, 101; ; {
						page, err := w.List(ctx, v, q)
						if err != nil {
							t.Fatal(err)
						}
						paged = append(paged, ids(page)...)
						if len(page) < q.Limit {
							break
						}
						q.After = page[len(page)-1].At()
					}
					if d := gocmp.Diff(ids(open), paged); d != "" {
						t.Fatalf("%s asks %+v: %s", name, q, d)
					}
					if q.Service != "" {
						continue
					}
					b, err := w.Board(ctx, v, a)
					if err != nil {
						t.Fatal(err)
					}
					var shown []string
					for _, c := range b.Cases {
						shown = append(shown, c.ID)
					}
					if first := ids(open[:min(len(open), 200)]); !slices.Equal(shown, first) || b.More != int64(len(open)-len(first)) {
						t.Errorf("%s on the board of %s: %d shown, %d more, of %d", name, a, len(shown), b.More, len(open))
					}
				}
			}
		}
	})
}

// mix lays requests for help among the isolations: some waiting, some done, some of the
// puskesmas' own, one without a clock.
func (w *ward) mix(t *testing.T) {
	t.Helper()
	var more []rtrw.Case
	for i := range 240 {
		rt := w.area + rtrw.Area([]string{"/RW04/RT03", "/RW04/RT02", "/RW01/RT01"}[i%3])
		c := rtrw.Case{ID: newID(), Service: "aid", Area: rt, House: rt + "/H001", Filer: "somebody", State: "filed", Priority: []rtrw.Priority{"biasa", "penting", "darurat"}[i%5%3], Level: rtrw.LevelRT, Version: 1,
			Opened: w.Now().UnixMilli() - int64(i/4), Due: w.Now().UnixMilli() + int64(i%7)*60_000, DueFor: "pass_on", Data: []byte(`{}`)}
		switch i % 6 {
		case 1:
			c.State, c.Level, c.Due, c.DueFor, c.Closed = "closed", "", 0, "", w.Now().UnixMilli()
		case 2:
			c.State, c.Level, c.Due, c.DueFor = "claimed", "", 0, ""
		case 3:
			c.Filer = w.nakes.Account
		}
		more = append(more, c)
	}
	if err := w.store.Fill(t.Context(), more, nil); err != nil {
		t.Fatal(err)
	}
}
