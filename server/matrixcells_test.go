package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
)

// group is the cells of one move.
type group struct {
	*street
	service *rtrw.Service
	move    *rtrw.Move
	book    *tallyBook
	mu      sync.Mutex
	count   answered
}

func (g *group) String() string { return g.service.Name + "/" + g.move.Name }

// openings asks in the area where somebody may open such a case, and in one of the same
// kind elsewhere.
func (g *group) openings() {
	for _, depth := range []rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan, rtrw.District, rtrw.City} {
		right := matrixRT.Up(depth)
		for _, one := range g.cells {
			g.clear(g.service, g.move, one.viewer, right)
		}
		if !slices.ContainsFunc(g.cells, func(one *seated) bool { _, err := g.expect(rtrwtest.Keys{}, one, right, nil); return err == nil }) {
			continue
		}
		g.askAll("right place", right, func() *rtrw.Case { return nil })
		wrong := relations["other kelurahan"].Up(depth)
		if depth <= rtrw.District {
			wrong = relations["other city"].Up(depth)
		}
		g.askAll("wrong place", wrong, func() *rtrw.Case { return nil })
		return
	}
	g.t.Errorf("%s: nobody may open one anywhere with the smallest body", g)
}

// later asks in the first state that can be reached and from which somebody may make the
// move, and in one that the move does not leave, best one of which somebody is told so.
func (g *group) later(roads map[rtrw.State][][]stride) {
	road, wait := g.right(roads)
	if road == nil {
		g.t.Errorf("%s: no smallest bodies lead to a state of %v in which somebody may make it; give the moves on the way an input in byHand", g, g.move.From)
		return
	}
	g.askIn("right state", road, wait)
	wrong := slices.DeleteFunc(slices.Clone(g.service.States()), func(st rtrw.State) bool { return roads[st] == nil || g.move.Leaves(st) })
	if len(wrong) == 0 {
		g.t.Errorf("%s: no state was found that it does not leave", g)
		return
	}
	told := max(0, slices.IndexFunc(wrong, func(st rtrw.State) bool { return g.somebodyIsTold(roads[st][0]) })) // else who had it in hand is
	g.askIn("wrong state "+string(wrong[told]), roads[wrong[told]][0], 0)
}

// askIn asks every cell at the end of a road, and each once more on a case that passed
// through the own hands.
func (g *group) askIn(what string, road []stride, wait time.Duration) {
	reach := func(asker *seated) (*rtrw.Case, *seated) {
		c, hand := g.walk(road, asker, true)
		g.turn(g.clock.now().Add(wait))
		return c, hand
	}
	g.askAll(what, "", func() *rtrw.Case {
		c, _ := reach(nil)
		return c
	})
	end, _ := g.walk(road, nil, false)
	for _, one := range g.cells {
		if c, hand := g.walk(road, one, false); hand != nil && c != nil && c.State == end.State {
			c, hand = reach(one)
			g.ask(what+", own hand", hand, "", c)
			g.renew(hand.viewer.Grants[1:])
		}
	}
}

// right finds a way to a state, and a time spent in it, in which somebody may make the
// move: anybody, or who had a hand in the case before.
func (g *group) right(roads map[rtrw.State][][]stride) ([]stride, time.Duration) {
	start := g.clock.now()
	defer g.turn(start)
	for _, wait := range waits {
		for _, st := range g.move.From {
			for _, road := range roads[st] {
				for _, maker := range slices.Concat([]*seated{nil}, g.cells) {
					g.turn(start)
					c, hand := g.walk(road, maker, false)
					if c == nil || c.State != st || maker != nil && hand == nil {
						continue
					}
					if g.turn(time.UnixMilli(c.Updated).Add(wait)); g.somebody(hand, c) {
						return road, wait
					}
				}
			}
		}
	}
	return nil, 0
}

// somebody says whether who had a hand in it, or where nobody had anybody, may make the move.
func (g *group) somebody(hand *seated, c *rtrw.Case) bool {
	askers := g.cells
	if hand != nil {
		askers = []*seated{hand}
	}
	return slices.ContainsFunc(askers, func(one *seated) bool {
		_, err := g.expect(rtrwtest.Keys{}, one, "", c)
		return err == nil
	})
}

// somebodyIsTold says whether at the end of a road it is the state that keeps somebody from
// making the move: a service may keep cases that are not at all of one kind.
func (g *group) somebodyIsTold(road []stride) bool {
	c, _ := g.walk(road, nil, false)
	return slices.ContainsFunc(g.cells, func(one *seated) bool {
		_, err := g.expect(rtrwtest.Keys{}, one, "", c)
		return rtrw.CodeOf(err) == rtrw.Conflict
	})
}

// expect is the pure rule for one cell.
func (g *group) expect(keys rtrw.Keys, one *seated, area rtrw.Area, c *rtrw.Case) (*rtrw.Effect, error) {
	if one.viewer.Account == "" {
		return nil, rtrw.Errorf(rtrw.SignedOut, "")
	}
	if one.role == rtrw.Kiosk { // a screen is turned away at the door, whatever it asks
		return nil, rtrw.Errorf(rtrw.Forbidden, "")
	}
	cmd, _ := g.command(g.service, g.move, one.viewer, area, c)
	return g.decide(keys, cmd, c, g.beside(cmd, c))
}

// askAll asks every cell: those that will be refused together on one case, and each that
// will be accepted on a fresh one. Where commands may be accepted that should not be, one
// after the other.
func (g *group) askAll(what string, area rtrw.Area, fresh func() *rtrw.Case) {
	shared := fresh()
	var later []*seated
	var work sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, one := range g.cells {
		if _, err := g.expect(g.house.store.Keys(), one, area, shared); err == nil || g.broken.loosens() {
			later = append(later, one)
			continue
		}
		places <- struct{}{}
		work.Go(func() {
			defer func() { <-places }()
			g.ask(what, one, area, shared)
		})
	}
	work.Wait()
	if shared != nil {
		if f, err := g.house.store.Find(g.t.Context(), shared.ID); err != nil || f.Case.Version != shared.Version || f.Case.State != shared.State {
			g.t.Errorf("%s, %s: refusals changed the case: %v", g, what, err)
		}
	}
	for _, one := range later {
		if g.ask(what, one, area, shared) {
			shared = fresh()
		}
	}
}

// ask puts one cell to the server, and says whether it was accepted.
func (g *group) ask(what string, one *seated, area rtrw.Area, c *rtrw.Case) bool {
	effect, err := g.expect(g.house.store.Keys(), one, area, c)
	o := outcome{cell: fmt.Sprintf("%s by %s, %s", g, one, what), wanted: rtrw.CodeOf(err), want: statusOf[rtrw.CodeOf(err)]}
	if err == nil {
		o.want = map[bool]int{true: http.StatusCreated, false: http.StatusOK}[g.move.Opens()]
	}
	cmd, body := g.command(g.service, g.move, one.viewer, area, c)
	status, answer := g.send(one, "POST", "/"+cmd.Service+"/"+cmd.Move, cmd.Key, body)
	if o.got = status; status >= 300 {
		o.code = codeIn(answer)
	}
	g.book.note(o)
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case err == nil && status < 300:
		g.count.accepted++
		g.follow(effect)
		g.renew(effect.Grants)
	case status == http.StatusConflict:
		g.count.conflicts++
	}
	return status < 300
}

func codeIn(answer []byte) rtrw.Code {
	var p struct{ Code rtrw.Code }
	if json.Unmarshal(answer, &p) != nil {
		return "no problem"
	}
	return p.Code
}
