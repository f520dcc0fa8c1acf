package zone_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/zone"
)

const prapatan = rtrw.Area("64.71.06.1001/RT12") // WITA

func declared(area rtrw.Area, policy string, from, until time.Time) rtrw.Record {
	value, _ := json.Marshal(zone.Emergency{Kind: "covid19", Policy: policy}) // three strings always encode
	r := rtrw.Record{Case: policy + string(area) + from.String(), Area: area, Name: "emergency", From: from.UnixMilli(), Value: value}
	if !until.IsZero() {
		r.Until = until.UnixMilli()
	}
	return r
}

func counted(id string, a rtrw.Area, n int64, at time.Time) rtrw.Mark {
	return rtrw.Mark{Case: id, Kind: "count", Area: a, N: n, At: at.UnixMilli()}
}

func confirmed(id string, house rtrw.Area, at time.Time) rtrw.Mark {
	return rtrw.Mark{Case: id, Kind: "confirmed", Area: house.Up(rtrw.RT), House: house, N: 1, At: at.UnixMilli()}
}

// on gives a time of the place.
func on(a rtrw.Area, clock string) time.Time {
	v, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-"+clock, a.Location())
	if err != nil {
		panic(err)
	}
	return v
}

var long = on(rt, "01 00:00").AddDate(0, -3, 0)

func draw(now time.Time, records []rtrw.Record, marks ...rtrw.Mark) map[rtrw.Area]rtrw.Zone {
	return zone.Service().Zones(rtrw.ZoneInput{Now: now, RTs: []rtrw.Area{rt, prapatan}, Marks: marks, Records: records})
}

// TestThresholds: both sets, at and beside every border.
func TestThresholds(t *testing.T) {
	t.Parallel()
	for policy, want := range map[string]map[int64]string{
		"2021-02": {0: "green", 1: "yellow", 5: "yellow", 6: "orange", 10: "orange", 11: "red", 400: "red"},
		"2021-04": {0: "green", 1: "yellow", 2: "yellow", 3: "orange", 5: "orange", 6: "red", 400: "red"},
	} {
		for n, colour := range want {
			now := on(rt, "21 10:00")
			z := draw(now, []rtrw.Record{declared("33.74", policy, long, time.Time{})}, counted("a", rt, n, now.Add(-time.Hour)))
			if z[rt].Colour != colour || z[rt].Houses != n || z[rt].Policy != policy || z[rt].Source != "count" {
				t.Errorf("%d houses under %s: %+v", n, policy, z[rt])
			}
			if _, there := z[prapatan]; there {
				t.Error("a zone outside the emergency")
			}
		}
	}
}

// TestAges: an entry of any hour of the 21st counts until the midnight that begins the
// 28th, in the place's own zone.
func TestAges(t *testing.T) {
	t.Parallel()
	for _, a := range []rtrw.Area{rt, prapatan} {
		records := []rtrw.Record{declared(a.Up(rtrw.City), "2021-04", long, time.Time{})}
		for _, entered := range []string{"21 00:00", "21 10:00", "21 23:59"} {
			marks := []rtrw.Mark{counted("a", a, 4, on(a, entered)), confirmed("b", a+"/H003", on(a, entered))}
			last, first := draw(on(a, "27 23:59"), records, marks...)[a], draw(on(a, "28 00:00"), records, marks...)[a]
			if want := (rtrw.Zone{Colour: "orange", Houses: 4, Policy: "2021-04", Source: "count", Since: on(a, entered).Format(rtrw.TimeForm)}); last != want {
				t.Errorf("%s, entered %s, on the last minute: %+v", a, entered, last)
			}
			if want := (rtrw.Zone{Colour: "green", Policy: "2021-04", Source: "none", Since: on(a, "28 00:00").Format(rtrw.TimeForm)}); first != want {
				t.Errorf("%s, entered %s, on day 8: %+v", a, entered, first)
			}
		}
	}
}

func TestLargerHolds(t *testing.T) {
	t.Parallel()
	now := on(rt, "21 10:00")
	records := []rtrw.Record{declared("33.74", "2021-04", long, time.Time{})}
	at := func(d time.Duration) time.Time { return now.Add(-d) }
	withdrawn := confirmed("w", rt+"/H009", at(time.Hour))
	withdrawn.Until = now.UnixMilli()
	for name, c := range map[string]struct {
		marks  []rtrw.Mark
		houses int64
		source string
	}{
		"nothing":                {nil, 0, "none"},
		"the newest":             {[]rtrw.Mark{counted("a", rt, 9, at(3*time.Hour)), counted("b", rt, 2, at(time.Hour))}, 2, "count"},
		"the newest, unsorted":   {[]rtrw.Mark{counted("b", rt, 2, at(time.Hour)), counted("a", rt, 9, at(3*time.Hour))}, 2, "count"},
		"equal numbers":          {[]rtrw.Mark{counted("a", rt, 3, at(3*time.Hour)), counted("b", rt, 3, at(time.Hour))}, 3, "count"},
		"counted none":           {[]rtrw.Mark{counted("a", rt, 3, at(3*time.Hour)), counted("b", rt, 0, at(time.Hour))}, 0, "count"},
		"isolations":             {[]rtrw.Mark{counted("a", rt, 1, at(time.Hour)), confirmed("c", rt+"/H001", at(time.Hour)), confirmed("d", rt+"/H002", at(time.Hour))}, 2, "isolation"},
		"one house, five people": {[]rtrw.Mark{confirmed("c", rt+"/H001", at(time.Hour)), confirmed("d", rt+"/H001", at(2*time.Hour))}, 1, "isolation"},
		"as many":                {[]rtrw.Mark{counted("a", rt, 1, at(time.Hour)), confirmed("c", rt+"/H001", at(time.Hour))}, 1, "count"},
		"withdrawn":              {[]rtrw.Mark{withdrawn}, 0, "none"},
		"another RT's":           {[]rtrw.Mark{counted("a", prapatan, 5, at(time.Hour))}, 0, "none"},
	} {
		if z := draw(now, records, c.marks...)[rt]; z.Houses != c.houses || z.Source != c.source {
			t.Errorf("%s: %+v", name, z)
		}
	}
	if z := draw(now, records, withdrawn)[rt]; z.Since != now.Format(rtrw.TimeForm) {
		t.Errorf("green since the result was withdrawn, not since %s", z.Since)
	}
}

// TestEmergencies: no emergency, no zones; the narrowest and latest holds; it ends by itself.
func TestEmergencies(t *testing.T) {
	t.Parallel()
	now := on(rt, "21 10:00")
	old := declared("33.74", "2021-02", long, time.Time{})
	mark := counted("a", rt, 4, on(rt, "20 10:00"))
	for name, c := range map[string]struct {
		records []rtrw.Record
		want    string
		since   time.Time
	}{
		"none":      {nil, "", long},
		"not yet":   {[]rtrw.Record{declared("33.74", "2021-04", now.Add(time.Minute), time.Time{})}, "", long},
		"over":      {[]rtrw.Record{declared("33.74", "2021-04", long, now)}, "", long},
		"elsewhere": {[]rtrw.Record{declared("64.71", "2021-04", long, time.Time{})}, "", long},
		"unknown":   {[]rtrw.Record{declared("33.74", "2020-01", long, time.Time{})}, "", long},
		"the old":   {[]rtrw.Record{old}, "yellow", on(rt, "20 10:00")},
		"the later": {[]rtrw.Record{old, declared("33.74", "2021-04", on(rt, "21 07:00"), time.Time{})}, "orange", on(rt, "21 07:00")},
		"back":      {[]rtrw.Record{old, declared("33.74", "2021-04", on(rt, "21 07:00"), on(rt, "21 08:00"))}, "yellow", on(rt, "21 08:00")},
	} {
		z, there := draw(now, c.records, mark)[rt]
		if there != (c.want != "") || z.Colour != c.want || there && z.Since != c.since.Format(rtrw.TimeForm) {
			t.Errorf("%s: %+v", name, z)
		}
	}
}

// TestRemembers: older marks are not among the input; since is then no earlier than the
// first midnight of which everything is known.
func TestRemembers(t *testing.T) {
	t.Parallel()
	in := rtrw.ZoneInput{Now: on(rt, "21 10:00"), Since: on(rt, "01 10:00"), RTs: []rtrw.Area{rt}, Records: []rtrw.Record{declared("33.74", "2021-04", long, time.Time{})}}
	if z := zone.Service().Zones(in)[rt]; z.Since != on(rt, "08 00:00").Format(rtrw.TimeForm) {
		t.Errorf("since %s", z.Since)
	}
}

// TestRecomputed draws random fortnights and holds the map against a second computation
// that counts days as whole numbers and walks back hour by hour.
func TestRecomputed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		a := rapid.SampledFrom([]rtrw.Area{rt, prapatan}).Draw(r, "place")
		offset := int64(7)
		if a == prapatan {
			offset = 8
		}
		start := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).Unix() / 3600
		hour := func(name string, from int64) int64 { return rapid.Int64Range(from, start+14*24).Draw(r, name) }
		at := func(h int64) time.Time { return time.Unix(h*3600, 0) }
		began, changed := hour("began", start-24), hour("changed", start)
		records := []rtrw.Record{declared(a.Up(rtrw.City), "2021-02", at(began), time.Time{}), declared(a.Up(rtrw.City), "2021-04", at(changed), time.Time{})}
		var marks []rtrw.Mark
		for i := range rapid.IntRange(0, 12).Draw(r, "marks") {
			m := counted(fmt.Sprint(i), a, rapid.Int64Range(0, 12).Draw(r, "n"), at(hour("at", start)))
			if rapid.Bool().Draw(r, "isolation") {
				m = confirmed(fmt.Sprint(i), a+rtrw.Area(fmt.Sprintf("/H%03d", rapid.IntRange(1, 4).Draw(r, "house"))), at(hour("at", start)))
				if rapid.Bool().Draw(r, "withdrawn") {
					m.Until = at(hour("until", m.At/3600_000)).UnixMilli()
				}
			}
			marks = append(marks, m)
		}
		now := hour("now", start+7*24)
		got := draw(at(now), records, marks...)
		want := again(marks, began, changed, now, offset)
		if want.Colour != "" {
			back := now
			for ; again(marks, began, changed, back-1, offset).Colour == want.Colour; back-- {
				continue
			}
			want.Since = at(back).In(a.Location()).Format(rtrw.TimeForm)
		}
		if d := cmp.Diff(want, got[a]); d != "" {
			r.Fatalf("at hour %d: %s", now-start, d)
		}
	})
}

// again is the independent computation, in whole hours since 1970.
func again(marks []rtrw.Mark, began, changed, now, offset int64) (z rtrw.Zone) {
	var limits [3]int64
	switch {
	case now >= changed && changed >= began, now >= changed && now < began:
		z.Policy, limits = "2021-04", [3]int64{0, 2, 5}
	case now >= began:
		z.Policy, limits = "2021-02", [3]int64{0, 5, 10}
	default:
		return z
	}
	day := func(hour int64) int64 { return (hour + offset) / 24 }
	latest, newest, houses := int64(-1), int64(-1), map[rtrw.Area]bool{}
	for _, m := range marks {
		h := m.At / 3600_000
		if h > now || day(now)-day(h) > 6 || m.Until != 0 && m.Until/3600_000 <= now {
			continue
		}
		if m.Kind == "confirmed" {
			houses[m.House] = true
		} else if h > latest || h == latest && m.Case > fmt.Sprint(newest) {
			latest, newest = h, mustInt(m.Case)
		}
	}
	z.Source, z.Houses = "none", int64(len(houses))
	if len(houses) > 0 {
		z.Source = "isolation"
	}
	if newest >= 0 && marks[newest].N >= z.Houses {
		z.Source, z.Houses = "count", marks[newest].N
	}
	z.Colour = "red"
	for i, name := range []string{"green", "yellow", "orange"} {
		if z.Houses <= limits[i] {
			z.Colour = name
			break
		}
	}
	return z
}

func mustInt(s string) (n int64) {
	fmt.Sscan(s, &n)
	return n
}
