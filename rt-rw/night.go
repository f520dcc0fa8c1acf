package rtrw

import "time"

// Delay tells when a clock of a case falls due; false: it does not run now. It is a pure
// function of the case and of the policy in force.
type Delay func(c *Case, p *Policy) (time.Time, bool)

// Policy holds the times that a city may choose for itself.
type Policy struct {
	Heads    map[Priority]Answer // how long heads have, by priority
	Location *time.Location
	Records  []Record // rules in force here and above
}

// Answer is how long a question waits for each head in turn, counted from the server's
// receipt and only inside the hours named; the last step leads to the lurah.
type Answer struct {
	Opens, Closes time.Duration // hours of the day, from midnight; equal: always
	Steps         []time.Duration
}

// DefaultPolicy is the policy of a city that has set none of its own.
func DefaultPolicy(loc *time.Location) *Policy {
	const h, m = time.Hour, time.Minute
	return &Policy{Location: loc, Heads: map[Priority]Answer{
		Emergency: {Steps: []time.Duration{5 * m, 10 * m, 15 * m}},
		Important: {Opens: 5 * h, Closes: 21*h + 30*m, Steps: []time.Duration{30 * m, 60 * m}},
		Ordinary:  {Opens: 7 * h, Closes: 20 * h, Steps: []time.Duration{4 * h, 8 * h}},
	}}
}

// Nightly is the heads' clock: it respects the night, and it stops where nobody is next.
func Nightly(c *Case, p *Policy) (time.Time, bool) {
	if c.Next == NoLevel {
		return time.Time{}, false
	}
	a, ok := p.Heads[c.Priority]
	if !ok || c.Hops >= len(a.Steps) {
		return time.Time{}, false
	}
	return a.after(time.UnixMilli(c.Asked).In(p.Location), a.Steps[c.Hops]), true
}

// Within is a plain clock: so long after the state began, by day and night.
func Within(d time.Duration) Delay {
	return func(c *Case, _ *Policy) (time.Time, bool) { return time.UnixMilli(c.Since).Add(d), true }
}

// OnDay is a clock that strikes at the local midnight with which the n-th day begins,
// where day 1 is the one in which the state began.
func OnDay(n int) Delay {
	return func(c *Case, p *Policy) (time.Time, bool) {
		return DayBegins(time.UnixMilli(c.Since).In(p.Location), n), true
	}
}

// DayBegins gives the midnight with which the n-th day begins, in the zone of t, whose own
// day is day 1.
func DayBegins(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d+n-1, 0, 0, 0, 0, t.Location())
}

// after adds a length of open hours to a time of the place.
func (a Answer) after(t time.Time, d time.Duration) time.Time {
	if a.Opens == a.Closes {
		return t.Add(d)
	}
	for day := midnight(t); ; day = midnight(day.Add(36 * time.Hour)) {
		open, close := day.Add(a.Opens), day.Add(a.Closes)
		if t.Before(open) {
			t = open
		}
		if !t.Before(close) {
			continue
		}
		if left := close.Sub(t); d > left {
			d -= left
			t = close
			continue
		}
		return t.Add(d)
	}
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}
