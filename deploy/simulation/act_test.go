package simulation

import (
	"context"
	"reflect"

	"jogotonggo/rt-rw"
)

// often says how often a move is thought of beside others; what is not named here: 10 times.
var often = map[string]int{
	"aid/request": 60, "isolation/report": 25, "arrival/register": 20, "alert/raise": 3, "alert/roll_call": 1, "alert/answer": 8, "direct/send": 5,
	"privacy/withdraw": 2, "privacy/ask_erasure": 12, "access/open": 6, "zone/count": 8, "zone/declare": 4, "alert/set_strokes": 3,
	"isolation/set_rule": 4, "arrival/set_watch": 4, "member/appoint": 5, "member/stand_in": 5, "privacy/erase": 30, "member/reject": 1,
	"aid/cancel": 2, "aid/decline": 3, "isolation/cancel": 1, "isolation/decline": 2, "arrival/cancel": 1, "arrival/decline": 2, "alert/false_alarm": 3,
	"aid/hand_over": 30, "aid/confirm": 20, "aid/verify": 25, "isolation/verify": 25, "arrival/verify": 25, "isolation/release": 20, "isolation/start": 20,
}

func weight(service, move string) int {
	if n, named := often[service+"/"+move]; named {
		return n
	}
	return 10
}

// draw picks one of several by weight.
func draw[T any](l *life, list []T, weight func(T) int) (one T) {
	sum := 0
	for _, x := range list {
		sum += weight(x)
	}
	if sum == 0 {
		return one
	}
	n := l.dice.IntN(sum)
	for _, x := range list {
		if n -= weight(x); n < 0 {
			return x
		}
	}
	return one
}

func (l *life) registry() *rtrw.Registry { return l.nodes[0].desk.Registry }

// viewer is somebody with the grants they hold now.
func (l *life) viewer(p *person) rtrw.Viewer {
	if v, known := l.rights[p.id]; known {
		return v
	}
	grants, err := l.store.Grants(context.Background(), p.id)
	if err != nil {
		l.violate("the grants of %s cannot be read: %v", p.name, err)
	}
	v := rtrw.Viewer{Account: p.id, Household: p.house, Grants: grants}
	l.rights[p.id] = v
	return v
}

// act lets one thing happen: somebody begins something, goes on with something, tries what is
// not theirs to do, sends again, or moves in.
func (l *life) act() {
	n := l.dice.IntN(100)
	if len(l.open) > 60 && n < 30 {
		n += 30 // enough to do
	}
	var x *letter
	switch {
	case n < 30:
		x = l.opens(opener{})
	case n < 85:
		x = l.goesOn()
	case n < 87:
		x = l.meddles()
	case n < 88:
		x = l.arrives()
	case n < 90:
		x = l.forgets()
	case n < 93:
		l.together(l.crowd())
		return
	default:
		l.again()
		return
	}
	if x != nil {
		l.send(x)
	}
}

// opener is an opening move of a service.
type opener struct {
	service string
	m       *rtrw.Move
}

func (l *life) openers() (list []opener) {
	for _, s := range l.registry().Services() {
		for i := range s.Moves {
			if m := &s.Moves[i]; m.Opens() && !m.People.System() {
				list = append(list, opener{s.Name, m})
			}
		}
	}
	return list
}

// opens lets somebody open a case who may: by the given move, or by any.
func (l *life) opens(o opener) *letter {
	if o.m == nil {
		o = draw(l, l.openers(), func(o opener) int { return weight(o.service, o.m.Name) })
	}
	for range 150 {
		who := pick(l.dice, l.town.people)
		v := l.viewer(who)
		if len(v.Grants) == 0 {
			continue
		}
		area := l.areaIn(pick(l.dice, v.Grants).Area)
		house := rtrw.Area("")
		if concernsHouse(o.m) {
			if house = v.Household; house == "" || !area.Contains(house) || l.dice.IntN(4) == 0 {
				house = l.houseIn(area)
			}
		}
		c := &rtrw.Case{Service: o.service, Area: area, House: house, Filer: who.id}
		if house != "" {
			c.Area = house.Up(rtrw.RT)
		}
		if _, may := o.m.People.Admits(v, c, l.now().UnixMilli()); may {
			x := l.write(who, rtrw.Command{Service: o.service, Move: o.m.Name, Area: c.Area, Input: l.input(o.m, v.Household, house, c.Area)})
			x.place = c.Place()
			return x
		}
	}
	return nil
}

// areaIn draws a place inside an office's area, no house.
func (l *life) areaIn(a rtrw.Area) rtrw.Area {
	if a.Depth() == rtrw.House {
		return a.Up(rtrw.RT)
	}
	var in []rtrw.Area
	for _, at := range l.town.areas {
		if a.Contains(at) {
			in = append(in, at)
		}
	}
	return pick(l.dice, in)
}

func (l *life) houseIn(a rtrw.Area) rtrw.Area {
	var in []rtrw.Area
	for _, rt := range rts {
		if a.Contains(rt) {
			in = append(in, rt)
		}
	}
	if len(in) == 0 {
		return ""
	}
	return houseOf(pick(l.dice, in), 1+l.dice.IntN(houses))
}

func concernsHouse(m *rtrw.Move) bool {
	for i := range m.Input().NumField() {
		if t := m.Input().Field(i).Type; t == reflect.TypeFor[rtrw.For]() || t == reflect.TypeFor[rtrw.To]() {
			return true
		}
	}
	return false
}

// goesOn lets somebody take a case further who may.
func (l *life) goesOn() *letter {
	for range 30 {
		ids := l.open
		if len(l.rested) > 0 && l.dice.IntN(8) == 0 {
			ids = l.rested
		}
		if len(ids) == 0 {
			return nil
		}
		c := l.cases[pick(l.dice, ids)]
		who := l.near(c)
		if who == nil {
			continue
		}
		moves := l.registry().MovesFor(l.viewer(who), c, l.now())
		if len(moves) == 0 {
			continue
		}
		m := draw(l, moves, func(m *rtrw.Move) int { return weight(c.Service, m.Name) })
		if weight(c.Service, m.Name) <= l.dice.IntN(10) {
			continue // most do not cancel only because they can do nothing else
		}
		l.codeFor(c, m)
		cmd := rtrw.Command{Service: c.Service, Move: m.Name, Case: c.ID, Input: l.input(m, who.house, c.House, c.Area)}
		if l.dice.IntN(2) == 0 {
			version := c.Version
			cmd.Version = &version
		}
		return l.write(who, cmd)
	}
	return nil
}

// near draws somebody who has to do with a case.
func (l *life) near(c *rtrw.Case) *person {
	switch l.dice.IntN(5) {
	case 0:
		return l.town.byID[c.Holder]
	case 1:
		return l.town.byID[c.Filer]
	case 2:
		if at := l.town.in[c.House]; len(at) > 0 {
			return pick(l.dice, at)
		}
		return pick(l.dice, l.town.people)
	}
	if at := l.town.in[c.Area.Log()]; len(at) > 0 {
		return pick(l.dice, at)
	}
	return pick(l.dice, l.town.people)
}
