package rtrw

import (
	"cmp"
	"math"
)

// Urgency places an open case in the order in which people look after cases, the most
// urgent first: a silence where news is waited for, then by priority. Cases of one urgency
// follow by what falls due next, and then the oldest comes first.
func (c *Case) Urgency() int64 {
	u := 2 - c.Priority.Rank()
	if c.Heard == 0 || c.Level == NoLevel {
		u += 3
	}
	return u
}

// Compare tells which of two cases is looked after first.
func (p Position) Compare(q Position) int {
	clock := func(due int64) int64 {
		if due == 0 { // without a clock, after those that have one
			return math.MaxInt64
		}
		return due
	}
	return cmp.Or(cmp.Compare(p.Urgency, q.Urgency), cmp.Compare(clock(p.Due), clock(q.Due)), cmp.Compare(p.Opened, q.Opened), cmp.Compare(p.ID, q.ID))
}
