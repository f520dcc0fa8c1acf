package rtrw

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
