package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"

	"jogotonggo/rt-rw"
)

type colour struct {
	Colour, Since, Policy, Source string
	Houses                        int
}

// TestZones is the colour of an RT from the head's phone to every board: at once to duty,
// as a number from above, and to neighbours never.
func TestZones(t *testing.T) {
	t.Parallel()
	w := open(t)
	const kelurahan = "33.74.08.1006"
	watch := func(login, area string) *websocket.Conn {
		conn, _, err := w.as(login).watch("area=" + area)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return conn
	}
	told := func(conn *websocket.Conn) (zones map[string]colour) {
		t.Helper()
		if err := json.Unmarshal(next(t, conn, "zone").Zones, &zones); err != nil {
			t.Fatal(err)
		}
		return zones
	}
	board := func(login, area string, zones any) {
		t.Helper()
		var b struct{ Zones json.RawMessage }
		w.as(login).get("/board?area="+area, &b)
		if err := json.Unmarshal(b.Zones, zones); err != nil {
			t.Fatal(err)
		}
	}
	lurah, rt, warga, city := watch("lurah", kelurahan), watch("rt", homeRT), watch("warga", homeRT), watch("kota", "33.74")
	if z := told(lurah); len(z) != 60 || z[homeRT].Colour != "green" || z[homeRT].Source != "none" || z[homeRT].Policy != "2021-04" {
		t.Errorf("%d zones, %+v", len(z), z[homeRT])
	}
	if z := told(rt); len(z) != 1 || z[homeRT].Colour != "green" {
		t.Errorf("the head of an RT is told %v", z)
	}
	if f := next(t, warga, "zone"); string(f.Zones) != "{}" {
		t.Errorf("a neighbour is told %s", f.Zones)
	}
	if f := next(t, city, "zone"); !strings.Contains(string(f.Zones), `"33.74.08.1006":{"green":60,"orange":0,"red":0,"yellow":0}`) {
		t.Errorf("the city is told %s", f.Zones)
	}

	count := func(n int) string { return w.as("rw").must("/zone/count", map[string]any{"area": homeRT, "houses": n}) }
	count(4)
	want := colour{Colour: "orange", Houses: 4, Policy: "2021-04", Source: "count"}
	for login, conn := range map[string]*websocket.Conn{"lurah": lurah, "rt": rt} {
		z, b := told(conn), map[string]colour{}
		board(login, map[string]string{"lurah": kelurahan, "rt": homeRT}[login], &b)
		if d := cmp.Diff(b, z); d != "" {
			t.Errorf("%s is told otherwise than the board shows: %s", login, d)
		}
		got := z[homeRT]
		if got.Since = ""; got != want {
			t.Errorf("%s is told %+v", login, got)
		}
	}
	if f := next(t, city, "zone"); !strings.Contains(string(f.Zones), `{"green":59,"orange":1,"red":0,"yellow":0}`) {
		t.Errorf("the city is told %s", f.Zones)
	}
	count(4) // said again: an entry of its own, and no other colour
	count(1)
	for what, z := range map[string]map[string]colour{"lurah": told(lurah), "rt": told(rt)} {
		if z[homeRT].Colour != "yellow" || z[homeRT].Houses != 1 {
			t.Errorf("%s: the newest holds, not %+v", what, z[homeRT])
		}
	}
	for _, login := range []string{"warga", "tetangga", "relawan"} {
		var b map[string]any
		if board(login, homeRT, &b); len(b) != 0 {
			t.Errorf("%s sees %v", login, b)
		}
	}
	for _, area := range []string{kelurahan, homeRT} {
		var b map[string]map[string]int
		if board("camat", area, &b); len(b) != map[string]int{kelurahan: 1, homeRT: 0}[area] || area == kelurahan && b[kelurahan]["yellow"] != 1 {
			t.Errorf("the camat, looking at %s, sees %v", area, b)
		}
	}
	if late := told(watch("lurah", kelurahan)); late[homeRT].Houses != 1 {
		t.Errorf("who comes later is told %+v", late[homeRT])
	}
}

// TestIsolationColours: a house with a confirmed case counts for the zone once, and no
// more after the result was withdrawn.
func TestIsolationColours(t *testing.T) {
	t.Parallel()
	w := open(t)
	today := time.Now().In(rtrw.Area(homeRT).Location()).Format(time.DateOnly)
	home := func() (z colour) {
		var b struct{ Zones map[string]colour }
		w.as("lurah").get("/board?area="+homeRT, &b)
		return b.Zones[homeRT]
	}
	for _, class := range []string{"confirmed", "confirmed", "suspect"} {
		id := w.as("warga").must("/isolation/report", map[string]any{"area": homeRT, "since": today, "breathless": false})
		w.as("rt").must("/isolation/verify", map[string]any{"case": id})
		w.as("nakes").must("/isolation/start", map[string]any{"case": id, "class": class})
	}
	if z := home(); z.Houses != 1 || z.Colour != "yellow" || z.Source != "isolation" {
		t.Errorf("two patients and a suspect in one house: %+v", z)
	}
	other := w.as("tetangga").must("/isolation/report", map[string]any{"area": homeRT, "since": today, "breathless": false})
	w.as("rt").must("/isolation/verify", map[string]any{"case": other})
	w.as("nakes").must("/isolation/start", map[string]any{"case": other, "class": "suspect"})
	for _, step := range []struct {
		result string
		houses int
	}{{"positive", 2}, {"withdrawn", 1}, {"positive", 2}, {"negative", 2}, {"withdrawn", 1}} {
		w.as("nakes").must("/isolation/result", map[string]any{"case": other, "result": step.result})
		if z := home(); z.Houses != step.houses {
			t.Errorf("after %s: %+v", step.result, z)
		}
	}
	w.as("rw").must("/zone/count", map[string]any{"area": homeRT, "houses": 0})
	if z := home(); z.Houses != 1 || z.Source != "isolation" {
		t.Errorf("counted none, and yet one is known: %+v", z)
	}
}

// TestZoneRefuses: clear sentences for counts that cannot be.
func TestZoneRefuses(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, try := range []struct {
		login, area string
		houses      any
		status      int
		part        string
	}{
		{"rw", homeRT, 41, 422, `"field":"houses"`}, {"rw", homeRT, -1, 400, `"field":"houses"`}, {"rw", homeRT, 401, 400, `"field":"houses"`}, {"rw", homeRT, "4", 400, `"field":"houses"`},
		{"rw", "33.74.08.1006/RW04", 1, 422, `"field":"area"`}, {"rw", "33.74.08.1006/RW09/RT01", 1, 403, "forbidden"}, {"lurah", homeRT, 1, 403, "forbidden"},
		{"rt", homeRT, 1, 403, "forbidden"}, {"rt-bpn", "64.71.06.1001/RT12", 1, 201, "counted"}, {"rt-bpn", "64.71.06.1001/RT12", 151, 422, `"field":"houses"`},
	} {
		_, r := w.as(try.login).move("/zone/count", map[string]any{"area": try.area, "houses": try.houses})
		if r.status != try.status || !strings.Contains(string(r.body), try.part) {
			t.Errorf("%s counts %v in %s: %d %s", try.login, try.houses, try.area, r.status, r.body)
		}
	}
}
