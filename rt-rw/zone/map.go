package zone

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// The kinds of marks that colour an RT.
const (
	counted   = "count"     // of this service: a number that somebody counted
	confirmed = "confirmed" // of an isolation: its house has a confirmed case; "confirmed/2" when that was said again
)

// inForce tells which emergency holds in a place. What the colours ask was decreed against
// Covid-19; under another emergency they are numbers alone.
func inForce(records []rtrw.Record, place rtrw.Area, at time.Time) (rtrw.Declared, bool) {
	var e Emergency
	r, ok := rtrw.InForce(records, emergency, place, at)
	if !ok || json.Unmarshal(r.Value, &e) != nil {
		return rtrw.Declared{}, false
	}
	_, known := policies[e.Policy]
	return rtrw.Declared{Kind: e.Kind, Policy: e.Policy, Asks: e.Kind == "covid19"}, known
}

// draw colours every RT that lies in an emergency. It is pure.
func draw(in rtrw.ZoneInput) map[rtrw.Area]rtrw.Zone {
	m := &chart{records: in.Records, policy: map[string]string{}}
	for _, r := range in.Records {
		var e Emergency
		if r.Name == emergency && json.Unmarshal(r.Value, &e) == nil {
			m.policy[r.Case] = e.Policy
		}
	}
	marks := map[rtrw.Area][]span{}
	for _, k := range in.Marks {
		marks[k.Area] = append(marks[k.Area], spanOf(k))
	}
	zones := map[rtrw.Area]rtrw.Zone{}
	for _, rt := range in.RTs {
		now := m.at(rt, marks[rt], in.Now)
		if now.colour == "" {
			continue
		}
		since := m.since(rt, marks[rt], in)
		zones[rt] = rtrw.Zone{Colour: now.colour, Houses: now.houses, Policy: now.policy, Source: now.source, Since: since.In(rt.Location()).Format(rtrw.TimeForm)}
	}
	return zones
}

// span is a mark with the time in which it counts: from its moment until it was withdrawn
// or its days are over.
type span struct {
	rtrw.Mark
	from, until time.Time
}

func spanOf(m rtrw.Mark) span {
	from := time.UnixMilli(m.At).In(m.Area.Location())
	s := span{m, from, rtrw.DayBegins(from, window+1)}
	if ended := time.UnixMilli(m.Until); m.Until != 0 && ended.Before(s.until) {
		s.until = ended
	}
	return s
}

func (s *span) counts(x time.Time) bool { return !s.from.After(x) && s.until.After(x) }

// chart answers what an RT was at any moment.
type chart struct {
	records []rtrw.Record
	policy  map[string]string // of the emergencies, by their case
}

// sight is what an RT is at one moment; no colour: no emergency is in force.
type sight struct {
	colour, policy, source string
	houses                 int64
}

func (m *chart) at(rt rtrw.Area, marks []span, x time.Time) (s sight) {
	r, ok := rtrw.InForce(m.records, emergency, rt, x)
	if !ok {
		return s
	}
	t, ok := policies[m.policy[r.Case]]
	if !ok {
		return s
	}
	s.policy = m.policy[r.Case]
	s.houses, s.source = houses(marks, x)
	s.colour = t.colour(s.houses)
	return s
}

// houses gives the larger of the newest count and of the houses with a confirmed case,
// and which of the two it was.
func houses(marks []span, x time.Time) (n int64, source string) {
	var newest *span
	sick := map[string]bool{}
	for i := range marks {
		k := &marks[i]
		switch {
		case !k.counts(x):
		case k.Kind == confirmed || strings.HasPrefix(k.Kind, confirmed+"/"):
			sick[cmp.Or(string(k.House), k.Case)] = true
		case k.Kind == counted && (newest == nil || cmp.Or(cmp.Compare(k.At, newest.At), cmp.Compare(k.Case, newest.Case)) > 0):
			newest = k
		}
	}
	n = int64(len(sick))
	switch {
	case newest != nil && newest.N >= n:
		return newest.N, "count"
	case n > 0:
		return n, "isolation"
	}
	return 0, "none"
}

// since tells when the present colour began, as far back as all marks are known. Between
// two moments at which a mark or a rule begins or ends, nothing changes.
func (m *chart) since(rt rtrw.Area, marks []span, in rtrw.ZoneInput) time.Time {
	first := time.UnixMilli(0)
	if !in.Since.IsZero() { // what was laid down before that counts no more from here on
		first = rtrw.DayBegins(in.Since.In(rt.Location()), window+1)
	}
	moments := []time.Time{first}
	for i := range marks {
		moments = append(moments, marks[i].from, marks[i].until)
	}
	for _, r := range m.records {
		if r.Name == emergency && r.Area.Contains(rt) {
			moments = append(moments, time.UnixMilli(r.From), time.UnixMilli(r.Until))
		}
	}
	moments = slices.DeleteFunc(moments, func(x time.Time) bool { return x.Before(first) || x.After(in.Now) })
	slices.SortFunc(moments, time.Time.Compare)
	began, colour := first, ""
	for _, x := range moments {
		if c := m.at(rt, marks, x).colour; c != colour {
			began, colour = x, c
		}
	}
	return began
}
