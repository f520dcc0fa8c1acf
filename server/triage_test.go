package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/server/config"
	"jogotonggo/server/demo"
)

// TestUrgentFirst: the puskesmas gets a silence first, then the worst, page by page, and
// nothing that rests.
func TestUrgentFirst(t *testing.T) {
	t.Parallel()
	clock := &hand{}
	clock.set(t, "21 10:00")
	w := clock.town(t)
	nakes := w.as("nakes")
	home := func(login, head, rt string) string {
		id := w.as(login).must("/isolation/report", map[string]any{"area": rt, "since": "2026-11-20", "breathless": false})
		w.as(head).must("/isolation/verify", map[string]any{"case": id})
		nakes.must("/isolation/start", map[string]any{"case": id, "class": "suspect"})
		return id
	}
	silent, calm, bad := home("warga", "rt", homeRT), home("tetangga", "rt", homeRT), home("warga2", "rt2", "33.74.08.1006/RW09/RT01")
	rests := w.as("kader").must("/isolation/report", map[string]any{"area": homeRT, "since": "2026-11-20", "breathless": false, "household": homeRT + "/H014", "on_behalf": map[string]any{"consent": "spoken"}})
	w.as("rt").must("/isolation/decline", map[string]any{"case": rests, "reason": "bukan_warga"})
	clock.set(t, "21 18:00")
	w.as("tetangga").must("/isolation/check_in", map[string]any{"case": calm, "same": true})
	w.as("warga2").must("/isolation/check_in", map[string]any{"case": bad, "same": false, "spo2": 88})
	clock.set(t, "21 22:30")
	clocks := &rtrw.Scheduler{Desk: w.house.desk, Key: w.house.store.Subkey("clocks"), Log: quiet()}
	clocks.Tick(t.Context())
	var got []string
	for page := ""; len(got) < 10; {
		var list struct {
			Cases []struct{ ID string }
			Next  *string
		}
		nakes.get("/cases?area=33.74.08.1006&service=isolation&order=urgent&limit=1&page="+page, &list)
		for _, c := range list.Cases {
			got = append(got, c.ID)
		}
		if list.Next == nil {
			break
		}
		page = *list.Next
	}
	if want := []string{silent, bad, calm}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var newest struct {
		Cases []struct{ ID string }
		Next  string
	}
	nakes.get("/cases?area=33.74.08.1006&service=isolation&limit=3&order=newest", &newest)
	if len(newest.Cases) != 3 || newest.Cases[0].ID != rests || newest.Next == "" {
		t.Errorf("newest first: %+v", newest)
	}
	for query, field := range map[string]string{"order=worst": `"field":"order"`, "order=": `"field":"order"`, "order=urgent&page=" + newest.Next: "malformed", "order=urgent&page=x": "malformed"} {
		if r := nakes.send("GET", "/cases?"+query, nil); r.status != 400 || !strings.Contains(string(r.body), field) {
			t.Errorf("%s: %d %s", query, r.status, r.body)
		}
	}
	for login, n := range map[string]int{"kader": 2, "camat": 0, "warga": 1, "lurah": 3} {
		var list struct{ Cases []struct{ ID string } }
		if w.as(login).get("/cases?area=33.74.08.1006&order=urgent", &list); len(list.Cases) != n {
			t.Errorf("%s sees %d", login, len(list.Cases))
		}
	}
}

// ward is Tegalsari with all its houses and those who can be entered as.
func ward() *demo.World {
	w := demo.NewWorld()
	w.People = slices.DeleteFunc(w.People, func(p demo.Person) bool { return !p.Named })
	w.Houses = slices.DeleteFunc(w.Houses, func(h demo.House) bool { return !demo.Tegalsari.Contains(h.Area) })
	return w
}

// isolate lets the puskesmas begin n isolations, through the same door as everybody.
func (w *town) isolate(n int) {
	w.t.Helper()
	world := ward()
	viewer := func(login string) rtrw.Viewer {
		i := slices.IndexFunc(world.People, func(p demo.Person) bool { return p.Login == login })
		return rtrw.Viewer{Account: world.People[i].ID}
	}
	nakes, lurah := viewer("nakes"), viewer("lurah")
	houses := slices.DeleteFunc(world.Houses, func(h demo.House) bool { // where no head is in office the lurah verifies
		return strings.Contains(string(h.Area), "/RW04/") || strings.Contains(string(h.Area), "/RW09/RT01/")
	})
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				house, id := houses[i%len(houses)].Area, uuid.Must(uuid.NewV7()).String()
				report := &isolation.Report{Since: w.house.now().AddDate(0, 0, -i%9).Format(time.DateOnly), SpO2: 88 + i%12, For: rtrw.For{Household: house, OnBehalf: &rtrw.OnBehalf{Consent: "spoken"}}}
				for _, c := range []rtrw.Command{
					{Move: "report", Key: id, Viewer: nakes, Area: house.Up(rtrw.RT), Input: report},
					{Move: "verify", Viewer: lurah, Case: id, Input: &rtrw.None{}},
					{Move: "start", Viewer: nakes, Case: id, Input: &isolation.Start{Class: "confirmed"}},
				} {
					if c.Service = "isolation"; c.Key == "" {
						c.Key = uuid.NewString()
					}
					if _, err := w.house.desk.Do(context.Background(), &c); err != nil {
						w.t.Errorf("%s: %v", c.Move, err)
						return
					}
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkTriage is what the puskesmas of a kelurahan waits for when 10,000 are isolated
// there, beside the same of an empty database: over HTTP, in turns, on both databases.
func BenchmarkTriage(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { triage(b, [2]*town{start(b, ward()), start(b, ward())}) })
	if os.Getenv("JT_TEST_DATABASE_URL") == "" {
		return
	}
	b.Run("postgres", func(b *testing.B) {
		node := func() *config.Node {
			return &config.Node{Data: b.TempDir(), Log: "debug", DatabaseURL: storetest.Postgres(b).Config().URL, Secret: string(storetest.Secret)}
		}
		full := node()
		triage(b, [2]*town{startOn(b, node(), ward()), startOn(b, full, ward())}, func() { counted(b, full.DatabaseURL) })
	})
}

// counted has PostgreSQL take its statistics, as it does by itself within a minute.
func counted(b *testing.B, url string) {
	b.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), "ANALYZE"); err != nil {
		b.Fatal(err)
	}
}

func triage(b *testing.B, towns [2]*town, then ...func()) {
	towns[1].isolate(10_000)
	for _, do := range then {
		do()
	}
	const list = "/cases?area=33.74.08.1006&service=isolation&order=urgent"
	for _, page := range []struct{ name, path string }{
		{"desk", "/board?area=33.74.08.1006"}, // what a desk opens with: 200 cases, counts and colours
		{"list", list},                        // its first page
		{"fifty", list + "&limit=50"},
	} {
		b.Run(page.name, func(b *testing.B) {
			var spent [2][]float64
			for b.Loop() {
				for i, w := range towns {
					nakes := w.as("nakes")
					for range 16 { // in a row, so that neither pays for the garbage of the other
						began := time.Now()
						nakes.page(page.path)
						spent[i] = append(spent[i], float64(time.Since(began).Microseconds()))
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
		})
	}
}

// page reads an answer whole and looks no further.
func (c *caller) page(path string) {
	c.t.Helper()
	req, err := http.NewRequest("GET", c.at+"/api/v1"+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	var buf [32 << 10]byte
	for {
		if _, err := resp.Body.Read(buf[:]); err != nil {
			break
		}
	}
	if resp.StatusCode != http.StatusOK {
		c.t.Fatal(fmt.Sprint(path, ": ", resp.StatusCode))
	}
}
