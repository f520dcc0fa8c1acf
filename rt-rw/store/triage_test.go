package store_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// ward is a puskesmas' view of a city in which many are isolated.
type ward struct {
	*rtrw.Desk
	store *store.Store
	nakes rtrw.Viewer
	area  rtrw.Area // the kelurahan that it looks at
}

// manyKelurahan is how many Semarang has; each gets 60 RTs of 40 houses.
const manyKelurahan = 177

func kelurahanOf(i int) rtrw.Area {
	return rtrw.Area(fmt.Sprintf("33.74.%02d.%04d", 1+i/12, 1001+i%12))
}

// openWard lays sick open isolations out over some kelurahan: one of thirty urgent, one of
// twenty without news, the others with their clocks set.
func openWard(t testing.TB, e *storetest.Env, kelurahan, sick int) *ward {
	t.Helper()
	ctx, now := context.Background(), time.Date(2026, 11, 21, 10, 0, 0, 0, tegalsari.Location())
	s := e.Open(func(c *store.Config) { c.Now = func() time.Time { return now } })
	w := &ward{storetest.Desk(t, s, func() time.Time { return now }), s, rtrw.Viewer{Account: newID()}, kelurahanOf(0)}
	w.nakes.Grants = []rtrw.Grant{{ID: newID(), Account: w.nakes.Account, Role: rtrw.Health, Area: w.area}}
	seed := store.Seed{Accounts: []store.SeedAccount{{Account: store.Account{ID: w.nakes.Account, Login: "nakes", Name: "Nama"}, Grants: w.nakes.Grants}},
		Records: []rtrw.Record{{Case: newID(), Area: "33.74", Name: "emergency", From: 1, Value: []byte(`{"kind":"covid19","policy":"2021-04"}`)}}}
	var rts []rtrw.Area
	for k := range kelurahan {
		seed.Areas = append(seed.Areas, store.SeedArea{Area: kelurahanOf(k), Name: "Kelurahan"})
		for n := range 60 {
			rts = append(rts, rtrw.Area(fmt.Sprintf("%s/RW%02d/RT%02d", kelurahanOf(k), 1+n%9, 1+n/9)))
			seed.Areas = append(seed.Areas, store.SeedArea{Area: rts[len(rts)-1], Name: "RT"})
		}
	}
	if err := s.Seed(ctx, seed); err != nil {
		t.Fatal(err)
	}
	cases := make([]rtrw.Case, 0, sick)
	var marks []rtrw.Mark
	for i := range sick {
		rt := rts[i*7919%len(rts)]
		since := now.Add(-time.Duration(i*31%(9*24*60)) * time.Minute).UnixMilli()
		c := rtrw.Case{ID: uuid.Must(uuid.NewV7()).String(), Service: "isolation", Area: rt, House: rtrw.Area(fmt.Sprintf("%s/H%03d", rt, 1+i/len(rts)%40)), Filer: w.nakes.Account,
			State: "isolating", Priority: rtrw.Important, Since: since, Asked: since, Heard: since, Due: now.Add(time.Duration(60+i%720) * time.Minute).UnixMilli(), DueFor: "miss",
			Version: 3, Opened: since, Updated: since, Lot: "isolation/2026Q4", Data: []byte(`{"sealed":"` + string(slices.Repeat([]byte("kJ3x"), 160)) + `"}`)}
		if i%30 == 0 {
			c.Priority = rtrw.Emergency
		}
		if i%20 == 0 {
			c.Level, c.Next, c.DueFor = rtrw.LevelRT, rtrw.LevelRW, "climb"
		}
		cases = append(cases, c)
		marks = append(marks, rtrw.Mark{Case: c.ID, Kind: "confirmed", Area: rt, House: c.House, N: 1, At: since})
	}
	if err := s.Fill(ctx, cases, marks); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *ward) list(ctx context.Context) error {
	_, err := w.List(ctx, w.nakes, rtrw.Query{Area: w.area, Service: "isolation", Urgent: true, Limit: 51})
	return err
}

func (w *ward) board(ctx context.Context) error {
	_, err := w.Board(ctx, w.nakes, w.area)
	return err
}

func (w *ward) tick(ctx context.Context) error {
	_, _, err := w.Ledger.Due(ctx, w.Now(), 256)
	return err
}

// BenchmarkTriage compares what a puskesmas waits for when 10,000 are isolated with the same
// in an empty database, in turns on the same machine, and prints both and their ratio.
func BenchmarkTriage(b *testing.B) {
	envs := map[string]func(testing.TB) *storetest.Env{"sqlite": storetest.SQLite}
	if os.Getenv("JT_TEST_DATABASE_URL") != "" {
		envs["postgres"] = storetest.Postgres
	}
	for name, env := range envs {
		for _, spread := range []int{1, manyKelurahan} {
			wards := [2]*ward{openWard(b, env(b), spread, 0), openWard(b, env(b), spread, 10_000)}
			for _, what := range []struct {
				name string
				ask  func(*ward, context.Context) error
			}{{"list", (*ward).list}, {"board", (*ward).board}, {"tick", (*ward).tick}} {
				b.Run(fmt.Sprintf("%s/kelurahan=%d/%s", name, spread, what.name), func(b *testing.B) { inTurns(b, wards, what.ask) })
			}
		}
	}
}

// atATime are asked in a row, so that neither pays for the garbage of the other.
const atATime = 16

func inTurns(b *testing.B, wards [2]*ward, ask func(*ward, context.Context) error) {
	var spent [2][]float64
	for b.Loop() {
		for i, w := range wards {
			for range atATime {
				start := time.Now()
				if err := ask(w, context.Background()); err != nil {
					b.Fatal(err)
				}
				spent[i] = append(spent[i], float64(time.Since(start).Microseconds()))
			}
		}
	}
	var median [2]float64
	for i := range spent {
		slices.Sort(spent[i])
		median[i] = spent[i][len(spent[i])/2]
	}
	b.ReportMetric(0, "ns/op") // of both together it says nothing
	b.ReportMetric(median[0], "µs-empty")
	b.ReportMetric(median[1], "µs-10000")
	b.ReportMetric(median[1]/median[0], "ratio")
}
