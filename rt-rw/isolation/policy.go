package isolation

import (
	"encoding/json"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// Rule is one version of who is isolated how long and where, in days after the first. An
// isolation keeps the version under which it began.
type Rule struct {
	Name         string
	InForce      string // first day
	Confirmed    int    // without symptoms, from the specimen
	Symptomatic  int    // from the first day of illness: ten days and Free days without symptoms
	Free         int    // days without symptoms before somebody is well; 0: not asked
	Suspect      int    // while nobody knows
	SuspectTests bool   // two negative PCR, a day apart, say that a suspect is none
	Contact      int    // without an exit test
	ExitTest     int    // earliest day of a negative test that ends a contact's quarantine; 0: none does
	EarlyTests   [2]int // earliest days of the two PCR that end a confirmed isolation early; 0: none do
	Home         bool   // asks who may stay at home
	Facility     bool   // contacts stay in a central place
}

// rules are the versions, oldest first.
var rules = []Rule{
	// Jawa Tengah, 2020: fourteen days for everybody, at home.
	{Name: "2020-04", InForce: "2020-04-22", Confirmed: 14, Symptomatic: 14, Suspect: 14, Contact: 14},
	// KMK HK.01.07/MENKES/4641/2021: ten days from the specimen, thirteen with symptoms; contacts leave on a negative test of day
	// five. Home is for those whom the house and their health allow it.
	{Name: "2021-05", InForce: "2021-05-11", Confirmed: 10, Symptomatic: 13, Free: 3, Suspect: 14, SuspectTests: true, Contact: 14, ExitTest: 5, Home: true},
	// SE Menkes HK.02.01/MENKES/1391/2021, Omicron: as before, and contacts spend ten days in a central place.
	{Name: "2021-12", InForce: "2021-12-30", Confirmed: 10, Symptomatic: 13, Free: 3, Suspect: 14, SuspectTests: true, Contact: 10, Home: true, Facility: true},
	// SE Menkes HK.02.01/MENKES/18/2022: as in 2021-05, and two PCR of day five and six end it early.
	{Name: "2022-01", InForce: "2022-01-17", Confirmed: 10, Symptomatic: 13, Free: 3, Suspect: 14, SuspectTests: true, Contact: 14, ExitTest: 5, EarlyTests: [2]int{5, 6}, Home: true},
}

// ruleFor gives the version in force: one that the city has set, else the latest.
func ruleFor(p *rtrw.Policy, place rtrw.Area, now time.Time) Rule {
	if r, ok := rtrw.InForce(p.Records, ruleRecord, place, now); ok {
		var set ruleSet
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
	if at := slices.IndexFunc(rules, func(r Rule) bool { return r.Name == name }); at >= 0 {
		return rules[at]
	}
	return rules[len(rules)-1]
}

// length gives the days of this person's isolation under its rule.
func (i *Isolation) length() int {
	r, tests := named(i.Rule), i.tests()
	switch {
	case i.Class == "contact":
		if d, ok := tests.negative(r.ExitTest, anyTest); ok && r.ExitTest > 0 {
			return d
		}
		return r.Contact
	case i.Class == "suspect":
		if d, ok := tests.pair(0, 0); ok && r.SuspectTests {
			return min(d, r.Suspect)
		}
		return r.Suspect
	}
	if d, ok := tests.pair(r.EarlyTests[0], r.EarlyTests[1]); ok && r.EarlyTests[0] > 0 {
		return d
	}
	if i.Symptoms {
		return r.Symptomatic
	}
	return r.Confirmed
}

// last is the first day on which the isolation may end.
func (i *Isolation) last() string { return dayAfter(i.From, i.length()) }

// wellOn is the day on which somebody has been without symptoms for as long as the rule
// asks, by the news of the household; "" where it asks nothing or there were none. It
// advises the officer who releases, and refuses nothing.
func (i *Isolation) wellOn() string {
	if free := named(i.Rule).Free; free > 0 && i.Class == "confirmed" && i.SickOn != "" {
		return dayAfter(i.SickOn, free)
	}
	return ""
}

func dayAfter(day string, n int) string {
	from, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return from.AddDate(0, 0, n).Format(time.DateOnly)
}

func daysBetween(a, b string) int {
	from, err1 := time.Parse(time.DateOnly, a)
	to, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(to.Sub(from).Hours() / 24)
}
