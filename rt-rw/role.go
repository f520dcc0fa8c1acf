package rtrw

import (
	"slices"
	"time"
)

// Role is an office, or a part played, inside an area.
type Role string

// The roles of people, as they stand on the wire, and some that are no office.
const (
	Resident   Role = "resident"
	Pending    Role = "pending" // came by a sent link; the RT head has not said yes yet
	RTHead     Role = "rt_head"
	RWHead     Role = "rw_head"
	Lurah      Role = "lurah"
	Staff      Role = "staff" // kelurahan desk
	Volunteer  Role = "volunteer"
	Kader      Role = "kader"
	Health     Role = "health" // puskesmas
	Camat      Role = "camat"
	CityCenter Role = "city" // city command center
	Academic   Role = "academic"
	DPO        Role = "dpo"

	Away  Role = "away"  // a head's absence: the post counts as vacant
	Glass Role = "glass" // sees for an hour what heads see: broken by camat or city, with a reason

	Kiosk   Role = "kiosk"    // a screen in a lobby: it reads the lobby's board and nothing else
	Timer   Role = "clock"    // a clock's move
	Door    Role = "door"     // what the invite door does for somebody who has no role yet
	Reactor Role = "reaction" // what one service does about another's move
)

// Roles lists the offices a person may hold.
var Roles = []Role{Resident, Pending, RTHead, RWHead, Lurah, Staff, Volunteer, Kader, Health, Camat, CityCenter, Academic, DPO}

// Grant gives an account a role in an area for a term. From and Until are Unix
// milliseconds; Until 0 has no end. The id is the id of the member case that gave it.
type Grant struct {
	ID      string
	Account string
	Role    Role
	Area    Area
	From    int64
	Until   int64
}

// Active says whether the term covers now (Unix milliseconds).
func (g Grant) Active(now int64) bool { return g.From <= now && (g.Until == 0 || now < g.Until) }

// Viewer is somebody at the door: an account, the house it lives in, and its grants.
// A Viewer with a System role is no person: a clock, or the invite door.
type Viewer struct {
	Account   string
	Household Area // house; "" for officers who live elsewhere
	Grants    []Grant
	System    Role
}

// Has says whether the viewer holds the role over the whole area now.
func (v Viewer) Has(r Role, a Area, now time.Time) bool {
	for _, g := range v.Grants {
		if g.Role == r && g.Area.Contains(a) && g.Active(now.UnixMilli()) {
			return true
		}
	}
	return false
}

// holds says whether a grant counts now: in its term, and a broken glass only for as long as
// the office that broke it.
func (v Viewer) holds(g Grant, now time.Time) bool {
	return g.Active(now.UnixMilli()) && (g.Role != Glass || v.Has(Camat, g.Area, now) || v.Has(CityCenter, g.Area, now))
}

// withoutGlass is the viewer by duty alone.
func (v Viewer) withoutGlass() Viewer {
	v.Grants = slices.DeleteFunc(slices.Clone(v.Grants), func(g Grant) bool { return g.Role == Glass })
	return v
}

// Level is a rung of heads: whose turn it is to answer a case.
type Level string

// The rungs, lowest first. NoLevel: no head is asked.
const (
	NoLevel     Level = ""
	LevelRT     Level = "rt"
	LevelRW     Level = "rw"
	LevelLurah  Level = "lurah"
	LevelHealth Level = "health" // puskesmas on duty
)

var rungs = [...]struct {
	level Level
	role  Role
	depth Depth
}{{LevelRT, RTHead, RT}, {LevelRW, RWHead, RW}, {LevelLurah, Lurah, Kelurahan}, {LevelHealth, Health, Kelurahan}}

// headsRota is whom a question climbs to unless a service says otherwise.
var headsRota = []Level{LevelRT, LevelRW, LevelLurah}

func (l Level) rank() int {
	for i, r := range rungs {
		if r.level == l {
			return i
		}
	}
	return -1
}

// below gives the rung under this one.
func (l Level) below() Level {
	if r := l.rank(); r > 0 {
		return rungs[r-1].level
	}
	return NoLevel
}

// Post is one head in office: who, where, and the house that makes them partial.
type Post struct {
	Role    Role
	Area    Area
	Account string
	House   Area
}

// nextLevel gives the first rung of a rota above `after` that is held by somebody who does
// not live in the house concerned. A vacant post is passed over at once; the last rung of
// a rota stands even while it is vacant.
func nextLevel(rota []Level, after Level, place, house Area, posts []Post) Level {
	last := rota[len(rota)-1]
	for _, rung := range rungs[after.rank()+1:] {
		at := place.Up(rung.depth)
		if at == "" || !slices.Contains(rota, rung.level) {
			continue
		}
		if rung.level == last {
			return last
		}
		for _, p := range posts {
			if p.Role == rung.role && p.Area == at && (house == "" || p.House != house) {
				return rung.level
			}
		}
	}
	return NoLevel
}
