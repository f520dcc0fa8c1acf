package demo

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
)

// TestNext draws often enough from each state to see every way on, also the rare ones,
// and never somebody whom a visitor plays.
func TestNext(t *testing.T) {
	t.Parallel()
	f := folkOf(NewWorld())
	rt := Tegalsari + "/RW01/RT02"
	helper := f.helper(rand.New(rand.NewPCG(1, 1)), &rtrw.Case{Area: rt})
	for state, want := range map[rtrw.State]map[string]bool{
		"filed":       {"verify": true, "return": true, "decline": true, "cancel": true},
		"returned":    {"amend": true, "cancel": true},
		"verified":    {"claim": true, "assign": true, "cancel": true},
		"claimed":     {"dispatch": true, "release": true, "cancel": true},
		"dispatched":  {"hand_over": true},
		"handed_over": {"confirm": true, "witness": true, "dispute": true},
		"disputed":    {"reopen": true, "confirm": true},
		"closed":      {},
	} {
		filer := f.needy[rt][0]
		c := &rtrw.Case{Area: rt, House: filer.Household, Filer: filer.ID, State: state, Level: rtrw.LevelRT}
		if state != "filed" && state != "returned" && state != "verified" {
			c.Holder = helper.ID
		}
		got, r := map[string]bool{}, rand.New(rand.NewPCG(7, 7))
		for range 2000 {
			if a := f.next(r, c); a != nil {
				got[a.move] = true
				if a.who.Named {
					t.Errorf("%s acts by itself", a.who.Login)
				}
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("from %s: %s", state, d)
		}
	}
}

// TestNextWaits: where the turn or the case is a visitor's, life waits; the household may
// still withdraw what it asked for.
func TestNextWaits(t *testing.T) {
	t.Parallel()
	f := folkOf(NewWorld())
	filer := f.needy[rt03][0]
	for name, c := range map[string]rtrw.Case{
		"a head to play":   {State: "filed", Level: rtrw.LevelRT},
		"an RW to play":    {State: "filed", Level: rtrw.LevelRW},
		"the lurah's turn": {State: "filed", Level: rtrw.LevelLurah},
		"held by staf":     {State: "claimed", Holder: fixedID("staf")},
		"brought by staf":  {State: "handed_over", Holder: fixedID("staf")},
	} {
		c.Area, c.House, c.Filer = rt03, filer.Household, filer.ID
		r := rand.New(rand.NewPCG(7, 7))
		for range 1000 {
			if a := f.next(r, &c); a != nil && (a.move != "cancel" || a.who != filer) {
				t.Errorf("%s: %s by %s", name, a.move, a.who.Login)
				break
			}
		}
	}
}
