package main

import (
	"encoding/json"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/config"
)

// hand is a clock that a test moves.
type hand struct{ at atomic.Int64 }

func (h *hand) now() time.Time { return time.UnixMilli(h.at.Load()) }

func (h *hand) set(t *testing.T, clock string) {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-"+clock, rtrw.Area("33").Location())
	if err != nil {
		t.Fatal(err)
	}
	h.at.Store(v.UnixMilli())
}

// at gives a server of the demo's people on a clock of the test's own; nothing in it moves by itself.
func (h *hand) town(t *testing.T) *town {
	t.Helper()
	w := &town{t: t, logs: &logbook{}, tokens: map[string]string{}}
	node := &config.Node{Data: t.TempDir()}
	var err error
	w.house, err = raise(t.Context(), store.Config{Dir: node.Data, Secret: []byte(strings.Repeat("s", 32)), Registry: services(), Now: h.now, Log: quiet()},
		&serve{config.Serve{Addr: "127.0.0.1:0", Limits: "off"}}, quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.house.store.Close() })
	if err := w.house.store.Seed(t.Context(), sown(few())); err != nil {
		t.Fatal(err)
	}
	if w.routes, err = w.house.door(node); err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(w.routes)
	t.Cleanup(served.Close)
	w.at = served.URL
	return w
}

type morning struct {
	Area, Name, Day, AsOf string
	Derived               bool
	Kind, Policy, Worst   *string
	Zones                 map[string]int
	Actions               []string
}

// TestBulletin: neighbours learn how the RW was at six in the morning, the same all day, and nothing else.
func TestBulletin(t *testing.T) {
	t.Parallel()
	clock := &hand{}
	clock.set(t, "21 05:30")
	w := clock.town(t)
	read := func(login, area string) (m morning, raw string) {
		t.Helper()
		r := w.as(login).get("/bulletin?area="+area, &m)
		var keys map[string]any
		if err := json.Unmarshal(r.body, &keys); err != nil {
			t.Fatal(err)
		}
		m.AsOf, _ = keys["as_of"].(string)
		if len(keys) != reflect.TypeFor[morning]().NumField() || strings.Contains(string(r.body), "RT0") || !m.Derived {
			t.Errorf("%s is told %s", login, r.body)
		}
		return m, string(r.body)
	}
	count := func(n int) { w.as("rw").must("/zone/count", map[string]any{"area": homeRT, "houses": n}) }
	count(4)

	m, _ := read("tetangga", homeRT)
	if d := cmp.Diff(morning{Area: "33.74.08.1006/RW04", Name: "RW 04", Day: "2026-11-20", AsOf: "2026-11-20T06:00:00.000+07:00", Derived: true, Kind: word("covid19"),
		Policy: word("2021-04"), Worst: word("green"), Zones: map[string]int{"green": 8, "yellow": 0, "orange": 0, "red": 0}, Actions: m.Actions}, m); d != "" || len(m.Actions) != 1 {
		t.Errorf("before six: %s %q", d, m.Actions)
	}
	far, _ := read("warga-bpn", "64.71.06.1001/RT12") // it is half past six there
	if far.Area != "64.71.06.1001" || far.Name != "Prapatan" || far.AsOf != "2026-11-21T06:00:00.000+08:00" || far.Zones["green"] != 34 {
		t.Errorf("Balikpapan: %+v", far)
	}

	clock.set(t, "21 06:00")
	m, first := read("tetangga", homeRT)
	if *m.Worst != "orange" || m.Zones["orange"] != 1 || m.Zones["green"] != 7 || m.Day != "2026-11-21" || len(m.Actions) != 4 {
		t.Errorf("at six: %s", first)
	}
	clock.set(t, "21 12:00")
	count(9)
	sick := w.as("warga").must("/isolation/report", map[string]any{"area": homeRT, "since": "2026-11-20", "breathless": false})
	w.as("rt").must("/isolation/verify", map[string]any{"case": sick})
	w.as("nakes").must("/isolation/start", map[string]any{"case": sick, "class": "confirmed"})
	for _, login := range []string{"warga", "tetangga", "rt", "relawan"} {
		if _, noon := read(login, homeRT); noon != first {
			t.Errorf("%s is told at noon %s", login, noon)
		}
	}
	clock.set(t, "22 06:00")
	if m, raw := read("tetangga", homeRT); *m.Worst != "red" || m.Zones["red"] != 1 {
		t.Errorf("the day after: %s", raw)
	}
	_, second := read("tetangga", homeRT)
	clock.set(t, "22 09:00")
	for _, result := range []string{"withdrawn", "positive", "withdrawn"} { // what was true at six stays true
		w.as("nakes").must("/isolation/result", map[string]any{"case": sick, "result": result})
		if _, raw := read("tetangga", homeRT); raw != second {
			t.Errorf("after %s: %s", result, raw)
		}
	}
	if m, raw := read("lurah", "33.74.08.1006"); m.Name != "Tegalsari" || m.Zones["green"] != 59 || m.Zones["red"] != 1 {
		t.Errorf("the kelurahan: %s", raw)
	}
	for _, login := range []string{"tetangga", "camat", "kota", "dpo"} {
		if m, _ := read(login, "33.74.08.1006"); m.Area != "33.74.08.1006" || m.Zones["green"] != 59 {
			t.Errorf("%s: %+v", login, m)
		}
	}
	if r := w.as("warga").with("Accept-Language", "en").send("GET", "/bulletin?area="+homeRT, nil); !strings.Contains(string(r.body), "Feeling ill?") || strings.Contains(string(r.body), "Look for") {
		t.Errorf("in English: %s", r.body)
	}
	for _, q := range []struct {
		login, area string
		status      int
	}{{"warga2", homeRT, 403}, {"warga", "64.71.06.1001", 403}, {"warga", "33.74", 422}, {"kota", "33.74.08", 422}, {"warga", "x", 400}, {"warga", homeRT + "/H012", 400}} {
		if r := w.as(q.login).send("GET", "/bulletin?area="+q.area, nil); r.status != q.status {
			t.Errorf("%s asks for %s: %d %s", q.login, q.area, r.status, r.body)
		}
	}
}

// TestColours: the service that draws the map says what its colours ask, in the language asked for.
func TestColours(t *testing.T) {
	t.Parallel()
	w := open(t)
	read := func(lang string) map[string]struct {
		Title   string
		Actions []string
	} {
		var got struct {
			Services []struct {
				Name    string
				Colours map[string]struct {
					Title   string
					Actions []string
				}
			}
		}
		r := w.as("warga").with("Accept-Language", lang).send("GET", "/services", nil)
		if err := json.Unmarshal(r.body, &got); err != nil {
			t.Fatal(err)
		}
		for _, s := range got.Services {
			if s.Name == "zone" {
				return s.Colours
			}
			if s.Colours != nil {
				t.Errorf("%s has colours", s.Name)
			}
		}
		return nil
	}
	id, en := read("id"), read("en")
	for _, c := range rtrw.Colours {
		if len(id[c].Actions) < 3 || len(id[c].Actions) != len(en[c].Actions) || id[c].Title == en[c].Title || id[c].Title == "" {
			t.Errorf("%s: %v, %v", c, id[c], en[c])
		}
	}
	if last := id["red"].Actions[5]; last != "Jangan berkumpul lebih dari tiga orang." {
		t.Errorf("red asks %q", id["red"].Actions)
	}
}

func word(s string) *string { return &s }
