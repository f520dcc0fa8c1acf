package rtrw

import (
	"fmt"
	"slices"
	"time"
)

// Calling is why somebody is told of a case away from the screen.
type Calling string

// The reasons. A public call is for everybody in reach; the others say nothing to neighbours.
const (
	NotCalled    Calling = ""
	CalledTurn   Calling = "turn"   // the case waits for their answer
	CalledHand   Calling = "hand"   // somebody put it into their hands
	CalledNews   Calling = "news"   // it is their household's, and somebody else moved it
	CalledPublic Calling = "public" // an alarm or an announcement
)

// Ring is what everybody around is told of a public case: the same words ring once.
type Ring struct {
	Words Words
	Loud  bool // an alarm, not the word that it is over
}

// Called is one reason, as what somebody is told, and the question it asks: a case that
// asks the same again calls nobody twice, and a question that is over calls nobody longer.
type Called struct {
	Why   Calling
	Role  Role
	Ask   string
	Ring  Ring // of a public call
	Fresh bool // the question is asked by this line; else it only goes on
}

// Calls tells whether a line of the log, with the case after it, concerns somebody: a pure
// function of line, case and person, drawn from the declared moves and rungs alone. Who may
// not see a case is never told of it; who made the move knows.
func (r *Registry) Calls(e *Entry, c *Case, actor, v Viewer, now time.Time) Called {
	s, ok := r.Service(c.Service)
	if !ok {
		return Called{}
	}
	sees := s.audienceOf(v, c, now)
	if sees&ForPublic != 0 && s.Rings != nil {
		if ring, rings := s.Rings(c, e.Type); rings {
			knows := e.Actor == v.Account || ring.Loud && c.Filer == v.Account
			return Called{CalledPublic, Resident, ring.Words.ID, ring, !knows}
		}
	}
	if sees&^ForPublic == 0 {
		return Called{}
	}
	if role, fresh, asked := s.turnOf(e, c, v, now); asked {
		return Called{CalledTurn, role, fmt.Sprintf("%s %s %d %d", c.State, c.Level, c.Hops, c.Since), Ring{}, fresh && e.Actor != v.Account}
	}
	switch {
	case c.Closed == 0 && c.Holder != "" && c.Holder == v.Account:
		return Called{CalledHand, e.Role, fmt.Sprintf("hand %d", c.Round), Ring{}, e.Actor != v.Account}
	case s.isNews(c, actor, v, now):
		return Called{CalledNews, Resident, "news", Ring{}, true}
	}
	return Called{}
}

// turnOf says whether a case waits for the viewer. Where a rung of heads is asked, it is
// that rung's turn; in a state that nobody is asked in, and that nobody has in hand, it is
// the turn of the offices that can lead it on, unless one of them has just led it there.
func (s *Service) turnOf(e *Entry, c *Case, v Viewer, now time.Time) (role Role, fresh, ok bool) {
	if s.IsFinal(c.State) || c.Holder != "" || v.Has(Away, c.Area, now) {
		return "", false, false
	}
	for i := range s.Moves {
		m := &s.Moves[i]
		if m.Opens() || m.Stays && c.Level == NoLevel || !m.Leaves(c.State) || !m.People.byOffice() {
			continue
		}
		role, may := m.People.Admits(v, c, now.UnixMilli())
		if !may {
			continue
		}
		switch rung := roleLevel(role); {
		case c.Level == NoLevel:
			if slices.Contains(m.People.Roles(), e.Role) && e.From != c.State {
				continue
			}
			return role, e.From != c.State, true
		case rung == c.Level, rung == NoLevel && !m.Stays:
			return role, true, true
		}
	}
	return "", false, false
}

// isNews says whether a case of the viewer's household was moved by somebody else. What
// concerns no household, such as a word past the RT, is never told on a phone that lies about.
func (s *Service) isNews(c *Case, actor, v Viewer, now time.Time) bool {
	return c.House != "" && actor.Household != c.House && s.audienceOf(v, c, now)&ForHousehold != 0
}

// byOffice says whether a move is the work of an office: not the household's own word, nor
// a neighbour's, nor a clock's.
func (p People) byOffice() bool {
	return len(p.ways) > 0 && !slices.ContainsFunc(p.ways, func(w who) bool {
		return w.rel == own || w.rel == neighbour || w.rel == within || w.rel == system || w.filed || w.holding
	})
}
