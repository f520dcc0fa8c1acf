package alert

import (
	"time"

	"jogotonggo/rt-rw"
)

// Who takes part. An alarm needs nobody's leave; an office that raises one says so before the
// house it lives in.
var (
	heads   = rtrw.By(rtrw.RTHead, rtrw.RWHead, rtrw.Lurah)
	others  = rtrw.By(rtrw.Staff, rtrw.Kader, rtrw.Volunteer)
	raisers = heads.Or(others).Or(rtrw.Residents())
	enders  = heads.Or(others.Filed()).Or(rtrw.Residents().Filed())
	toRW    = rtrw.By(rtrw.RTHead, rtrw.RWHead).WithinRW()
	lurah   = rtrw.By(rtrw.Lurah)
	house   = rtrw.Own(true)
	callers = house.Or(heads).Or(rtrw.By(rtrw.Staff, rtrw.Kader))
	walkers = heads.Or(others)
	clock   = rtrw.OnClock()
	follows = rtrw.ByReaction()
)

const (
	fades   = 6 * time.Hour  // a drum that nobody silences
	keepsOn = 12 * time.Hour // how long a house's word holds
	atDoor  = time.Hour      // somebody went to knock and said nothing more
	alarms  = 3              // that one account may raise
	lately  = time.Hour      // in so long
)

// Service declares the moves of an alarm, of the house-to-house call, and of the strokes.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "alert",
		Title: rtrw.Words{ID: "Kentongan", EN: "Alarm drum"},
		Moves: []rtrw.Move{
			rtrw.Open("raise", "-> sounding|joined", raisers, raise).Beside("sounding").AtMost(alarms, lately),
			rtrw.Step("echo", "sounding -> =", follows, echo),
			rtrw.Step("widen", "sounding -> =", toRW.Or(lurah), widen),
			rtrw.Open("roll_call", "-> calling", heads, rollCall),
			rtrw.Step("calm", "sounding|calling -> calm", enders, end).Beside("sounding", "calling"),
			rtrw.Step("fade", "sounding|calling -> calm", clock, end).Beside("sounding", "calling"),
			rtrw.Step("false_alarm", "sounding|calm -> false_alarm", heads, end).Beside("sounding", "calling"),

			rtrw.Open("answer", "-> safe|help|joined", callers, answer).Beside("safe", "help", "knocking").Uncounted(),
			rtrw.Step("hear", "safe|help|knocking -> safe|help", follows, hear),
			rtrw.Step("change", "safe|help -> safe|help", house, hear),
			rtrw.Open("knock", "-> knocking", walkers, knock).Beside("safe", "help", "knocking"),
			rtrw.Step("found", "knocking -> safe|help", walkers, hear),
			rtrw.Step("helped", "help -> safe", walkers.Apart(), helped),
			rtrw.Step("settle", "safe|knocking -> settled", follows.Or(clock), rtrw.Drop[Alert]),

			rtrw.Open("set_strokes", "-> strokes_in_force", lurah, setStrokes),
			rtrw.Step("revoke_strokes", "strokes_in_force -> strokes_ended", lurah, revokeStrokes),
		},
		Clocks: []rtrw.Clock{
			rtrw.After("sounding", "fade", rtrw.Within(fades)),
			rtrw.After("calling", "fade", rtrw.Within(fades)),
			rtrw.After("safe", "settle", rtrw.Within(keepsOn)),
			rtrw.After("knocking", "settle", rtrw.Within(atDoor)),
		},
		Reactions: []rtrw.Reaction{
			rtrw.On("alert", "raise", rtrw.Moving("echo", joins)),
			rtrw.On("alert", "answer", rtrw.Moving("hear", saidAgain)),
			rtrw.On("alert", "calm", rtrw.Moving("settle", over)),
			rtrw.On("alert", "fade", rtrw.Moving("settle", over)),
			rtrw.On("alert", "false_alarm", rtrw.Moving("settle", over)),
		},
		Final: []rtrw.State{"joined", "calm", "false_alarm", "settled", "strokes_in_force", "strokes_ended"},
		Doors: ^rtrw.Mask(0), // who goes from door to door must know which have answered
		Roll:  []rtrw.State{"safe", "help", "knocking"},
		Rings: rings,
		Words: words,
	}
}

// Alert is what the ledger keeps. What everybody is told belongs to alarms and strokes; a
// house's word is for those who look after it, and never public.
type Alert struct {
	Kind    string    `json:"kind,omitempty" see:"public household head helper desk lurah"`
	Strokes string    `json:"strokes,omitempty" see:"public household head helper desk lurah"`
	By      rtrw.Role `json:"by,omitempty" see:"public household head helper desk lurah"`
	Reach   string    `json:"reach,omitempty" see:"public household head helper desk lurah"`
	Houses  int64     `json:"houses,omitempty" see:"public household head helper desk lurah"` // within reach, when it was raised
	Act     string    `json:"act,omitempty" see:"public household head helper desk lurah"`    // the one thing to do; the words are the screen's
	Echoes  int       `json:"echoes,omitempty" see:"public household head helper desk lurah"` // how many more beat it
	First   string    `json:"first,omitempty" see:"public household head helper desk lurah"`  // the alarm that this one joined

	Sender rtrw.Area        `json:"sender,omitempty" see:"household head lurah"` // the house it was raised from
	Around map[string]int64 `json:"around,omitempty" see:"head desk lurah"`      // houses by reach
	Others bool             `json:"others,omitempty" see:"head desk lurah"`      // when it ended, another one still reached here

	Word   string `json:"word,omitempty" see:"household head helper desk lurah"`
	Behalf string `json:"on_behalf,omitempty" see:"household head desk lurah"`
	Entry  string `json:"entry,omitempty" see:"household head helper desk lurah"` // the word of this house that this one took the place of
}
