package rtrw_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/zone"
)

// chart is a ledger that knows nothing but the map.
type chart struct {
	rtrw.Ledger
	rts     []rtrw.Area
	marks   []rtrw.Mark
	records []rtrw.Record
}

func (c chart) Map(_ context.Context, a rtrw.Area, since time.Time, _ func(*rtrw.Picture) bool) (*rtrw.Picture, error) {
	p := &rtrw.Picture{Records: c.records}
	for _, rt := range c.rts {
		if a.Contains(rt) {
			p.RTs = append(p.RTs, rt)
		}
	}
	for _, m := range c.marks {
		if a.Contains(m.Area) && m.At >= since.UnixMilli() {
			p.Marks = append(p.Marks, m)
		}
	}
	return p, nil
}

func rts(parent rtrw.Area, n int) (list []rtrw.Area) {
	for i := range n {
		list = append(list, rtrw.Area(fmt.Sprintf("%s/RT%02d", parent, i+1)))
	}
	return list
}

const bulletinPlace = rtrw.Area("33.74.08.1006")

func at(place rtrw.Area, clock string) time.Time {
	v, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-"+clock, place.Location())
	if err != nil {
		panic(err)
	}
	return v
}

// emergency is declared in the city of a place, long ago.
func emergency(place rtrw.Area, kind string) []rtrw.Record {
	return []rtrw.Record{{Case: "e", Area: place.Up(rtrw.City), Name: "emergency", From: 1, Value: []byte(`{"kind":"` + kind + `","policy":"2021-04"}`)}}
}

func count(rt rtrw.Area, n int64, when time.Time) rtrw.Mark {
	return rtrw.Mark{Case: fmt.Sprint(rt, when), Kind: "count", Area: rt, N: n, At: when.UnixMilli()}
}

func bulletin(t *testing.T, c chart, lives, a rtrw.Area, now time.Time) *rtrw.Bulletin {
	t.Helper()
	d := rtrw.Desk{Registry: rtrw.NewRegistry(zone.Service()), Ledger: c, Now: func() time.Time { return now }}
	b, err := d.Bulletin(t.Context(), rtrw.Viewer{Account: "a", Grants: []rtrw.Grant{{Role: rtrw.Resident, Area: lives}}}, a)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBulletin: drawn at six of the place's own morning, of the RW or the kelurahan, the same all day.
func TestBulletin(t *testing.T) {
	t.Parallel()
	rw4, rw9 := bulletinPlace+"/RW04", bulletinPlace+"/RW09"
	home := rw4 + "/RT03"
	c := chart{rts: append(rts(rw4, 8), rts(rw9, 4)...), records: emergency(bulletinPlace, "covid19"), marks: []rtrw.Mark{
		count(home, 4, at(home, "21 05:59")), count(rw4+"/RT01", 9, at(home, "21 06:01")), count(rw9+"/RT01", 1, at(home, "20 12:00")),
	}}
	c.marks[2].Until = at(home, "21 07:00").UnixMilli() // withdrawn by day
	said := func(a rtrw.Area, clock string) string {
		b := bulletin(t, c, home+"/H012", a, at(home, clock))
		return fmt.Sprintf("%s %s %s %s %v", b.Area, b.At.Format("02 15:04 -07"), b.Policy, b.Worst, b.Zones)
	}
	for _, q := range []struct {
		area  rtrw.Area
		clock string
		want  string
	}{
		{home, "21 05:59", "33.74.08.1006/RW04 20 06:00 +07 2021-04 green map[green:8 orange:0 red:0 yellow:0]"},
		{home, "21 06:00", "33.74.08.1006/RW04 21 06:00 +07 2021-04 orange map[green:7 orange:1 red:0 yellow:0]"},
		{home, "21 23:59", "33.74.08.1006/RW04 21 06:00 +07 2021-04 orange map[green:7 orange:1 red:0 yellow:0]"},
		{home, "22 05:59", "33.74.08.1006/RW04 21 06:00 +07 2021-04 orange map[green:7 orange:1 red:0 yellow:0]"},
		{home, "22 06:00", "33.74.08.1006/RW04 22 06:00 +07 2021-04 red map[green:6 orange:1 red:1 yellow:0]"},
		{rw4, "21 12:00", "33.74.08.1006/RW04 21 06:00 +07 2021-04 orange map[green:7 orange:1 red:0 yellow:0]"},
		{bulletinPlace, "21 12:00", "33.74.08.1006 21 06:00 +07 2021-04 orange map[green:10 orange:1 red:0 yellow:1]"},
		{home, "27 12:00", "33.74.08.1006/RW04 27 06:00 +07 2021-04 red map[green:6 orange:1 red:1 yellow:0]"},
		{home, "28 12:00", "33.74.08.1006/RW04 28 06:00 +07 2021-04 green map[green:8 orange:0 red:0 yellow:0]"},
	} {
		if got := said(q.area, q.clock); got != q.want {
			t.Errorf("%s at %s: %s", q.area, q.clock, got)
		}
	}
	if b := bulletin(t, c, rw9+"/RT01/H001", rw9+"/RT01", at(home, "21 12:00")); b.Area != bulletinPlace {
		t.Errorf("an RW of four RTs gets %s", b.Area)
	}
}

// TestBulletinSaysNoMore: no emergency, another kind of one, too few RTs, a place without RW in another zone.
func TestBulletinSaysNoMore(t *testing.T) {
	t.Parallel()
	const prapatan = rtrw.Area("64.71.06.1001")
	now := at(bulletinPlace, "21 05:30") // 06.30 in Balikpapan
	home, far := bulletinPlace+"/RW04/RT03", prapatan+"/RT12"
	few := rts(bulletinPlace+"/RW04", 4)
	mark := []rtrw.Mark{count(home, 6, now.AddDate(0, 0, -2)), count(far, 6, now.AddDate(0, 0, -2))}
	for name, q := range map[string]struct {
		chart chart
		area  rtrw.Area
		want  rtrw.Bulletin
	}{
		"no emergency": {chart{rts: rts(bulletinPlace+"/RW04", 8), marks: mark}, home, rtrw.Bulletin{Area: bulletinPlace + "/RW04", At: at(home, "20 06:00")}},
		"too few RTs":  {chart{rts: few, marks: mark, records: emergency(home, "covid19")}, home, rtrw.Bulletin{Area: bulletinPlace, At: at(home, "20 06:00"), Kind: "covid19", Policy: "2021-04"}},
		"another kind": {chart{rts: rts(prapatan, 34), marks: mark, records: emergency(far, "dengue")}, far, rtrw.Bulletin{Area: prapatan, At: at(far, "21 06:00"), Kind: "dengue", Policy: "2021-04", Worst: "red", Zones: map[string]int{"green": 33, "yellow": 0, "orange": 0, "red": 1}}},
	} {
		if d := cmp.Diff(&q.want, bulletin(t, q.chart, q.area+"/H012", q.area, now)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	d := rtrw.Desk{Registry: rtrw.NewRegistry(zone.Service()), Ledger: chart{}, Now: func() time.Time { return now }}
	resident := rtrw.Viewer{Grants: []rtrw.Grant{{Role: rtrw.Resident, Area: home + "/H012"}}}
	for area, code := range map[rtrw.Area]rtrw.Code{"33.74": rtrw.Refused, bulletinPlace + "/RW09": rtrw.Forbidden, prapatan: rtrw.Forbidden} {
		if _, err := d.Bulletin(t.Context(), resident, area); rtrw.CodeOf(err) != code {
			t.Errorf("%s: %v", area, err)
		}
	}
}

// TestColoursAsk: each colour says what it asks in short sentences, in both languages, and a worse one never less.
func TestColoursAsk(t *testing.T) {
	t.Parallel()
	asked, told := 0, 0
	for _, colour := range rtrw.Colours {
		a, ok := zone.Service().Colours[colour]
		if !ok || a.Title.ID == "" || a.Title.EN == "" || colour != "yellow" && len(a.Actions) < asked || len(a.Everybody) <= told {
			t.Errorf("%s asks %v", colour, a)
		}
		asked, told = len(a.Actions), len(a.Everybody)
		for _, w := range slices.Concat(a.Actions, a.Everybody) {
			for _, s := range []string{w.ID, w.EN} {
				if n := len(strings.Fields(s)); n == 0 || n > 12 || !strings.HasSuffix(s, ".") {
					t.Errorf("%s: %d words: %q", colour, n, s)
				}
			}
		}
	}
}
