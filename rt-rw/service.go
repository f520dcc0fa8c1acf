package rtrw

import (
	"fmt"
	"reflect"
	"slices"
	"time"
)

// Words is one text in the languages of the app.
type Words struct{ ID, EN string }

// In gives the text in a language; Indonesian is the default.
func (w Words) In(lang string) string {
	if lang == "en" {
		return w.EN
	}
	return w.ID
}

// Service is a kind of case, declared as data. Routes, schemas, permissions, buttons,
// clocks and the state diagram all follow from it.
type Service struct {
	Name       string
	Title      Words
	Moves      []Move
	Clocks     []Clock
	Reactions  []Reaction        // what it does about other services' moves
	Asked      []State           // states in which the heads are asked, rung by rung
	Rota       map[State][]Level // whom Turn.Ask climbs to in a state; in Asked states RT, RW, lurah
	Unverified []State           // nobody has vouched for its text yet: see Registry.View
	Final      []State           // may rest here; a move may still leave
	Roll       []State           // a house has one open case in these states at most, and they are read house by house
	Doors      Mask              // who learns which house a case concerns; 0: everybody who sees it but volunteers
	Keep       int               // days after its end for which a case's texts and health facts are kept; 0: no end
	Measured   *Measured         // how well its cases go; nil: nobody measures them
	Inner      bool              // work of the house itself (memberships): no number above the kelurahan
	Words      map[string]Words  // a title for every move and state
	Shows      []Shown           // values computed for some audiences
	Gives      *Giving           // what of it is help that reaches a household; nil: nothing
	Needy      []State           // a household with a case there is in need: see Desk.Untouched

	// Rings gives what everybody in reach of a case is told on their phones after a move; false:
	// nothing, or nothing any more. nil: cases of this service ring nowhere.
	Rings func(c *Case, move string) (Ring, bool)

	// Zones colours RTs from marks and records; one service at most draws the map. It says as
	// well what each colour asks, and which emergency holds in a place.
	Zones     func(ZoneInput) map[Area]Zone
	Colours   map[string]Advice
	Emergency func(records []Record, place Area, at time.Time) (Declared, bool)

	data     reflect.Type
	fields   []seen
	audience Mask
	byName   map[string]*Move
	states   []State
}

// Clock is a promise: so long in a state, then this move.
type Clock struct {
	State State
	Move  string
	Delay Delay
}

// After declares a clock.
func After(s State, move string, d Delay) Clock { return Clock{s, move, d} }

// Shown is a value that is computed when it is read and never kept.
type Shown struct {
	Name string
	To   Mask
	show func(c *Case, k Keys) (any, error)
}

// Show declares a computed value for the named audiences. A nil value is left out.
func Show[D any](name string, value func(c *Case, data *D, k Keys) (any, error), to Mask) Shown {
	return Shown{name, to, func(c *Case, k Keys) (any, error) {
		data, err := unpack[D](c, k)
		if err != nil {
			return nil, err
		}
		return value(c, data, k)
	}}
}

// Move finds a move by name.
func (s *Service) Move(name string) (*Move, bool) {
	m, ok := s.byName[name]
	return m, ok
}

// States lists the states in the order in which the moves name them.
func (s *Service) States() []State { return s.states }

// Audience is everybody who may see that a case exists.
func (s *Service) Audience() Mask { return s.audience }

// rotaOf gives the rungs of a state: the heads' where they are asked, else its own or none.
func (s *Service) rotaOf(st State) []Level {
	if rota := s.Rota[st]; rota != nil {
		return rota
	}
	if slices.Contains(s.Asked, st) {
		return headsRota
	}
	return nil
}

// IsFinal says whether a case may rest in the state.
func (s *Service) IsFinal(st State) bool { return slices.Contains(s.Final, st) }

// Title gives the words for a move or a state.
func (s *Service) TitleOf(name string) Words { return s.Words[name] }

// nearest gives the next due time of a case and the move that then happens.
func (s *Service) nearest(c *Case, p *Policy) (due int64, move string) {
	for _, k := range s.Clocks {
		if k.State != c.State {
			continue
		}
		at, runs := k.Delay(c, p)
		if runs && (due == 0 || at.UnixMilli() < due) {
			due, move = at.UnixMilli(), k.Move
		}
	}
	return due, move
}

// Registry holds the services of this server.
type Registry struct {
	services  []*Service
	byName    map[string]*Service
	reactions map[string][]replying // by cause, "service/move"
}

// NewRegistry checks every declaration and panics at the first mistake: a service with a
// misspelt state must not start.
func NewRegistry(services ...*Service) *Registry {
	r := &Registry{byName: map[string]*Service{}}
	for _, s := range services {
		if r.byName[s.Name] != nil {
			panic("rtrw: service declared twice: " + s.Name)
		}
		s.prepare()
		r.services, r.byName[s.Name] = append(r.services, s), s
	}
	r.prepareReactions()
	return r
}

// Services lists them in the order of their declaration.
func (r *Registry) Services() []*Service { return r.services }

// Service finds one by name.
func (r *Registry) Service(name string) (*Service, bool) {
	s, ok := r.byName[name]
	return s, ok
}

func (s *Service) prepare() {
	fail := func(format string, args ...any) {
		panic("rtrw: service " + s.Name + ": " + fmt.Sprintf(format, args...))
	}
	s.byName = map[string]*Move{}
	entered, left := map[State]bool{}, map[State]bool{}
	for i := range s.Moves {
		m := &s.Moves[i]
		switch {
		case s.byName[m.Name] != nil:
			fail("move %s declared twice", m.Name)
		case len(m.To) == 0 || len(m.People.ways) == 0:
			fail("move %s leads nowhere or is nobody's", m.Name)
		case s.data != nil && s.data != m.data:
			fail("move %s keeps %v, the others %v", m.Name, m.data, s.data)
		}
		s.byName[m.Name], s.data = m, m.data
		for _, st := range slices.Concat(m.From, m.To) {
			if !slices.Contains(s.states, st) {
				s.states = append(s.states, st)
			}
		}
		for _, st := range m.From {
			left[st] = true
		}
		for _, st := range m.To {
			entered[st] = entered[st] || !m.Stays
		}
	}
	for _, st := range s.states {
		if !entered[st] || !left[st] && !s.IsFinal(st) {
			fail("state %q is never entered, or never left and not final", st)
		}
	}
	s.prepareNames(fail)
	s.fields, s.audience = seenFields(s.data, fail)
	for _, sh := range s.Shows {
		s.audience |= sh.To
	}
	s.prepareGiving(fail)
}

func (s *Service) prepareNames(fail func(string, ...any)) {
	for _, st := range slices.Concat(s.Asked, s.Unverified, s.Final, s.Roll) {
		if !slices.Contains(s.states, st) {
			fail("unknown state %q", st)
		}
	}
	if m := s.Measured; m != nil {
		for _, st := range slices.Concat(m.Checked, m.Helped, m.Confirmed, m.Silent) {
			if !slices.Contains(s.states, st) {
				fail("unknown state %q is measured", st)
			}
		}
	}
	for _, k := range s.Clocks {
		m := s.byName[k.Move]
		if m == nil || !m.Leaves(k.State) || !m.People.System() {
			fail("clock of %q calls %q, which is no clock's move from there", k.State, k.Move)
		}
	}
	for name := range s.byName {
		if s.Words[name] == (Words{}) {
			fail("move %q has no title", name)
		}
	}
	for _, st := range s.states {
		if w := s.Words[string(st)]; w.ID == "" || w.EN == "" {
			fail("state %q has no title", st)
		}
	}
}

// dueNow says whether the clock's move is the one that this case waits for.
func dueNow(c *Case, move string, now time.Time) bool {
	return c.DueFor == move && c.Due != 0 && c.Due <= now.UnixMilli()
}
