package rtrwtest

import (
	"errors"
	"time"

	"jogotonggo/rt-rw"
)

// Screened is what the cause of Pair keeps.
type Screened struct {
	Worry string      `json:"worry,omitempty" see:"household head" seal:"subject"` // none, rule or defect: what the answer shall run into
	Visit string      `json:"visit,omitempty" see:"household head"`                // a visit that the screening knows
	Note  rtrw.Sealed `json:"note,omitempty" see:"household head"`
}

// Screen is the input of the cause's moves.
type Screen struct {
	Worry string       `json:"worry,omitempty"`
	Visit string       `json:"visit,omitempty"`
	Note  rtrw.Private `json:"note,omitempty"`
	rtrw.For
}

// AskVisit is a visit that a household asks for itself.
type AskVisit struct{ rtrw.For }

// Visit is what the answering service keeps.
type Visit struct {
	Worry string `json:"worry,omitempty" see:"household head"`
}

// Pair gives two small services for tests: a screening, and a visit that reacts to it. One
// that turns out positive opens a visit of the house, one that is called off ends the visit it
// knows, and one that is feared hastens all visits of its RT.
func Pair() (screening, visit *rtrw.Service) {
	heads, house, follows := rtrw.Heads(), rtrw.Own(false), rtrw.ByReaction()
	keep := func(t *rtrw.Turn, s *Screened, in Screen) (err error) {
		s.Worry, s.Visit = in.Worry, in.Visit
		s.Note, err = t.Seal(in.Note)
		return err
	}
	screening = &rtrw.Service{
		Name: "screening", Title: rtrw.Words{ID: "Skrining", EN: "Screening"},
		Moves: []rtrw.Move{
			rtrw.Open("screen", "-> waiting", house, keep),
			rtrw.Step("positive", "waiting -> positive", house.Or(heads), keep),
			rtrw.Step("fear", "waiting -> waiting", house.Or(heads), keep),
			rtrw.Step("call_off", "waiting|positive -> off", house.Or(heads), keep),
			rtrw.Step("lapse", "waiting -> positive", rtrw.OnClock(), rtrw.Still[Screened]),
		},
		Clocks: []rtrw.Clock{rtrw.After("waiting", "lapse", rtrw.Within(time.Hour))},
		Final:  []rtrw.State{"positive", "off"}, Words: titles("screen", "positive", "fear", "call_off", "lapse", "waiting", "off"),
	}
	visit = &rtrw.Service{
		Name: "visit", Title: rtrw.Words{ID: "Kunjungan", EN: "Visit"},
		Moves: []rtrw.Move{
			rtrw.Open("tell", "-> asked", follows, func(_ *rtrw.Turn, v *Visit, in Visit) error {
				switch v.Worry = in.Worry; in.Worry {
				case "rule":
					return rtrw.Errorf(rtrw.Refused, "Tidak dapat dikunjungi.")
				case "defect":
					return errors.New("the visit is broken")
				}
				return nil
			}),
			rtrw.Open("ask", "-> asked", house, func(*rtrw.Turn, *Visit, AskVisit) error { return nil }),
			rtrw.Step("hasten", "asked -> hurried", follows, rtrw.Still[Visit]),
			rtrw.Step("end", "asked|hurried -> over", follows.Or(heads), rtrw.Still[Visit]),
			rtrw.Step("pass_on", "asked -> asked", rtrw.OnClock(), rtrw.PassOn[Visit]),
		},
		Clocks: []rtrw.Clock{rtrw.After("asked", "pass_on", rtrw.Nightly)},
		Reactions: []rtrw.Reaction{
			rtrw.On("screening", "positive", rtrw.Opening("tell", told)),
			rtrw.On("screening", "lapse", rtrw.Opening("tell", told)),
			rtrw.On("screening", "fear", rtrw.Moving("hasten", func(c *rtrw.Cause, _ *struct{}) (*rtrw.None, rtrw.Targets) {
				return &rtrw.None{}, rtrw.Targets{Area: c.Case.Area}
			})),
			rtrw.On("screening", "call_off", rtrw.Moving("end", func(_ *rtrw.Cause, f *knows) (*rtrw.None, rtrw.Targets) {
				return &rtrw.None{}, rtrw.Targets{Case: f.Visit}
			})),
		},
		Asked: []rtrw.State{"asked"}, Final: []rtrw.State{"over"}, Words: titles("tell", "ask", "hasten", "end", "pass_on", "asked", "hurried", "over"),
	}
	return screening, visit
}

type knows struct {
	Visit string `json:"visit"`
}

type feared struct {
	Worry string `json:"worry"`
}

func told(c *rtrw.Cause, f *feared) (*Visit, rtrw.Area) {
	if f.Worry == "none" {
		return nil, ""
	}
	return &Visit{f.Worry}, c.Case.Place()
}

func titles(names ...string) map[string]rtrw.Words {
	words := map[string]rtrw.Words{}
	for _, n := range names {
		words[n] = rtrw.Words{ID: n, EN: n}
	}
	return words
}
