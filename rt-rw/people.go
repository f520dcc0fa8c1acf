package rtrw

import "slices"

// relation is what a person must be to a case beside holding a role.
type relation uint8

const (
	over      relation = iota // the role's area contains the case
	own                       // lives in the household concerned
	reached                   // a head whom the clock has reached, and not of that household
	neighbour                 // lives in another household of the same RT, neither holds nor filed it
	within                    // lives inside the case's area
	system                    // no person at all
)

type who struct {
	role    Role
	rel     relation
	holding bool // has the case in hand
	apart   bool // does not live in the household concerned
	noRW    bool // only where there is no RW
	inRW    bool // only where there is one
	filed   bool // opened it
}

// People says who may make a move: any one of several ways to be entitled.
type People struct{ ways []who }

// By admits holders of a role whose area contains the case.
func By(roles ...Role) People {
	var p People
	for _, r := range roles {
		p.ways = append(p.ways, who{role: r, rel: over})
	}
	return p
}

// Own admits the household concerned; pending members only where pending is true.
func Own(pending bool) People {
	p := People{[]who{{role: Resident, rel: own}}}
	if pending {
		p.ways = append(p.ways, who{role: Pending, rel: own})
	}
	return p
}

// Heads admits the heads whom the clock has reached, never for their own household.
func Heads() People {
	var p People
	for _, r := range rungs {
		if slices.Contains(headsRota, r.level) {
			p.ways = append(p.ways, who{role: r.role, rel: reached, apart: true})
		}
	}
	return p
}

// Neighbours admits members of another household of the RT who neither hold the case
// nor filed it. They need not be able to see it: they know its id from the holder.
func Neighbours() People { return People{[]who{{role: Resident, rel: neighbour, apart: true}}} }

// Residents admits whoever lives inside the case's area.
func Residents() People { return People{[]who{{role: Resident, rel: within}}} }

// By system roles: a clock, the invite door, a reaction. No person can be one.
func bySystem(r Role) People { return People{[]who{{role: r, rel: system}}} }

// OnClock admits a clock's move alone.
func OnClock() People { return bySystem(Timer) }

// ByDoor admits the invite door alone.
func ByDoor() People { return bySystem(Door) }

// ByReaction admits what another service's move leads to.
func ByReaction() People { return bySystem(Reactor) }

// Holding narrows to whoever has the case in hand.
func (p People) Holding() People {
	return p.each(func(w *who) { w.holding = true })
}

// inAnyHand asks no more who holds the case.
func (p People) inAnyHand() People {
	return p.each(func(w *who) { w.holding = false })
}

// Apart narrows to those who do not live in the household concerned.
func (p People) Apart() People {
	return p.each(func(w *who) { w.apart = true })
}

// Filed narrows to whoever opened the case.
func (p People) Filed() People {
	return p.each(func(w *who) { w.filed = true })
}

// WithoutRW narrows to places that have no RW, where its duties fall to others.
func (p People) WithoutRW() People {
	return p.each(func(w *who) { w.noRW = true })
}

// WithinRW narrows to places that have an RW.
func (p People) WithinRW() People {
	return p.each(func(w *who) { w.inRW = true })
}

// Or adds other ways to be entitled.
func (p People) Or(q People) People { return People{slices.Concat(p.ways, q.ways)} }

func (p People) each(change func(*who)) People {
	ways := slices.Clone(p.ways)
	for i := range ways {
		change(&ways[i])
	}
	return People{ways}
}

// Roles lists the roles that can be entitled, for the description of a service.
func (p People) Roles() []Role {
	var rs []Role
	for _, w := range p.ways {
		if w.rel != system && !slices.Contains(rs, w.role) {
			rs = append(rs, w.role)
		}
	}
	return rs
}

// System says whether only a clock or a door makes the move.
func (p People) System() bool {
	return !slices.ContainsFunc(p.ways, func(w who) bool { return w.rel != system })
}

// Admits says as what the viewer may act on the case at this time (Unix milliseconds).
// It is the whole of "may act"; the state is asked elsewhere.
func (p People) Admits(v Viewer, c *Case, now int64) (Role, bool) {
	for _, w := range p.ways {
		if w.rel == system {
			if v.System == w.role {
				return w.role, true
			}
			continue
		}
		if w.noRW && c.Area.Up(RW) != "" || w.inRW && c.Area.Up(RW) == "" || w.filed && c.Filer != v.Account || w.holding && (c.Holder == "" || c.Holder != v.Account) || w.apart && c.House != "" && v.Household == c.House {
			continue
		}
		for _, g := range v.Grants {
			if g.Role == w.role && g.Active(now) && w.relates(v, g, c) {
				return w.role, true
			}
		}
	}
	return "", false
}

func (w who) relates(v Viewer, g Grant, c *Case) bool {
	switch w.rel {
	case own:
		return c.House != "" && g.Area == c.House
	case neighbour:
		return g.Area != c.House && c.Area.Contains(g.Area) && c.Holder != v.Account && c.Filer != v.Account
	case within:
		return c.Area.Contains(g.Area)
	case reached:
		return g.Area.Contains(c.Area) && (c.Level == NoLevel || roleLevel(w.role).rank() <= c.Level.rank())
	}
	return g.Area.Contains(c.Area)
}

func roleLevel(r Role) Level {
	for _, rung := range rungs {
		if rung.role == r {
			return rung.level
		}
	}
	return NoLevel
}
