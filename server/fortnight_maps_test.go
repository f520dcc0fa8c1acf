package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// What follows is DOMAIN.md 2.1 and API.md's row of zones, written down a second time. It
// reads counts and emergencies as they stand in the log, and isolations through the eyes
// of a nakes; it knows no marks and none of the service's code.

// mostHouses is how many houses with a confirmed case a colour may have; above all: red.
var mostHouses = map[string][]struct {
	houses int64
	colour string
}{
	"2021-02": {{0, "green"}, {5, "yellow"}, {10, "orange"}},
	"2021-04": {{0, "green"}, {2, "yellow"}, {5, "orange"}},
}

// tally is a number of houses that somebody counted.
type tally struct {
	at     int64
	houses int64
}

// said is what a nakes reads in one line: at the start the class, later the newest result.
type said struct {
	at   int64
	says string // confirmed, suspect, contact; positive, negative, withdrawn; "" once erased
}

type decree struct {
	city            rtrw.Area
	policy          string
	from, until, at int64 // until: 0 for none
}

// rawMap is everything that has been said about the houses of RTs.
type rawMap struct {
	tallies map[rtrw.Area][]tally
	sick    map[rtrw.Area]map[rtrw.Area]map[string][]said // RT → house → case
	decrees map[string]*decree
}

// tint is what an RT is at one moment; no colour: no emergency is in force.
type tint struct {
	Colour, Policy, Source string
	Houses                 int64
}

// counts says whether something said at one moment still counts at another: on seven local
// days, the first of which is its own.
func counts(said, x int64, at rtrw.Area) bool {
	days := local(x, at)/aDay - local(said, at)/aDay
	return said <= x && days < 7
}

func (m *rawMap) at(rt rtrw.Area, x int64) (z tint) {
	var best *decree
	for _, d := range m.decrees {
		if d.city.Contains(rt) && d.from <= x && (d.until == 0 || x < d.until) && (best == nil || cmp.Or(cmp.Compare(d.from, best.from), cmp.Compare(d.at, best.at)) > 0) {
			best = d
		}
	}
	if best == nil {
		return z
	}
	z.Policy, z.Source = best.policy, "none"
	for _, words := range m.sick[rt] {
		if slices.ContainsFunc(isolations(words), func(w []said) bool { return counts(confirmedAt(w, x), x, rt) }) {
			z.Houses++
			z.Source = "isolation"
		}
	}
	for _, t := range slices.Backward(m.tallies[rt]) { // the newest that was said by then
		if t.at <= x {
			if counts(t.at, x, rt) && t.houses >= z.Houses {
				z.Houses, z.Source = t.houses, "count"
			}
			break
		}
	}
	z.Colour = "red"
	for _, most := range slices.Backward(mostHouses[z.Policy]) {
		if z.Houses <= most.houses {
			z.Colour = most.colour
		}
	}
	return z
}

func isolations(words map[string][]said) (list [][]said) {
	for _, w := range words {
		list = append(list, w)
	}
	return list
}

// confirmedAt is when an isolation was confirmed, as it stood at a moment; never: far in
// the future.
func confirmedAt(words []said, x int64) int64 {
	const never = int64(1) << 60
	at := never
	for _, w := range words {
		switch {
		case w.at > x:
			return at
		case at == never && (w.says == "confirmed" || w.says == "positive"):
			at = w.at
		case w.says == "withdrawn":
			at = never
		}
	}
	return at
}

// since tells when the colour that an RT has at x began: between two moments at which
// something was said, or a day or a decree begins or ends, nothing changes.
func (m *rawMap) since(rt rtrw.Area, x, first int64) int64 {
	moments := []int64{}
	for _, t := range m.tallies[rt] {
		moments = append(moments, t.at)
	}
	for _, house := range m.sick[rt] {
		for _, words := range house {
			for _, w := range words {
				moments = append(moments, w.at)
			}
		}
	}
	for _, d := range m.decrees {
		moments = append(moments, d.from, d.until)
	}
	for day := x - local(x, rt)%aDay; day > first; day -= aDay {
		moments = append(moments, day)
	}
	slices.Sort(moments)
	began, now := x, m.at(rt, x).Colour
	for _, at := range slices.Backward(moments) {
		if at > x || at < first {
			continue
		}
		if m.at(rt, at).Colour != now {
			break
		}
		began = at
	}
	return began
}

// differs says what is wrong with the zones of a kelurahan's map at a moment.
func (m *rawMap) differs(rts []rtrw.Area, drawn map[rtrw.Area]rtrw.Zone, x, first int64) (faults []string) {
	for _, rt := range rts {
		want, z := m.at(rt, x), drawn[rt]
		got := tint{z.Colour, z.Policy, z.Source, z.Houses}
		if got != want {
			faults = append(faults, fmt.Sprintf("%s at %s is drawn %+v; the cases say %+v", rt, stamp(x, rt), got, want))
		} else if want.Colour != "" {
			if since := time.UnixMilli(m.since(rt, x, first)).In(rt.Location()).Format(rtrw.TimeForm); z.Since != since {
				faults = append(faults, fmt.Sprintf("%s at %s is %s since %s; the cases say since %s", rt, stamp(x, rt), z.Colour, z.Since, since))
			}
		}
	}
	for rt := range drawn {
		if !slices.Contains(rts, rt) {
			faults = append(faults, fmt.Sprintf("%s is drawn and is no RT there", rt))
		}
	}
	return faults
}
