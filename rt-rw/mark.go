package rtrw

import (
	"encoding/json"
	"slices"
	"time"
)

// Mark is a fact of a case that is counted by place and day: a house with a confirmed
// isolation, a number of houses that somebody counted. It stands beside the log, is made
// anew from the cases, and goes with its subject.
type Mark struct {
	Case  string
	Kind  string
	Area  Area // RT
	House Area // "" where it concerns none
	N     int64
	At    int64 // Unix milliseconds
	Until int64 // when it ceased to count; 0: it has not
}

// Record is a rule in force in an area for a time: an emergency, a policy of the city.
type Record struct {
	Case  string
	Area  Area
	Name  string
	From  int64
	Until int64 // 0: no end
	Value json.RawMessage
}

// StoppedRecord names the record of a household that has withdrawn its consent: while it is
// in force, its closed cases are opened for nobody but itself.
const StoppedRecord = "stopped"

// InForce gives the record of a name that holds for a place: of the narrowest area, and
// there the latest.
func InForce(records []Record, name string, place Area, at time.Time) (best Record, ok bool) {
	ms := at.UnixMilli()
	for _, r := range records {
		if r.Name != name || r.From > ms || r.Until != 0 && r.Until <= ms || !r.Area.Contains(place) {
			continue
		}
		if !ok || len(r.Area) > len(best.Area) || len(r.Area) == len(best.Area) && r.From >= best.From {
			best, ok = r, true
		}
	}
	return best, ok
}

// Mark lays down a counted fact of this case; one of a kind, the newest holds.
func (t *Turn) Mark(kind string, n int64, at time.Time) {
	t.effect.Marks = append(t.effect.Marks, Mark{t.Case.ID, kind, t.Case.Area, t.Case.House, n, at.UnixMilli(), 0})
}

// Unmark ends it: it has counted until then, with the number and from the time it had.
func (t *Turn) Unmark(kind string, at time.Time) {
	t.effect.Marks = append(t.effect.Marks, Mark{t.Case.ID, kind, t.Case.Area, t.Case.House, 0, at.UnixMilli(), at.UnixMilli()})
}

// Record puts a rule in force in the place of this case. A case has one of a name.
func (t *Turn) Record(name string, from, until int64, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	t.effect.Records = append(t.effect.Records, Record{t.Case.ID, t.Case.Place(), name, from, until, b})
	return nil
}

// HousesHere tells how many houses the place of this case has; the input must be a Counter.
func (t *Turn) HousesHere() int64 { return t.facts.Counts[t.Case.Area] }

// HousesIn tells how many the RT, RW or kelurahan around it has; 0 where there is none.
func (t *Turn) HousesIn(d Depth) int64 { return t.facts.Counts[t.Case.Area.Up(d)] }

// Zone is the colour of an RT and what it comes from.
type Zone struct {
	Colour string `json:"colour"`
	Houses int64  `json:"houses"`
	Since  string `json:"since"`
	Policy string `json:"policy"`
	Source string `json:"source"`
}

// ZoneInput is everything colours depend on.
type ZoneInput struct {
	Now     time.Time
	Since   time.Time // marks older than this are not among them
	RTs     []Area
	Marks   []Mark
	Records []Record
}

// Colours lists the zones in their order, calmest first.
var Colours = [...]string{"green", "yellow", "orange", "red"}

// drawer is the service that draws the map, if one does.
func (r *Registry) drawer() *Service {
	for _, s := range r.services {
		if s.Zones != nil {
			return s
		}
	}
	return nil
}

// draw colours every RT of a picture, for nobody in particular.
func (r *Registry) draw(p *Picture, since, now time.Time) map[Area]Zone {
	s := r.drawer()
	if s == nil {
		return nil
	}
	return s.Zones(ZoneInput{now, since, p.RTs, p.Marks, p.Records})
}

func (r *Registry) seesZones(v Viewer, a Area, now time.Time) bool {
	s := r.drawer()
	return s != nil && (r.oversees(v, a, now) || slices.ContainsFunc(v.Grants, func(g Grant) bool {
		return g.Active(now.UnixMilli()) && g.Area.Overlaps(a) && roleAudience[g.Role]&s.audience != 0
	}))
}

// shown gives of a map what one viewer may see who looks at area a: exact colours of the
// RTs where the service is theirs by duty, and from above one distribution per kelurahan,
// never anything of a single RT.
func (r *Registry) shown(v Viewer, a Area, all map[Area]Zone, now time.Time) map[Area]any {
	v = v.withoutGlass()
	shown, s := map[Area]any{}, r.drawer()
	if s == nil {
		return shown
	}
	above := r.oversees(v, a, now)
	if a.Depth() >= Kelurahan || !above {
		for rt, z := range all {
			if a.Contains(rt) && r.duties(v, rt, now)&s.audience != 0 {
				shown[rt] = z
			}
		}
	}
	if len(shown) > 0 || !above || a.Depth() > Kelurahan {
		return shown
	}
	for rt, z := range all {
		k := rt.Up(Kelurahan)
		counts, ok := shown[k].(map[string]int)
		if !ok {
			counts = map[string]int{}
			for _, c := range Colours {
				counts[c] = 0
			}
			shown[k] = counts
		}
		counts[z.Colour]++
	}
	return shown
}
