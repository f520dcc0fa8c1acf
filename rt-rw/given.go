package rtrw

import "slices"

// Proof is by what it is known that something has reached a household.
type Proof string

// The proofs, and the want of one.
const (
	ByCode      Proof = "code"        // told at the door
	ByHousehold Proof = "confirmed"   // its own word, afterwards
	ByWitness   Proof = "witness"     // somebody of another house
	Unconfirmed Proof = "unconfirmed" // only who brought it says so
)

// Giving says of a service that its cases bring something to a household. The ledger of a
// household and the list of those whom nothing reached are made from it.
type Giving struct {
	What string           // the field that says what: a plain choice
	Done []State          // it has arrived
	Told []State          // who brought it says so, the household not yet
	By   map[string]Proof // of every move into Done: by what it is known
}

// prepareGiving refuses a state nobody knows, and an arrival of which nobody says how it is known.
func (s *Service) prepareGiving(fail func(string, ...any)) {
	for _, st := range s.Needy {
		if !slices.Contains(s.states, st) {
			fail("unknown state %q", st)
		}
	}
	g := s.Gives
	if g == nil {
		return
	}
	for _, st := range slices.Concat(g.Done, g.Told) {
		if !slices.Contains(s.states, st) {
			fail("unknown state %q", st)
		}
	}
	if !slices.ContainsFunc(s.fields, func(f seen) bool { return f.json == g.What && !f.said }) {
		fail("what it gives is said by %q, which is no plain field", g.What)
	}
	for _, m := range s.Moves {
		arrives := !m.Stays && slices.ContainsFunc(m.To, func(st State) bool { return slices.Contains(g.Done, st) })
		if arrives != (g.By[m.Name] != "") {
			fail("by what is it known that something arrived, after %s?", m.Name)
		}
	}
}
