package alert_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/rtrwtest"
)

// states counts the entries of houses.
func states(p *rtrwtest.Play) map[rtrw.State]int {
	n := map[rtrw.State]int{}
	for _, c := range p.Cases {
		if c.House != "" {
			n[c.State]++
		}
	}
	return n
}

// TestAnswers: each house has one entry, whoever of it speaks and however often.
func TestAnswers(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	p.Add("anggota", rt+"/H012")
	first := answer(p, "warga", "aman")
	if first.State != "safe" || first.House != rt+"/H012" || first.Priority != rtrw.Ordinary {
		t.Fatalf("safe as %+v", first)
	}
	second := answer(p, "anggota", "butuh_bantuan")
	if now := p.Cases[first.ID]; second.State != "joined" || now.State != "help" || now.Priority != rtrw.Emergency || now.Version != 2 {
		t.Errorf("the second word is %s, the entry %+v", second.State, now)
	}
	if now := p.Must(p.People["warga"], p.Cases[first.ID], "change", &alert.Word{Choice: "aman"}); now.State != "safe" {
		t.Errorf("changed to %s", now.State)
	}
	waiting := p.People["pending"] // its head has not said yet that it is a neighbour; that it is safe counts all the same
	waiting.Household = rt + "/H014"
	p.People["pending"] = waiting
	answer(p, "pending", "aman")
	if n := states(p); n["safe"] != 2 || n["joined"] != 1 {
		t.Errorf("entries: %v", n)
	}
	behalf := &alert.Answer{Word: alert.Word{Choice: "aman"}, For: rtrw.For{Household: rt + "/H020", OnBehalf: &rtrw.OnBehalf{Consent: "spoken"}}}
	if c, err := p.Open(p.People["kader"], "alert", "answer", rt, behalf); err != nil || c.House != rt+"/H020" || c.State != "safe" {
		t.Errorf("on behalf: %v %+v", err, c)
	}
	if _, err := p.Open(p.People["tetangga"], "alert", "answer", rt, behalf); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("a neighbour spoke for a house: %v", err)
	}
}

func TestKnocking(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	at := func(h rtrw.Area) *alert.Knock { return &alert.Knock{To: rtrw.To{Household: h}} }
	c, err := p.Open(p.People["relawan"], "alert", "knock", rt, at(rt+"/H020"))
	if err != nil || c.State != "knocking" || c.Holder != "relawan" || c.House != rt+"/H020" {
		t.Fatalf("%v %+v", err, c)
	}
	if _, err := p.Open(p.People["kader"], "alert", "knock", rt, at(rt+"/H020")); rtrw.CodeOf(err) != rtrw.Conflict {
		t.Errorf("knocked at twice: %v", err)
	}
	if _, err := p.Open(p.People["tetangga"], "alert", "knock", rt, at(rt+"/H021")); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("a neighbour went to knock: %v", err)
	}
	if c = p.Must(p.People["relawan"], c, "found", &alert.Word{Choice: "butuh_bantuan"}); c.State != "help" || c.Holder != "" {
		t.Errorf("found %+v", c)
	}
	if c = p.Must(p.People["relawan"], c, "helped", nil); c.State != "safe" {
		t.Errorf("helped: %s", c.State)
	}
	own := answer(p, "rt", "butuh_bantuan")
	if _, err := p.Step(p.People["rt"], own, "helped", nil); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("a head says of the own house that it was helped: %v", err)
	}
	p.Must(p.People["rw"], own, "helped", nil)
	lost, _ := p.Open(p.People["rw"], "alert", "knock", rt, at(rt+"/H030"))
	if lost = p.Strike(lost); lost.State != "settled" || lost.Holder != "" || p.Now != rtrwtest.Morning.Add(time.Hour) {
		t.Errorf("nobody came back from %+v", lost)
	}
	quiet, _ := p.Open(p.People["rw"], "alert", "knock", rt, at(rt+"/H012"))
	answer(p, "warga", "aman")
	if now := p.Cases[quiet.ID]; now.State != "safe" || now.Holder != "" {
		t.Errorf("the house spoke while somebody was on the way: %+v", now)
	}
}

// TestSettles: with the alarm what houses said about it is over, in as much of the place as
// it reached. Who asked for help is not forgotten, and what another alarm asks stays.
func TestSettles(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	alarm := raise(p, "warga", rt, "kebakaran")
	safe, help := answer(p, "warga", "aman"), answer(p, "tetangga", "butuh_bantuan")
	there, err := p.Open(p.People["seberang"], "alert", "answer", rw+"/RT05", &alert.Answer{Word: alert.Word{Choice: "aman"}})
	if err != nil {
		t.Fatal(err)
	}
	call, err := p.Open(p.People["rw"], "alert", "roll_call", rw, &alert.Call{})
	if err != nil || call.State != "calling" || call.Reach != rtrw.RW || told(t, call).Kind != "cek" || told(t, call).Strokes != "" || told(t, call).Houses != 44 {
		t.Fatalf("%v %+v", err, call)
	}
	p.Must(p.People["rt"], alarm, "calm", nil)
	if p.Cases[safe.ID].State != "safe" {
		t.Error("a word settled that the roll call still wants")
	}
	p.Must(p.People["rw"], call, "calm", nil)
	for name, c := range map[string]*rtrw.Case{"settled": safe, "help": help} {
		if got := p.Cases[c.ID].State; string(got) != name {
			t.Errorf("%s is %s", name, got)
		}
	}
	if p.Cases[there.ID].State != "settled" {
		t.Errorf("in the other RT it is %s", p.Cases[there.ID].State)
	}
	if c := answer(p, "warga", "aman"); c.State != "safe" {
		t.Errorf("after that a new word is %s", c.State)
	}
	if old := p.Strike(answer(p, "rt", "aman")); old.State != "settled" || p.Now != rtrwtest.Morning.Add(12*time.Hour) {
		t.Errorf("a word without an alarm is %s at %v", old.State, p.Now)
	}
	again := p.Must(p.People["rt"], raise(p, "tetangga", rt, "bahaya"), "false_alarm", nil)
	if again.State != "false_alarm" || p.Cases[help.ID].State != "help" {
		t.Errorf("%s, and help is %s", again.State, p.Cases[help.ID].State)
	}
}

func TestStrokes(t *testing.T) {
	t.Parallel()
	p := newTown(t)
	set := func(who string, at rtrw.Area, kind, pattern string) (*rtrw.Case, error) {
		return p.Open(p.People[who], "alert", "set_strokes", at, &alert.Set{Kind: kind, Pattern: pattern})
	}
	if _, err := set("lurah", rt, "kebakaran", "3"); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("in an RT: %v", err)
	}
	if _, err := set("rw", rw, "kebakaran", "3"); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("by an RW head: %v", err)
	}
	c, err := set("lurah", kelurahan, "kebakaran", "1-7-1")
	if err != nil || string(c.Told) != `{"kind":"kebakaran","reach":"kelurahan","strokes":"1-7-1"}` || c.Reach != rtrw.Kelurahan {
		t.Fatalf("%v %+v %s", err, c, c.Told)
	}
	first := raise(p, "warga", rt, "kebakaran")
	if got := told(t, first).Strokes; got != "1-7-1" {
		t.Errorf("beaten as %s", got)
	}
	p.Must(p.People["warga"], first, "calm", nil)
	p.Now = p.Now.Add(time.Minute)
	p.Must(p.People["lurah"], c, "revoke_strokes", nil)
	if got := told(t, raise(p, "warga", rt, "kebakaran")).Strokes; got != "3-3-3" {
		t.Errorf("after it was revoked it is beaten as %s", got)
	}
	if got := told(t, raise(p, "warga2", kelurahan+"/RW09/RT01", "bahaya")).Strokes; got != "titir" {
		t.Errorf("danger is beaten as %s", got)
	}
}
