package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// What follows is PRODUCT.md's "Clocks that respect the night", and what API.md says of
// single clocks, written down a second time: for every line of a case, which clock it must
// set and for when. It reads the public columns of lines and nothing of the rules' code.

// opening is between which minutes of the day a question of a priority may pass on, and
// after how many such minutes it does.
type opening struct {
	from, to int64
	steps    []int64
}

var openings = map[rtrw.Priority]opening{
	"biasa":   {7 * 60, 20 * 60, []int64{4 * 60, 8 * 60}},
	"penting": {5 * 60, 21*60 + 30, []int64{30, 60}},
	"darurat": {0, 24 * 60, []int64{5, 10, 15}},
}

const (
	aMinute = int64(60_000)
	anHour  = 60 * aMinute
	aDay    = 24 * anHour
)

// local gives a moment as milliseconds of the place's own clock since 1 January 1970.
func local(ms int64, at rtrw.Area) int64 {
	zone := int64(7) // WIB
	if at.Up(rtrw.Province) == "64" {
		zone = 8 // WITA
	}
	return ms + zone*anHour
}

// passes tells when so many open minutes are over, counted from a moment. What is open
// since the first of all days grows by the same each day, so it can be turned round.
func (o opening) passes(asked int64, at rtrw.Area, minutes int64) int64 {
	here := local(asked, at)
	width := (o.to - o.from) * aMinute
	open := here/aDay*width + min(max(here%aDay-o.from*aMinute, 0), width) + minutes*aMinute
	day := (open - 1) / width
	return day*aDay + o.from*aMinute + open - day*width - (here - asked)
}

// expected tells which clock the last of a case's lines must set, and for when.
func expected(lines []rtrw.Entry) (due int64, move string) {
	n := len(lines) - 1
	e := &lines[n]
	switch e.Service + " " + string(e.State) {
	case "aid filed", "isolation filed":
		return climbing(lines, "pass_on", func(i int) bool { return lines[i].From != lines[i].State })
	case "aid claimed":
		return lines[lastOf(lines, "claim", "assign")].At + 2*anHour, "lapse"
	case "aid handed_over":
		return lines[lastOf(lines, "hand_over")].At + 72*anHour, "miss"
	case "isolation isolating", "isolation release_proposed":
		due, move = silence(lines), "miss"
		if e.Level != "" {
			at, climb := climbing(lines, "climb", func(i int) bool { return lines[i].Type == "miss" && lines[i-1].Level == "" })
			if climb != "" && at < due {
				return at, climb
			}
		}
		return due, move
	case "zone counted": // the local midnight that begins day 8
		return e.At - local(e.At, e.Area)%aDay + 7*aDay, "age_out"
	case "privacy withdrawn":
		return e.At + 72*anHour, "time_up"
	case "privacy asked":
		return e.At + 72*anHour, "carry_out"
	case "direct in_hand":
		return e.At + 24*anHour, "lapse"
	case "direct answered":
		return e.At + 14*aDay, "rest"
	case "access open":
		return e.At + anHour, "expire"
	case "zone in_force", "member active":
		if until := untilOf(e); until != 0 {
			return until, "expire"
		}
	}
	return 0, ""
}

// climbing is the clock of a question that goes from rung to rung: how long, in open
// minutes, is counted from when it was asked; where nobody is next, nothing passes.
func climbing(lines []rtrw.Entry, move string, begins func(i int) bool) (int64, string) {
	e := &lines[len(lines)-1]
	o, hops := openings[e.Priority], 0
	for i := range slices.Backward(lines) {
		switch {
		case lines[i].Type == move:
			hops++
		case begins(i):
			if e.Next == "" || hops >= len(o.steps) {
				return 0, ""
			}
			return o.passes(lines[i].At, e.Area, o.steps[hops]), move
		}
	}
	return 0, ""
}

// silence is when it is said next that there was no news: the windows for it end at 10.00
// and 20.00, and two hours after each it is missed. News counts for the running window.
func silence(lines []rtrw.Entry) int64 {
	heard, missed := lastOf(lines, "start", "back_refer", "check_in"), 0
	for _, l := range lines[heard:] {
		if l.Type == "miss" {
			missed++
		}
	}
	e := &lines[heard]
	here := local(e.At, e.Area)
	for day, passed := here-here%aDay, 0; ; day += aDay {
		for _, hour := range []int64{12, 22} {
			if at := day + hour*anHour; at > here {
				if passed++; passed == 2+missed {
					return at - (here - e.At)
				}
			}
		}
	}
}

// atNight says what is wrong with the hour at which a clock was struck, if anything is.
func atNight(e *rtrw.Entry) string {
	minute := local(e.At, e.Area) % aDay / aMinute
	exact := local(e.At, e.Area)%aMinute == 0
	o := openings[e.Priority]
	wrong := false
	switch e.Service + " " + e.Type {
	case "aid pass_on", "isolation pass_on", "isolation climb":
		wrong = minute < o.from || minute > o.to || minute == o.to && !exact
	case "isolation miss":
		wrong = minute != 12*60 && minute != 22*60
	case "zone age_out":
		wrong = minute != 0
	}
	if wrong {
		return fmt.Sprintf("%s/%s of case %s (%s) struck at %s", e.Service, e.Type, e.Case, e.Priority, stamp(e.At, e.Area))
	}
	return ""
}

func lastOf(lines []rtrw.Entry, types ...string) int {
	for i := range slices.Backward(lines) {
		if slices.Contains(types, lines[i].Type) {
			return i
		}
	}
	panic(fmt.Sprintf("no line of %v", types))
}

// kept reads one plain value of what a line keeps.
func kept[T any](e *rtrw.Entry, name string) (v T) {
	var c struct {
		Data map[string]json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(e.Payload, &c); err != nil {
		panic(err)
	}
	if raw := c.Data[name]; raw != nil {
		if err := json.Unmarshal(raw, &v); err != nil {
			panic(err)
		}
	}
	return v
}

// untilOf reads the end that a line gives: memberships keep milliseconds, emergencies a time.
func untilOf(e *rtrw.Entry) int64 {
	if e.Service == "member" {
		return kept[int64](e, "until")
	}
	if until := kept[*time.Time](e, "until"); until != nil {
		return until.UnixMilli()
	}
	return 0
}
