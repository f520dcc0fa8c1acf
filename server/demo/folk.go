package demo

import (
	"math/rand/v2"

	"jogotonggo/rt-rw"
)

// folk are the invented people who bring the demo to life, by the part they play. Nobody
// who can be entered as is among them.
type folk struct {
	ids        map[string]*Person
	households map[rtrw.Area]*Person   // who speaks for a house, by house
	needy      map[rtrw.Area][]*Person // the same, by RT
	rts        []rtrw.Area             // RTs with such households, in the order of the world
	heads      map[rtrw.Area]*Person   // by RT or RW
	helpers    []*Person               // volunteers
	desks      map[rtrw.Area]*Person   // staff, by kelurahan
	quiet      map[rtrw.Area]bool      // RTs whose head is a visitor's to play
}

func folkOf(w *World) *folk {
	f := &folk{ids: map[string]*Person{}, households: map[rtrw.Area]*Person{}, needy: map[rtrw.Area][]*Person{},
		heads: map[rtrw.Area]*Person{}, desks: map[rtrw.Area]*Person{}, quiet: map[rtrw.Area]bool{}}
	for i := range w.People {
		p := &w.People[i]
		office := rtrw.Grant{}
		for _, g := range p.Grants {
			if g.Role != rtrw.Resident {
				office = g
			}
		}
		switch {
		case p.Named:
			if office.Role == rtrw.RTHead {
				f.quiet[office.Area] = true
			}
			continue
		case office.Role == rtrw.RTHead || office.Role == rtrw.RWHead:
			f.heads[office.Area] = p
		case office.Role == rtrw.Volunteer:
			f.helpers = append(f.helpers, p)
		case office.Role == rtrw.Staff:
			f.desks[office.Area] = p
		case office.Role == "":
			rt := p.Household.Up(rtrw.RT)
			if len(f.needy[rt]) == 0 {
				f.rts = append(f.rts, rt)
			}
			f.needy[rt] = append(f.needy[rt], p)
			f.households[p.Household] = p
		}
		f.ids[p.ID] = p
	}
	return f
}

// judge is the head whose turn it is, or nil where that is a visitor's to play.
func (f *folk) judge(c *rtrw.Case) *Person {
	switch c.Level {
	case rtrw.LevelRT:
		return f.heads[c.Area]
	case rtrw.LevelRW:
		return f.heads[c.Area.Up(rtrw.RW)]
	}
	return nil
}

// helper picks a volunteer of the place who lives in another house.
func (f *folk) helper(r *rand.Rand, c *rtrw.Case) *Person {
	var able []*Person
	for _, p := range f.helpers {
		for _, g := range p.Grants {
			if g.Role == rtrw.Volunteer && g.Area.Contains(c.Area) && p.Household != c.House {
				able = append(able, p)
			}
		}
	}
	if len(able) == 0 {
		return nil
	}
	return able[r.IntN(len(able))]
}

// witness is a neighbour of the RT from another household than the one concerned.
func (f *folk) witness(c *rtrw.Case) *Person {
	for _, p := range f.needy[c.Area] {
		if p.Household != c.House && p.ID != c.Holder && p.ID != c.Filer {
			return p
		}
	}
	return nil
}
