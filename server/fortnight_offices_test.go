package main

import (
	"fmt"
	"slices"

	"jogotonggo/rt-rw"
)

// offices is who is in office where and when, kept from the demo's world and the lines of
// memberships. A vacant or absent post is passed over at once, and nobody judges the own
// household; the last rung stands even where it is vacant.
type offices struct {
	held   map[string]rtrw.Grant // by the member case that gave it
	houses map[string]rtrw.Area  // by account
	gone   map[string]int64      // accounts that are closed, since when
}

func (o *offices) line(e *rtrw.Entry) {
	g := rtrw.Grant{ID: e.Case, Account: kept[string](e, "account"), Role: kept[rtrw.Role](e, "role"), Area: kept[rtrw.Area](e, "place"),
		From: kept[int64](e, "from"), Until: kept[int64](e, "until")}
	o.held[e.Case] = g
}

// holders lists who holds a role exactly there at a moment and is not away, in order.
func (o *offices) holders(role rtrw.Role, at rtrw.Area, now int64) (accounts []string) {
	in := func(g rtrw.Grant) bool { return g.Area == at && g.From <= now && (g.Until == 0 || now < g.Until) }
	for _, g := range o.held {
		if !in(g) || g.Role != role || o.gone[g.Account] != 0 || slices.Contains(accounts, g.Account) {
			continue
		}
		away := false
		for _, a := range o.held {
			away = away || a.Role == rtrw.Away && a.Account == g.Account && in(a)
		}
		if !away {
			accounts = append(accounts, g.Account)
		}
	}
	slices.Sort(accounts)
	return accounts
}

type rung struct {
	level rtrw.Level
	role  rtrw.Role
	depth rtrw.Depth
}

var (
	rungRT, rungRW = rung{"rt", rtrw.RTHead, rtrw.RT}, rung{"rw", rtrw.RWHead, rtrw.RW}
	headsLadder    = []rung{rungRT, rungRW, {"lurah", rtrw.Lurah, rtrw.Kelurahan}}
	silenceLadder  = []rung{rungRT, rungRW, {"health", rtrw.Health, rtrw.Kelurahan}}
)

// above lists the rungs of a ladder above one that somebody can answer at for this house.
func (o *offices) above(ladder []rung, after rtrw.Level, place, house rtrw.Area, now int64) (levels []rtrw.Level) {
	from := slices.IndexFunc(ladder, func(r rung) bool { return r.level == after }) + 1
	for i, r := range ladder[from:] {
		at := place.Up(r.depth)
		able := func(account string) bool { return house == "" || o.houses[account] != house }
		if from+i == len(ladder)-1 || at != "" && slices.ContainsFunc(o.holders(r.role, at, now), able) {
			levels = append(levels, r.level)
		}
	}
	return append(levels, "", "")
}

// from is above, that rung included: whom a question was promised to gets it, or if the
// post is vacant by now, who comes after.
func (o *offices) from(ladder []rung, promised rtrw.Level, place, house rtrw.Area, now int64) []rtrw.Level {
	i := slices.IndexFunc(ladder, func(r rung) bool { return r.level == promised })
	return o.above(ladder[i:], "", place, house, now)
}

// asked says what is wrong with whom the last line of a case asks and names as next.
func (o *offices) asked(lines []rtrw.Entry) string {
	e, before, promised := &lines[len(lines)-1], rtrw.Level(""), rtrw.Level("")
	if len(lines) > 1 {
		before, promised = lines[len(lines)-2].Level, lines[len(lines)-2].Next
	}
	var want [2]rtrw.Level
	switch e.Service + " " + string(e.State) {
	case "aid filed", "isolation filed":
		want = [2]rtrw.Level(o.above(headsLadder, "", e.Area, e.House, e.At))
		if e.Type == "pass_on" {
			want = [2]rtrw.Level(o.from(headsLadder, promised, e.Area, e.House, e.At))
		}
	case "isolation isolating", "isolation release_proposed":
		switch {
		case e.Type == "climb":
			want = [2]rtrw.Level(o.from(silenceLadder, promised, e.Area, e.House, e.At))
		case e.Type == "miss" && before == "":
			want = [2]rtrw.Level(o.above(silenceLadder, "", e.Area, e.House, e.At))
		case before != "" && (e.Type == "miss" || e.Type == "result"): // still asked; who is next may be another by now
			want = [2]rtrw.Level{before, o.above(silenceLadder, before, e.Area, e.House, e.At)[0]}
		}
	case "direct sent": // past RT and RW, to the lurah
		want = [2]rtrw.Level{rtrw.LevelLurah}
	default:
		return "" // who was asked last may stay written there; nobody is next
	}
	if got := [2]rtrw.Level{e.Level, e.Next}; got != want {
		return fmt.Sprintf("%s/%s of case %s in %s asks %q, then %q; in office are %q, then %q", e.Service, e.Type, e.Case, e.Area, got[0], got[1], want[0], want[1])
	}
	return ""
}
