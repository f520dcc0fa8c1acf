package isolation

import (
	"time"

	"jogotonggo/rt-rw"
)

// Twice a day there is a window for news, until 10.00 and until 20.00. Two hours after each
// it is said that there was none.
var deadlines = [...]time.Duration{12 * time.Hour, 22 * time.Hour}

// noNews falls due at the second deadline after the last news: the one of the running
// window is already met by it.
func noNews(c *rtrw.Case, p *rtrw.Policy) (time.Time, bool) {
	at := time.UnixMilli(c.Heard).In(p.Location)
	return nextDeadline(nextDeadline(at)), true
}

func nextDeadline(after time.Time) time.Time {
	y, m, d := after.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, after.Location())
	for {
		for _, at := range deadlines {
			if t := midnight.Add(at); t.After(after) {
				return t
			}
		}
		midnight = midnight.AddDate(0, 0, 1)
	}
}

// deadMan climbs the rota while nobody answers: by day for most, at every hour when the
// last triage was orange or red.
func deadMan(c *rtrw.Case, p *rtrw.Policy) (time.Time, bool) {
	if c.Next == rtrw.NoLevel {
		return time.Time{}, false
	}
	return rtrw.Nightly(c, p)
}
