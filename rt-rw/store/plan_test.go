package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// tired are the words with which the two databases say that they read everything, or sort.
var tired = []string{"TEMP B-TREE", "SCAN cases\n", "Seq Scan on cases", "Sort  ("}

// planned says whether a plan walks along an index, and shows it.
func planned(t *testing.T, what, plan, index string) {
	t.Helper()
	t.Logf("%s:\n%s", what, plan)
	plan = strings.ReplaceAll(strings.ReplaceAll(plan, "TEMP B-TREE FOR LAST TERM", "twins"), "Incremental Sort", "twins") // of one moment only
	if !strings.Contains(plan, index) {
		t.Errorf("%s does not use %s", what, index)
	}
	for _, word := range tired {
		if strings.Contains(plan+"\n", word) {
			t.Errorf("%s: %s", what, strings.TrimSpace(word))
		}
	}
}

// TestTick: with 10,000 open isolations the scheduler's question is one stretch of one index,
// and it says what is due, what comes next, and that there is more.
func TestTick(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		w := openWard(t, e, 1, 10_000)
		plan, err := w.store.Explain(ctx, store.DueText, 257)
		if err != nil {
			t.Fatal(err)
		}
		planned(t, "the scheduler's tick", plan, "cases_due")
		now := w.Now()
		for _, q := range []struct {
			after time.Duration
			limit int
			due   int
			next  time.Duration
		}{{0, 256, 0, time.Hour}, {time.Hour, 256, 14, 61 * time.Minute}, {time.Hour, 14, 14, 61 * time.Minute}, {time.Hour, 13, 13, 0}, {90 * time.Minute, 256, 256, 0}, {24 * time.Hour, 256, 256, 0}, {24 * time.Hour, 20_000, 10_000, 0}} {
			at := now.Add(q.after)
			due, next, err := w.store.Due(ctx, at, q.limit)
			if err != nil || len(due) != q.due || q.next != 0 && next != now.Add(q.next).UnixMilli() || q.next == 0 && next != 0 {
				t.Errorf("%v from now, %d wanted: %d due, next %v, %v", q.after, q.limit, len(due), time.UnixMilli(next).Sub(now), err)
			}
			for i := range due {
				if c := &due[i]; c.Due > at.UnixMilli() || i > 0 && c.Due < due[i-1].Due || c.ID == "" || c.Service != "isolation" || c.DueFor == "" || c.Version != 3 {
					t.Fatalf("%v from now: %s", q.after, fmt.Sprint(c.ID, c.Due, c.DueFor, c.Version))
				}
			}
		}
	})
}

// TestTriage: the first page of a puskesmas is read along the index, in its order.
func TestTriage(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		w := openWard(t, e, 1, 10_000)
		q := rtrw.Query{Area: w.area, Scope: w.Registry.ScopeOf(w.nakes, w.area, w.Now()), Service: "isolation", Limit: 51, Urgent: true}
		text, args := w.store.UrgentText(q)
		plan, err := w.store.Explain(t.Context(), text, args...)
		if err != nil {
			t.Fatal(err)
		}
		planned(t, "the triage list", plan, "cases_urgent")
	})
}

// TestKeptPlans: PostgreSQL answers for the newest cases by one plan, whoever asks for how many of them; with
// a long history a plan for each reading takes longer than the reading.
func TestKeptPlans(t *testing.T) {
	t.Parallel()
	e := storetest.Postgres(t)
	w := openWard(t, e, 1, 100)
	for i := range 10 { // it tries five times with fresh plans before it thinks of one to keep
		if _, err := w.List(t.Context(), w.nakes, rtrw.Query{Area: w.area, Limit: 1 + i}); err != nil {
			t.Fatal(err)
		}
	}
	kept, anew, err := w.store.Planned(t.Context())
	if err != nil || kept != 10 || anew != 0 {
		t.Errorf("answered by a kept plan %d times, planned anew %d times, %v", kept, anew, err)
	}
}

// TestNewest: what is over is found along the index of what it is asked by, and nothing is sorted
// but the cases of one house.
func TestNewest(t *testing.T) {
	t.Parallel()
	e := storetest.SQLite(t)
	w := openWard(t, e, 1, 100)
	home := rtrw.Viewer{Account: newID(), Household: rt0403 + "/H012"}
	home.Grants = []rtrw.Grant{{ID: newID(), Account: home.Account, Role: rtrw.Resident, Area: home.Household}}
	for _, c := range []struct {
		who     rtrw.Viewer
		q       rtrw.Query
		indexes []string
	}{
		{w.nakes, rtrw.Query{Area: w.area}, []string{"cases_log (log=? AND <expr>=?)"}},
		{w.nakes, rtrw.Query{Area: w.area + "/RW01"}, []string{"cases_rw (<expr>=?)"}},
		{w.nakes, rtrw.Query{Area: w.area + "/RW01/RT01"}, []string{"cases_place (area=?)"}},
		{w.nakes, rtrw.Query{Area: w.area, State: "released"}, []string{"cases_ended (log=? AND service=? AND state=?)"}},
		{w.nakes, rtrw.Query{Area: w.area, Service: "isolation"}, []string{"cases_ended (log=? AND service=? AND state=?)"}},
		{home, rtrw.Query{Area: rt0403}, []string{"cases_filed (filer=?)", "cases_held (holder=?)", "cases_over (house=? AND closed>?)", "cases_heard_in (area=?)"}},
	} {
		c.q.Scope, c.q.Limit = w.Registry.ScopeOf(c.who, c.q.Area, w.Now()), 50
		text, args := w.store.NewestText(c.q)
		plan, err := w.store.Explain(t.Context(), text, args...)
		if err != nil {
			t.Fatal(err)
		}
		plan = strings.ReplaceAll(plan, "TEMP B-TREE FOR LAST TERM", "twins") // of one moment only
		for _, index := range c.indexes {
			if !strings.Contains(plan, "INDEX "+index) {
				t.Errorf("%+v does not use %s:\n%s", c.q, index, plan)
			}
		}
		if sorts := strings.Count(plan, "TEMP B-TREE"); sorts > 1 || sorts == 1 && !strings.Contains(plan, "cases_over") {
			t.Errorf("%+v sorts:\n%s", c.q, plan)
		}
	}
}
