package aid_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/rtrwtest"
)

const (
	kelurahan = rtrw.Area("33.74.08.1006")
	rt        = rtrw.Area("33.74.08.1006/RW04/RT03")
)

// street is an RT with everybody in office.
type street struct {
	*rtrwtest.Play
	warga, tetangga, ketuaRT, ketuaRW, lurah, staf, relawan rtrw.Viewer
}

func newStreet(t *testing.T) *street {
	p := rtrwtest.New(t, aid.Service())
	return &street{p,
		p.Add("sri", rt+"/H012"), p.Add("wati", rt+"/H013"),
		p.Add("darmo", rt+"/H001", rtrwtest.As(rtrw.RTHead, rt)),
		p.Add("yuli", "33.74.08.1006/RW04/RT01/H002", rtrwtest.As(rtrw.RWHead, "33.74.08.1006/RW04")),
		p.Add("bambang", "", rtrwtest.As(rtrw.Lurah, kelurahan)),
		p.Add("wulan", "", rtrwtest.As(rtrw.Staff, kelurahan)),
		p.Add("bagas", "33.74.08.1006/RW04/RT02/H005", rtrwtest.As(rtrw.Volunteer, "33.74.08.1006/RW04")),
	}
}

func (s *street) ask(by rtrw.Viewer) *rtrw.Case {
	s.T.Helper()
	c, err := s.Open(by, "aid", "request", rt, &aid.Ask{Need: "sembako", People: 5, Note: "susu balita"})
	if err != nil {
		s.T.Fatal(err)
	}
	return c
}

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", aid.Service())
}

func TestJourney(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	c := s.ask(s.warga)
	if c.State != "filed" || c.Level != rtrw.LevelRT || c.Next != rtrw.LevelRW || c.House != rt+"/H012" || c.Area != rt {
		t.Fatalf("filed as %+v", c)
	}
	c = s.Must(s.ketuaRT, c, "verify", nil)
	c = s.Must(s.staf, c, "claim", nil)
	c = s.Must(s.staf, c, "dispatch", nil)
	code, _ := rtrw.CodeFor(s.Keys, c, "hand_over")
	c = s.Must(s.staf, c, "hand_over", &aid.HandOver{Code: code})
	if c.State != "closed" || c.Closed == 0 || c.Version != 5 {
		t.Fatalf("ended as %+v", c)
	}
}

func TestPassesOn(t *testing.T) {
	t.Parallel()
	at := func(clock string) int64 {
		v, _ := time.ParseInLocation("2006-01-02 15.04", clock, kelurahan.Location())
		return v.UnixMilli()
	}
	t.Run("RTThenRWThenLurah", func(t *testing.T) {
		t.Parallel()
		s := newStreet(t)
		c := s.ask(s.warga) // 10.00, ordinary: 4 and 8 open hours
		if c.Due != at("2026-11-21 14.00") {
			t.Errorf("first due %v", time.UnixMilli(c.Due))
		}
		c = s.Strike(c)
		if c.Level != rtrw.LevelRW || c.Next != rtrw.LevelLurah || c.Due != at("2026-11-21 18.00") {
			t.Errorf("second due %v at %s", time.UnixMilli(c.Due), c.Level)
		}
		c = s.Strike(c)
		if c.Level != rtrw.LevelLurah || c.Next != rtrw.NoLevel || c.Due != 0 {
			t.Errorf("it must rest with the lurah, is %+v", c)
		}
		s.Must(s.lurah, c, "verify", nil)
	})
	t.Run("ByNightItWaits", func(t *testing.T) {
		t.Parallel()
		s := newStreet(t)
		s.Now = time.Date(2026, 11, 21, 19, 0, 0, 0, kelurahan.Location())
		if c := s.ask(s.warga); c.Due != at("2026-11-22 10.00") { // one hour this evening, three tomorrow
			t.Errorf("due %v", time.UnixMilli(c.Due))
		}
	})
	t.Run("WithoutRW", func(t *testing.T) {
		t.Parallel()
		p := rtrwtest.New(t, aid.Service())
		house := rtrw.Area("64.71.06.1001/RT12/H030")
		v := p.Add("warga-bpn", house)
		p.Add("rt-bpn", "64.71.06.1001/RT12/H001", rtrwtest.As(rtrw.RTHead, "64.71.06.1001/RT12"))
		c, err := p.Open(v, "aid", "request", "64.71.06.1001/RT12", &aid.Ask{Need: "obat", People: 1, Urgent: true})
		if err != nil {
			t.Fatal(err)
		}
		if c.Next != rtrw.LevelLurah || c.Due != p.Now.Add(30*time.Minute).UnixMilli() {
			t.Errorf("the first number must lead to the lurah, got %s at %v", c.Next, time.UnixMilli(c.Due))
		}
	})
	t.Run("VacantPostIsPassedOver", func(t *testing.T) {
		t.Parallel()
		p := rtrwtest.New(t, aid.Service())
		v := p.Add("sri", rt+"/H012")
		p.Add("yuli", "", rtrwtest.As(rtrw.RWHead, "33.74.08.1006/RW04"))
		c, err := p.Open(v, "aid", "request", rt, &aid.Ask{Need: "obat", People: 1})
		if err != nil || c.Level != rtrw.LevelRW {
			t.Errorf("got %v %+v", err, c)
		}
	})
	t.Run("WhoHasGoneAwayMeanwhileIsPassedOver", func(t *testing.T) {
		t.Parallel()
		s := newStreet(t)
		c := s.ask(s.warga)
		away := s.People[s.ketuaRW.Account]
		away.Grants = append(away.Grants, rtrwtest.As(rtrw.Away, "33.74.08.1006/RW04"))
		s.People[s.ketuaRW.Account] = away
		if c = s.Strike(c); c.Level != rtrw.LevelLurah || c.Next != rtrw.NoLevel || c.Due != 0 {
			t.Errorf("passed to %s, then %s", c.Level, c.Next)
		}
	})
	t.Run("WhoCameBackDoesNotTakeItFromWhomItWasPromised", func(t *testing.T) {
		t.Parallel()
		s := newStreet(t)
		head := s.People[s.ketuaRW.Account]
		delete(s.People, s.ketuaRW.Account)
		c := s.ask(s.warga)
		s.People[s.ketuaRW.Account] = head
		if named := c.Next; named != rtrw.LevelLurah || s.Strike(c).Level != named {
			t.Errorf("named %s", named)
		}
	})
	t.Run("OwnHouseholdGoesUp", func(t *testing.T) {
		t.Parallel()
		s := newStreet(t)
		c := s.ask(s.ketuaRT)
		if c.Level != rtrw.LevelRW {
			t.Fatalf("asked at %s", c.Level)
		}
		if _, err := s.Step(s.ketuaRT, c, "verify", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("a head verified for the own household: %v", err)
		}
	})
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	c := s.ask(s.warga)
	for name, try := range map[string]struct {
		by   rtrw.Viewer
		move string
		want rtrw.Code
	}{
		"RWHeadBeforeTheClock":     {s.ketuaRW, "verify", rtrw.Forbidden},
		"NeighbourSeesNothing":     {s.tetangga, "verify", rtrw.NotFound},
		"ClaimBeforeVerify":        {s.staf, "claim", rtrw.Conflict},
		"WitnessBeforeHandOver":    {s.tetangga, "witness", rtrw.Conflict},
		"HouseholdIsNotItsWitness": {s.warga, "witness", rtrw.Forbidden},
		"ClockTooEarly":            {rtrwtest.Clock, "pass_on", rtrw.Conflict},
	} {
		if _, err := s.Step(try.by, c, try.move, nil); rtrw.CodeOf(err) != try.want {
			t.Errorf("%s: got %v, want %s", name, err, try.want)
		}
	}
	if got := s.Cases[c.ID]; got.Version != 1 {
		t.Errorf("refusals changed the case: %+v", got)
	}
}

func TestOnBehalf(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	open := func(by rtrw.Viewer, area rtrw.Area, f rtrw.For) error {
		_, err := s.Open(by, "aid", "request", area, &aid.Ask{Need: "sembako", People: 1, For: f})
		return err
	}
	consent := &rtrw.OnBehalf{Consent: "spoken"}
	for name, try := range map[string]struct {
		err  error
		want rtrw.Code
	}{
		"HeadForAHouse":          {open(s.ketuaRT, rt, rtrw.For{Household: rt + "/H012", OnBehalf: consent}), ""},
		"HeadForTheOwnHouse":     {open(s.ketuaRT, rt, rtrw.For{}), ""},
		"WithoutConsent":         {open(s.ketuaRT, rt, rtrw.For{Household: rt + "/H012"}), rtrw.Refused},
		"UnknownHouse":           {open(s.ketuaRT, rt, rtrw.For{Household: rt + "/H999", OnBehalf: consent}), rtrw.Refused},
		"StaffWithoutAHouse":     {open(s.staf, rt, rtrw.For{}), rtrw.Refused},
		"ResidentForAnother":     {open(s.tetangga, rt, rtrw.For{Household: rt + "/H012", OnBehalf: consent}), rtrw.Forbidden},
		"ResidentInAnotherRT":    {open(s.warga, "33.74.08.1006/RW09/RT01", rtrw.For{}), rtrw.Forbidden},
		"VolunteerHasNoBusiness": {open(s.relawan, rt, rtrw.For{Household: rt + "/H012", OnBehalf: consent}), rtrw.Forbidden},
	} {
		if rtrw.CodeOf(try.err) != try.want || try.want == "" && try.err != nil {
			t.Errorf("%s: got %v, want %q", name, try.err, try.want)
		}
	}
}

func TestCode(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	c := s.Must(s.staf, s.Must(s.staf, s.Must(s.ketuaRT, s.ask(s.warga), "verify", nil), "claim", nil), "dispatch", nil)
	right, _ := rtrw.CodeFor(s.Keys, c, "hand_over")
	for _, wrong := range []string{"111111", "111111", "222222", "333333", "444444"} { // four different ones
		if _, err := s.Step(s.staf, c, "hand_over", &aid.HandOver{Code: wrong}); rtrw.CodeOf(err) != rtrw.Refused {
			t.Fatalf("code %s: %v", wrong, err)
		}
	}
	if _, err := s.Step(s.staf, c, "hand_over", &aid.HandOver{Code: right}); err != nil {
		t.Fatalf("after four wrong ones the right one must do: %v", err)
	}
	s.Cases[c.ID] = c // as if the right one had not been told
	s.Step(s.staf, c, "hand_over", &aid.HandOver{Code: "555555"})
	if _, err := s.Step(s.staf, c, "hand_over", &aid.HandOver{Code: right}); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("a void code was taken: %v", err)
	}
	c = s.Must(s.staf, c, "hand_over", nil)
	if _, err := s.Step(s.relawan, c, "witness", nil); err == nil {
		t.Error("a witness from another RT was taken")
	}
	if c = s.Must(s.tetangga, c, "witness", nil); c.State != "closed" {
		t.Errorf("the witness left it %s", c.State)
	}
}

func TestSilenceAndObjection(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	c := s.Must(s.relawan, s.Must(s.ketuaRT, s.ask(s.warga), "verify", nil), "claim", nil)
	if c = s.Strike(c); c.State != "verified" || c.Holder != "" {
		t.Fatalf("the claim must lapse, is %+v", c)
	}
	c = s.Must(s.relawan, s.Must(s.relawan, s.Must(s.relawan, c, "claim", nil), "dispatch", nil), "hand_over", nil)
	if c = s.Strike(c); c.State != "unconfirmed" || c.Closed == 0 {
		t.Fatalf("after 72 hours: %+v", c)
	}
	c = s.Must(s.warga, c, "confirm", nil)
	s.Now = s.Now.Add(49 * time.Hour)
	if _, err := s.Step(s.warga, c, "dispute", nil); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("disputed after two days: %v", err)
	}
}

// TestAnotherHandAnotherClock: who is given a request that somebody else let lie has the
// whole time, not what that one left of it.
func TestAnotherHandAnotherClock(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	c := s.Must(s.staf, s.Must(s.ketuaRT, s.ask(s.warga), "verify", nil), "claim", nil)
	s.Now = s.Now.Add(119 * time.Minute)
	c = s.Must(s.staf, c, "assign", &aid.Assign{Holder: s.relawan.Account})
	if want := s.Now.Add(2 * time.Hour).UnixMilli(); c.Due != want || c.DueFor != "lapse" || c.Since != s.Now.UnixMilli() {
		t.Errorf("%s is due %v, begun %v", c.DueFor, time.UnixMilli(c.Due), time.UnixMilli(c.Since))
	}
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, aid.Service)
}
