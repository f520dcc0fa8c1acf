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
	closed int64 // when, in ms by the clock of the node that closed it
}

// act is what somebody asked of a case: a move, or to see it ("").
type act struct {
	move, by string
	version  int   // that it must have, 0: any
	at       int64 // when it was judged, in ms by the clock of the node that did
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

// objection is how long after its end a request may be disputed, as the residents are told: two days. Clocks jump farther.
const objection = 48 * time.Hour

// allows says where an act would lead, if it may be done.
func (d desk) allows(a act) (after desk, ok bool) {
	r := rules[a.move]
	if !slices.Contains(r.from, d.State) || a.version != 0 && a.version != d.Version || r.hands == "mine" && d.holder != a.by ||
		a.move == "dispute" && d.State == "closed" && a.at > d.closed+objection.Milliseconds() {
		return d, false
	}
	after = desk{result: result{r.to, d.Version + 1}, holder: d.holder}
	switch {
	case r.to == "closed":
		after.closed = a.at
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
	cases, logged := map[string][]porcupine.Operation{}, map[string]lab.Event{}
	add := func(id string, a act, r reply, from time.Duration, until int64) {
		cases[id] = append(cases[id], porcupine.Operation{ClientId: len(cases[id]), Input: a, Output: r, Call: int64(from), Return: until})
	}
	for _, e := range events {
		if logged[e.ID] = e; j.byKey[e.ID] == nil && clockMoves[e.Type] {
			add(e.Case, act{move: e.Type}, reply{true, result{e.State, e.Version}}, 0, math.MaxInt64)
		}
	}
	for _, c := range j.order {
		e, done := logged[c.Key]
		a := act{c.Move, c.Who, c.Version, e.At.UnixMilli()}
		switch {
		case c.Outcome == accepted:
			add(c.Case, a, reply{true, c.Now}, c.Began, int64(c.Ended))
		case c.Outcome == refused:
			a.at = c.At.UnixMilli()
			add(c.Case, a, reply{}, c.Began, int64(c.Ended))
		case done:
			add(c.Case, a, reply{true, result{e.State, e.Version}}, c.Began, math.MaxInt64)
		}
	}
	for _, l := range j.looks {
		add(l.Case, act{}, reply{now: l.Seen}, l.Began, int64(l.Ended))
	}
	return cases
}
