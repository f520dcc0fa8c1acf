package push

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// line is a line of a log with the case after it and who wrote it.
type line struct {
	entry *rtrw.Entry
	after *rtrw.Case
	actor rtrw.Viewer
}

func lineOf(e *rtrw.Entry, homes map[string]rtrw.Area) (line, error) {
	c := new(rtrw.Case)
	if err := json.Unmarshal(e.Payload, c); err != nil {
		return line{}, fmt.Errorf("after-image of event %s: %w", e.ID, err)
	}
	return line{e, c, rtrw.Viewer{Account: e.Actor, Household: homes[e.Actor]}}, nil
}

// plan is what follows from some lines: calls that are made, and calls that are over.
type plan struct {
	made     []rtrw.Call
	ended    []string
	replaced []string    // over as well, but a newer one about the same takes their place
	live     []rtrw.Call // not over, made here or before
}

// plans goes through lines in order. Whoever has been called keeps the call for as long as
// it asks the same; somebody who acts, or a clock that passes on, ends it for everybody whom
// the case no longer waits for. What is asked and answered within these lines calls nobody.
func plans(r *rtrw.Registry, lines []line, people []rtrw.Viewer, live []rtrw.Call, now time.Time) *plan {
	p := &plan{live: live}
	for _, l := range lines {
		for _, v := range people {
			p.weigh(l, v.Account, r.Calls(l.entry, l.after, l.actor, v, now), now)
		}
		p.end(func(c *rtrw.Call) bool { // whoever lost their office, or their last phone
			return c.Case == l.after.ID && !slices.ContainsFunc(people, func(v rtrw.Viewer) bool { return v.Account == c.Account })
		})
	}
	return p
}

// weigh compares what concerns somebody now with what they were called for.
func (p *plan) weigh(l line, account string, now rtrw.Called, at time.Time) {
	asked := false
	p.end(func(c *rtrw.Call) bool {
		if c.Case != l.after.ID || c.Account != account {
			return false
		}
		same := c.Why == now.Why && c.Ask == now.Ask
		if c.Why == rtrw.CalledNews { // news stay until their house itself takes a step
			asked = asked || same && c.State == rtrw.CallWaits
			return l.entry.Actor == account || l.actor.Household != "" && l.actor.Household == l.after.House
		}
		asked = asked || same
		if !same && now.Fresh && c.Why == now.Why && c.State == rtrw.CallOut {
			p.replaced = append(p.replaced, c.ID)
			return true
		}
		return !same
	})
	if now.Why == rtrw.NotCalled || asked || !now.Fresh {
		return
	}
	c := rtrw.Call{Account: account, Case: l.after.ID, Area: l.after.Area, Why: now.Why, Role: now.Role, Ask: now.Ask, Priority: l.after.Priority, Words: now.Ring.Words, State: rtrw.CallWaits}
	if c.Why == rtrw.CalledPublic && !now.Ring.Loud {
		c.Priority = rtrw.Ordinary
	}
	c.Due = hour(c.Why, c.Priority, c.Area, at).UnixMilli()
	p.add(c)
}

func (p *plan) add(c rtrw.Call) {
	p.made, p.live = append(p.made, c), append(p.live, c)
}

// end takes calls out. One that was made by these very lines leaves no trace.
func (p *plan) end(over func(*rtrw.Call) bool) {
	p.live = slices.DeleteFunc(p.live, func(c rtrw.Call) bool {
		if !over(&c) {
			return false
		}
		if slices.Contains(p.replaced, c.ID) && c.ID != "" {
			return true
		}
		if c.ID != "" {
			p.ended = append(p.ended, c.ID)
			return true
		}
		p.made = slices.DeleteFunc(p.made, func(m rtrw.Call) bool {
			return m.Account == c.Account && m.Case == c.Case && m.Why == c.Why && m.Ask == c.Ask
		})
		return true
	})
}
