package rtrw

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// monthly is a ledger of one kelurahan that knows passages alone.
type monthly struct {
	Ledger
	passages []Passage
	seq      int64
	asked    int
}

func (*monthly) Epoch() int64 { return 7 }
func (*monthly) Households(context.Context, Area) (map[Area]int64, error) {
	return map[Area]int64{"33.74.08.1006": 900}, nil
}
func (*monthly) Under(context.Context, Area) ([]Place, []Area, error) { return nil, nil, nil }
func (l *monthly) Before(context.Context, Area, time.Time) (int64, string, error) {
	return l.seq, "hash", nil
}
func (l *monthly) Passages(_ context.Context, _ Area, since time.Time, _ []string) (list []Passage, err error) {
	l.asked++
	for _, p := range l.passages {
		if p.At >= since.UnixMilli() {
			list = append(list, p)
		}
	}
	return list, nil
}

func (l *monthly) desk(now *time.Time) *Desk {
	return &Desk{Registry: measured(), Ledger: l, Notary: NewNotary(make([]byte, 32), make([]byte, 32)), Now: func() time.Time { return *now }}
}

// at moves courses to a time.
func at(t time.Time, list []Passage) []Passage {
	for i := range list {
		list[i].At += t.UnixMilli()
	}
	return list
}

// TestOpenly: of the last whole month as it ended, nothing of this one; what stands for fewer
// than five is not there.
func TestOpenly(t *testing.T) {
	t.Parallel()
	const a = Area("33.74.08.1006")
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, a.Location())
	day := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, a.Location())
	}
	for name, c := range map[string]struct {
		passages [][]Passage
		want     string
	}{
		"nothing":                       {nil, "- - - -"},
		"four":                          {[][]Passage{at(day(10, 5, 9), courses(0, 4, 10, "closed"))}, "- - - -"},
		"five":                          {[][]Passage{at(day(10, 5, 9), courses(0, 5, 10, "closed"))}, "5 10 100 5"},
		"the month before":              {[][]Passage{at(day(9, 30, 12), courses(0, 9, 10, "closed"))}, "- - - -"},
		"this month":                    {[][]Passage{at(day(11, 1, 0), courses(0, 9, 10, "closed"))}, "- - - -"},
		"as it stood at the end":        {[][]Passage{at(day(10, 31, 23), courses(0, 6, 30, "closed"))}, "6 30 - -"}, // closed after five hours, in November
		"four of this month hide in it": {[][]Passage{at(day(10, 5, 9), courses(0, 5, 10, "closed")), at(day(11, 2, 9), courses(5, 4, 1, "closed"))}, "5 10 100 5"},
	} {
		l := &monthly{}
		for _, p := range c.passages {
			l.passages = append(l.passages, p...)
		}
		o, err := l.desk(&now).Openly(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		show := func(p *int64) any {
			if p == nil {
				return "-"
			}
			return *p
		}
		if got := fmt.Sprint(show(o.Requests), " ", show(o.Verify), " ", show(o.Help), " ", show(o.Received)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if !o.From.Equal(day(10, 1, 0)) || !o.Until.Equal(day(11, 1, 0)) || o.Days() != 31 || !o.AsOf.Equal(day(11, 23, 0)) {
			t.Errorf("%v to %v, %d days, as of %v", o.From, o.Until, o.Days(), o.AsOf)
		}
	}
}

// TestOpenly_AllDay: whatever happens meanwhile, and however often somebody asks, the page of a
// day is one page; the next day has another.
func TestOpenly_AllDay(t *testing.T) {
	t.Parallel()
	const a = Area("33.74.08.1006")
	now := time.Date(2026, 11, 23, 0, 0, 0, 0, a.Location())
	l := &monthly{seq: 3}
	d := l.desk(&now)
	first, err := d.Openly(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	for range 23 {
		now = now.Add(time.Hour)
		l.seq++
		l.passages = append(l.passages, at(now, courses(int(l.seq)*10, 5, 1, "closed"))...)
		if again, err := d.Openly(t.Context(), a); err != nil || again != first || l.asked != 1 {
			t.Fatalf("at %v: %v %v, asked %d times", now, again, err, l.asked)
		}
	}
	now = now.Add(time.Hour)
	if next, err := d.Openly(t.Context(), a); err != nil || next.Head.String() == first.Head.String() || next.Head.Day != "2026-11-24" {
		t.Errorf("the next day: %v %v", next, err)
	}
	for _, none := range []Area{"33.74.08.1001", "33.74.08", "33.74.08.1006/RW04", "33"} {
		if _, err := d.Openly(t.Context(), none); CodeOf(err) != NotFound {
			t.Errorf("%s: %v", none, err)
		}
	}
}
