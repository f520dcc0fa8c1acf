package simulation

import (
	"context"
	"slices"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/privacy"
)

// codeFor lets whoever stands at the door with help be told the code, or a wrong one.
func (l *life) codeFor(c *rtrw.Case, m *rtrw.Move) {
	l.code = ""
	if m.Name != "hand_over" {
		return
	}
	home := l.town.in[c.House]
	switch n := l.dice.IntN(4); {
	case n == 0:
		l.code = "123456"
	case n < 3 && len(home) > 0 && !l.gone[home[0].id]:
		seen, err := l.nodes[0].desk.Case(context.Background(), l.viewer(home[0]), c.ID)
		if rtrw.CodeOf(err) == "" && err != nil {
			l.violate("%s cannot read its own case: %v", home[0].name, err)
		}
		if err == nil {
			l.code, _ = seen.Data["hand_over_code"].(string)
		}
	}
}

// meddles lets anybody try anything on any case.
func (l *life) meddles() *letter {
	if len(l.open) == 0 {
		return nil
	}
	c := l.cases[pick(l.dice, l.open)]
	svc, _ := l.registry().Service(c.Service)
	m, who := &svc.Moves[l.dice.IntN(len(svc.Moves))], pick(l.dice, l.town.people)
	if m.Opens() {
		return nil
	}
	return l.write(who, rtrw.Command{Service: c.Service, Move: m.Name, Case: c.ID, Input: l.input(m, who.house, c.House, c.Area)})
}

// arrives lets somebody come in by the door: through a house's code, or a link that a head must approve.
func (l *life) arrives() *letter {
	for _, p := range l.town.people {
		if p.house != "" && len(p.grants) == 0 && !l.came[p.id] {
			l.came[p.id] = true
			return l.write(nil, rtrw.Command{Service: "member", Move: "join", Viewer: rtrw.Viewer{System: rtrw.Door}, Area: p.house.Up(rtrw.RT),
				Input: &member.Join{Account: p.id, House: p.house, Active: l.dice.IntN(2) == 0}})
		}
	}
	return nil
}

// forgets lets somebody ask to be forgotten of whom nothing runs any more, and who is no officer; a
// wish that is open already is carried out by who guards the data, before more is filed.
func (l *life) forgets() *letter {
	for _, id := range l.open {
		if c := l.cases[id]; c.Service == "privacy" && c.State == "asked" {
			dpo := l.town.byID[fixedID("dpo of "+string(c.Area.Up(rtrw.City)))]
			return l.write(dpo, rtrw.Command{Service: c.Service, Move: "erase", Case: id, Input: &privacy.Tidy{}})
		}
	}
	for range 20 {
		p := pick(l.dice, l.town.people)
		busy := slices.ContainsFunc(l.open, func(id string) bool { c := l.cases[id]; return c.House == p.house || c.Filer == p.id })
		if p.office || len(l.viewer(p).Grants) == 0 || busy {
			continue
		}
		return l.write(p, rtrw.Command{Service: "privacy", Move: "ask_erasure", Area: p.house.Up(rtrw.RT), Input: &privacy.Ask{What: pick(l.dice, []string{"reports", "everything"})}})
	}
	return nil
}

// crowd draws letters of several households, of which none has to do with another: they may be sent
// in one moment, in whatever order.
func (l *life) crowd() (letters []*letter) {
	reports := slices.DeleteFunc(l.openers(), func(o opener) bool {
		return !slices.Contains([]string{"request", "report", "register"}, o.m.Name)
	})
	for range 3 + l.dice.IntN(5) {
		x := l.opens(pick(l.dice, reports))
		if x != nil && !slices.ContainsFunc(letters, func(y *letter) bool { return x.place == y.place }) {
			letters = append(letters, x)
		}
	}
	return letters
}
