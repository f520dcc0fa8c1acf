package main

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/anishathalye/porcupine"

	"jogotonggo/deploy/lab"
)

// desk is a case as one person after another would know it.
type desk struct {
	result
	holder string
}

// act is what somebody asked of a case: a move, or to see it ("").
type act struct {
	move, by string
	version  int // that it must have, 0: any
}

// reply is what came of it.
type reply struct {
	done bool
	now  result
}

// rules say from which states a move leads where, and what becomes of the hands that hold the case.
var rules = map[string]struct {
	from  []string
	to    string
	hands string // "take", "drop", "mine": only whose hands it is in; "": whoever
}{
	"request":   {[]string{""}, "filed", ""},
	"verify":    {[]string{"filed"}, "verified", ""},
	"claim":     {[]string{"verified"}, "claimed", "take"},
	"release":   {[]string{"claimed"}, "verified", "mine"},
	"dispatch":  {[]string{"claimed"}, "dispatched", "mine"},
	"hand_over": {[]string{"dispatched"}, "handed_over", "mine"},
	"confirm":   {[]string{"handed_over", "unconfirmed", "disputed"}, "closed", ""},
	"dispute":   {[]string{"handed_over", "unconfirmed", "closed"}, "disputed", ""},
	"reopen":    {[]string{"disputed"}, "verified", "drop"},
	"cancel":    {[]string{"filed", "verified", "claimed"}, "cancelled", "drop"},
	"pass_on":   {[]string{"filed"}, "filed", ""},
	"lapse":     {[]string{"claimed"}, "verified", "drop"},
	"miss":      {[]string{"handed_over"}, "unconfirmed", ""},
}

// allows says where an act would lead, if it may be done.
func (d desk) allows(a act) (after desk, ok bool) {
	r := rules[a.move]
	if !slices.Contains(r.from, d.State) || a.version != 0 && a.version != d.Version || r.hands == "mine" && d.holder != a.by {
		return d, false
	}
	after = desk{result{r.to, d.Version + 1}, d.holder}
	switch {
	case r.hands == "take":
		after.holder = a.by
	case r.hands == "drop", a.move == "release":
		after.holder = ""
	}
	return after, true
}

// oneAtATime is a case at which people act one after another.
var oneAtATime = porcupine.Model{
	Init: func() any { return desk{} },
	Step: func(state, input, output any) (bool, any) {
		d, a, r := state.(desk), input.(act), output.(reply)
		if a.move == "" {
			return r.now == d.result, d
		}
		after, may := d.allows(a)
		if !r.done {
			return !may, d
		}
		return may && after.result == r.now, after
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprint(input, " → ", output) },
}

// proving bounds the search for an order.
const proving = 20 * time.Second

// histories looks, for each case, for an order of all that was done and seen which explains every
// answer. What got no answer was done if the log says so, at any time since it was sent.
func (t *town) histories(events []lab.Event) {
	for id, ops := range history(t.journal, events) {
		if got := porcupine.CheckOperationsTimeout(oneAtATime, ops, proving); got != porcupine.Ok {
			t.wrong.add(order, "case %s: no order of its %d acts explains the answers (%s)", id, len(ops), got)
		}
	}
}

func history(j *journal, events []lab.Event) map[string][]porcupine.Operation {
	cases, logged := map[string][]porcupine.Operation{}, map[string]result{}
	add := func(id string, a act, r reply, from time.Duration, until int64) {
		cases[id] = append(cases[id], porcupine.Operation{ClientId: len(cases[id]), Input: a, Output: r, Call: int64(from), Return: until})
	}
	for _, e := range events {
		if logged[e.ID] = (result{e.State, e.Version}); j.byKey[e.ID] == nil && clockMoves[e.Type] {
			add(e.Case, act{move: e.Type}, reply{true, logged[e.ID]}, 0, math.MaxInt64)
		}
	}
	for _, c := range j.order {
		a := act{c.Move, c.Who, c.Version}
		now, done := logged[c.Key]
		switch {
		case c.Outcome == accepted:
			add(c.Case, a, reply{true, c.Now}, c.Began, int64(c.Ended))
		case c.Outcome == refused:
			add(c.Case, a, reply{}, c.Began, int64(c.Ended))
		case done:
			add(c.Case, a, reply{true, now}, c.Began, math.MaxInt64)
		}
	}
	for _, l := range j.looks {
		add(l.Case, act{}, reply{now: l.Seen}, l.Began, int64(l.Ended))
	}
	return cases
}
