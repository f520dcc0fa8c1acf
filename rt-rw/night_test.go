package rtrw

import (
	"testing"
	"time"
)

func TestOpenHours(t *testing.T) {
	t.Parallel()
	p := DefaultPolicy(tegalsari.Location())
	for _, c := range []struct {
		priority Priority
		hops     int
		asked    string
		due      string
	}{
		{Ordinary, 0, "21 10:00", "21 14:00"}, {Ordinary, 1, "21 10:00", "21 18:00"}, {Ordinary, 0, "21 16:00", "21 20:00"}, {Ordinary, 0, "21 16:01", "22 07:01"},
		{Ordinary, 0, "21 23:30", "22 11:00"}, {Ordinary, 1, "21 19:00", "22 14:00"}, {Ordinary, 0, "22 03:00", "22 11:00"}, {Ordinary, 0, "21 20:00", "22 11:00"},
		{Important, 0, "21 21:15", "22 05:15"}, {Important, 1, "21 21:15", "22 05:45"}, {Important, 0, "21 04:00", "21 05:30"},
		{Emergency, 0, "21 02:14", "21 02:19"}, {Emergency, 2, "21 02:14", "21 02:29"},
	} {
		parse := func(s string) time.Time {
			v, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-"+s, p.Location)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		got, runs := Nightly(&Case{Priority: c.priority, Hops: c.hops, Asked: parse(c.asked).UnixMilli(), Next: LevelRW}, p)
		if !runs || !got.Equal(parse(c.due)) {
			t.Errorf("%s asked %s, hop %d: due %v, want %s", c.priority, c.asked, c.hops, got, c.due)
		}
	}
	if _, runs := Nightly(&Case{Priority: Ordinary}, p); runs {
		t.Error("a clock runs although nobody is next")
	}
}

var morning = time.Date(2026, 11, 21, 10, 0, 0, 0, wib)
