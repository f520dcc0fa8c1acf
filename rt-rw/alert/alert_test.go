package alert_test

import (
	"encoding/json"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/rtrwtest"
)

const (
	kelurahan = rtrw.Area("33.74.08.1006")
	rw        = kelurahan + "/RW04"
	rt        = rw + "/RT03"
	bpn       = rtrw.Area("64.71.06.1001/RT12") // a city without RW
)

func newTown(t *testing.T) *rtrwtest.Play {
	p := rtrwtest.New(t, alert.Service())
	rtrwtest.Town(p)
	p.Add("seberang", rw+"/RT05/H003") // another RT of the RW
	p.Add("warga-bpn", bpn+"/H001")
	p.Add("tetangga-bpn", bpn+"/H002")
	p.Add("rt-bpn", bpn+"/H003", rtrwtest.As(rtrw.RTHead, bpn))
	p.Add("lurah-bpn", "", rtrwtest.As(rtrw.Lurah, "64.71.06.1001"))
	return p
}

func raise(p *rtrwtest.Play, who string, at rtrw.Area, kind string) *rtrw.Case {
	p.T.Helper()
	c, err := p.Open(p.People[who], "alert", "raise", at, &alert.Raise{Kind: kind})
	if err != nil {
		p.T.Fatalf("raise by %s: %v", who, err)
	}
	return c
}

func answer(p *rtrwtest.Play, who string, choice string) *rtrw.Case {
	p.T.Helper()
	c, err := p.Open(p.People[who], "alert", "answer", rt, &alert.Answer{Word: alert.Word{Choice: choice}})
	if err != nil {
		p.T.Fatalf("answer by %s: %v", who, err)
	}
	return c
}

// told reads what everybody may know of a case.
func told(t testing.TB, c *rtrw.Case) (a alert.Alert) {
	t.Helper()
	if len(c.Told) > 0 {
		if err := json.Unmarshal(c.Told, &a); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", alert.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, alert.Service)
}

func TestRaise(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	c := raise(p, "warga", rt, "kebakaran")
	if c.State != "sounding" || c.Reach != rtrw.RT || c.House != "" || c.Priority != rtrw.Emergency || c.DueFor != "fade" {
		t.Errorf("sounds as %+v", c)
	}
	if got, want := string(c.Told), `{"act":"keluar","by":"resident","houses":40,"kind":"kebakaran","reach":"rt","strokes":"3-3-3"}`; got != want {
		t.Errorf("tells %s, want %s", got, want)
	}
	head := raise(p, "rt", rt, "banjir")
	if a := told(t, head); a.By != rtrw.RTHead || a.Strokes != "4-4-4" || a.Act != "naik" {
		t.Errorf("the head's tells %+v", a)
	}
	for name, try := range map[string]struct {
		who  string
		at   rtrw.Area
		want rtrw.Code
	}{
		"PendingMember":     {"pending", rt, rtrw.Forbidden},
		"AnotherRT":         {"warga2", rt, rtrw.Forbidden},
		"Health":            {"nakes", rt, rtrw.Forbidden},
		"StaffOfElsewhere":  {"staf2", rt, rtrw.Forbidden},
		"AWholeRW":          {"rw", rw, rtrw.Refused},
		"AWholeKelurahan":   {"lurah", kelurahan, rtrw.Refused},
		"NobodyFromACamera": {"kota", rt, rtrw.Forbidden},
	} {
		if _, err := p.Open(p.People[try.who], "alert", "raise", try.at, &alert.Raise{Kind: "bahaya"}); rtrw.CodeOf(err) != try.want {
			t.Errorf("%s: %v, want %s", name, err, try.want)
		}
	}
}

// TestJoins: a second alarm is one more stroke on the first; a second household spreads it to
// the RW, the same house again does not, and where there is no RW it stays in the RT.
func TestJoins(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	first := raise(p, "warga", rt, "kebakaran")
	p.Add("anggota", "33.74.08.1006/RW04/RT03/H012") // of the house that raised it
	again := raise(p, "anggota", rt, "bahaya")
	if again.State != "joined" || again.Reach != rtrw.Nowhere || told(t, again).First != first.ID || again.Closed == 0 {
		t.Errorf("the second is %+v, tells %s", again, again.Told)
	}
	if got := told(t, p.Cases[first.ID]); got.Echoes != 1 || got.Reach != "rt" || got.Kind != "kebakaran" {
		t.Errorf("the same house spread it: %+v", got)
	}
	raise(p, "tetangga", rt, "kebakaran")
	now := p.Cases[first.ID]
	if got := told(t, now); got.Echoes != 2 || got.Reach != "rw" || got.Houses != 44 || now.Reach != rtrw.RW || now.State != "sounding" {
		t.Errorf("a second household left it %+v, reach %v", got, now.Reach)
	}
	if other := raise(p, "warga2", kelurahan+"/RW09/RT01", "pencuri"); other.State != "sounding" {
		t.Errorf("an alarm elsewhere is %s", other.State)
	}
	if next := raise(p, "seberang", rw+"/RT05", "pencuri"); next.State != "sounding" {
		t.Errorf("an alarm of another RT, where the first is heard, is %s", next.State)
	}
	b := raise(p, "warga-bpn", bpn, "kebakaran")
	raise(p, "tetangga-bpn", bpn, "kebakaran")
	if got := p.Cases[b.ID]; got.Reach != rtrw.RT || told(t, got).Echoes != 1 {
		t.Errorf("without an RW it is %+v", got)
	}
	p.Must(p.People["rt"], now, "calm", nil)
	if fresh := raise(p, "tetangga", rt, "bahaya"); fresh.State != "sounding" {
		t.Errorf("after the end of the first a new one is %s", fresh.State)
	}
}

func TestWiden(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	c := raise(p, "warga", rt, "banjir")
	if _, err := p.Step(p.People["warga"], c, "widen", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("a resident spread it: %v", err)
	}
	c = p.Must(p.People["rt"], c, "widen", nil)
	if c.Reach != rtrw.RW || told(t, c).Reach != "rw" || told(t, c).Houses != 44 {
		t.Errorf("widened to %v, tells %s", c.Reach, c.Told)
	}
	if _, err := p.Step(p.People["rw"], c, "widen", nil); rtrw.CodeOf(err) != rtrw.Conflict {
		t.Errorf("the RW head spread it where it sounds: %v", err)
	}
	c = p.Must(p.People["lurah"], c, "widen", nil)
	if c.Reach != rtrw.Kelurahan || told(t, c).Reach != "kelurahan" || told(t, c).Houses != 46 {
		t.Errorf("the lurah widened to %v, tells %s", c.Reach, c.Told)
	}
	b := raise(p, "warga-bpn", bpn, "banjir")
	if _, err := p.Step(p.People["rt-bpn"], b, "widen", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("an RT head spread it where there is no RW: %v", err)
	}
	if b = p.Must(p.People["lurah-bpn"], b, "widen", nil); b.Reach != rtrw.Kelurahan {
		t.Errorf("the lurah without RW widened to %v", b.Reach)
	}
}

// TestWhoSees: everybody whom it reaches, and nobody beyond; of it what is told, and not whose
// house it came from.
func TestWhoSees(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	see := func(who string, c *rtrw.Case) map[string]any {
		data, err := p.Registry.See(p.People[who], c, p.Now, func(rtrw.Sealed) (string, error) { return "", nil }, p.Keys)
		if err != nil && rtrw.CodeOf(err) != rtrw.NotFound {
			t.Fatal(err)
		}
		return data
	}
	c := raise(p, "warga", rt, "kebakaran")
	for _, who := range []string{"warga", "tetangga", "rt", "rw", "kader", "relawan", "staf", "lurah"} {
		if see(who, c)["kind"] != "kebakaran" {
			t.Errorf("%s does not hear it", who)
		}
	}
	for _, who := range []string{"seberang", "warga2", "pending", "staf2", "camat", "kota", "nakes", "warga-bpn"} {
		if see(who, c) != nil {
			t.Errorf("%s hears it", who)
		}
	}
	for who, knows := range map[string]bool{"tetangga": false, "kader": false, "staf": false, "rt": true, "rw": true, "warga": true} {
		if _, told := see(who, c)["sender"]; told != knows {
			t.Errorf("whose house it came from is told to %s: %v", who, told)
		}
	}
	c = p.Must(p.People["rw"], c, "widen", nil)
	if see("seberang", c) == nil || see("warga2", c) != nil {
		t.Error("spread to the RW it is not heard there, or elsewhere")
	}
	if c = p.Must(p.People["lurah"], c, "widen", nil); see("warga2", c) == nil {
		t.Error("spread to the kelurahan it is not heard there")
	}
	word := answer(p, "warga", "butuh_bantuan")
	for who, knows := range map[string]bool{"warga": true, "rt": true, "rw": true, "kader": true, "relawan": true, "staf": true, "lurah": true, "tetangga": false, "seberang": false, "nakes": false} {
		if (see(who, word) != nil) != knows {
			t.Errorf("a house's word is seen by %s: %v", who, !knows)
		}
		if door := p.Registry.HouseOf(p.People[who], word, p.Now); (door != "") != knows {
			t.Errorf("its door is told to %s: %v", who, !knows)
		}
	}
	if word.Told != nil || word.Reach != rtrw.Nowhere {
		t.Errorf("a house's word is told: %s", word.Told)
	}
}

func TestEnds(t *testing.T) {
	t.Parallel()
	t.Run("BySenderOrHead", func(t *testing.T) {
		t.Parallel()
		p := newTown(t)
		c := raise(p, "warga", rt, "bahaya")
		if _, err := p.Step(p.People["tetangga"], c, "calm", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("a neighbour ended it: %v", err)
		}
		if c = p.Must(p.People["warga"], c, "calm", nil); c.State != "calm" || c.Closed == 0 || told(t, c).Kind != "bahaya" {
			t.Errorf("ended as %+v", c)
		}
		if c = p.Must(p.People["rt"], c, "false_alarm", nil); c.State != "false_alarm" || c.Reach != rtrw.RT {
			t.Errorf("marked as %+v", c)
		}
	})
	t.Run("ByItself", func(t *testing.T) {
		t.Parallel()
		p := newTown(t)
		c := raise(p, "relawan", rt, "pencuri")
		if c = p.Strike(c); c.State != "calm" || p.Now != rtrwtest.Morning.Add(6*time.Hour) {
			t.Errorf("fell silent as %s at %v", c.State, p.Now)
		}
	})
}
