package arrival_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/arrival"
)

// TestDays holds kinds and places against the rule. Today is Saturday, the 21st.
func TestDays(t *testing.T) {
	t.Parallel()
	for name, is := range map[string]struct {
		in    arrival.Register
		state rtrw.State
		due   string
	}{
		"AGuest":                {arrival.Register{Kind: "guest", Arrived: "2026-11-21", Until: "2026-11-23"}, "staying", "24 00:00 end"},
		"AGuestWithoutAnEnd":    {arrival.Register{Kind: "guest", Arrived: "2026-11-21"}, "staying", "05 00:00 end"},
		"AGuestWhoHasLeft":      {arrival.Register{Kind: "guest", Arrived: "2026-11-15", Until: "2026-11-20"}, "left", ""},
		"AGuestFromOutside":     {arrival.Register{Kind: "guest", Arrived: "2026-11-21", Outside: true}, "staying_outside", "05 00:00 end"},
		"AGuestFromARedZone":    {arrival.Register{Kind: "guest", Arrived: "2026-11-21", RedZone: true}, "watching", "26 00:00 end"},
		"WhoLeavesBefore":       {arrival.Register{Kind: "guest", Arrived: "2026-11-21", Until: "2026-11-22", RedZone: true}, "watching", "23 00:00 end"},
		"ANewcomer":             {arrival.Register{Kind: "newcomer", Arrived: "2026-11-21"}, "settled", ""},
		"AReturnee":             {arrival.Register{Kind: "returnee", Arrived: "2026-11-21"}, "watching", "26 00:00 end"},
		"AReturneeOfTuesday":    {arrival.Register{Kind: "returnee", Arrived: "2026-11-17"}, "watching", "22 00:00 end"},
		"AReturneeOfLastWeek":   {arrival.Register{Kind: "returnee", Arrived: "2026-11-10"}, "staying", "05 00:00 end"},
		"AReturneeFromOutside":  {arrival.Register{Kind: "returnee", Arrived: "2026-11-21", Outside: true}, "watching_outside", "26 00:00 end"},
		"AReturneeOfNextFriday": {arrival.Register{Kind: "returnee", Arrived: "2026-11-27"}, "watching", "02 00:00 end"},
		"ACrew":                 {arrival.Register{Kind: "crew", Arrived: "2026-11-21", Outside: true}, "watching_outside", "26 00:00 end"},
		"PassingThrough":        {arrival.Register{Kind: "transit", Arrived: "2026-11-21", Outside: true, RedZone: true}, "in_transit", "23 00:00 end"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c := checked(town(t), is.in); c.State != is.state || due(c) != is.due {
				t.Errorf("%s, %q", c.State, due(c))
			}
		})
	}
}

// TestEndsByThemselves: whatever has begun ends without anybody doing anything.
func TestEndsByThemselves(t *testing.T) {
	t.Parallel()
	for kind, ends := range map[string]rtrw.State{"guest": "settled", "returnee": "settled", "crew": "settled", "transit": "left"} {
		p := town(t)
		c := checked(p, arrival.Register{Kind: kind, Arrived: "2026-11-21", Outside: true})
		for range 3 {
			if c.Due != 0 {
				c = p.Strike(c)
			}
		}
		if c.State != ends || c.Closed == 0 {
			t.Errorf("%s ended %s", kind, c.State)
		}
	}
}

// TestSetWatch: the narrowest place wins, and an arrival keeps the number it began with.
func TestSetWatch(t *testing.T) {
	t.Parallel()
	p := town(t)
	set := func(who string, at rtrw.Area, days int) *rtrw.Case {
		c, err := p.Open(p.People[who], "arrival", "set_watch", at, &arrival.SetWatch{Kind: "guest", Days: days})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	state := func() string {
		c := checked(p, arrival.Register{Kind: "guest", Arrived: "2026-11-21"})
		return string(c.State) + " " + due(c)
	}
	city := set("kota", "33.74", 3)
	if got := state(); got != "watching 24 00:00 end" {
		t.Errorf("the city's: %s", got)
	}
	old := checked(p, arrival.Register{Kind: "guest", Arrived: "2026-11-21"})
	local := set("lurah", "33.74.08.1006", 1)
	if got := state(); got != "watching 22 00:00 end" {
		t.Errorf("the kelurahan's: %s", got)
	}
	if old = p.Must(p.People["warga"], old, "well", nil); due(old) != "24 00:00 end" {
		t.Errorf("one that began before: %s", due(old))
	}
	p.Now = p.Now.Add(time.Second)
	p.Must(p.People["lurah"], local, "revoke_watch", nil)
	if got := state(); got != "watching 24 00:00 end" {
		t.Errorf("revoked: %s", got)
	}
	p.Must(p.People["kota"], city, "revoke_watch", nil)
	if got := state(); got != "staying 05 00:00 end" {
		t.Errorf("both: %s", got)
	}
	if _, err := p.Open(p.People["rt"], "arrival", "set_watch", rt, &arrival.SetWatch{Kind: "guest", Days: 3}); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("the RT head set a rule: %v", err)
	}
}

// TestThreeNumbers: residents, guests from outside and those passing through are never one
// number, from the first moment they are here.
func TestThreeNumbers(t *testing.T) {
	t.Parallel()
	p := town(t)
	n := map[rtrw.State]int{}
	for _, in := range []arrival.Register{
		{Kind: "returnee"}, {Kind: "guest"}, {Kind: "returnee", Outside: true}, {Kind: "crew", Outside: true}, {Kind: "guest", Outside: true}, {Kind: "transit", Outside: true}, {Kind: "transit"},
	} {
		in.Arrived = "2026-11-21"
		n[checked(p, in).State]++
	}
	local, outside, transit := n["watching"]+n["staying"], n["watching_outside"]+n["staying_outside"], n["in_transit"]
	if local != 2 || outside != 3 || transit != 2 {
		t.Errorf("local %d, from outside %d, passing through %d", local, outside, transit)
	}
}

// TestToldLate: nothing is refused, and the day after still counts.
func TestToldLate(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{"2026-11-22": "in_time", "2026-11-21": "in_time", "2026-11-20": "in_time", "2026-11-19": "late", "2026-10-01": "late"} {
		p := town(t)
		c := told(p, arrival.Register{Kind: "guest", Arrived: day})
		if d := read(p, "warga", c); d["told"] != want {
			t.Errorf("arrived %s: %v", day, d["told"])
		}
	}
}
