package rtrw

import (
	"fmt"
	"testing"
	"time"
)

func measured() *Registry {
	return &Registry{byName: map[string]*Service{
		"aid":  {Name: "aid", Measured: &Measured{Checked: []State{"verified"}, Helped: []State{"handed_over", "closed"}, Confirmed: []State{"closed"}, Silent: []State{"unconfirmed"}}},
		"care": {Name: "care"},
	}}
}

// courses are n cases that were opened at once, verified after so many minutes, and ended in a state.
func courses(from, n int, minutes int64, end State) (list []Passage) {
	for i := range n {
		id := fmt.Sprint("c", from+i)
		list = append(list, Passage{"aid", id, 0, "", "filed"}, Passage{"aid", id, minutes * minute, "filed", "verified"}, Passage{"aid", id, 10 * minutes * minute, "verified", end})
	}
	return list
}

func TestSampled(t *testing.T) {
	t.Parallel()
	r := measured()
	told := func(passages []Passage) string {
		m := r.sampled(passages)
		f := m.figures()
		show := func(p *int64) any {
			if p == nil {
				return "-"
			}
			return *p
		}
		share := "-"
		if f.Share != nil {
			share = fmt.Sprintf("%d %v", f.Share.Percent, f.Share.AtLeast)
		}
		return fmt.Sprint(show(f.Verify), " ", show(f.Help), " ", show(f.Received), " ", share)
	}
	for name, c := range map[string]struct {
		passages []Passage
		want     string
	}{
		"nothing":                        {nil, "- - - -"},
		"four are nobody's business":     {courses(0, 4, 10, "closed"), "- - - -"},
		"five are told":                  {courses(0, 5, 10, "closed"), "10 100 5 55 true"},
		"the median, not the mean":       {append(courses(0, 5, 10, "closed"), courses(5, 4, 500, "closed")...), "10 100 9 69 true"},
		"none silent is said as of four": {courses(0, 36, 10, "closed"), "10 100 36 90 true"},
		"four silent are said the same":  {append(courses(0, 36, 10, "closed"), courses(36, 4, 10, "unconfirmed")...), "10 100 36 90 true"},
		"five silent are counted":        {append(courses(0, 35, 10, "closed"), courses(35, 5, 10, "unconfirmed")...), "10 100 35 87 false"},
		"who is not measured":            {[]Passage{{"care", "a", 0, "", "filed"}, {"care", "a", 1, "filed", "verified"}}, "- - - -"},
		"opened before the window":       {courses(0, 5, 10, "closed")[1:], "- - 5 55 true"},
	} {
		if got := told(c.passages); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestSampledHidesFew: whoever sees the figures of any number from none to four of a kind sees
// the same.
func TestSampledHidesFew(t *testing.T) {
	t.Parallel()
	r := measured()
	for confirmed := range 40 {
		var said string
		for silent := range 5 {
			m := r.sampled(append(courses(0, confirmed, 7, "closed"), courses(confirmed, silent, 7, "unconfirmed")...))
			m.verify, m.help = nil, nil // these stand for all cases together
			f := m.figures()
			now := fmt.Sprint(f.Received != nil, f.Share)
			if f.Share != nil {
				now = fmt.Sprint(*f.Received, *f.Share)
			}
			if silent > 0 && now != said {
				t.Fatalf("%d confirmed, %d silent: %s, with fewer %s", confirmed, silent, now, said)
			}
			said = now
		}
	}
}

func TestPosts(t *testing.T) {
	t.Parallel()
	const rt = Area("33.74.08.1006/RW04/RT03")
	day := time.Hour.Milliseconds() * 24
	head := Grant{Account: "a", Role: RTHead, Area: rt}
	for name, c := range map[string]struct {
		grants []Grant
		want   Watch
		manned int64
	}{
		"a head":               {[]Grant{head}, Ready, 1},
		"nobody":               {nil, Deputy, 0},
		"a head away":          {[]Grant{head, {Account: "a", Role: Away, Area: rt}}, Deputy, 0},
		"a stand-in":           {[]Grant{head, {Account: "b", Role: RTHead, Area: rt, Until: day}}, Deputy, 1},
		"a night":              {[]Grant{head, {Account: "c", Role: Volunteer, Area: rt, From: 1, Until: day}}, Tonight, 1},
		"a volunteer for long": {[]Grant{head, {Account: "c", Role: Volunteer, Area: rt, From: 1, Until: 9 * day}}, Ready, 1},
		"the RW's volunteer":   {[]Grant{head, {Account: "c", Role: Volunteer, Area: rt.Up(RW), From: 1, Until: day}}, Ready, 1},
	} {
		if got, manned := posts([]Area{rt}, c.grants); got[rt] != c.want || manned != c.manned {
			t.Errorf("%s: %s, %d", name, got[rt], manned)
		}
	}
}
