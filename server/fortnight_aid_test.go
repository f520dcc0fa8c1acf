package main

import (
	"cmp"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/server/demo"
)

// follow draws what people do next about a case, after one of its lines.
func (f *fortnight) follow(c *rtrw.Case, version int) {
	if c.Version != version {
		return // it has moved on already
	}
	switch c.Service + " " + string(c.State) {
	case "aid filed", "isolation filed":
		f.judge(c)
	case "aid returned", "isolation returned":
		f.amend(c)
	case "aid closed", "aid verified", "aid claimed", "aid dispatched", "aid handed_over", "aid unconfirmed", "aid disputed":
		f.bring(c)
	case "isolation verified", "isolation isolating", "isolation release_proposed", "isolation referred":
		f.watch(c)
	case "member active":
		f.serve(c)
	default:
		f.minds(c)
	}
}

// step plans a move of somebody with a case; who is found only when the time has come.
func (f *fortnight) move(c *rtrw.Case, mean time.Duration, move string, input any, who func() *demo.Person) {
	f.then(c, f.after(mean, c.Area), func() {
		if p := who(); p != nil {
			f.do(p, rtrw.Command{Case: c.ID, Move: move}, input)
		}
	})
}

func (f *fortnight) household(c *rtrw.Case) func() *demo.Person {
	return func() *demo.Person { return f.folk.speaks[c.House] }
}

// patience is about how long heads take; many take longer than the clock gives them.
var patience = map[rtrw.Priority]time.Duration{"biasa": 4 * time.Hour, "penting": 40 * time.Minute, "darurat": 9 * time.Minute}

func (f *fortnight) judge(c *rtrw.Case) {
	n, head := f.chance.IntN(100), func() *demo.Person { return f.head(c) }
	switch mean := patience[c.Priority]; {
	case n < 74:
		f.move(c, mean, "verify", nil, head)
	case n < 82:
		f.move(c, mean, "return", f.reason(c), head)
	case n < 87:
		f.move(c, mean, "decline", f.reason(c), head)
	case n < 90:
		f.move(c, mean, "cancel", nil, f.household(c))
	case c.Level == rtrw.LevelLurah: // a lurah answers, if late
		f.move(c, 9*time.Hour, "verify", nil, head)
	}
}

func (f *fortnight) reason(c *rtrw.Case) any {
	if c.Service == "aid" {
		return &aid.SendBack{Reason: "lainnya", Note: "alamat kurang jelas"}
	}
	return &isolation.SendBack{Reason: "lainnya", Note: "tanggal keliru"}
}

func (f *fortnight) amend(c *rtrw.Case) {
	filer := func() *demo.Person { return f.folk.byID[c.Filer] }
	switch n := f.chance.IntN(100); {
	case n < 20:
		f.move(c, 6*time.Hour, "cancel", nil, f.household(c))
	case c.Service == "aid":
		f.move(c, 3*time.Hour, "amend", &aid.Amend{Need: "obat", People: 2, Urgent: n < 50, Note: "sudah diperbaiki"}, filer)
	default:
		m := f.measures(c.Area)
		f.move(c, time.Hour, "amend", &isolation.Amend{Since: m.Since, Breathless: m.Breathless, Danger: m.Danger, TempC: m.TempC}, filer)
	}
}

// asks is a household, or somebody for it, in need.
func (f *fortnight) asks(rt rtrw.Area) {
	in := &aid.Ask{Need: pick(f, []string{"sembako", "obat", "air", "makan"}), People: 1 + f.chance.IntN(6), Urgent: f.chance.IntN(3) == 0, Note: "catatan keluarga"}
	who := pick(f, f.folk.living[rt])
	if f.chance.IntN(5) == 0 {
		if who = f.officer(rt, "", rtrw.Kader, rtrw.RTHead, rtrw.Staff); who == nil {
			return
		}
		in.Household, in.OnBehalf = pick(f, f.folk.houses[rt]), &rtrw.OnBehalf{Consent: "spoken"}
	}
	if house := cmp.Or(in.Household, who.Household); !f.w.resting[house] {
		f.do(who, rtrw.Command{Service: "aid", Move: "request", Area: rt}, in)
	}
}

// bring is the way of aid from a head's word to the household's.
func (f *fortnight) bring(c *rtrw.Case) {
	n := f.chance.IntN(100)
	holder := func() *demo.Person { return f.folk.byID[c.Holder] }
	staff := func() *demo.Person { return f.officer(c.Area, "", rtrw.Staff) }
	helper := func() *demo.Person { return f.officer(c.Area, c.House, rtrw.Volunteer, rtrw.Staff) }
	assign := func() any {
		if p := helper(); p != nil {
			return &aid.Assign{Holder: p.ID}
		}
		return &aid.Assign{}
	}
	switch c.State {
	case "verified":
		if n < 60 {
			f.move(c, 2*time.Hour, "claim", nil, helper)
		} else if n < 90 {
			f.move(c, 2*time.Hour, "assign", assign(), staff)
		}
	case "claimed":
		switch {
		case n < 60:
			f.move(c, 70*time.Minute, "dispatch", nil, holder)
		case n < 66:
			f.move(c, time.Hour, "release", nil, holder)
		case n < 82:
			f.move(c, 80*time.Minute, "assign", assign(), staff)
		case n < 85:
			f.move(c, time.Hour, "cancel", nil, f.household(c))
		}
	case "dispatched":
		f.then(c, f.after(time.Hour, c.Area), func() { f.handOver(c, holder()) })
	case "handed_over", "unconfirmed", "disputed":
		switch {
		case n < 40 || c.State == "disputed" && n < 50:
			f.move(c, 20*time.Hour, "confirm", nil, f.household(c))
		case c.State == "disputed":
			f.move(c, 9*time.Hour, "reopen", nil, staff)
		case n < 55:
			f.move(c, 9*time.Hour, "witness", nil, func() *demo.Person { return pick(f, f.folk.living[c.Area]) })
		case n < 63:
			f.move(c, 9*time.Hour, "dispute", &aid.Dispute{Note: "belum sampai"}, f.household(c))
		}
	case "closed":
		if n < 4 {
			f.move(c, 20*time.Hour, "dispute", &aid.Dispute{}, f.household(c))
		}
	}
}

// handOver happens at the door: with the household's code, a wrong one, or none.
func (f *fortnight) handOver(c *rtrw.Case, holder *demo.Person) {
	in, home := &aid.HandOver{}, f.folk.speaks[c.House]
	if n := f.chance.IntN(10); home != nil && f.w.gone[home.ID] == 0 && n < 4 {
		seen, err := f.desk.Case(f.t.Context(), home.Viewer(), c.ID)
		if err != nil {
			f.fault("the household cannot read its own case: %v", err)
			return
		}
		in.Code, _ = seen.Data["hand_over_code"].(string)
	} else if n == 4 {
		in.Code = "123456"
	}
	f.do(holder, rtrw.Command{Case: c.ID, Move: "hand_over"}, in)
}
