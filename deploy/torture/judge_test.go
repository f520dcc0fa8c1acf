package main

import (
	"testing"
	"time"

	"jogotonggo/deploy/lab"
)

// told is a town of which only the journal is there.
func told(t *testing.T, sent ...command) *town {
	t.Helper()
	w := &town{journal: &journal{began: time.Now(), byKey: map[string]*command{}}, wrong: newFindings()}
	for i := range sent {
		c := &sent[i]
		w.journal.order, w.journal.byKey[c.Key] = append(w.journal.order, c), c
	}
	return w
}

func yes(key, of, move string, now result) command {
	return command{Key: key, Case: of, Move: move, Outcome: accepted, Now: now}
}

// The checks find what is wrong with a log, each in its column, and nothing in one that is right.
func TestChecks(t *testing.T) {
	t.Parallel()
	sent := []command{
		yes("a", "a", "request", result{"filed", 1}),
		yes("b", "a", "verify", result{"verified", 2}),
		{Key: "c", Case: "a", Move: "cancel", Outcome: unknown},
		{Key: "d", Case: "a", Move: "claim", Outcome: refused, Status: 409},
	}
	request := lab.Event{ID: "a", Case: "a", Type: "request", State: "filed", Version: 1}
	verify := lab.Event{ID: "b", Case: "a", Type: "verify", From: "filed", State: "verified", Version: 2}
	cancel := lab.Event{ID: "c", Case: "a", Type: "cancel", From: "verified", State: "cancelled", Version: 3}
	lapse := lab.Event{ID: "z", Case: "a", Type: "lapse", From: "verified", State: "verified", Version: 3}
	for name, it := range map[string]struct {
		log  []lab.Event
		want map[column]int
	}{
		"right":                        {[]lab.Event{request, verify}, nil},
		"unknown and done":             {[]lab.Event{request, verify, cancel}, nil},
		"a clock struck":               {[]lab.Event{request, verify, lapse}, nil},
		"an answered command is gone":  {[]lab.Event{request}, map[column]int{lost: 1}},
		"all are gone":                 {nil, map[column]int{lost: 2}},
		"one stands twice":             {[]lab.Event{request, verify, verify}, map[column]int{doubled: 1, gap: 1}},
		"one was done again":           {[]lab.Event{request, verify, {ID: "x", Case: "a", Type: "verify", From: "verified", State: "verified", Version: 3}}, map[column]int{doubled: 1}},
		"nobody sent it":               {[]lab.Event{request, verify, {ID: "x", Case: "a", Type: "decline", From: "verified", State: "declined", Version: 3}}, map[column]int{phantom: 1}},
		"it was refused":               {[]lab.Event{request, verify, {ID: "d", Case: "a", Type: "claim", From: "verified", State: "claimed", Version: 3}}, map[column]int{phantom: 1}},
		"it stands as something else":  {[]lab.Event{request, {ID: "b", Case: "a", Type: "decline", From: "filed", State: "verified", Version: 2}}, map[column]int{phantom: 1}},
		"it was answered otherwise":    {[]lab.Event{request, {ID: "b", Case: "a", Type: "verify", From: "filed", State: "closed", Version: 2}}, map[column]int{phantom: 1}},
		"a version is missing":         {[]lab.Event{request, {ID: "c", Case: "a", Type: "cancel", From: "verified", State: "cancelled", Version: 3}}, map[column]int{lost: 1, gap: 1}},
		"a state was not what it says": {[]lab.Event{request, verify, {ID: "c", Case: "a", Type: "cancel", From: "claimed", State: "cancelled", Version: 3}}, map[column]int{gap: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := told(t, sent...)
			w.commands(it.log)
			w.cases(it.log)
			got, lines := w.wrong.take()
			for _, c := range columns {
				if got[c] != it.want[c] {
					t.Errorf("%s: %d found, want %d: %v", c, got[c], it.want[c], lines)
				}
			}
		})
	}
}

// A deck holds every kind as often as it is wanted, any part of it a fair share, and the same seed
// deals the same one.
func TestDeal(t *testing.T) {
	t.Parallel()
	faults := []fault{{"often", 240, nil}, {"seldom", 30, nil}, {"rare", 8, nil}}
	first, again := deal(faults, seeded(7, 1)), deal(faults, seeded(7, 1))
	count := map[string]int{}
	for i, kind := range first {
		if again[i] != kind {
			t.Fatalf("card %d is %s and %s", i, kind, again[i])
		}
		count[kind]++
		if i == len(first)/8 && (count["often"] < 28 || count["seldom"] < 3 || count["rare"] < 1) {
			t.Errorf("an eighth of the deck has %v", count)
		}
	}
	for _, f := range faults {
		if count[f.kind] != f.goal {
			t.Errorf("%d of %s, want %d", count[f.kind], f.kind, f.goal)
		}
	}
}
