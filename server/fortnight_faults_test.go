package main

import (
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/rt-rw/zone"
)

// What proves something must also be able to fail: the oracles find what is wrong with
// lines and maps that were made wrong, and with towns whose rules were broken on purpose.

const (
	wibRT  = rtrw.Area("33.74.08.1006/RW04/RT03")
	witaRT = rtrw.Area("64.71.06.1001/RT12")
)

// on gives a moment of November 2026 by the clock of a place.
func on(at rtrw.Area, clock string) int64 {
	v, err := time.ParseInLocation("2006-01-02 15:04:05", "2026-11-"+clock, at.Location())
	if err != nil {
		panic(err)
	}
	return v.UnixMilli()
}

// lineOf makes a line of an aid request that waits for its head.
func lineOf(at rtrw.Area, clock string, change func(*rtrw.Entry)) rtrw.Entry {
	e := rtrw.Entry{Event: rtrw.Event{At: on(at, clock), Area: at, Service: "aid", Type: "request", Case: "c", State: "filed", Priority: "biasa", Level: "rt", Next: "rw", Version: 1}, Role: rtrw.Resident}
	change(&e)
	return e
}

func TestFortnightKnowsTheHours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		priority rtrw.Priority
		asked    string
		hops     int
		want     string
	}{
		{"biasa", "21 10:00:00", 0, "21 14:00:00"}, {"biasa", "21 10:00:00", 1, "21 18:00:00"}, {"biasa", "21 19:00:00", 0, "22 10:00:00"},
		{"biasa", "21 16:00:00", 0, "21 20:00:00"}, {"biasa", "21 03:00:00", 0, "21 11:00:00"}, {"biasa", "21 20:00:00", 1, "22 15:00:00"}, {"biasa", "21 19:00:00", 1, "22 14:00:00"},
		{"penting", "21 21:00:00", 0, "21 21:30:00"}, {"penting", "21 21:10:00", 0, "22 05:10:00"}, {"penting", "21 23:00:00", 1, "22 06:00:00"},
		{"darurat", "21 23:58:00", 0, "22 00:03:00"}, {"darurat", "21 03:00:00", 1, "21 03:10:00"},
	} {
		for _, at := range []rtrw.Area{wibRT, witaRT} {
			if got := openings[c.priority].passes(on(at, c.asked), at, openings[c.priority].steps[c.hops]); got != on(at, c.want) {
				t.Errorf("%s asked %s in %s passes on at %s, not %s", c.priority, c.asked, at, stamp(got, at), c.want)
			}
		}
	}
}

func TestFortnightFindsWrongClocks(t *testing.T) {
	t.Parallel()
	filed := lineOf(wibRT, "21 10:00:00", func(e *rtrw.Entry) { e.Due, e.DueFor = on(wibRT, "21 14:00:00"), "pass_on" })
	other := lineOf(wibRT, "21 10:00:00", func(e *rtrw.Entry) { e.Case, e.Due, e.DueFor = "d", on(wibRT, "21 13:00:00"), "pass_on" })
	struck := func(clock string, change func(*rtrw.Entry)) rtrw.Entry {
		return lineOf(wibRT, clock, func(e *rtrw.Entry) {
			e.Type, e.Role, e.From, e.Version = "pass_on", rtrw.Timer, "filed", 2
			change(e)
		})
	}
	as := func(*rtrw.Entry) {}
	for name, c := range map[string]struct {
		lines []rtrw.Entry
		want  string
	}{
		"as promised":     {[]rtrw.Entry{filed, struck("21 14:00:00", as)}, ""},
		"in its minute":   {[]rtrw.Entry{filed, struck("21 14:00:59", as)}, ""},
		"twice":           {[]rtrw.Entry{filed, struck("21 14:00:00", as), struck("21 14:00:01", as)}, "struck twice"},
		"early":           {[]rtrw.Entry{filed, struck("21 13:59:59", as)}, "before its time"},
		"late":            {[]rtrw.Entry{filed, struck("21 14:01:00", as)}, "late"},
		"another move":    {[]rtrw.Entry{filed, struck("21 14:00:00", func(e *rtrw.Entry) { e.Type = "lapse" })}, "nothing had promised"},
		"another version": {[]rtrw.Entry{filed, struck("21 14:00:00", func(e *rtrw.Entry) { e.Version = 3 })}, "nothing had promised"},
		"out of order":    {[]rtrw.Entry{filed, other, struck("21 14:00:00", as), struck("21 14:00:00", func(e *rtrw.Entry) { e.Case = "d" })}, "due later"},
		"somebody first":  {[]rtrw.Entry{filed, lineOf(wibRT, "21 14:30:00", func(e *rtrw.Entry) { e.Type, e.Version = "verify", 2 })}, "forgotten"},
		"forgotten":       {[]rtrw.Entry{filed}, "never struck"},
	} {
		p, faults := newPromises(), []string{}
		for i := range c.lines {
			faults = append(faults, p.line(&c.lines[i])...)
		}
		faults = append(faults, p.forgotten(on(wibRT, "21 15:00:00"))...)
		if got := strings.Join(faults, "; "); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: found %q, not %q", name, got, c.want)
		}
	}
}

func TestFortnightFindsWrongHours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		move     string
		priority rtrw.Priority
		area     rtrw.Area
		clock    string
		wrong    bool
	}{
		{"aid pass_on", "biasa", wibRT, "21 07:00:00", false}, {"aid pass_on", "biasa", wibRT, "21 20:00:00", false}, {"aid pass_on", "biasa", wibRT, "21 20:00:01", true},
		{"aid pass_on", "biasa", wibRT, "21 06:59:59", true}, {"isolation pass_on", "penting", wibRT, "21 21:30:00", false}, {"isolation climb", "penting", wibRT, "21 22:00:00", true},
		{"isolation climb", "penting", witaRT, "21 05:00:00", false}, {"isolation climb", "penting", witaRT, "21 04:59:59", true}, {"isolation climb", "darurat", witaRT, "21 03:00:00", false},
		{"isolation miss", "penting", wibRT, "21 12:00:30", false}, {"isolation miss", "penting", wibRT, "21 13:00:00", true}, {"isolation miss", "penting", witaRT, "21 22:00:00", false},
		{"zone age_out", "biasa", witaRT, "21 00:00:00", false}, {"zone age_out", "biasa", witaRT, "21 01:00:00", true}, {"aid lapse", "biasa", wibRT, "21 03:00:00", false},
	} {
		e := lineOf(c.area, c.clock, func(e *rtrw.Entry) {
			e.Service, e.Type, _ = strings.Cut(c.move, " ")
			e.Priority = c.priority
		})
		if got := atNight(&e); (got != "") != c.wrong {
			t.Errorf("%s at %s: %q", c.move, c.clock, got)
		}
	}
}

func TestFortnightFindsWrongColours(t *testing.T) {
	t.Parallel()
	city := wibRT.Up(rtrw.City)
	m := &rawMap{
		tallies: map[rtrw.Area][]tally{wibRT: {{on(wibRT, "14 23:59:00"), 3}}},
		sick:    map[rtrw.Area]map[rtrw.Area]map[string][]said{wibRT: {wibRT + "/H001": {"a": {{on(wibRT, "15 10:00:00"), "confirmed"}}, "b": {{on(wibRT, "15 11:00:00"), "positive"}}}}},
		decrees: map[string]*decree{"d": {city, "2021-04", on(wibRT, "10 00:00:00"), 0, 0}},
	}
	first := on(wibRT, "01 00:00:00")
	right := rtrw.Zone{Colour: "orange", Houses: 3, Policy: "2021-04", Source: "count", Since: "2026-11-14T23:59:00.000+07:00"}
	day8 := rtrw.Zone{Colour: "yellow", Houses: 1, Policy: "2021-04", Source: "isolation", Since: "2026-11-21T00:00:00.000+07:00"}
	for name, c := range map[string]struct {
		clock  string
		change func(*rtrw.Zone)
		wrong  bool
	}{
		"right":                     {"20 23:59:59", func(*rtrw.Zone) {}, false},
		"day 8 begins":              {"21 00:00:00", func(z *rtrw.Zone) { *z = day8 }, false},
		"the count counts on day 8": {"21 00:00:00", func(*rtrw.Zone) {}, true},
		"another colour":            {"20 23:59:59", func(z *rtrw.Zone) { z.Colour = "yellow" }, true},
		"another policy":            {"20 23:59:59", func(z *rtrw.Zone) { z.Policy = "2021-02" }, true},
		"people, not houses":        {"21 00:00:00", func(z *rtrw.Zone) { *z = day8; z.Houses = 2 }, true},
		"another source":            {"20 23:59:59", func(z *rtrw.Zone) { z.Source = "isolation" }, true},
		"another day":               {"20 23:59:59", func(z *rtrw.Zone) { z.Since = "2026-11-15T10:00:00.000+07:00" }, true},
		"before any emergency":      {"09 12:00:00", func(*rtrw.Zone) {}, true},
	} {
		z := right
		c.change(&z)
		if faults := m.differs([]rtrw.Area{wibRT}, map[rtrw.Area]rtrw.Zone{wibRT: z}, on(wibRT, c.clock), first); (len(faults) > 0) != c.wrong {
			t.Errorf("%s: %v", name, faults)
		}
	}
	for _, says := range [][]said{{{on(wibRT, "15 10:00:00"), "confirmed"}, {on(wibRT, "16 10:00:00"), "withdrawn"}}, {{on(wibRT, "15 10:00:00"), ""}}} {
		m.sick[wibRT] = map[rtrw.Area]map[string][]said{wibRT + "/H001": {"a": says}}
		if z := m.at(wibRT, on(wibRT, "21 12:00:00")); z.Houses != 0 {
			t.Errorf("%v counts: %+v", says, z)
		}
	}
}

func TestFortnightFindsWrongHeads(t *testing.T) {
	t.Parallel()
	rw, now := wibRT.Up(rtrw.RW), on(wibRT, "21 12:00:00")
	o := &offices{houses: map[string]rtrw.Area{"rt": wibRT + "/H001"}, held: map[string]rtrw.Grant{
		"1": {Account: "rt", Role: rtrw.RTHead, Area: wibRT}, "2": {Account: "rw", Role: rtrw.RWHead, Area: rw},
		"3": {Account: "rw", Role: rtrw.Away, Area: rw, From: now, Until: now + anHour},
	}}
	for name, c := range map[string]struct {
		house       rtrw.Area
		clock       string
		level, next rtrw.Level
		wrong       bool
	}{
		"in office":        {wibRT + "/H012", "21 11:59:59", "rt", "rw", false},
		"the RW is away":   {wibRT + "/H012", "21 12:00:00", "rt", "lurah", false},
		"and was named":    {wibRT + "/H012", "21 12:00:00", "rt", "rw", true},
		"back again":       {wibRT + "/H012", "21 13:00:00", "rt", "rw", false},
		"the own house":    {wibRT + "/H001", "21 11:59:59", "rw", "lurah", false},
		"judges their own": {wibRT + "/H001", "21 11:59:59", "rt", "rw", true},
	} {
		e := lineOf(wibRT, c.clock, func(e *rtrw.Entry) { e.House, e.Level, e.Next = c.house, c.level, c.next })
		if got := o.asked([]rtrw.Entry{e}); (got != "") != c.wrong {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestFortnightFindsBrokenTowns: a rule that is broken in the product itself is found
// within the fortnight.
func TestFortnightFindsBrokenTowns(t *testing.T) {
	t.Parallel()
	clock := func(s *rtrw.Service, state rtrw.State, d rtrw.Delay) {
		for i := range s.Clocks {
			if s.Clocks[i].State == state {
				s.Clocks[i].Delay = d
			}
		}
	}
	for name, c := range map[string]struct {
		breaks func(a, i, z *rtrw.Service)
		want   string
	}{
		"heads are woken at night":       {func(a, _, _ *rtrw.Service) { clock(a, "filed", rtrw.Within(4*time.Hour)) }, "the texts say"},
		"news is due at any hour":        {func(_, i, _ *rtrw.Service) { clock(i, "isolating", rtrw.Within(12*time.Hour)) }, "the texts say"},
		"a count lives a day longer":     {func(_, _, z *rtrw.Service) { clock(z, "counted", rtrw.OnDay(9)) }, "the texts say"},
		"silence asks no head of the RT": {func(_, i, _ *rtrw.Service) { i.Rota["isolating"] = []rtrw.Level{rtrw.LevelRW, rtrw.LevelHealth} }, "in office are"},
		"a colour is a day late": {func(_, _, z *rtrw.Service) {
			draw := z.Zones
			z.Zones = func(in rtrw.ZoneInput) map[rtrw.Area]rtrw.Zone {
				in.Now = in.Now.Add(-24 * time.Hour)
				return draw(in)
			}
		}, "the cases say"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, i, z := aid.Service(), isolation.Service(), zone.Service()
			c.breaks(a, i, z)
			others := []*rtrw.Service{a, i, z}
			for _, s := range services().Services() {
				if s.Name != a.Name && s.Name != i.Name && s.Name != z.Name {
					others = append(others, s)
				}
			}
			f := newFortnight(t, storetest.SQLite(t), 1, rtrw.NewRegistry(others...))
			f.broken = true
			f.begin()
			f.live(f.end)
			if len(f.found) == 0 || !strings.Contains(f.found[0], c.want) {
				t.Errorf("found %.2000v", f.found)
			}
		})
	}
}
