package member_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/rtrwtest"
)

const (
	kelurahan = rtrw.Area("33.74.08.1006")
	rt        = rtrw.Area("33.74.08.1006/RW04/RT03")
)

var door = rtrw.Viewer{System: rtrw.Door}

func TestReadme(t *testing.T) {
	t.Parallel()
	rtrwtest.Readme(t, "README.md", member.Service())
}

func TestSentLinkWaitsForTheHead(t *testing.T) {
	t.Parallel()
	p := rtrwtest.New(t, member.Service())
	head := p.Add("darmo", rt+"/H001", rtrwtest.As(rtrw.RTHead, rt))
	c, err := p.Open(door, "member", "join", rt, &member.Join{Account: "ani", House: rt + "/H014"})
	if err != nil {
		t.Fatal(err)
	}
	if c.State != "pending" || p.People["ani"].Has(rtrw.Resident, rt+"/H014", p.Now) {
		t.Fatalf("came in as %+v", c)
	}
	c = p.Must(head, c, "approve", nil)
	if !p.People["ani"].Has(rtrw.Resident, rt+"/H014", p.Now) {
		t.Error("approved, and still no resident")
	}
	p.Must(head, c, "reject", nil)
	if p.People["ani"].Has(rtrw.Resident, rt+"/H014", p.Now) {
		t.Error("rejected, and still a resident")
	}
}

func TestNobodyJoinsByThemselves(t *testing.T) {
	t.Parallel()
	p := rtrwtest.New(t, member.Service())
	v := p.Add("sri", rt+"/H012")
	if _, err := p.Open(v, "member", "join", rt, &member.Join{Account: "sri", House: rt + "/H001", Active: true}); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("got %v", err)
	}
}

func TestAppoint(t *testing.T) {
	t.Parallel()
	p := rtrwtest.New(t, member.Service())
	lurah := p.Add("bambang", "", rtrwtest.As(rtrw.Lurah, kelurahan))
	p.Add("sri", rt+"/H012")
	c, err := p.Open(lurah, "member", "appoint", rt, &member.Appoint{Role: rtrw.RTHead, Account: "sri"})
	if err != nil || !p.People["sri"].Has(rtrw.RTHead, rt, p.Now) {
		t.Fatalf("got %v", err)
	}
	p.Must(p.People["sri"], c, "leave", nil)
	if p.People["sri"].Has(rtrw.RTHead, rt, p.Now) {
		t.Error("left, and still in office")
	}
	for name, try := range map[string]member.Appoint{
		"LurahByLurah": {Role: rtrw.Lurah, Account: "sri"},
		"WrongDepth":   {Role: rtrw.RWHead, Account: "sri"},
		"Unknown":      {Role: rtrw.RTHead, Account: "nobody"},
	} {
		if _, err := p.Open(lurah, "member", "appoint", rt, &try); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := p.Open(lurah, "member", "appoint", "33.74.08.1001/RW01", &member.Appoint{}); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("appointed in another kelurahan: %v", err)
	}
}

func TestTermEnds(t *testing.T) {
	t.Parallel()
	p := rtrwtest.New(t, member.Service())
	lurah := p.Add("bambang", "", rtrwtest.As(rtrw.Lurah, kelurahan))
	p.Add("sri", rt+"/H012")
	until := p.Now.Add(72 * time.Hour)
	c, err := p.Open(lurah, "member", "appoint", rt, &member.Appoint{Account: "sri", Until: &until})
	if err != nil || c.Due != until.UnixMilli() {
		t.Fatalf("got %v, due %d", err, c.Due)
	}
	if c = p.Strike(c); c.State != "left" || p.People["sri"].Has(rtrw.RTHead, rt, p.Now) {
		t.Errorf("after the term: %+v", c)
	}
	for _, g := range p.People["sri"].Grants {
		if g.Role == rtrw.RTHead && g.Until != until.UnixMilli() {
			t.Errorf("the term was moved to %d", g.Until)
		}
	}
}

func TestStandIn(t *testing.T) {
	t.Parallel()
	p := rtrwtest.New(t, member.Service())
	head := p.Add("darmo", rt+"/H001", rtrwtest.As(rtrw.RTHead, rt))
	p.Add("sri", rt+"/H012")
	if _, err := p.Open(head, "member", "stand_in", rt, &member.StandIn{Account: "sri"}); err != nil || !p.People["sri"].Has(rtrw.RTHead, rt, p.Now) {
		t.Errorf("got %v", err)
	}
	if _, err := p.Open(head, "member", "stand_in", rt, &member.StandIn{}); err != nil || !p.People["darmo"].Has(rtrw.Away, rt, p.Now) {
		t.Errorf("away: %v", err)
	}
	if _, err := p.Open(head, "member", "stand_in", rt, &member.StandIn{Account: "stranger"}); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("a stranger stood in: %v", err)
	}
}

func TestStandInBeginsAndIsEnded(t *testing.T) {
	t.Parallel()
	p := rtrwtest.New(t, member.Service())
	head := p.Add("darmo", rt+"/H001", rtrwtest.As(rtrw.RTHead, rt))
	p.Add("sri", rt+"/H012")
	other := p.Add("hadi", rt.Up(rtrw.RW)+"/RT01/H002", rtrwtest.As(rtrw.RWHead, rt.Up(rtrw.RW)))
	from, until := p.Now.Add(24*time.Hour), p.Now.Add(72*time.Hour)
	if _, err := p.Open(head, "member", "stand_in", rt, &member.StandIn{Account: "sri", From: &until, Until: &from}); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("ended before it began: %v", err)
	}
	c, err := p.Open(head, "member", "stand_in", rt, &member.StandIn{Account: "sri", From: &from, Until: &until})
	if err != nil {
		t.Fatal(err)
	}
	if sri := p.People["sri"]; sri.Has(rtrw.RTHead, rt, p.Now) || !sri.Has(rtrw.RTHead, rt, from) || sri.Has(rtrw.RTHead, rt, until) {
		t.Errorf("not from tomorrow on: %+v", sri.Grants)
	}
	if _, err := p.Step(other, c, "leave", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("ended by a head who named nobody: %v", err)
	}
	p.Must(head, c, "leave", nil)
	if sri := p.People["sri"]; sri.Has(rtrw.RTHead, rt, from) {
		t.Errorf("ended, and began all the same: %+v", sri.Grants)
	}
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rtrwtest.Walk(t, member.Service)
}
