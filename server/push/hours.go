package push

import (
	"time"

	"jogotonggo/rt-rw"
)

// The hours of the place (PRODUCT.md): an emergency at any, what is important from five to
// half past nine at night, everything else together at three.
const (
	wakes  = 5 * time.Hour
	sleeps = 21*time.Hour + 30*time.Minute
)

var rounds = [...]time.Duration{7 * time.Hour, 12 * time.Hour, 17 * time.Hour}

// calmADay is how many messages a day may go to one person that are no alarm and do not ask
// them for something important.
const calmADay = 6

// hour tells when a call may go out at the earliest.
func hour(why rtrw.Calling, p rtrw.Priority, place rtrw.Area, now time.Time) time.Time {
	here := now.In(place.Location())
	switch {
	case atOnce(why, p):
		return now
	case p == rtrw.Important:
		return awake(here)
	}
	return round(here)
}

// atOnce says whether no hour and no wish holds a call back.
func atOnce(why rtrw.Calling, p rtrw.Priority) bool {
	return why == rtrw.CalledPublic || p == rtrw.Emergency
}

// calm says whether a call counts among the few of a day.
func calm(c *rtrw.Call) bool {
	return !atOnce(c.Why, c.Priority) && (c.Priority != rtrw.Important || c.Why == rtrw.CalledNews)
}

// awake gives the time itself, or the morning after it.
func awake(here time.Time) time.Time {
	day := rtrw.DayBegins(here, 1)
	switch {
	case here.Before(day.Add(wakes)):
		return day.Add(wakes)
	case here.Before(day.Add(sleeps)):
		return here
	}
	return rtrw.DayBegins(here, 2).Add(wakes)
}

// round gives the next of the three hours, or this one.
func round(here time.Time) time.Time {
	day := rtrw.DayBegins(here, 1)
	for _, at := range rounds {
		if t := day.Add(at); !t.Before(here) {
			return t
		}
	}
	return rtrw.DayBegins(here, 2).Add(rounds[0])
}

// kept tells until when somebody's quiet hours hold a call back; false: they do not.
func kept(q rtrw.Quiet, here time.Time) (until time.Time, holds bool) {
	h := here.Hour()
	if q.From == q.Until || q.From < q.Until && (h < q.From || h >= q.Until) || q.From > q.Until && h < q.From && h >= q.Until {
		return time.Time{}, false
	}
	until = rtrw.DayBegins(here, 1).Add(time.Duration(q.Until) * time.Hour)
	if !until.After(here) {
		until = rtrw.DayBegins(here, 2).Add(time.Duration(q.Until) * time.Hour)
	}
	return until, true
}
