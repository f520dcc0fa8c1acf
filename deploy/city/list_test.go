package main

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestLists pages through every list of every office, with every filter, a few cases at a time,
// and holds it against all cases looked at one by one.
func TestLists(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		d := loadInto(t, e, history(hamlet, 700, 700, noon))
		all := allCases(t, d)
		filters := []rtrw.Query{{}}
		for _, s := range d.Registry.Services() {
			filters = append(filters, rtrw.Query{Service: s.Name})
			for _, st := range s.States() {
				filters = append(filters, rtrw.Query{State: st}, rtrw.Query{Service: s.Name, State: st})
			}
		}
		found := map[string]int{}
		for i, v := range viewers(hamlet)[:7] {
			for _, a := range []rtrw.Area{wardRT, wardRW, ward} {
				for _, q := range filters {
					q.Area = a
					want := looked(d, v, q, all)
					got := paged(t, d, v, q)
					if !slices.Equal(got, want) {
						t.Fatalf("viewer %d, %s, service %q, state %q: %d cases, want %d\n%v\n%v", i, a, q.Service, q.State, len(got), len(want), got, want)
					}
					found[fmt.Sprint(i, a)] += len(got)
				}
			}
		}
		for place, n := range found {
			if n == 0 {
				t.Errorf("viewer and place %s: no list has a case", place)
			}
		}
	})
}

// allCases reads every case that a log tells of.
func allCases(t *testing.T, d *rtrw.Desk) (all []rtrw.Case) {
	t.Helper()
	s := d.Ledger.(*store.Store)
	for i := range hamlet.kelurahan {
		lines, err := s.Read(t.Context(), hamlet.name(i), 0, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			if l.From != "" {
				continue
			}
			f, err := s.Find(t.Context(), l.Case)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, f.Case)
		}
	}
	return all
}

// looked gives the list as the kernel says it.
func looked(d *rtrw.Desk, v rtrw.Viewer, q rtrw.Query, all []rtrw.Case) (ids []string) {
	sc := d.Registry.ScopeOf(v, q.Area, d.Now())
	var mine []rtrw.Case
	for _, c := range all {
		if q.Area.Contains(c.Area) && sc.Shows(&c) && (q.Service == "" || q.Service == c.Service) && (q.State == "" || q.State == c.State) {
			mine = append(mine, c)
		}
	}
	slices.SortFunc(mine, func(a, b rtrw.Case) int { return cmp.Or(cmp.Compare(b.Opened, a.Opened), cmp.Compare(b.ID, a.ID)) })
	for _, c := range mine {
		ids = append(ids, c.ID)
	}
	return ids
}

func paged(t *testing.T, d *rtrw.Desk, v rtrw.Viewer, q rtrw.Query) (ids []string) {
	t.Helper()
	for q.Limit = 7; ; {
		page, err := d.List(t.Context(), v, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page {
			ids = append(ids, c.ID)
		}
		if len(page) < q.Limit {
			return ids
		}
		q.After = page[len(page)-1].At()
	}
}
