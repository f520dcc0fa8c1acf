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
	m := &chart{policy: map[string]string{}}
	for _, r := range in.Records {
		var e Emergency
		if r.Name == emergency && json.Unmarshal(r.Value, &e) == nil {
			m.records, m.policy[r.Case] = append(m.records, r), e.Policy
		}
	}
	marks := map[rtrw.Area][]*span{}
	for _, k := range in.Marks {
		if s := spanOf(k); s.until.After(s.from) {
			marks[k.Area] = append(marks[k.Area], s)
		}
	}
	zones := map[rtrw.Area]rtrw.Zone{}
	for _, rt := range in.RTs {
		if now, since := m.sight(rt, marks[rt], in); now.colour != "" {
			zones[rt] = rtrw.Zone{Colour: now.colour, Houses: now.houses, Policy: now.policy, Source: now.source, Since: since.In(rt.Location()).Format(rtrw.TimeForm)}
		}
	}
	return zones
}

// span is a mark with the time in which it counts: from its moment until it was withdrawn
// or its days are over.
type span struct {
	rtrw.Mark
	from, until time.Time
}

func spanOf(m rtrw.Mark) *span {
	from := time.UnixMilli(m.At).In(m.Area.Location())
	s := &span{m, from, rtrw.DayBegins(from, window+1)}
	if ended := time.UnixMilli(m.Until); m.Until != 0 && ended.Before(s.until) {
		s.until = ended
	}
	return s
}

// chart answers what an RT was at any moment.
type chart struct {
	records []rtrw.Record     // emergencies
	policy  map[string]string // theirs, by their case
}

// sight is what an RT is at one moment; no colour: no emergency is in force.
type sight struct {
	colour, policy, source string
	houses                 int64
}

// sight tells what an RT is now and when its colour began, as far back as all marks are
// known. Between two moments at which a mark or a rule begins or ends, nothing changes.
func (m *chart) sight(rt rtrw.Area, marks []*span, in rtrw.ZoneInput) (now sight, began time.Time) {
	began = time.UnixMilli(0)
	if !in.Since.IsZero() { // what was laid down before that counts no more from here on
		began = rtrw.DayBegins(in.Since.In(rt.Location()), window+1)
	}
	moments := []time.Time{began, in.Now}
	for _, k := range marks {
		moments = append(moments, k.from, k.until)
	}
	for _, r := range m.records {
		if r.Area.Contains(rt) {
			moments = append(moments, time.UnixMilli(r.From), time.UnixMilli(r.Until))
		}
	}
	first := began
	moments = slices.DeleteFunc(moments, func(x time.Time) bool { return x.Before(first) || x.After(in.Now) })
	slices.SortFunc(moments, time.Time.Compare)
	c := newCourse(marks)
	for _, x := range moments {
		c.to(x)
		before := now.colour
		if now = m.at(rt, c, x); now.colour != before {
			began = x
		}
	}
	return now, began
}

// at is what an RT is at the moment to which its marks have come.
func (m *chart) at(rt rtrw.Area, c *course, x time.Time) (s sight) {
	r, ok := rtrw.InForce(m.records, emergency, rt, x)
	if !ok {
		return s
	}
	t, ok := policies[m.policy[r.Case]]
	if !ok {
		return s
	}
	s.policy = m.policy[r.Case]
	s.houses, s.source = c.houses()
	s.colour = t.colour(s.houses)
	return s
}

// course is the marks of an RT as time goes by: those that count at the moment it has come to.
type course struct {
	begins, ends []*span        // that have not yet, the next one first
	sick         map[string]int // houses with a confirmed case, and how many marks say so
	counts       []*span
}

func newCourse(marks []*span) *course {
	c := &course{begins: slices.Clone(marks), ends: slices.Clone(marks), sick: map[string]int{}}
	slices.SortFunc(c.begins, func(a, b *span) int { return a.from.Compare(b.from) })
	slices.SortFunc(c.ends, func(a, b *span) int { return a.until.Compare(b.until) })
	return c
}

// to goes on to a moment.
func (c *course) to(x time.Time) {
	for ; len(c.begins) > 0 && !c.begins[0].from.After(x); c.begins = c.begins[1:] {
		if k := c.begins[0]; k.Kind == counted {
			c.counts = append(c.counts, k)
		} else if k.confirms() {
			c.sick[k.door()]++
		}
	}
	for ; len(c.ends) > 0 && !c.ends[0].until.After(x); c.ends = c.ends[1:] {
		if k := c.ends[0]; k.Kind == counted {
			c.counts = slices.DeleteFunc(c.counts, func(one *span) bool { return one == k })
		} else if k.confirms() {
			if c.sick[k.door()]--; c.sick[k.door()] == 0 {
				delete(c.sick, k.door())
			}
		}
	}
}

func (s *span) confirms() bool {
	return s.Kind == confirmed || strings.HasPrefix(s.Kind, confirmed+"/")
}

// door is the house, or where none is known the case.
func (s *span) door() string { return cmp.Or(string(s.House), s.Case) }

// houses gives the larger of the newest count and of the houses with a confirmed case, and
// which of the two it was.
func (c *course) houses() (n int64, source string) {
	n = int64(len(c.sick))
	if len(c.counts) > 0 {
		newest := slices.MaxFunc(c.counts, func(a, b *span) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Case, b.Case)) })
		if newest.N >= n {
			return newest.N, "count"
		}
	}
	if n > 0 {
		return n, "isolation"
	}
	return 0, "none"
}
