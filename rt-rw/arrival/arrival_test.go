package arrival_test

import (
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/arrival"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/rtrwtest"
)

const rt = rtrw.Area("33.74.08.1006/RW04/RT03")

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", arrival.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, arrival.Service)
}

func town(t *testing.T) *rtrwtest.Play {
	t.Helper()
	p := rtrwtest.New(t, arrival.Service(), isolation.Service())
	rtrwtest.Town(p)
	return p
}

// told is an arrival as the house tells of it on Saturday, the 21st.
func told(p *rtrwtest.Play, in arrival.Register) *rtrw.Case {
	p.T.Helper()
	if in.Kind == "" {
		in.Kind = "returnee"
	}
	in.Origin, in.People = "Surabaya", 2
	c, err := p.Open(p.People["warga"], "arrival", "register", rt, &in)
	if err != nil {
		p.T.Fatal(err)
	}
	return c
}

func checked(p *rtrwtest.Play, in arrival.Register) *rtrw.Case {
	p.T.Helper()
	return p.Must(p.People["rt"], told(p, in), "verify", nil)
}

func read(p *rtrwtest.Play, who string, c *rtrw.Case) map[string]any {
	p.T.Helper()
	data, err := p.Registry.See(p.People[who], c, p.Now, func(rtrw.Sealed) (string, error) { return "canary", nil }, p.Keys)
	if err != nil {
		p.T.Fatalf("%s reads: %v", who, err)
	}
	return data
}

func due(c *rtrw.Case) string {
	if c.Due == 0 {
		return ""
	}
	return time.UnixMilli(c.Due).In(rt.Location()).Format("02 15:04") + " " + c.DueFor
}

// TestJourney: a nephew comes home, is watched for five days, and goes on Sunday week.
func TestJourney(t *testing.T) {
	t.Parallel()
	p := town(t)
	c := told(p, arrival.Register{Arrived: "2026-11-21", Until: "2026-11-29", Names: "Budi"})
	if c.Level != rtrw.LevelRT || c.Next != rtrw.LevelRW || due(c) != "21 14:00 pass_on" || c.Priority != rtrw.Ordinary {
		t.Fatalf("asked %s, then %s, %s", c.Level, c.Next, due(c))
	}
	if d := read(p, "rw", c); d["from"] != nil || d["names"] != nil || d["kind"] != "returnee" {
		t.Errorf("before anybody vouched the RW head reads %v", d)
	}
	c = p.Must(p.People["rt"], c, "verify", nil)
	if c.State != "watching" || due(c) != "26 00:00 end" || c.Level != rtrw.NoLevel {
		t.Fatalf("%s, %s", c.State, due(c))
	}
	if d := read(p, "warga", c); d["watch_until"] != "2026-11-25" || d["days"] != 5.0 || d["told"] != "in_time" {
		t.Errorf("the house reads %v", d)
	}
	for _, who := range []string{"warga", "kader", "rt"} {
		p.Now = p.Now.Add(24 * time.Hour)
		c = p.Must(p.People[who], c, "well", nil)
	}
	if d := read(p, "kader", c); d["news_on"] != "2026-11-24" || d["sick"] != nil {
		t.Errorf("the kader reads %v", d)
	}
	c = p.Strike(c)
	if c.State != "staying" || due(c) != "30 00:00 end" {
		t.Fatalf("after the watch %s, %s", c.State, due(c))
	}
	c = p.Must(p.People["warga"], c, "extend", &arrival.Extend{Until: "2026-12-02"})
	if c.State != "staying" || due(c) != "03 00:00 end" {
		t.Errorf("longer: %s, %s", c.State, due(c))
	}
	if c = p.Strike(c); c.State != "left" || c.Closed == 0 || due(c) != "" {
		t.Errorf("at last %s, %s", c.State, due(c))
	}
}

// TestSymptomsOpenAnIsolation: of the same house, filed, the head asked as usual, and its
// health facts sealed; telling twice of one illness opens one.
func TestSymptomsOpenAnIsolation(t *testing.T) {
	t.Parallel()
	p := town(t)
	c := checked(p, arrival.Register{Arrived: "2026-11-21"})
	isolations := func() (list []*rtrw.Case) {
		for _, c := range p.Cases {
			if c.Service == "isolation" {
				list = append(list, c)
			}
		}
		return list
	}
	c = p.Must(p.People["warga"], c, "symptoms", &arrival.Symptoms{Breathless: true, Since: "2026-11-20"})
	c = p.Must(p.People["kader"], c, "symptoms", nil)
	list := isolations()
	if len(list) != 1 || c.State != "watching" {
		t.Fatalf("%d isolations, the arrival is %s", len(list), c.State)
	}
	i := list[0]
	if i.House != c.House || i.State != "filed" || i.Level != rtrw.LevelRT || i.Priority != rtrw.Emergency || i.Filer != "warga" {
		t.Errorf("it is %+v", i)
	}
	for _, kept := range []*rtrw.Case{c, i} {
		if s := string(kept.Data); strings.Contains(s, "breathless") || strings.Contains(s, "2026-11-20") || !strings.Contains(s, `"sealed"`) {
			t.Errorf("%s keeps %s", kept.Service, s)
		}
	}
	if d := read(p, "rt", i); d["since"] != "2026-11-20" || d["triage"] != "red" {
		t.Errorf("the head reads %v", d)
	}
	p.Must(p.People["nakes"], p.Must(p.People["rt"], i, "verify", nil), "start", &isolation.Start{Class: "suspect"})
	c = p.Must(p.People["warga"], c, "well", nil)
	p.Must(p.People["warga"], c, "symptoms", nil)
	if n := len(isolations()); n != 2 {
		t.Errorf("another illness, %d isolations", n)
	}
	p = town(t)
	c = told(p, arrival.Register{Arrived: "2026-11-21", Symptoms: true}) // told with the arrival itself
	c = p.Must(p.People["rt"], c, "return", &arrival.SendBack{Reason: "lainnya"})
	p.Must(p.People["warga"], c, "amend", &arrival.Amend{Kind: "guest", Origin: "Kudus", Arrived: "2026-11-21", People: 1, Symptoms: true})
	if list = isolations(); len(list) != 1 || list[0].State != "filed" {
		t.Errorf("told at once: %d isolations", len(list))
	}
}

// TestWhoSeesWhat: whoever sees an isolation begin must not find its house by the arrival.
func TestWhoSeesWhat(t *testing.T) {
	t.Parallel()
	p := town(t)
	c := checked(p, arrival.Register{Arrived: "2026-11-21", Names: "Budi"})
	c = p.Must(p.People["warga"], c, "symptoms", nil)
	for who, want := range map[string]struct {
		door, health, origin, names bool
	}{
		"warga": {true, true, true, true}, "rt": {true, true, true, true}, "rw": {true, true, true, true}, "kader": {true, true, true, true},
		"nakes": {true, true, true, false}, "lurah": {}, "staf": {},
	} {
		d := read(p, who, c)
		if (p.Registry.HouseOf(p.People[who], c, p.Now) != "") != want.door || (d["sick"] == true) != want.health || (d["from"] == "canary") != want.origin ||
			(d["names"] == "canary") != want.names || d["people"] != 2.0 || d["kind"] != "returnee" {
			t.Errorf("%s sees %v", who, d)
		}
	}
	for _, who := range []string{"tetangga", "warga2", "rt2", "relawan", "kota", "camat", "staf2"} {
		if _, err := p.Registry.See(p.People[who], c, p.Now, nil, p.Keys); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("%s sees the case: %v", who, err)
		}
	}
}

func TestWhoEndsAWatch(t *testing.T) {
	t.Parallel()
	p := town(t)
	c := checked(p, arrival.Register{Kind: "crew", Arrived: "2026-11-21"})
	for _, who := range []string{"warga", "kader"} {
		if _, err := p.Step(p.People[who], c, "clear", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("%s ended it: %v", who, err)
		}
	}
	c = p.Must(p.People["nakes"], c, "clear", nil)
	if c.State != "staying" || due(c) != "05 00:00 end" {
		t.Errorf("the result is there: %s, %s", c.State, due(c))
	}
	c = p.Must(p.People["rt"], c, "watch", &arrival.Watch{Days: 2})
	if c.State != "watching" || due(c) != "23 00:00 end" {
		t.Errorf("watched again: %s, %s", c.State, due(c))
	}
	if c = p.Must(p.People["warga"], c, "leave", nil); c.State != "left" {
		t.Errorf("gone: %s", c.State)
	}
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	p := town(t)
	for field, in := range map[string]arrival.Register{
		"arrived": {Kind: "guest", Arrived: "2027-03-01"},
		"until":   {Kind: "guest", Arrived: "2026-11-21", Until: "2026-11-20"},
	} {
		_, err := p.Open(p.People["warga"], "arrival", "register", rt, &in)
		if e, ok := err.(*rtrw.Error); !ok || len(e.Fields) != 1 || e.Fields[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	c := checked(p, arrival.Register{Arrived: "2026-11-21"})
	if _, err := p.Step(p.People["warga"], c, "extend", &arrival.Extend{Until: "2026-11-20"}); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("until yesterday: %v", err)
	}
	if _, err := p.Step(p.People["warga"], c, "symptoms", &arrival.Symptoms{Since: "2026-11-22"}); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("ill since tomorrow: %v", err)
	}
}
