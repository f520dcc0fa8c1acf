package isolation

import (
	"encoding/json"
	"time"

	"jogotonggo/rt-rw"
)

// Rule is one version of how long isolation and quarantine last, in days after the first.
type Rule struct {
	Name        string
	InForce     string // first day
	Confirmed   int    // without symptoms, from the specimen
	Symptomatic int    // from the first day of illness: ten days and three without symptoms
	Suspect     int    // until a test says otherwise
	Contact     int    // without an exit test
	ExitTest    int    // earliest day of a negative test that ends a contact's quarantine; 0: none does
	EarlyTests  [2]int // days of the two negative PCR that end a confirmed isolation early; 0: none do
}

// rules are the versions, oldest first.
var rules = []Rule{
	// Jawa Tengah, 2020: fourteen days for everybody.
	{Name: "2020-04", InForce: "2020-04-22", Confirmed: 14, Symptomatic: 14, Suspect: 14, Contact: 14},
	// KMK HK.01.07/MENKES/4641/2021: ten days from the specimen, thirteen with symptoms; contacts leave on a negative test of day five.
	{Name: "2021-05", InForce: "2021-05-11", Confirmed: 10, Symptomatic: 13, Suspect: 14, Contact: 14, ExitTest: 5},
	// SE Menkes HK.02.01/MENKES/18/2022: as before, and two negative PCR of day five and six end it early.
	{Name: "2022-01", InForce: "2022-01-17", Confirmed: 10, Symptomatic: 13, Suspect: 14, Contact: 14, ExitTest: 5, EarlyTests: [2]int{5, 6}},
}

// ruleFor gives the version in force: one that the city has set, else the latest.
func ruleFor(p *rtrw.Policy, place rtrw.Area, now time.Time) Rule {
	if r, ok := rtrw.InForce(p.Records, "isolation", place, now); ok {
		var set struct {
			Rule string `json:"rule"`
		}
		if json.Unmarshal(r.Value, &set) == nil {
			return named(set.Rule)
		}
	}
	return latest(now.In(p.Location).Format(time.DateOnly))
}

func latest(today string) Rule {
	best := rules[0]
	for _, r := range rules {
		if r.InForce <= today {
			best = r
		}
	}
	return best
}

func named(name string) Rule {
	for _, r := range rules {
		if r.Name == name {
			return r
		}
	}
	return rules[len(rules)-1]
}

// length gives the days of this person's isolation under its rule.
func (i *Isolation) length() int {
	r := named(i.Rule)
	switch {
	case i.Class == "contact":
		if d, ok := i.negative(r.ExitTest); ok && r.ExitTest > 0 {
			return d
		}
		return r.Contact
	case i.Class == "suspect":
		return r.Suspect
	}
	if d, ok := i.negative(r.EarlyTests[0]); ok && r.EarlyTests[0] > 0 {
		if second, ok := i.negative(max(r.EarlyTests[1], d+1)); ok {
			return second
		}
	}
	if i.Symptoms {
		return r.Symptomatic
	}
	return r.Confirmed
}

// negative finds the first day, not before `from`, whose test was negative, and after
// which none was positive.
func (i *Isolation) negative(from int) (day int, ok bool) {
	for _, t := range i.Tests {
		n := daysBetween(i.From, t.Day)
		switch {
		case t.Result == "positive":
			ok = false
		case t.Result == "negative" && n >= from && (!ok || n < day):
			day, ok = n, true
		}
	}
	return day, ok
}

// last is the first day on which the isolation may end.
func (i *Isolation) last() string {
	from, err := time.Parse(time.DateOnly, i.From)
	if err != nil {
		return ""
	}
	return from.AddDate(0, 0, i.length()).Format(time.DateOnly)
}

func daysBetween(a, b string) int {
	from, err1 := time.Parse(time.DateOnly, a)
	to, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(to.Sub(from).Hours() / 24)
}
