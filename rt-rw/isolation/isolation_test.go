package isolation_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/rtrwtest"
)

const rt = rtrw.Area("33.74.08.1006/RW04/RT03")

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", isolation.Service())
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, isolation.Service)
}

// home is an isolation under way since this morning.
func home(t *testing.T, m isolation.Report) (*rtrwtest.Play, *rtrw.Case) {
	t.Helper()
	p := rtrwtest.New(t, isolation.Service())
	rtrwtest.Town(p)
	if m.Since == "" {
		m.Since = "2026-11-20"
	}
	c, err := p.Open(p.People["warga"], "isolation", "report", rt, &m)
	if err != nil {
		t.Fatal(err)
	}
	c = p.Must(p.People["rt"], c, "verify", nil)
	return p, p.Must(p.People["nakes"], c, "start", &isolation.Start{Class: "confirmed"})
}

func TestHealthFactsAreSealed(t *testing.T) {
	t.Parallel()
	p, c := home(t, isolation.Report{SpO2: 93, Who: "Pak Joko"})
	if kept := string(c.Data); strings.Contains(kept, "confirmed") || strings.Contains(kept, "93") || strings.Contains(kept, "Joko") || !strings.Contains(kept, `"sealed"`) {
		t.Errorf("the row keeps %s", kept)
	}
	open := func(rtrw.Sealed) (string, error) { return "Pak Joko", nil }
	for who, sees := range map[string]bool{"warga": true, "rt": true, "rw": true, "kader": true, "nakes": true, "lurah": false, "staf": false} {
		data, err := p.Registry.See(p.People[who], c, p.Now, open, p.Keys)
		if err != nil || (data["class"] == "confirmed") != sees || (data["who"] == "Pak Joko") != sees {
			t.Errorf("%s sees %v (%v)", who, data, err)
		}
	}
	for _, who := range []string{"relawan", "tetangga", "warga2", "kota", "rt2"} {
		if _, err := p.Registry.See(p.People[who], c, p.Now, open, p.Keys); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("%s sees the case: %v", who, err)
		}
	}
}

func TestOnlyThePuskesmasReleasesAndNotBeforeTheDay(t *testing.T) {
	t.Parallel()
	p, c := home(t, isolation.Report{})
	if _, err := p.Step(p.People["rt"], c, "release", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("the RT head released: %v", err)
	}
	if _, err := p.Step(p.People["nakes"], c, "release", nil); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("released on the first day: %v", err)
	}
	p.Now = p.Now.AddDate(0, 0, 9)
	if _, err := p.Step(p.People["nakes"], c, "release", nil); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("released a day early: %v", err)
	}
	p.Now = p.Now.AddDate(0, 0, 1)
	if c = p.Must(p.People["nakes"], c, "release", nil); c.State != "released" {
		t.Errorf("ended %s", c.State)
	}
}

func TestSilenceClimbs(t *testing.T) {
	t.Parallel()
	at := func(c *rtrw.Case) string { return time.UnixMilli(c.Due).In(rt.Location()).Format("02 15:04") }
	p, c := home(t, isolation.Report{}) // Saturday 10.00: this window is met
	if c.DueFor != "miss" || at(c) != "21 22:00" {
		t.Fatalf("news is due %s for %q", at(c), c.DueFor)
	}
	c = p.Strike(c) // by night: said, but nobody is woken
	if c.Level != rtrw.LevelRT || c.Next != rtrw.LevelRW || c.DueFor != "climb" || at(c) != "22 05:30" {
		t.Fatalf("at 22.00: level %s, next %s, %s for %s", c.Level, c.Next, at(c), c.DueFor)
	}
	c = p.Strike(c)
	if c.Level != rtrw.LevelRW || c.Next != rtrw.LevelHealth || at(c) != "22 06:00" {
		t.Fatalf("then: level %s, next %s, %s", c.Level, c.Next, at(c))
	}
	c = p.Strike(c)
	if c.Level != rtrw.LevelHealth || c.Next != rtrw.NoLevel || c.DueFor != "miss" {
		t.Fatalf("last: level %s, next %s, for %s", c.Level, c.Next, c.DueFor)
	}
	c = p.Must(p.People["nakes"], c, "acknowledge", nil)
	if c.Level != rtrw.NoLevel || c.DueFor != "miss" || at(c) != "22 12:00" {
		t.Errorf("acknowledged: level %s, due %s for %s", c.Level, at(c), c.DueFor)
	}
	c = p.Must(p.People["warga"], c, "check_in", &isolation.CheckIn{Same: true, NoDevice: true})
	if at(c) != "22 22:00" {
		t.Errorf("after news due %s", at(c))
	}
}

// TestServerAway: windows that went by while the server was down are one silence, and the
// next of the rota has a whole time however late the one before was asked.
func TestServerAway(t *testing.T) {
	t.Parallel()
	at := func(c *rtrw.Case) string { return time.UnixMilli(c.Due).In(rt.Location()).Format("02 15:04") }
	p, c := home(t, isolation.Report{}) // Saturday 10.00: news is due on the 21st at 22.00
	p.Now = p.Now.AddDate(0, 0, 2).Add(3 * time.Hour)
	c = p.Must(rtrwtest.Clock, c, "miss", nil)
	data, err := p.Registry.See(p.People["nakes"], c, p.Now, func(rtrw.Sealed) (string, error) { return "", nil }, p.Keys)
	if err != nil || data["missed"] != 1.0 || c.DueFor != "climb" || at(c) != "23 13:30" {
		t.Fatalf("two days later: %v missed, %s for %s (%v)", data["missed"], c.DueFor, at(c), err)
	}
	p.Now = p.Now.Add(5 * time.Hour) // away again
	c = p.Must(rtrwtest.Clock, c, "climb", nil)
	if c.Level != rtrw.LevelRW || c.DueFor != "climb" || at(c) != "23 18:30" {
		t.Errorf("late by hours: level %s, %s for %s", c.Level, c.DueFor, at(c))
	}
}

func TestRedWakesAtNight(t *testing.T) {
	t.Parallel()
	p, c := home(t, isolation.Report{})
	c = p.Must(p.People["warga"], c, "check_in", &isolation.CheckIn{SpO2: 88})
	if c.Priority != rtrw.Emergency {
		t.Fatalf("88 %% is %s", c.Priority)
	}
	c = p.Strike(c)
	if due := time.UnixMilli(c.Due).In(rt.Location()).Format("15:04"); c.DueFor != "climb" || due != "22:05" {
		t.Errorf("climbs at %s", due)
	}
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	p, c := home(t, isolation.Report{})
	for name, try := range map[string]struct {
		by    string
		move  string
		input any
		want  rtrw.Code
	}{
		"ResultTomorrow": {"nakes", "result", &isolation.Result{Result: "negative", SpecimenOn: "2026-11-22"}, rtrw.Refused},
		"AnotherHouse":   {"tetangga", "check_in", &isolation.CheckIn{Same: true}, rtrw.NotFound},
		"NothingAwaited": {"nakes", "acknowledge", nil, rtrw.Refused},
		"ResultByRT":     {"rt", "result", &isolation.Result{Result: "negative"}, rtrw.Forbidden},
	} {
		if _, err := p.Step(p.People[try.by], c, try.move, try.input); rtrw.CodeOf(err) != try.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTriage reads the cases that the phone is held to as well.
func TestTriage(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("testdata/triage.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name string
		In   isolation.Measures
		Want isolation.Colour
	}
	if err := json.Unmarshal(b, &cases); err != nil || len(cases) < 10 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		if got := isolation.Triage(c.In); got != c.Want {
			t.Errorf("%s: %s, want %s", c.Name, got, c.Want)
		}
	}
}
