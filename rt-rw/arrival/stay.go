package arrival

import (
	"time"

	"jogotonggo/rt-rw"
)

const (
	openStay = 14 // days for which a stay without an end is kept open
	passing  = 2  // days for which somebody passing through is kept, where no end was told
)

// verify is the head's word that it is so. The days that are watched count from the arrival,
// whenever it was told and checked.
func verify(t *rtrw.Turn, a *Arrival, _ rtrw.None) error {
	a.From, a.Days = a.Arrived, watchDays(t.Policy(), t.Case.Area, t.Now, a)
	t.Into(a.next(t))
	return nil
}

// next chooses where an arrival stands from now on, and until when.
func (a *Arrival) next(t *rtrw.Turn) rtrw.State {
	at := now(t)
	if last, ok := a.watchEnd(at.Location()); ok && last.After(at) && a.Kind != "transit" {
		if leaves, told := a.stayEnd(at.Location()); told && leaves.Before(last) {
			last = leaves
		}
		if last.After(at) {
			t.Ends(last.UnixMilli())
			return a.counted("watching")
		}
	}
	return a.rest(t)
}

// rest is next where nothing is watched any more.
func (a *Arrival) rest(t *rtrw.Turn) rtrw.State {
	at := now(t)
	leaves, told := a.stayEnd(at.Location())
	switch {
	case told && !leaves.After(at):
		t.Ends(0)
		return "left"
	case told:
	case a.Kind == "newcomer":
		t.Ends(0)
		return "settled"
	case a.Kind == "transit":
		leaves = rtrw.DayBegins(at, passing+1)
	default:
		leaves = rtrw.DayBegins(at, openStay+1)
	}
	t.Ends(leaves.UnixMilli())
	if a.Kind == "transit" {
		return "in_transit"
	}
	return a.counted("staying")
}

// counted names the state in which this arrival belongs to the right number: who is
// registered outside the city stands beside its residents, never among them.
func (a *Arrival) counted(s rtrw.State) rtrw.State {
	if a.Outside {
		return s + "_outside"
	}
	return s
}

// end is what a clock says: the watch is over, or the stay.
func end(t *rtrw.Turn, a *Arrival, _ rtrw.None) error {
	switch _, told := a.stayEnd(now(t).Location()); {
	case t.Case.State == "watching", t.Case.State == "watching_outside", told:
		t.Into(a.rest(t))
	case a.Kind == "transit":
		t.Ends(0)
		t.Into("left")
	default:
		t.Ends(0)
		t.Into("settled")
	}
	return nil
}

// Watch asks for some days more than the rule does, from today.
type Watch struct {
	Days int `json:"days" validate:"min=1,max=14" id:"Dipantau berapa hari?" en:"For how many days?"`
}

func watch(t *rtrw.Turn, a *Arrival, in Watch) error {
	a.From, a.Days = now(t).Format(time.DateOnly), max(in.Days, 1)
	end, _ := a.watchEnd(now(t).Location())
	if leaves, told := a.stayEnd(now(t).Location()); told && leaves.Before(end) {
		end = leaves
	}
	t.Ends(end.UnixMilli())
	t.Into(a.counted("watching"))
	return nil
}

// clear ends a watch early: a test said so, or the head has seen enough.
func clear(t *rtrw.Turn, a *Arrival, _ rtrw.None) error {
	t.Into(a.rest(t))
	return nil
}

// Extend is a later day of leaving.
type Extend struct {
	Until string `json:"until" validate:"required,datetime=2006-01-02" id:"Sampai tanggal" en:"Until"`
}

func extend(t *rtrw.Turn, a *Arrival, in Extend) error {
	if in.Until < now(t).Format(time.DateOnly) {
		return rtrw.AtField("until", "past", "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.")
	}
	a.Until = in.Until
	a.next(t) // the state stays; when it ends may be another time
	return nil
}

func leave(t *rtrw.Turn, a *Arrival, _ rtrw.None) error {
	a.Until = now(t).Format(time.DateOnly)
	t.Ends(0)
	return nil
}

// ends is the clock of every stay and watch: the end that a move set.
func ends(c *rtrw.Case, _ *rtrw.Policy) (time.Time, bool) { return c.Ends() }

// watchEnd is the midnight after the last day that is watched; the first is the day it
// counts from.
func (a *Arrival) watchEnd(at *time.Location) (time.Time, bool) {
	from, err := time.ParseInLocation(time.DateOnly, a.From, at)
	return rtrw.DayBegins(from, a.Days+1), err == nil && a.Days > 0
}

// stayEnd is the midnight after the day of leaving, where one was told.
func (a *Arrival) stayEnd(at *time.Location) (time.Time, bool) {
	day, err := time.ParseInLocation(time.DateOnly, a.Until, at)
	return rtrw.DayBegins(day, 2), err == nil
}

// toldWhen says whether an arrival was told within a day and a night of it, "in_time" or
// "late", for a kind word either way. Only the day of arrival is known, so all of the next one
// counts.
func toldWhen(c *rtrw.Case, a *Arrival, _ rtrw.Keys) (any, error) {
	arrived, err := time.ParseInLocation(time.DateOnly, a.Arrived, c.Area.Location())
	if err != nil {
		return nil, nil
	}
	if time.UnixMilli(c.Opened).Before(rtrw.DayBegins(arrived, 3)) {
		return "in_time", nil
	}
	return "late", nil
}

// watchUntil is the last day that is watched.
func watchUntil(c *rtrw.Case, a *Arrival, _ rtrw.Keys) (any, error) {
	if c.State != "watching" && c.State != "watching_outside" {
		return nil, nil
	}
	return time.UnixMilli(c.Until).In(c.Area.Location()).AddDate(0, 0, -1).Format(time.DateOnly), nil
}
