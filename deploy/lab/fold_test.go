package lab

import (
	"reflect"
	"testing"
	"time"
)

// greeted is a follower that has just taken a board and was greeted on two streams.
func greeted() *Follower {
	f := &Follower{Person: &Person{}, Area: "kota", at: map[string]time.Time{}, links: map[string]string{}, seen: map[string]map[string]int{}, version: map[string]int{},
		tallies: Tallies{"kota": {"aid": {"filed": 1}}, "kota/RT01": {"aid": {"filed": 1}}}}
	f.take(Frame{Kind: "hello", Streams: map[string]string{"a": "a0", "b": "b0"}})
	return f
}

func event(stream, prev, cursor, id, from, state string, version int) Frame {
	return Frame{Kind: "event", Stream: stream, Prev: prev, Cursor: cursor,
		Event: Event{ID: id, Area: "kota/RT01", Service: "aid", Case: "x", From: from, State: state, Version: version}}
}

// A follower folds what comes, each event once however many streams bring it, and complains of a
// missing link, a missing version, and what comes again.
func TestFold(t *testing.T) {
	t.Parallel()
	opened := event("a", "a0", "a1", "1", "", "filed", 1)
	closed := event("a", "a1", "a2", "2", "filed", "closed", 2)
	both := event("b", "b0", "b1", "2", "filed", "closed", 2)
	after := Tallies{"kota": {"aid": {"filed": 1, "closed": 1}}, "kota/RT01": {"aid": {"filed": 1, "closed": 1}}}
	for name, it := range map[string]struct {
		came  []Frame
		wrong []Kind
		folds bool
	}{
		"in order":             {[]Frame{opened, closed}, nil, true},
		"on two streams":       {[]Frame{opened, closed, both}, nil, true},
		"a link is missing":    {[]Frame{opened, event("a", "a8", "a9", "2", "filed", "closed", 2)}, []Kind{Broken}, true},
		"a version is missing": {[]Frame{opened, event("a", "a1", "a2", "2", "filed", "closed", 3)}, []Kind{Broken}, true},
		"one comes again":      {[]Frame{opened, closed, event("a", "a2", "a3", "2", "filed", "closed", 2)}, []Kind{Twice}, true},
		"one never comes":      {[]Frame{opened}, nil, false},
		"an unknown stream":    {[]Frame{opened, event("c", "a1", "c1", "2", "filed", "closed", 2)}, []Kind{Broken}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := greeted()
			for _, m := range it.came {
				f.take(m)
			}
			var kinds []Kind
			for _, w := range f.Wrong() {
				kinds = append(kinds, w.Kind)
			}
			if !reflect.DeepEqual(kinds, it.wrong) {
				t.Errorf("found %v, want %v", f.Wrong(), it.wrong)
			}
			if reflect.DeepEqual(f.Folded(), after) != it.folds {
				t.Errorf("folded to %v", f.Folded())
			}
		})
	}
}
