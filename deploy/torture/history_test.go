package main

import (
	"slices"
	"testing"
	"time"

	"jogotonggo/deploy/lab"
)

func at(c command, began, ended time.Duration, who string) command {
	c.Began, c.Ended, c.Who = began, ended, who
	return c
}

// A history is in order where some order of its acts explains every answer, and only there.
func TestHistories(t *testing.T) {
	t.Parallel()
	open := at(yes("a", "a", "request", result{"filed", 1}), 1, 2, "warga")
	verify := at(yes("b", "a", "verify", result{"verified", 2}), 3, 9, "rt")
	mine := at(yes("c", "a", "claim", result{"claimed", 3}), 10, 20, "staf")
	theirs := at(yes("d", "a", "claim", result{"claimed", 4}), 11, 19, "relawan")
	no := func(key, move string, began, ended time.Duration, who string) command {
		return at(command{Key: key, Case: "a", Move: move, Outcome: refused, Status: 409}, began, ended, who)
	}
	silent := at(command{Key: "e", Case: "a", Move: "cancel", Outcome: unknown}, 4, 5, "warga")
	gone := lab.Event{ID: "e", Case: "a", Type: "cancel", State: "cancelled", Version: 3}
	lapsed := lab.Event{ID: "z", Case: "a", Type: "lapse", State: "verified", Version: 4}
	over := []command{open, verify, mine, at(yes("f", "a", "dispatch", result{"dispatched", 4}), 21, 22, "staf"),
		at(yes("g", "a", "hand_over", result{"handed_over", 5}), 23, 24, "staf"), at(yes("h", "a", "confirm", result{"closed", 6}), 25, 26, "warga")}
	end := lab.Event{ID: "h", Case: "a", Type: "confirm", State: "closed", Version: 6, At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	late := lab.Event{ID: "x", Case: "a", Type: "dispute", State: "disputed", Version: 7, At: end.At.Add(49 * time.Hour)}
	shut := func(after time.Duration) []command {
		c := no("x", "dispute", 27, 28, "warga")
		c.Status, c.At = 422, end.At.Add(after)
		return append(slices.Clone(over), c)
	}
	for name, it := range map[string]struct {
		sent  []command
		log   []lab.Event
		looks []look
		right bool
	}{
		"one after another":                      {[]command{open, verify, mine}, nil, nil, true},
		"refused before it was verified":         {[]command{open, verify, no("x", "claim", 4, 5, "staf")}, nil, nil, true},
		"refused although it was free":           {[]command{open, verify, no("x", "claim", 10, 11, "staf")}, nil, nil, false},
		"two hold it":                            {[]command{open, verify, mine, theirs}, nil, nil, false},
		"one holds it, the other is refused":     {[]command{open, verify, mine, no("x", "claim", 11, 19, "relawan")}, nil, nil, true},
		"let go by another":                      {[]command{open, verify, mine, at(yes("x", "a", "release", result{"verified", 4}), 21, 22, "relawan")}, nil, nil, false},
		"cut off and done, later refusals agree": {[]command{open, verify, silent, no("x", "claim", 30, 31, "staf")}, []lab.Event{gone}, nil, true},
		"cut off and not done":                   {[]command{open, verify, silent, mine}, nil, nil, true},
		"cut off, not done, and refused by it":   {[]command{open, verify, silent, no("x", "claim", 30, 31, "staf")}, nil, nil, false},
		"a clock took it back":                   {[]command{open, verify, mine, at(yes("x", "a", "claim", result{"claimed", 5}), 30, 31, "relawan")}, []lab.Event{lapsed}, nil, true},
		"seen as it was":                         {[]command{open, verify}, nil, []look{{"a", 4, 5, result{"filed", 1}}, {"a", 10, 11, result{"verified", 2}}}, true},
		"seen as it no longer was":               {[]command{open, verify}, nil, []look{{"a", 10, 11, result{"filed", 1}}}, false},
		"seen, and then unseen":                  {[]command{open, verify}, nil, []look{{"a", 4, 5, result{"verified", 2}}, {"a", 6, 7, result{"filed", 1}}}, false},
		"another version than was asked for":     {[]command{open, {Key: "b", Case: "a", Move: "verify", Version: 4, Outcome: accepted, Began: 3, Ended: 9, Now: result{"verified", 2}}}, nil, nil, false},
		"disputed too late":                      {shut(49 * time.Hour), []lab.Event{end}, nil, true},
		"disputed in time, and refused":          {shut(47 * time.Hour), []lab.Event{end}, nil, false},
		"disputed too late, and accepted":        {append(slices.Clone(over), at(yes("x", "a", "dispute", result{"disputed", 7}), 27, 28, "warga")), []lab.Event{end, late}, nil, false},
		"answered with a version that was not":   {[]command{open, at(yes("b", "a", "verify", result{"verified", 3}), 3, 9, "rt")}, nil, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := told(t, it.sent...)
			w.journal.looks = it.looks
			w.histories(it.log)
			if got, lines := w.wrong.take(); (got[order] == 0) != it.right {
				t.Errorf("found %v", lines)
			}
		})
	}
}
