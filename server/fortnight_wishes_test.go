package main

import (
	"slices"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/access"
	"jogotonggo/rt-rw/direct"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/zone"
	"jogotonggo/server/demo"
)

// forgettings plans three households that ask to be forgotten early enough for the clock
// to carry it out: one with reports, the head of an RT who has counted its houses, and one
// of whom somebody has confided in the kelurahan and is not answered yet.
func (f *fortnight) forgettings() {
	f.at(f.first+5*aDay+10*anHour, func() { f.forget("reports", f.reporter(0)) })
	f.at(f.first+3*aDay+8*anHour, func() {
		for _, rt := range f.folk.rts[demo.Prapatan] {
			i := slices.IndexFunc(f.folk.living[rt], func(p *demo.Person) bool {
				return !p.Named && f.w.gone[p.ID] == 0 && f.running(p.Household)+f.confided(p.ID) == 0 && slices.ContainsFunc(p.Grants, func(g rtrw.Grant) bool { return g.Role == rtrw.RTHead })
			})
			if i < 0 {
				continue
			}
			head := f.folk.living[rt][i]
			f.forget("everything", head)
			f.at(f.now.Load()+50*anHour, func() {
				f.must(head, rtrw.Command{Service: "zone", Move: "count", Area: head.Household.Up(rtrw.RT)}, &zone.Count{Houses: 3})
			})
			return
		}
		f.fault("no head can be forgotten")
	})
	f.at(f.first+7*aDay+9*anHour, func() {
		who := f.reporter(1)
		f.w.resting[who.Household] = true
		f.must(who, rtrw.Command{Service: "direct", Move: "send", Area: who.Household.Up(rtrw.RT)}, &direct.Send{About: "other", Text: "rahasia kecil"})
		f.at(f.now.Load()+aMinute, func() {
			for _, c := range f.cases { // what one confided must end before the own account can
				if c.Service == "direct" && c.State == "sent" && c.Filer == who.ID {
					f.must(who, rtrw.Command{Case: c.ID, Move: "withdraw"}, nil)
				}
			}
			f.forget("everything", who)
		})
	})
}

// reporter finds somebody whose household has closed cases and no open ones; where it can,
// one who was ill.
func (f *fortnight) reporter(skip int) *demo.Person {
	var able []*demo.Person
	for _, service := range []string{"isolation", "aid"} {
		for _, k := range kelurahans {
			for _, rt := range f.folk.rts[k] {
				for _, p := range f.folk.living[rt] {
					had := false
					for _, c := range f.cases {
						had = had || c.Service == service && c.House == p.Household && !f.w.forgotten[c.ID]
					}
					if had && !p.Named && len(p.Grants) == 1 && f.w.gone[p.ID] == 0 && !f.w.resting[p.Household] && f.running(p.Household)+f.confided(p.ID) == 0 {
						able = append(able, p)
					}
				}
			}
		}
	}
	if len(able) <= skip {
		f.t.Fatalf("seed %d: nobody has closed cases only", f.seed)
	}
	return able[skip]
}

func (f *fortnight) forget(what string, who *demo.Person) {
	f.w.resting[who.Household] = true
	f.must(who, rtrw.Command{Service: "privacy", Move: "ask_erasure", Area: who.Household.Up(rtrw.RT)}, &privacy.Ask{What: what})
}

// wish is a household that thinks about its data.
func (f *fortnight) wish() {
	who := pick(f, f.folk.living[pick(f, f.folk.rts[pick(f, kelurahans)])])
	if who.Named || f.w.gone[who.ID] != 0 || f.w.resting[who.Household] {
		return
	}
	area := who.Household.Up(rtrw.RT)
	if f.chance.IntN(5) < 2 {
		f.must(who, rtrw.Command{Service: "privacy", Move: "withdraw", Area: area}, &privacy.Withdraw{})
		return
	}
	running, what := f.running(who.Household), pick(f, []string{"reports", "reports", "everything"})
	if what == "everything" {
		running += f.confided(who.ID)
	}
	err := f.do(who, rtrw.Command{Service: "privacy", Move: "ask_erasure", Area: area}, &privacy.Ask{What: what})
	if (rtrw.CodeOf(err) == rtrw.Refused) != (running > 0) || running == 0 && err != nil {
		f.fault("to be forgotten with %d open cases: %v", running, err)
	}
}

// minds is what becomes of a wish, of a word in confidence, of a broken glass.
func (f *fortnight) minds(c *rtrw.Case) {
	n := f.chance.IntN(100)
	dpo := func() *demo.Person { return f.officer(c.Area, "", rtrw.DPO) }
	filer := func() *demo.Person { return f.folk.byID[c.Filer] }
	staff := func() *demo.Person { return f.officer(c.Area, "", rtrw.Staff, rtrw.Lurah) }
	switch c.Service + " " + string(c.State) {
	case "privacy asked":
		switch {
		case n < 15:
			f.move(c, 30*time.Hour, "keep", nil, filer)
		case n < 25:
			f.move(c, 30*time.Hour, "refuse", &privacy.Refuse{Reason: "legal_duty", Note: "sedang diperiksa"}, dpo)
		case n < 45:
			f.move(c, 30*time.Hour, "erase", &privacy.Tidy{}, dpo)
		}
	case "privacy withdrawn", "privacy stopped":
		if n < 20 && c.State == "withdrawn" {
			f.move(c, 30*time.Hour, "stop", nil, dpo)
		} else if n < 50 {
			f.move(c, 50*time.Hour, "resume", nil, filer)
		}
	case "direct sent":
		if n < 80 {
			f.move(c, 8*time.Hour, "take_up", nil, staff)
		} else {
			f.move(c, 30*time.Hour, "withdraw", nil, filer)
		}
	case "direct in_hand":
		if n < 60 {
			f.move(c, 12*time.Hour, "answer", &direct.Text{Text: "kami tindak lanjuti"}, func() *demo.Person { return f.folk.byID[c.Holder] })
		}
	case "direct answered":
		if n < 30 {
			f.move(c, 20*time.Hour, "ask_again", &direct.Text{Text: "belum jelas"}, filer)
		} else if n < 70 {
			f.move(c, 20*time.Hour, "close", nil, filer)
		}
	case "access open":
		if n < 50 {
			f.then(c, f.now.Load()+f.chance.Int64N(anHour), func() { f.do(filer(), rtrw.Command{Case: c.ID, Move: "close"}, nil) })
		}
	case "access closed":
		f.move(c, 20*time.Hour, "review", &access.Review{Verdict: "proper"}, dpo)
	}
}

func (f *fortnight) confides() {
	who := pick(f, f.folk.living[pick(f, f.folk.rts[pick(f, kelurahans)])])
	f.do(who, rtrw.Command{Service: "direct", Move: "send", Area: who.Household.Up(rtrw.RT)}, &direct.Send{About: pick(f, []string{"rt_head", "violence", "other"}), Text: "tolong dibantu"})
}

func (f *fortnight) breaksGlass() {
	rt := pick(f, f.folk.rts[pick(f, kelurahans)])
	f.do(f.officer(rt, "", rtrw.CityCenter, rtrw.Camat), rtrw.Command{Service: "access", Move: "open", Area: rt}, &access.Open{Reason: "medical", Explain: "pasien tidak sadar"})
}
