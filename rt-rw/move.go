package rtrw

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Move is one row of a service's table: a name, an arrow between states, the people who
// may make it, and a pure function that does it.
type Move struct {
	Name   string
	From   []State // empty: it opens a case
	To     []State // several: the function chooses with Turn.Into
	Stays  bool    // the state stays what it was
	People People

	Quota Quota // of an opening move: how many an account may open

	data   reflect.Type
	input  reflect.Type
	beside []State
	run    func(t *Turn, in any) error
}

// Quota is how many cases an account may open by a move in some time. The zero Quota is the
// ordinary one, which counts residents' reports together; none is counted where Most is less.
type Quota struct {
	Most   int
	Within time.Duration
}

// AtMost gives a move a count of its own: it neither takes from the ordinary one nor is ever
// shut out by it.
func (m Move) AtMost(most int, within time.Duration) Move {
	m.Quota = Quota{most, within}
	return m
}

// Uncounted lets a move be made however often it is needed.
func (m Move) Uncounted() Move {
	m.Quota.Most = -1
	return m
}

// None is the input of a move that asks for nothing.
type None struct{}

// Open declares a move that opens a case: "-> filed", or "-> pending|active".
func Open[D, I any](name, arrow string, people People, do func(*Turn, *D, I) error) Move {
	m := Step(name, arrow, people, do)
	if len(m.From) > 0 {
		panic(fmt.Sprintf("rtrw: move %s opens a case and cannot start from a state", name))
	}
	return m
}

// Step declares a later move: "filed -> verified", "claimed -> closed|handed_over",
// "isolating|referred -> =" where the state stays.
func Step[D, I any](name, arrow string, people People, do func(*Turn, *D, I) error) Move {
	from, to, ok := strings.Cut(arrow, "->")
	if !ok {
		panic(fmt.Sprintf("rtrw: move %s has no arrow: %q", name, arrow))
	}
	m := Move{Name: name, From: states(from), To: states(to), People: people, data: reflect.TypeFor[D](), input: reflect.TypeFor[I]()}
	if len(m.To) == 1 && m.To[0] == "=" {
		m.To, m.Stays = m.From, true
	}
	m.run = func(t *Turn, in any) error {
		data, err := unpack[D](t.Case, t.facts.Keys)
		if err != nil {
			return err
		}
		input, ok := in.(*I)
		if !ok {
			return fmt.Errorf("move %s got %T as its input", name, in)
		}
		if c, ok := any(input).(interface{ Check() error }); ok {
			if err := c.Check(); err != nil {
				return err
			}
		}
		if err := do(t, data, *input); err != nil {
			return err
		}
		return pack(t.Case, data, t.facts.Keys)
	}
	return m
}

func states(s string) (list []State) {
	for part := range strings.SplitSeq(s, "|") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, State(part))
		}
	}
	return list
}

// Opens says whether the move opens a case.
func (m *Move) Opens() bool { return len(m.From) == 0 }

// Input gives the type that the door decodes and describes.
func (m *Move) Input() reflect.Type { return m.input }

// NewInput makes an empty input for the door to decode into.
func (m *Move) NewInput() any { return reflect.New(m.input).Interface() }

// Leaves says whether the move may start from the state.
func (m *Move) Leaves(s State) bool { return slices.Contains(m.From, s) }

// For is embedded in the input of an opening move that concerns a household. Without
// `household` the filer's own one is meant.
type For struct {
	Household Area      `json:"household,omitempty" validate:"omitempty,house" id:"Rumah" en:"House"`
	OnBehalf  *OnBehalf `json:"on_behalf,omitempty" id:"Atas nama warga" en:"On behalf of a resident"`
}

// OnBehalf says how the household agreed that somebody else files for it.
type OnBehalf struct {
	Consent string `json:"consent" validate:"required,oneof=spoken written emergency" id:"Persetujuan" en:"Consent"`
}

func (f For) forWhom() For { return f }

// To is embedded in the input of an opening move that goes to a household without speaking
// for it: nobody's consent is asked. Without `household` the own one is meant.
type To struct {
	Household Area `json:"household,omitempty" validate:"omitempty,house" id:"Rumah" en:"House"`
}

func (t To) forWhom() For { return For{Household: t.Household, OnBehalf: &OnBehalf{}} }

// Still is a move that changes nothing but the state.
func Still[D any](*Turn, *D, None) error { return nil }

// Take puts the case into the actor's hands.
func Take[D any](t *Turn, _ *D, _ None) error {
	t.Hold(t.Actor.Account)
	return nil
}

// Drop takes the case out of the holder's hands.
func Drop[D any](t *Turn, _ *D, _ None) error {
	t.Hold("")
	return nil
}

// PassOn hands the question to the next head in office.
func PassOn[D any](t *Turn, _ *D, _ None) error { return t.passOn() }
