package main

import (
	"encoding/json"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// How many lines a case of a life makes, clocks and what follows from it among them. Of the recent
// days some are still to come.
const (
	perCase   = 8.5
	perRecent = 7.4
)

// The days that both ledgers share, and those before them.
const (
	recentDays = int(rtrw.MarksKept/(24*time.Hour)) + 1 // longer than a map looks back, and than its marks are kept: those are no history
	pastDays   = 700
)

// history is the past of a town: so many lines in the recent days, the rest in the years before.
func history(town size, few, events int, until time.Time) store.Past {
	recent := until.AddDate(0, 0, -recentDays)
	from := recent
	if events > few {
		from = recent.AddDate(0, 0, -pastDays)
	}
	p := store.Past{Secret: secretWord, From: from.AddDate(0, 0, -1), Until: until, Step: until.Sub(from) / time.Duration(max(events/25_000, 8))}
	p.Lives = append(p.Lives, store.Life{Log: cityArea, Town: ruled(town.above(), p.From), Next: func() (store.Act, bool) { return store.Act{}, false }})
	for i := range town.kelurahan {
		k := town.build(i)
		part := few * 7 / 10 / max(town.kelurahan-1, 1)
		if k.log == ward {
			part = few * 3 / 10
		}
		chapters := []chapter{{recent, until, cases(part, perRecent), true}}
		if events > few { // the last of the years' cases end before the recent days
			chapters = append([]chapter{{from, recent.AddDate(0, 0, -16), cases((events-few)/town.kelurahan, perCase), false}}, chapters...)
		}
		p.Lives = append(p.Lives, store.Life{Log: k.log, Town: k.seed, Next: newLife(k, chapters).next})
	}
	return p
}

func cases(lines int, each float64) int { return max(int(float64(lines)/each), 1) }

// secretWord opens the accounts that are asked as.
const secretWord = "jogotonggo"

// ruled puts an emergency in force, without which nobody counts houses.
func ruled(s store.Seed, from time.Time) store.Seed {
	value, _ := json.Marshal(map[string]string{"kind": "covid19", "decree": "443/1/2024", "policy": "2021-04"}) // strings always marshal
	s.Records = []rtrw.Record{{Case: "99000000-0000-4000-8000-000000000003", Name: "emergency", Area: cityArea, From: from.UnixMilli(), Value: value}}
	return s
}
