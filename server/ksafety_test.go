package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
)

// countedLedger is a ledger that knows counts and marks alone: one situation of a city.
type countedLedger struct {
	rtrw.Ledger
	counts  []rtrw.Count
	rts     []rtrw.Area
	marks   []rtrw.Mark
	records []rtrw.Record
}

func (countedLedger) Epoch() int64 { return 1 }

// Picture gives all that lies under the area, more than the store would: hiding is not left
// to what a query happens to leave out.
func (l countedLedger) Picture(_ context.Context, q rtrw.PictureQuery) (*rtrw.Picture, error) {
	p := &rtrw.Picture{Records: l.records}
	for _, c := range l.counts {
		if q.Area.Contains(c.Area) {
			p.Counts = append(p.Counts, c)
		}
	}
	for _, rt := range l.rts {
		if q.Area.Contains(rt) {
			p.RTs = append(p.RTs, rt)
			if k := rt.Up(rtrw.Kelurahan); q.Area.Depth() < rtrw.Kelurahan && !slices.Contains(p.Kelurahan, k) {
				p.Kelurahan = append(p.Kelurahan, k)
			}
		}
	}
	for _, m := range l.marks {
		if q.Area.Contains(m.Area) {
			p.Marks = append(p.Marks, m)
		}
	}
	return p, nil
}

// above are the offices that see numbers from above, and where they sit.
var above = map[rtrw.Role]rtrw.Area{rtrw.Camat: "33.74.08", rtrw.CityCenter: "33.74", rtrw.Academic: "33.74"}

// ofCity are the RTs of three kelurahan, two of one district.
func ofCity() (list []rtrw.Area) {
	for _, parent := range []rtrw.Area{"33.74.08.1001/RW01", "33.74.08.1006/RW04", "33.74.08.1006/RW09", "33.74.01.1002/RW02"} {
		for i := range 3 {
			list = append(list, rtrw.Area(fmt.Sprintf("%s/RT%02d", parent, i+1)))
		}
	}
	return list
}

// spread lays n cases over RTs and states, as the store would count them.
func spread(r *rapid.T, sv *rtrw.Service, rts []rtrw.Area, n int) (counts []rtrw.Count) {
	for range n {
		rt, state := rapid.SampledFrom(rts).Draw(r, "rt"), rapid.SampledFrom(sv.States()).Draw(r, "state")
		counts = append(counts, rtrw.Count{Area: rt, Service: sv.Name, State: state, N: 1}, rtrw.Count{Area: rt.Log(), Service: sv.Name, State: state, N: 1})
	}
	return counts
}

// twins draws two situations that agree in every number of five or more of a kelurahan and
// service, and in nothing else that is counted.
func twins(r *rapid.T, registry *rtrw.Registry) (a, b countedLedger) {
	rts := ofCity()
	a = countedLedger{rts: rts, records: []rtrw.Record{{Area: "33.74", Name: "emergency", Value: []byte(`{"kind":"covid19","decree":"contoh","policy":"2021-04"}`)}}}
	for i := range rapid.IntRange(0, 4).Draw(r, "marks") {
		rt := rapid.SampledFrom(rts).Draw(r, "marked")
		a.marks = append(a.marks, rtrw.Mark{Case: fmt.Sprint(i), Kind: "count", Area: rt, N: int64(rapid.IntRange(0, 7).Draw(r, "houses")), At: rtrwtest.Morning.Add(-time.Hour).UnixMilli()})
	}
	b = a
	for _, sv := range registry.Services() {
		for _, k := range []rtrw.Area{"33.74.08.1001", "33.74.08.1006", "33.74.01.1002"} {
			here := slices.DeleteFunc(slices.Clone(rts), func(rt rtrw.Area) bool { return !k.Contains(rt) })
			n := rapid.IntRange(0, 9).Draw(r, "cases")
			other := n
			if n < 5 || sv.Inner {
				other = rapid.IntRange(0, 4).Draw(r, "other cases")
			}
			a.counts = append(a.counts, spread(r, sv, here, n)...)
			b.counts = append(b.counts, spread(r, sv, here, other)...)
		}
	}
	return a, b
}

// TestSmallNumbersFromAbove: to camat, city and academics two situations that differ in
// numbers of 0 to 4, in states and in RTs alone are one board, hash and all; and a board
// from above has nothing but a number or "<5" for each kelurahan and service.
func TestSmallNumbersFromAbove(t *testing.T) {
	t.Parallel()
	registry := services()
	cursors, err := rtrw.NewCursors(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	board := func(r *rapid.T, l rtrw.Ledger, role rtrw.Role, seat, a rtrw.Area) *rtrw.Board {
		d := rtrw.Desk{Registry: registry, Ledger: l, Cursors: cursors, Now: func() time.Time { return rtrwtest.Morning }}
		b, err := d.Board(context.Background(), rtrw.Viewer{Account: "a", Grants: []rtrw.Grant{{Role: role, Area: seat}}}, a)
		if err != nil {
			r.Fatal(err)
		}
		b.Cursor = ""
		return b
	}
	told := 0
	rapid.Check(t, func(r *rapid.T) {
		one, two := twins(r, registry)
		for role, seat := range above {
			for _, a := range []rtrw.Area{"33.74", "33.74.08", "33.74.08.1006", "33.74.08.1006/RW04", "33.74.08.1006/RW04/RT01"} {
				b := board(r, one, role, seat, a)
				if d := cmp.Diff(b, board(r, two, role, seat, a)); d != "" {
					r.Fatalf("%s at %s tells them apart: %s", role, a, d)
				}
				onlyShown(r, b, one)
			}
		}
		lurah := func(l rtrw.Ledger) string { return board(r, l, rtrw.Lurah, "33.74.08.1006", "33.74.08.1006").Hash }
		if lurah(one) != lurah(two) { // for whom it is no secret: the twins are no copies
			told++
		}
	})
	if told == 0 {
		t.Error("no two situations differed at all")
	}
}

// onlyShown holds a board from above against its rules.
func onlyShown(r *rapid.T, b *rtrw.Board, l countedLedger) {
	total := map[string]int64{}
	for _, c := range l.counts {
		if c.Area.Depth() == rtrw.Kelurahan {
			total[string(c.Area)+c.Service] += c.N
		}
	}
	for at, services := range b.Tallies {
		for service, shown := range services {
			n := total[string(at)+service]
			var want any = "<5"
			if n >= 5 {
				want = n
			}
			if at.Depth() != rtrw.Kelurahan || len(shown) != 1 || shown["all"] != want {
				r.Fatalf("at %s stands %s %v, where there are %d", at, service, shown, n)
			}
		}
	}
	for at := range b.Zones {
		if at.Depth() != rtrw.Kelurahan {
			r.Fatalf("the zones name %s", at)
		}
	}
	if len(b.Cases) != 0 || b.More != 0 || b.Area.Depth() < rtrw.Kelurahan && len(b.RTs) != 0 {
		raw, _ := json.Marshal(b)
		r.Fatalf("cases or RTs from above: %s", raw)
	}
}
