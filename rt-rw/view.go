package rtrw

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// seen is one field of a service's data: who may read it, whether it is text or a photo, and
// whether it is what the household said: text, photo, or a sealed fact.
type seen struct {
	json  string
	to    Mask
	text  bool
	photo bool
	said  bool
}

var sealedType, photoType = reflect.TypeFor[Sealed](), reflect.TypeFor[Photo]()

// seenFields reads the `see` tags; a field that names nobody stops the start.
func seenFields(t reflect.Type, fail func(string, ...any)) (fields []seen, all Mask) {
	if t == nil || t.Kind() != reflect.Struct {
		fail("its moves keep no struct")
		return nil, 0
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" || !f.IsExported() {
			fail("field %s has no json name", f.Name)
		}
		var to Mask
		for _, a := range strings.Fields(f.Tag.Get("see")) {
			if audienceNames[a] == 0 {
				fail("field %s is shown to an unknown audience %q", f.Name, a)
			}
			to |= audienceNames[a]
		}
		if to == 0 {
			fail("field %s names nobody who may see it", f.Name)
		}
		one := seen{json: name, to: to, text: f.Type == sealedType, photo: f.Type == photoType}
		if one.said = one.text || one.photo || f.Tag.Get("seal") != ""; one.said && to&ForPublic != 0 {
			fail("field %s is what somebody said, and would be told to everybody", f.Name)
		}
		fields, all = append(fields, one), all|to
	}
	return fields, all
}

// Datum is one thing that a service keeps of a case: its name on the wire, who may see it, and
// whether it is what somebody said, which lies under the household's key.
type Datum struct {
	Name string
	To   Mask
	Said bool
}

// Data lists them, for whoever must tell people what is kept about them.
func (s *Service) Data() []Datum {
	list := make([]Datum, len(s.fields))
	for i, f := range s.fields {
		list[i] = Datum{f.json, f.to, f.said}
	}
	return list
}

var roleAudience = map[Role]Mask{RTHead: ForHeads, RWHead: ForHeads, Volunteer: ForVolunteers, Kader: ForKader, Staff: ForDesk, Health: ForHealth, Lurah: ForLurah, DPO: ForDPO, Glass: ForHeads}

// audienceOf tells as which audiences the viewer may see the case; 0: not at all.
func (s *Service) audienceOf(v Viewer, c *Case, now time.Time) (m Mask) {
	if v.System != "" {
		return 0
	}
	if c.Filer == v.Account {
		m |= ForReporter
	}
	for _, g := range v.Grants {
		switch {
		case !v.holds(g, now):
		case g.Role == Resident:
			if c.House != "" && g.Area == c.House {
				m |= ForHousehold
			}
			if c.Reaches(g.Area) {
				m |= ForPublic
			}
		case g.Area.Contains(c.Area):
			m |= roleAudience[g.Role]
			if g.Role == Lurah && c.Level == LevelLurah && s.audience&ForHeads != 0 {
				m |= ForHeads // the question has come to the lurah, who judges it as a head does
			}
			if c.Holder == v.Account {
				m |= ForHolder
			}
		}
	}
	return m & (s.audience | ForReporter)
}

// sees says whether the viewer may know of the case at all.
func (r *Registry) sees(v Viewer, c *Case, now time.Time) bool {
	s, ok := r.Service(c.Service)
	return ok && s.audienceOf(v, c, now) != 0
}

// own says whether the case is the viewer's: of the own household, or where it concerns
// none, filed by the viewer.
func (r *Registry) own(v Viewer, c *Case, now time.Time) bool {
	s, ok := r.Service(c.Service)
	if !ok {
		return false
	}
	m := s.audienceOf(v, c, now)
	return m&ForHousehold != 0 || c.House == "" && m&ForReporter != 0
}

// readsText says whether texts and health facts may be read at all: before anybody has vouched for them,
// only by the household, who filed, and the heads whom the clock has reached.
func (s *Service) readsText(v Viewer, c *Case, m Mask, now time.Time) bool {
	if !slices.Contains(s.Unverified, c.State) || m&(ForHousehold|ForReporter) != 0 {
		return true
	}
	_, ok := Heads().Admits(v, c, now.UnixMilli())
	return ok
}

// See encodes the data of a case for one viewer: the one encoder used by case, list,
// push and export. open gives the plain text of a reference, or "" once it is erased.
func (r *Registry) See(v Viewer, c *Case, now time.Time, open func(Sealed) (string, error), keys Keys) (map[string]any, error) {
	s, ok := r.Service(c.Service)
	if !ok {
		return nil, fmt.Errorf("case %s of unknown service %s", c.ID, c.Service)
	}
	m := s.audienceOf(v, c, now)
	if m == 0 {
		return nil, Errorf(NotFound, "Laporan tidak ditemukan.")
	}
	kept, err := keptBy(c, keys)
	if err != nil {
		return nil, err
	}
	asInput := m
	if m&ForReporter != 0 {
		asInput |= ForHousehold // who filed sees what was filed, though never what is only computed for the house
	}
	data, texts := map[string]any{}, s.readsText(v, c, m, now)
	for _, f := range s.fields {
		value, there := kept[f.json]
		if !there || f.to&asInput == 0 || f.said && !texts {
			continue
		}
		if f.text || f.photo {
			kept, _ := value.(string)
			if value, err = f.plain(kept, open); err != nil {
				return nil, err
			}
		}
		data[f.json] = value
	}
	for _, sh := range s.Shows {
		if sh.To&m == 0 {
			continue
		}
		value, err := sh.show(c, keys)
		if CodeOf(err) == Erased { // the subject's key is erased, and with it what only it could tell
			continue
		}
		if err != nil {
			return nil, err
		}
		if value != nil {
			data[sh.Name] = value
		}
	}
	return data, nil
}

// plain gives a text, or the id of a photo; "" once the key is erased.
func (f *seen) plain(kept string, open func(Sealed) (string, error)) (string, error) {
	if f.text {
		return open(Sealed(kept))
	}
	ref, id := Photo(kept).cut()
	key, err := open(ref)
	if key == "" {
		id = ""
	}
	return id, err
}

// keptBy reads all fields of a case's data by name, the sealed ones among them.
func keptBy(c *Case, keys Keys) (map[string]any, error) {
	var kept map[string]any
	if err := json.Unmarshal(c.Data, &kept); err != nil {
		return nil, fmt.Errorf("data of case %s: %w", c.ID, err)
	}
	if kept[sealedKey] == nil {
		return kept, nil
	}
	delete(kept, sealedKey)
	plain, err := openSealed(c, keys)
	if err != nil || plain == "" {
		return kept, err
	}
	return kept, json.Unmarshal([]byte(plain), &kept)
}

// HouseOf gives the household of a case to those who need the door: a volunteer learns it
// by taking the case in hand, not by looking through the list, and a service may tell fewer.
func (r *Registry) HouseOf(v Viewer, c *Case, now time.Time) Area {
	s, ok := r.Service(c.Service)
	if !ok {
		return ""
	}
	if s.audienceOf(v, c, now)&s.doors() != 0 {
		return c.House
	}
	return ""
}

func (s *Service) doors() Mask {
	if s.Doors == 0 {
		return ^ForVolunteers
	}
	return s.Doors
}

// MovesFor lists the moves that the viewer may make on the case now.
func (r *Registry) MovesFor(v Viewer, c *Case, now time.Time) (moves []*Move) {
	s, ok := r.Service(c.Service)
	if !ok {
		return nil
	}
	for i := range s.Moves {
		m := &s.Moves[i]
		if !m.Opens() && m.Leaves(c.State) {
			if _, ok := m.People.Admits(v, c, now.UnixMilli()); ok {
				moves = append(moves, m)
			}
		}
	}
	return moves
}

// Scope says which cases a viewer may list, in a form that SQL can ask.
type Scope struct {
	Account string // filed by, or held by
	House   Area
	Parts   []ScopePart
	Public  []ScopePart // houses, and the services of which everybody there hears
}

// ScopePart is one area with the services that may be seen there.
type ScopePart struct {
	Area     Area
	Services []string
}

// ScopeOf gives the cases the viewer may see inside area a.
func (r *Registry) ScopeOf(v Viewer, a Area, now time.Time) Scope {
	sc := Scope{Account: v.Account}
	for _, g := range v.Grants {
		if !v.holds(g, now) || !g.Area.Overlaps(a) {
			continue
		}
		if g.Role == Resident {
			sc.House = g.Area
			r.publicIn(&sc, g.Area)
		}
		part := ScopePart{Area: g.Area}
		for _, s := range r.services {
			if s.audience&roleAudience[g.Role] != 0 {
				part.Services = append(part.Services, s.Name)
			}
		}
		if len(part.Services) > 0 {
			sc.Parts = append(sc.Parts, part)
		}
	}
	return sc
}
