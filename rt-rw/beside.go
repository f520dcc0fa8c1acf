package rtrw

import "slices"

// A second alarm joins the first, and a house that is being knocked at is not knocked at
// twice: some moves depend on what else of their service is open around them. They say so in
// their declaration, and then it is read inside the lock of the log, like everything else.

// Beside says which other open cases of the service a move must know, by their states: of the
// household it concerns, else at the place where it opens one, or of the whole kelurahan.
func (m Move) Beside(states ...State) Move {
	m.beside = states
	return m
}

// Around is where a decision must look for other open cases of its service.
type Around struct {
	Service string
	At      Area
	House   Area // of this household alone; "" of whomever
	Case    string
	states  []State
}

// Around tells where to look for a command; false: nothing is asked.
func (r *Registry) Around(cmd *Command, actor Viewer, c *Case) (a Around, ok bool) {
	svc, move, err := r.find(cmd.Service, cmd.Move)
	if err != nil || len(move.beside) == 0 {
		return a, false
	}
	a = Around{Service: svc.Name, At: cmd.Area, states: move.beside}
	if cmd.Case != "" {
		if c == nil {
			return a, false
		}
		a.At, a.House, a.Case = c.Area.Log(), c.House, c.ID
	} else if f, concerns := cmd.Input.(interface{ forWhom() For }); concerns {
		if a.House = f.forWhom().Household; a.House == "" {
			a.House = actor.Household
		}
	}
	if a.House != "" {
		a.At = a.House.Up(RT)
	}
	return a, true
}

// Among picks them out of the open cases of the service at the place.
func (a *Around) Among(open []*Case) []*Case {
	return slices.DeleteFunc(slices.Clone(open), func(c *Case) bool {
		return c.ID == a.Case || a.House != "" && c.House != a.House || !slices.Contains(a.states, c.State)
	})
}

// Beside gives those cases, the oldest first; none unless the move's declaration asks.
func (t *Turn) Beside() []*Case { return t.facts.Beside }
