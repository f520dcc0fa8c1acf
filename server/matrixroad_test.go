package main

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/rtrwtest"
	"jogotonggo/server/door"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// byHand holds inputs of moves that nobody's smallest body can make: what the invite door
// fills in, and the house to which somebody goes who has none of their own. A service whose states cannot be reached without such an input fails the test
// until it has one here.
var byHand = map[string]any{
	"alert/knock": &alert.Knock{To: rtrw.To{Household: matrixHouse}},
	"member/join": &member.Join{Account: "0197a000-0000-7000-8000-0000000000ff", House: matrixHouse},
}

// waits are how long after the step before somebody may have to come, where a rule counts
// hours or days.
var waits = [...]time.Duration{0, time.Hour, 73 * time.Hour, 16 * 24 * time.Hour}

// stride is one move on the way to a state.
type stride struct {
	service *rtrw.Service
	move    *rtrw.Move
	maker   int       // index among the makers; negative: a system role
	area    rtrw.Area // of an opening move
	wait    time.Duration
}

// systems are who is no person, by negative index.
var systems = [...]rtrw.Role{rtrw.Timer, rtrw.Door, rtrw.Reactor}

// form gives the form of a move's own input.
func (s *street) form(m *rtrw.Move) *door.Form {
	if s.forms[m] == nil {
		s.forms[m] = door.New(m.Input())
	}
	return s.forms[m]
}

// command is a move as the door would have read it, with its body.
func (s *street) command(sv *rtrw.Service, m *rtrw.Move, by rtrw.Viewer, area rtrw.Area, c *rtrw.Case) (*rtrw.Command, map[string]any) {
	cmd := &rtrw.Command{Service: sv.Name, Move: m.Name, Key: uuid.NewString(), Viewer: by, Input: m.NewInput()}
	if hand, ok := byHand[sv.Name+"/"+m.Name]; ok {
		cmd.Input = hand
	}
	body := map[string]any{}
	if !m.People.System() {
		body = smallest(s.form(m).Schema("id"), s.clock.now().In(matrixRT.Location()))
		if hand, ok := byHand[sv.Name+"/"+m.Name]; ok {
			body = written(hand)
		}
		raw, err := json.Marshal(body)
		if err != nil {
			s.t.Fatal(err)
		}
		if err := s.form(m).Decode(raw, cmd.Input); err != nil {
			s.t.Fatalf("%s/%s: the smallest body %s does not pass the door: %v", sv.Name, m.Name, raw, err)
		}
	}
	if m.Opens() {
		cmd.Area, body["area"] = area, area
	} else {
		cmd.Case, body["case"] = c.ID, c.ID
	}
	return cmd, body
}

// written is an input as a body.
func written(input any) (body map[string]any) {
	raw, err := json.Marshal(input)
	if err == nil {
		err = json.Unmarshal(raw, &body)
	}
	if err != nil {
		panic(err)
	}
	return body
}

// decide is the pure rule on the situation as it is, and with other cases that are open around.
func (s *street) decide(keys rtrw.Keys, cmd *rtrw.Command, c *rtrw.Case, beside []*rtrw.Case) (*rtrw.Effect, error) {
	place := cmd.Area
	if c != nil {
		place = c.Area
	}
	if cmd.Case == "" {
		c = nil
	}
	policy := rtrw.DefaultPolicy(place.Location())
	policy.Records = s.rules
	return s.registry.Decide(cmd, &rtrw.Situation{Now: s.clock.now(), Actor: cmd.Viewer, Case: c, Posts: s.posts, People: s.people, Houses: s.houses, Counts: s.sizes,
		Beside: beside, Open: s.unfinished(cmd), Lives: s.lives, Policy: policy, Keys: keys})
}

// beside gives what is open around a command on the server, where its move asks for that.
func (s *street) beside(cmd *rtrw.Command, c *rtrw.Case) []*rtrw.Case {
	if cmd.Case == "" {
		c = nil
	}
	a, asked := s.registry.Around(cmd, cmd.Viewer, c)
	if !asked {
		return nil
	}
	return a.Among(slices.DeleteFunc(s.standing(a.Service), func(c *rtrw.Case) bool { return !a.At.Contains(c.Area) }))
}

// standing reads the open cases of a service in the kelurahan.
func (s *street) standing(service string) []*rtrw.Case {
	s.around.Lock()
	defer s.around.Unlock()
	if known, ok := s.around.of[service]; ok {
		return slices.Clone(known)
	}
	log := matrixRT.Log()
	list, err := s.house.store.List(s.t.Context(), rtrw.Query{Area: log, Service: service, Urgent: true, Limit: 1000,
		Scope: rtrw.Scope{Account: "nobody", Parts: []rtrw.ScopePart{{Area: log, Services: []string{service}}}}})
	if err != nil {
		s.t.Fatal(err)
	}
	var open []*rtrw.Case
	for i := range list {
		f, err := s.house.store.Find(s.t.Context(), list[i].ID)
		if err != nil {
			s.t.Fatal(err)
		}
		open = append(open, &f.Case)
	}
	s.around.of = map[string][]*rtrw.Case{service: open}
	return slices.Clone(open)
}

// clear ends what is open around a case that somebody is about to open: roads were found where
// nothing is.
func (s *street) clear(sv *rtrw.Service, m *rtrw.Move, by rtrw.Viewer, area rtrw.Area) {
	cmd, _ := s.command(sv, m, by, area, nil)
	for _, c := range s.beside(cmd, nil) {
		for _, way := range s.out(sv, c) {
			next, _ := s.step(rtrwtest.Keys{}, way, s.by(way), c)
			if next == nil {
				s.t.Fatalf("%s/%s does not end what stands in the way", sv.Name, way.move.Name)
			}
			c = s.make(way, s.by(way), next)
		}
	}
}

// out searches the shortest way on which a case comes to an end.
func (s *street) out(sv *rtrw.Service, c *rtrw.Case) []stride {
	type stand struct {
		at   time.Time
		c    *rtrw.Case
		road []stride
	}
	start := s.clock.now()
	defer s.turn(start)
	been, queue := map[rtrw.State]bool{c.State: true}, []stand{{at: start, c: c}}
	for len(queue) > 0 {
		from := queue[0]
		queue = queue[1:]
		if sv.IsFinal(from.c.State) {
			return from.road
		}
		for _, st := range s.strides(sv, from.c) {
			s.turn(from.at.Add(st.wait))
			if next, _ := s.step(rtrwtest.Keys{}, st, s.by(st), from.c); next != nil && !been[next.State] {
				been[next.State] = true
				queue = append(queue, stand{s.clock.now(), next, append(slices.Clone(from.road), st)})
			}
		}
	}
	s.t.Fatalf("a case of %s in %s never comes to an end", sv.Name, c.State)
	return nil
}

// unfinished counts open cases by household, where a move must know.
func (s *street) unfinished(cmd *rtrw.Command) map[string]int64 {
	if !cmd.Needs().Open || s.undone != nil {
		return s.undone
	}
	var outer []string
	for _, sv := range s.registry.Services() {
		if !sv.Inner {
			outer = append(outer, sv.Name)
		}
	}
	s.undone = map[string]int64{}
	for _, city := range []rtrw.Area{matrixRT.Up(rtrw.City), relations["other city"].Up(rtrw.City)} {
		list, err := s.house.store.List(s.t.Context(), rtrw.Query{Area: city, Scope: rtrw.Scope{Account: "nobody", Parts: []rtrw.ScopePart{{Area: city, Services: outer}}}, Limit: 100_000})
		if err != nil {
			s.t.Fatal(err)
		}
		for i := range list {
			if list[i].Closed == 0 {
				s.undone[list[i].Whose()]++
			}
		}
	}
	return s.undone
}

// by gives who makes a stride.
func (s *street) by(st stride) *seated {
	if st.maker < 0 {
		return &seated{viewer: rtrw.Viewer{System: systems[-1-st.maker]}}
	}
	return s.makers[st.maker]
}

// related says whether a case is one that the relations speak of.
func related(c *rtrw.Case) bool { return c.House == "" || c.House == matrixHouse }

// stance is what tells two cases of one service apart here: a state, and whose turn it is.
type stance struct {
	state rtrw.State
	level rtrw.Level
}

// roads searches the declaration, breadth first, for ways of smallest bodies to each state,
// the shortest first. It asks the pure rule alone; a clock strikes when it is due.
func (s *street) roads(sv *rtrw.Service) map[rtrw.State][][]stride {
	type stand struct {
		at   time.Time
		c    *rtrw.Case
		road []stride
	}
	start := s.clock.now()
	defer s.turn(start)
	roads, been, queue := map[rtrw.State][][]stride{}, map[stance]bool{}, []stand{{at: start}}
	for len(queue) > 0 {
		from := queue[0]
		queue = queue[1:]
		for _, st := range s.strides(sv, from.c) {
			s.turn(from.at.Add(st.wait))
			next, _ := s.step(rtrwtest.Keys{}, st, s.by(st), from.c)
			if next == nil || !related(next) || been[stance{next.State, next.Level}] {
				continue
			}
			been[stance{next.State, next.Level}] = true
			road := append(slices.Clone(from.road), st)
			roads[next.State] = append(roads[next.State], road)
			queue = append(queue, stand{s.clock.now(), next, road})
		}
	}
	return roads
}

// strides lists what may be tried on a case, or with none to open one: at once before
// later, and people before clocks.
func (s *street) strides(sv *rtrw.Service, c *rtrw.Case) (list []stride) {
	for _, wait := range waits {
		for i := range sv.Moves {
			m := &sv.Moves[i]
			if m.Opens() != (c == nil) || c != nil && !m.Leaves(c.State) {
				continue
			}
			for maker := -len(systems); maker < len(s.makers); maker++ {
				if m.People.System() != (maker < 0) {
					continue
				}
				for _, depth := range []rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan, rtrw.District, rtrw.City} {
					list = append(list, stride{sv, m, maker, matrixRT.Up(depth), wait})
					if !m.Opens() {
						break
					}
				}
			}
		}
	}
	return list
}

// step makes a stride by the pure rule; nil where it is refused.
func (s *street) step(keys rtrw.Keys, st stride, by *seated, c *rtrw.Case) (*rtrw.Case, *rtrw.Effect) {
	if st.maker < 0 && c != nil && c.DueFor == st.move.Name && s.clock.now().UnixMilli() < c.Due {
		s.turn(time.UnixMilli(c.Due))
	}
	cmd, _ := s.command(st.service, st.move, by.viewer, st.area, c)
	effect, err := s.decide(keys, cmd, c, nil)
	if err != nil {
		return nil, nil
	}
	return &effect.Case, effect
}
