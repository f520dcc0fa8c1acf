package main

import (
	"fmt"
	"slices"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/zone"
	"jogotonggo/server/demo"
)

var kelurahans = []rtrw.Area{demo.Tegalsari, demo.Prapatan}

// begin plans the fortnight: what is declared when, who is appointed, and what goes on by
// itself from day to day.
func (f *fortnight) begin() {
	f.declarations()
	kota := f.folk.byLogin["kota-bpn"]
	f.at(f.first+1, func() {
		f.must(kota, rtrw.Command{Service: "member", Move: "appoint", Area: demo.Prapatan}, &member.Appoint{Role: rtrw.Health, Account: f.folk.byLogin["nakes-bpn"].ID})
	})
	f.again(55*f.pace, func() { f.asks(pick(f, f.folk.rts[pick(f, kelurahans)])) })
	f.again(90*f.pace, func() { f.reports(f.outbreak()) })
	f.again(70*time.Minute, f.census)
	f.again(2*time.Hour, f.absence)
	f.again(9*time.Hour, f.appointment)
	f.again(6*time.Hour, f.wrong)
	f.again(5*time.Hour, func() { f.maps(kelurahans...) })
	f.again(7*time.Hour, f.wish)
	f.again(9*time.Hour, f.confides)
	f.again(12*time.Hour, f.breaksGlass)
	f.forgettings()
	for _, k := range kelurahans {
		for d := range int64(15) {
			midnight := f.first - local(f.first, k)%aDay + (d+1)*aDay
			if midnight <= f.end {
				f.look(midnight, func() { f.maps(k) })
				f.at(midnight, func() { f.maps(k) })
			}
		}
	}
	// What is said in the very moment in which a day begins, belongs to that day.
	rw := f.folk.byLogin["rw"]
	f.at(f.first+3*aDay+anHour, func() {
		f.must(rw, rtrw.Command{Service: "zone", Move: "count", Area: rw.Household.Up(rtrw.RT)}, &zone.Count{Houses: 7})
	})
}

// declarations puts both policies in force in both cities, one after the other: by a later
// declaration, by one that is to begin later, by an end, by revoking; and none for an hour.
func (f *fortnight) declarations() {
	day := func(k rtrw.Area, n int64, hours float64) int64 {
		return f.first - local(f.first, k)%aDay + (n-1)*aDay + int64(hours*float64(anHour))
	}
	declare := func(login string, k rtrw.Area, at int64, in zone.Declare) {
		f.at(at, func() {
			in.Kind, in.Decree = "covid19", fmt.Sprintf("443/%d", f.step)
			f.must(f.folk.byLogin[login], rtrw.Command{Service: "zone", Move: "declare", Area: k.Up(rtrw.City)}, &in)
		})
	}
	revoke := func(login string, k rtrw.Area, at int64, policy string) {
		f.at(at, func() {
			for id, d := range f.raw.decrees {
				if d.city == k.Up(rtrw.City) && d.policy == policy && d.until == 0 {
					f.must(f.folk.byLogin[login], rtrw.Command{Case: id, Move: "revoke"}, nil)
					return
				}
			}
			f.fault("nothing to revoke")
		})
	}
	moment := func(ms int64) *time.Time { t := time.UnixMilli(ms); return &t }
	t, p := demo.Tegalsari, demo.Prapatan
	declare("kota", t, f.first+2, zone.Declare{Policy: "2021-02", Until: moment(day(t, 9, 12))})
	declare("kota", t, day(t, 7, 18), zone.Declare{Policy: "2021-04", From: moment(day(t, 8, 0))})
	declare("kota-bpn", p, f.first+3, zone.Declare{Policy: "2021-04"})
	revoke("kota-bpn", p, day(p, 3, 9), "2021-04")
	declare("kota-bpn", p, day(p, 3, 10), zone.Declare{Policy: "2021-04"})
	declare("kota-bpn", p, day(p, 7, 12.5), zone.Declare{Policy: "2021-02"})
	revoke("kota-bpn", p, day(p, 13, 9), "2021-02")
}

// again lets something happen again and again, on average so often by day.
func (f *fortnight) again(mean time.Duration, do func()) {
	f.at(f.after(mean, demo.Tegalsari), func() {
		do()
		f.again(mean, do)
	})
}

// must is do for what has to be accepted.
func (f *fortnight) must(who *demo.Person, cmd rtrw.Command, input any) {
	f.t.Helper()
	if err := f.do(who, cmd, input); err != nil {
		f.fault("%s by %s is refused: %v", cmd.Move, who.Login, err)
	}
}

// outbreak draws an RT; most who fall ill live in few of them.
func (f *fortnight) outbreak() rtrw.Area {
	rts := f.folk.rts[pick(f, kelurahans)]
	switch n := f.chance.IntN(20); {
	case n < 9:
		return rts[11]
	case n < 12:
		return rts[3]
	case n < 15:
		return rts[len(rts)-2]
	}
	return pick(f, rts)
}

// census is a head who counts the houses of an RT.
func (f *fortnight) census() {
	rt := pick(f, f.folk.rts[pick(f, kelurahans)])
	who := f.officer(rt, "", rtrw.RWHead)
	if rt.Up(rtrw.RW) == "" {
		who = f.officer(rt, "", rtrw.RTHead, rtrw.Staff)
	}
	if who == nil {
		return
	}
	in := &zone.Count{Houses: [...]int{0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 8, 10, 11, 14}[f.chance.IntN(14)]}
	before := f.raw.at(rt, f.now.Load())
	if err := f.do(who, rtrw.Command{Service: "zone", Move: "count", Area: rt}, in); (err == nil) != (before.Colour != "") {
		f.fault("a count in %s: %v; an emergency: %q", rt, err, before.Policy)
	}
}

// absence is a head who goes away, with a stand-in or without.
func (f *fortnight) absence() {
	place := pick(f, f.folk.rts[pick(f, kelurahans)])
	role := rtrw.RTHead
	if up := place.Up(rtrw.RW); up != "" && f.chance.IntN(2) == 0 {
		place, role = up, rtrw.RWHead
	}
	who := f.officer(place, "", role)
	if who == nil {
		return
	}
	in := &member.StandIn{}
	if until := f.time().Add(time.Duration(1+f.chance.IntN(50)) * time.Hour); f.chance.IntN(5) > 0 {
		in.Until = &until
	}
	if f.chance.IntN(2) == 0 {
		in.Account = pick(f, f.folk.living[pick(f, f.folk.rts[place.Log()])]).ID
	}
	f.do(who, rtrw.Command{Service: "member", Move: "stand_in", Area: place}, in)
}

// appointment is a volunteer for some days.
func (f *fortnight) appointment() {
	k := pick(f, kelurahans)
	until := f.time().Add(time.Duration(6+f.chance.IntN(60)) * time.Hour)
	f.do(f.officer(k, "", rtrw.Lurah), rtrw.Command{Service: "member", Move: "appoint", Area: k},
		&member.Appoint{Role: pick(f, []rtrw.Role{rtrw.Volunteer, rtrw.Kader}), Account: pick(f, f.folk.living[pick(f, f.folk.rts[k])]).ID, Until: &until})
}

// serve is what becomes of an office: some leave before their term, and who has none leaves.
func (f *fortnight) serve(c *rtrw.Case) {
	if g := f.offices.held[c.ID]; g.Role != rtrw.Health && (g.Until == 0 || f.chance.IntN(4) == 0) {
		f.move(c, 14*time.Hour, "leave", nil, func() *demo.Person { return f.folk.byID[g.Account] })
	}
}

// wrong is something that must be refused and leave everything as it was.
func (f *fortnight) wrong() {
	written := len(f.tape.lines)
	refused := func(what string, want rtrw.Code, who *demo.Person, cmd rtrw.Command, input any) {
		f.t.Helper()
		if err := f.do(who, cmd, input); rtrw.CodeOf(err) != want {
			f.fault("%s: %v, not %s", what, err, want)
		}
	}
	rt := pick(f, f.folk.rts[demo.Tegalsari])
	if rw := f.officer(rt, "", rtrw.RWHead); rw != nil {
		refused("more houses than there are", rtrw.Refused, rw, rtrw.Command{Service: "zone", Move: "count", Area: rt}, &zone.Count{Houses: len(f.folk.houses[rt]) + 1})
	}
	if c := f.atHome(); c != nil {
		nakes := f.nakes(c)()
		refused("a result of tomorrow", rtrw.Refused, nakes, rtrw.Command{Case: c.ID, Move: "result"}, &isolation.Result{Result: "negative", SpecimenOn: f.daysAgo(c.Area, -1)})
		refused("news for another house", rtrw.NotFound, f.neighbour(c), rtrw.Command{Case: c.ID, Move: "check_in"}, &isolation.CheckIn{Same: true})
		old := c.Version - 1
		refused("what was true before", rtrw.Conflict, nakes, rtrw.Command{Case: c.ID, Move: "check_in", Version: &old}, &isolation.CheckIn{Same: true})
	}
	if len(f.tape.lines) != written {
		f.fault("what was refused has left lines")
	}
}

// atHome draws an isolation under way.
func (f *fortnight) atHome() *rtrw.Case {
	var ids []string
	for id, c := range f.cases {
		if c.State == "isolating" {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	return f.cases[pick(f, ids)]
}

// neighbour draws somebody of another house who neither filed the case nor holds an office.
func (f *fortnight) neighbour(c *rtrw.Case) *demo.Person {
	office := map[string]bool{}
	for _, g := range f.offices.held {
		office[g.Account] = office[g.Account] || g.Role != rtrw.Resident
	}
	var plain []*demo.Person
	for _, rt := range f.folk.rts[c.Area.Log()] {
		for _, p := range f.folk.living[rt] {
			if !office[p.ID] && p.Household != c.House && p.ID != c.Filer && f.w.gone[p.ID] == 0 {
				plain = append(plain, p)
			}
		}
	}
	return pick(f, plain)
}
