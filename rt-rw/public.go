package rtrw

import (
	"bytes"
	"encoding/json"
	"time"
)

// A case is for the household and for those on duty, and for nobody else. What everybody must
// hear of, an alarm, has a reach: everybody who lives in the RT, the RW or the kelurahan around
// it may see it, and of it the facts that its service shows to the public. These travel with
// every frame, board and list, so that a phone need not ask before it sounds.

// Reach makes the case public as far as the RT, RW or kelurahan around it. It only ever
// widens: who has heard of a case is not made to forget it.
func (t *Turn) Reach(to Depth) {
	if at := t.Case.Reach; at == Nowhere || to < at {
		t.Case.Reach = to
	}
}

// reachMask is the audience of who lives as far around a case as it reaches. It is a bit of
// the mask, so that a line of the log says for ever how far it was heard.
var reachMask = [...]struct {
	Depth
	Mask
}{{RT, ForPublic}, {RW, ForPublicRW}, {Kelurahan, ForPublicKelurahan}}

// maskOf is who gets the lines of a case: the service's audiences, and of the public as much
// as the case reaches.
func (s *Service) maskOf(c *Case) Mask {
	m := s.audience &^ ForPublic
	if m == s.audience {
		return m
	}
	for _, far := range reachMask {
		if far.Depth == c.Reach {
			m |= far.Mask
		}
	}
	return m
}

// Reaches says whether who lives in a house may know of the case as everybody does.
func (c *Case) Reaches(house Area) bool { return c.Area.Up(c.Reach).Contains(house) }

// tell takes out of a case's data what everybody may know of it.
func (s *Service) tell(c *Case) error {
	c.Told = nil
	if s.audience&ForPublic == 0 {
		return nil
	}
	var kept, told map[string]json.RawMessage
	if err := json.Unmarshal(c.Data, &kept); err != nil {
		return err
	}
	for _, f := range s.fields {
		if value, there := kept[f.json]; there && f.to&ForPublic != 0 {
			if told == nil {
				told = map[string]json.RawMessage{}
			}
			told[f.json] = value
		}
	}
	if told == nil {
		return nil
	}
	var err error
	c.Told, err = json.Marshal(told)
	return err
}

// ToldIn reads from an after-image what everybody may know; "" where there is nothing.
func ToldIn(payload []byte) string {
	if !bytes.Contains(payload, []byte(`"told":{`)) { // as it is in nearly every line; inside a text the quotes are escaped
		return ""
	}
	var c struct {
		Told json.RawMessage `json:"told"`
	}
	if json.Unmarshal(payload, &c) != nil {
		return ""
	}
	return string(c.Told)
}

// publicIn adds to a scope what reaches who lives in a house.
func (r *Registry) publicIn(sc *Scope, house Area) {
	part := ScopePart{Area: house}
	for _, s := range r.services {
		if s.audience&ForPublic != 0 {
			part.Services = append(part.Services, s.Name)
		}
	}
	if len(part.Services) > 0 {
		sc.Public = append(sc.Public, part)
	}
}

// onlyPublic says whether a viewer may see of a case what everybody may, and nothing more.
// Reading that is no look into anybody's affairs.
func (r *Registry) onlyPublic(v Viewer, c *Case, now time.Time) bool {
	s, ok := r.Service(c.Service)
	return ok && s.audienceOf(v, c, now) == ForPublic
}
