package rtrw

import (
	"encoding/json"
	"time"
)

// Gate is a house with the label at its gate.
type Gate struct {
	House Area   `json:"house"`
	Label string `json:"label"`
}

// ReachQuery asks for what reached households under a place.
type ReachQuery struct {
	Area     Area
	Houses   []Area // only what is closed of these; nil: houses and cases of the whole area
	Services []string
	Since    int64 // of what is closed
	Steps    bool  // also the lines of each case
}

// Reached is that: the houses, their cases that are open or were closed since, and which of
// them are not to be read by others any more.
type Reached struct {
	Gates   []Gate
	Cases   []Case
	Steps   map[string][]Entry // oldest first
	Stopped map[Area]bool      // has withdrawn its consent
	Lives   map[Area]int       // how often it has been erased
}

// doorsFor names the services that give or tell of a need, and of which this viewer may
// learn the house at all. The others are not even read for them.
func (r *Registry) doorsFor(v Viewer, now time.Time) (names []string) {
	var m Mask
	for _, g := range v.Grants {
		if !g.Active(now.UnixMilli()) {
			continue
		}
		m |= roleAudience[g.Role]
		switch g.Role {
		case Resident:
			m |= ForHousehold
		case Lurah:
			m |= ForHeads // for what has come to the lurah
		}
	}
	for _, s := range r.services {
		if (s.Gives != nil || len(s.Needy) > 0) && (s.Doors == 0 || s.Doors&m != 0) {
			names = append(names, s.Name)
		}
	}
	return names
}

// atDoor says whether the viewer may know that the case concerns its house, and whether the
// household has been erased since.
func (r *Registry) atDoor(v Viewer, c *Case, got *Reached, now time.Time) bool {
	return c.House != "" && c.Life() >= got.Lives[c.House] && r.HouseOf(v, c, now) == c.House
}

// whatOf gives what was asked for, where the viewer may read it.
func (r *Registry) whatOf(v Viewer, c *Case, now time.Time) string {
	s, ok := r.Service(c.Service)
	if !ok || s.Gives == nil {
		return ""
	}
	m := s.audienceOf(v, c, now)
	for _, f := range s.fields {
		if f.json != s.Gives.What || f.to&m == 0 {
			continue
		}
		var kept map[string]json.RawMessage
		var what string
		if json.Unmarshal(c.Data, &kept) != nil || json.Unmarshal(kept[f.json], &what) != nil {
			return ""
		}
		return what
	}
	return ""
}
