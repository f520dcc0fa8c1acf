package rtrw_test

import (
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
)

const rt0403 = rtrw.Area("33.74.08.1006/RW04/RT03")

func pair(t *testing.T) *rtrwtest.Play {
	t.Helper()
	p := rtrwtest.New(t, list(rtrwtest.Pair())...)
	rtrwtest.Town(p)
	return p
}

func list(s ...*rtrw.Service) []*rtrw.Service { return s }

func screened(t *testing.T, p *rtrwtest.Play, in *rtrwtest.Screen) *rtrw.Case {
	t.Helper()
	c, err := p.Open(p.People["warga"], "screening", "screen", rt0403, in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// visits lists what lies on the table beside a case.
func visits(p *rtrwtest.Play) (all []*rtrw.Case) {
	for _, c := range p.Cases {
		if c.Service == "visit" {
			all = append(all, c)
		}
	}
	return all
}

// TestReactionOpens: what one service does leads to a case of another, of the same house and
// asking the same heads, with a key that only the server can make and makes again.
func TestReactionOpens(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for range 2 {
		p := pair(t)
		c := p.Must(p.People["rt"], screened(t, p, &rtrwtest.Screen{}), "positive", &rtrwtest.Screen{Worry: "demam", Note: "canary"})
		v := visits(p)
		if c.State != "positive" || len(v) != 1 {
			t.Fatalf("%s, and %d visits", c.State, len(v))
		}
		if v[0].House != c.House || v[0].Area != rt0403 || v[0].Filer != "rt" || v[0].Level != rtrw.LevelRT || v[0].State != "asked" || v[0].DueFor != "pass_on" || v[0].Version != 1 {
			t.Errorf("the visit is %+v", v[0])
		}
		if string(v[0].Data) != `{"worry":"demam"}` {
			t.Errorf("it took over %s", v[0].Data)
		}
		keys[v[0].ID] = true
	}
	if len(keys) != 1 {
		t.Errorf("the same cause had different consequences: %v", keys)
	}
}

// TestReactionToAClock: where no person made the cause, the case is of who filed the first.
func TestReactionToAClock(t *testing.T) {
	t.Parallel()
	p := pair(t)
	p.Strike(screened(t, p, &rtrwtest.Screen{}))
	if v := visits(p); len(v) != 1 || v[0].Filer != "warga" {
		t.Errorf("a clock led to %+v", v)
	}
}

func TestReactionMoves(t *testing.T) {
	t.Parallel()
	p := pair(t)
	mine, err := p.Open(p.People["warga"], "visit", "ask", rt0403, &rtrwtest.AskVisit{})
	if err != nil {
		t.Fatal(err)
	}
	theirs, _ := p.Open(p.People["tetangga"], "visit", "ask", rt0403, &rtrwtest.AskVisit{})
	other, _ := p.Open(p.People["warga2"], "visit", "ask", "33.74.08.1006/RW09/RT01", &rtrwtest.AskVisit{})
	state := func(c *rtrw.Case) rtrw.State { return p.Cases[c.ID].State }
	c := p.Must(p.People["warga"], screened(t, p, &rtrwtest.Screen{}), "fear", nil)
	if state(mine) != "hurried" || state(theirs) != "hurried" || state(other) != "asked" {
		t.Errorf("hastened: %s %s, elsewhere %s", state(mine), state(theirs), state(other))
	}
	if p.Cases[mine.ID].Level != rtrw.NoLevel || p.Cases[mine.ID].Version != 2 {
		t.Errorf("it is %+v", p.Cases[mine.ID])
	}
	c = p.Must(p.People["warga"], c, "call_off", &rtrwtest.Screen{Visit: mine.ID})
	if c.State != "off" || state(mine) != "over" || state(theirs) != "hurried" {
		t.Errorf("called off %s: %s, another %s", c.State, state(mine), state(theirs))
	}
	for _, nothing := range []string{mine.ID, "", "nobody's"} { // over already, none, unknown
		c = screened(t, p, &rtrwtest.Screen{})
		if c = p.Must(p.People["warga"], c, "call_off", &rtrwtest.Screen{Visit: nothing}); c.State != "off" {
			t.Errorf("with %q: %s", nothing, c.State)
		}
	}
}

// TestReactionRefused: who tells of something is never turned away because of what another
// service would make of it; a defect lets nothing happen at all.
func TestReactionRefused(t *testing.T) {
	t.Parallel()
	p := pair(t)
	for _, worry := range []string{"rule", "none"} {
		if c := p.Must(p.People["rt"], screened(t, p, &rtrwtest.Screen{}), "positive", &rtrwtest.Screen{Worry: worry}); c.State != "positive" || len(visits(p)) != 0 {
			t.Errorf("%s: %s and %d visits", worry, c.State, len(visits(p)))
		}
	}
	c := screened(t, p, &rtrwtest.Screen{})
	if _, err := p.Step(p.People["rt"], c, "positive", &rtrwtest.Screen{Worry: "defect"}); err == nil || rtrw.CodeOf(err) != "" || p.Cases[c.ID].State != "waiting" {
		t.Errorf("a defect: %v, %s", err, p.Cases[c.ID].State)
	}
}

// TestReactionToTheErased: a clock ends what is left of a household that wished to be
// forgotten; no new case of it begins with that.
func TestReactionToTheErased(t *testing.T) {
	t.Parallel()
	p := pair(t)
	c := screened(t, p, &rtrwtest.Screen{})
	p.Lives[string(c.House)]++
	if c = p.Strike(c); c.State != "positive" || len(visits(p)) != 0 {
		t.Errorf("%s, and %d visits", c.State, len(visits(p)))
	}
}

// TestNobodyReacts: what follows from another service's move is no person's to do.
func TestNobodyReacts(t *testing.T) {
	t.Parallel()
	p := pair(t)
	p.Now = p.Now.Add(time.Hour)
	for who, v := range p.People {
		if _, err := p.Open(v, "visit", "tell", rt0403, &rtrwtest.Visit{}); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("%s opened one: %v", who, err)
		}
	}
}

func TestRegistryRefusesReactions(t *testing.T) {
	t.Parallel()
	tell := func(c *rtrw.Cause, _ *struct{}) (*rtrwtest.Visit, rtrw.Area) { return nil, "" }
	type wrong struct {
		Fear string `json:"fear"`
	}
	type text struct {
		Note rtrw.Sealed `json:"note"`
	}
	for want, a := range map[string]rtrw.Reaction{
		"no such move":         rtrw.On("screening", "positiv", rtrw.Opening("tell", tell)),
		"no move by reaction":  rtrw.On("screening", "positive", rtrw.Opening("ask", tell)),
		"opens a case, or":     rtrw.On("screening", "positive", rtrw.Opening("end", tell)),
		"not rtrwtest.Visit":   rtrw.On("screening", "positive", rtrw.Moving("hasten", func(*rtrw.Cause, *struct{}) (*rtrwtest.Visit, rtrw.Targets) { return nil, rtrw.Targets{} })),
		`no fact "fear"`:       rtrw.On("screening", "positive", rtrw.Opening("tell", func(*rtrw.Cause, *wrong) (*rtrwtest.Visit, rtrw.Area) { return nil, "" })),
		`no fact "note"`:       rtrw.On("screening", "positive", rtrw.Opening("tell", func(*rtrw.Cause, *text) (*rtrwtest.Visit, rtrw.Area) { return nil, "" })),
		"screenings/positive:": rtrw.On("screenings", "positive", rtrw.Opening("tell", tell)),
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if got, _ := recover().(string); !strings.Contains(got, want) {
					t.Errorf("said %q", got)
				}
			}()
			screening, visit := rtrwtest.Pair()
			visit.Reactions = append(visit.Reactions, a)
			rtrw.NewRegistry(screening, visit)
		})
	}
}
