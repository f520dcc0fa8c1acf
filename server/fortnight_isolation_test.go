package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/server/demo"
)

// illness is what a household last told, for the oracle of who is woken.
type illness struct {
	since string
	isolation.CheckIn
}

// urgent is DOMAIN.md 3.4 written down a second time: red and orange.
func (i *illness) urgent(today string) bool {
	red := i.SpO2 > 0 && i.SpO2 < 90 || i.Breaths > 30 || i.Danger || i.Breathless
	orange := i.SpO2 >= 90 && i.SpO2 <= 94 || i.Breaths >= 25 || i.TempC >= 38 && daysFrom(i.since, today) >= 2
	return red || orange
}

func daysFrom(a, b string) int {
	from, err := time.Parse(time.DateOnly, a)
	if err != nil {
		panic(err)
	}
	to, err := time.Parse(time.DateOnly, b)
	if err != nil {
		panic(err)
	}
	return int(to.Sub(from) / (24 * time.Hour))
}

// wakes says what is wrong with the priority of an isolation's line: orange and red wake
// people, everything else of an isolation is important.
func (f *fortnight) wakes(e *rtrw.Entry) string {
	if e.Service != "isolation" {
		return ""
	}
	i := f.ill[e.Case]
	if i == nil {
		i = &illness{}
		f.ill[e.Case] = i
	}
	switch in := f.told[e.ID].(type) {
	case *isolation.Report:
		*i = illness{in.Since, isolation.CheckIn{Breathless: in.Breathless, Danger: in.Danger, TempC: in.TempC, SpO2: in.SpO2, Breaths: in.Breaths}}
	case *isolation.Amend:
		*i = illness{in.Since, isolation.CheckIn{Breathless: in.Breathless, Danger: in.Danger, TempC: in.TempC}}
	case *isolation.CheckIn:
		if !in.Same {
			i.CheckIn = *in
		}
	default:
		lines := f.lines[e.Case]
		if before := lines[len(lines)-2].Priority; before != e.Priority {
			return fmt.Sprintf("isolation/%s of case %s makes %s of %s", e.Type, e.Case, e.Priority, before)
		}
		return ""
	}
	want := rtrw.Important
	if i.urgent(f.today(e.Area)) {
		want = rtrw.Emergency
	}
	if e.Priority != want {
		return fmt.Sprintf("isolation/%s of case %s is %s; %+v is %s", e.Type, e.Case, e.Priority, *i, want)
	}
	return ""
}

func (f *fortnight) today(at rtrw.Area) string {
	return f.time().In(at.Location()).Format(time.DateOnly)
}

func (f *fortnight) daysAgo(at rtrw.Area, n int) string {
	return f.time().In(at.Location()).AddDate(0, 0, -n).Format(time.DateOnly)
}

// measures draws how somebody is: most are well enough, some are not.
func (f *fortnight) measures(at rtrw.Area) *isolation.Report {
	in := &isolation.Report{Who: "Bapak", Since: f.daysAgo(at, f.chance.IntN(4)), Note: "batuk"}
	switch f.chance.IntN(12) {
	case 0:
		in.SpO2 = 85 + f.chance.IntN(5)
	case 1:
		in.SpO2 = 90 + f.chance.IntN(5)
	case 2:
		in.TempC = 38.4
	case 3:
		in.Breaths = 22 + f.chance.IntN(12)
	case 4:
		in.Breathless = f.chance.IntN(2) == 0
		in.Danger = !in.Breathless
	case 5:
		in.SpO2, in.TempC = 97, 37.2
	}
	return in
}

// reports is somebody who feels ill, or a kader, head or nakes for another house.
func (f *fortnight) reports(rt rtrw.Area) {
	in, who := f.measures(rt), pick(f, f.folk.living[rt])
	if f.chance.IntN(10) < 7 {
		if who = f.officer(rt, "", rtrw.Kader, rtrw.RTHead, rtrw.Health); who == nil {
			return
		}
		in.Household, in.OnBehalf = pick(f, f.folk.houses[rt]), &rtrw.OnBehalf{Consent: "spoken"}
	}
	if house := cmp.Or(in.Household, who.Household); !f.w.resting[house] {
		f.do(who, rtrw.Command{Service: "isolation", Move: "report", Area: rt}, in)
	}
}

func (f *fortnight) nakes(c *rtrw.Case) func() *demo.Person {
	return func() *demo.Person { return f.officer(c.Area, "", rtrw.Health) }
}

// watch is what happens while somebody is at home.
func (f *fortnight) watch(c *rtrw.Case) {
	n, nakes := f.chance.IntN(100), f.nakes(c)
	switch {
	case c.State == "verified" && n < 4:
		f.move(c, 3*time.Hour, "cancel", nil, f.household(c))
	case c.State == "verified":
		in := &isolation.Start{Class: pick(f, []string{"confirmed", "confirmed", "confirmed", "suspect", "contact"}), Symptoms: n%2 == 0}
		if n%3 == 0 {
			in.Since = f.daysAgo(c.Area, f.chance.IntN(14))
		}
		f.move(c, 4*time.Hour, "start", in, nakes)
	case c.State == "referred" && n < 70:
		f.move(c, 20*time.Hour, "back_refer", nil, nakes)
	case c.State == "referred":
	case c.Level != "" && n < 35:
		f.move(c, 50*time.Minute, "acknowledge", nil, func() *demo.Person {
			return f.officer(c.Area, "", rtrw.RTHead, rtrw.RWHead, rtrw.Kader, rtrw.Health)
		})
	case n < 6 || c.State == "release_proposed" && n < 50:
		f.then(c, f.after(7*time.Hour, c.Area), func() { f.release(c, nakes()) })
	case n < 8 || c.State == "release_proposed" && n < 65:
		f.move(c, 9*time.Hour, "keep", nil, nakes)
	case n < 10:
		f.move(c, 9*time.Hour, "propose_release", nil, func() *demo.Person { return f.officer(c.Area, c.House, rtrw.RTHead, rtrw.Health) })
	case n < 12:
		f.move(c, 12*time.Hour, "refer", nil, nakes)
	case n < 22:
		in := &isolation.Result{Result: pick(f, []string{"positive", "positive", "negative", "negative", "withdrawn"})}
		if n%2 == 0 {
			in.SpecimenOn = f.daysAgo(c.Area, f.chance.IntN(2))
		}
		f.move(c, 8*time.Hour, "result", in, nakes)
	default:
		f.then(c, f.window(c), func() { f.news(c) })
	}
}

// window draws when the next news comes: most households keep most windows, some none.
func (f *fortnight) window(c *rtrw.Case) int64 {
	h := fnv.New32()
	h.Write([]byte(c.ID))
	skips := [...]int{6, 6, 6, 40, 40, 92}[h.Sum32()%6]
	now := f.now.Load()
	at := now - local(now, c.Area)%aDay
	for ; ; at += aDay {
		for _, opens := range []int64{6, 16} {
			if from := at + opens*anHour; from > now && f.chance.IntN(100) >= skips {
				return from + f.chance.Int64N(4*anHour+50*aMinute) // some after the window, within two hours
			}
		}
	}
}

func (f *fortnight) news(c *rtrw.Case) {
	who := f.folk.speaks[c.House]
	if who == nil || f.w.gone[who.ID] != 0 {
		who = f.officer(c.Area, "", rtrw.Kader, rtrw.Health)
	}
	in := &isolation.CheckIn{Same: f.chance.IntN(10) < 6}
	if in.Same {
		in.NoDevice = f.chance.IntN(2) == 0
	} else {
		m := f.measures(c.Area)
		*in = isolation.CheckIn{Breathless: m.Breathless, Danger: m.Danger, TempC: m.TempC, SpO2: m.SpO2, Breaths: m.Breaths, Worse: f.chance.IntN(4) == 0, Note: m.Note}
	}
	if who != nil {
		f.do(who, rtrw.Command{Case: c.ID, Move: "check_in"}, in)
	}
}

// release is tried by a nakes who reads the case first; before the day it is refused.
func (f *fortnight) release(c *rtrw.Case, nakes *demo.Person) {
	if nakes == nil {
		return
	}
	seen, err := f.desk.Case(f.t.Context(), f.eyes(c.Area), c.ID)
	if err != nil {
		f.fault("a nakes cannot read case %s: %v", c.ID, err)
		return
	}
	on, _ := seen.Data["release_on"].(string)
	early := f.today(c.Area) < on
	if err := f.do(nakes, rtrw.Command{Case: c.ID, Move: "release"}, nil); early != (rtrw.CodeOf(err) == rtrw.Refused) {
		f.fault("release on %s, the day is %s: %v", f.today(c.Area), on, err)
	}
}
