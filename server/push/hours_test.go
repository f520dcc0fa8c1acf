package push

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
)

const (
	semarang   = rtrw.Area("33.74.08.1006/RW04/RT03")
	balikpapan = rtrw.Area("64.71.06.1001/RT12")
)

func clock(t *testing.T, place rtrw.Area, at string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2 15:04", at, place.Location())
	if err != nil {
		t.Fatal(err)
	}
	return when.AddDate(2026, 10, 0)
}

// TestHour: an emergency wakes, what is important respects the night, the rest comes at
// three hours of the place.
func TestHour(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why      rtrw.Calling
		priority rtrw.Priority
		place    rtrw.Area
		now      string
		want     string
	}{
		{rtrw.CalledTurn, rtrw.Emergency, semarang, "21 02:14", "21 02:14"},
		{rtrw.CalledNews, rtrw.Emergency, semarang, "21 02:14", "21 02:14"},
		{rtrw.CalledPublic, rtrw.Ordinary, semarang, "21 02:14", "21 02:14"},
		{rtrw.CalledTurn, rtrw.Important, semarang, "21 04:59", "21 05:00"},
		{rtrw.CalledTurn, rtrw.Important, semarang, "21 05:00", "21 05:00"},
		{rtrw.CalledTurn, rtrw.Important, semarang, "21 21:29", "21 21:29"},
		{rtrw.CalledTurn, rtrw.Important, semarang, "21 21:30", "22 05:00"},
		{rtrw.CalledHand, rtrw.Important, semarang, "21 23:59", "22 05:00"},
		{rtrw.CalledTurn, rtrw.Ordinary, semarang, "21 06:10", "21 07:00"},
		{rtrw.CalledTurn, rtrw.Ordinary, semarang, "21 07:00", "21 07:00"},
		{rtrw.CalledTurn, rtrw.Ordinary, semarang, "21 07:01", "21 12:00"},
		{rtrw.CalledNews, rtrw.Ordinary, semarang, "21 12:30", "21 17:00"},
		{rtrw.CalledNews, rtrw.Ordinary, semarang, "21 17:01", "22 07:00"},
		{rtrw.CalledNews, rtrw.Ordinary, semarang, "21 00:30", "21 07:00"},
		{rtrw.CalledTurn, rtrw.Ordinary, balikpapan, "21 11:59", "21 12:00"},
	} {
		got, want := hour(c.why, c.priority, c.place, clock(t, c.place, c.now)), clock(t, c.place, c.want)
		if !got.Equal(want) {
			t.Errorf("%s %s at %s: %s, want %s", c.why, c.priority, c.now, got.In(c.place.Location()).Format("2 15:04"), c.want)
		}
	}
	noonThere := clock(t, balikpapan, "21 12:00")
	if got := hour(rtrw.CalledNews, rtrw.Ordinary, semarang, noonThere); !got.Equal(noonThere.Add(time.Hour)) {
		t.Errorf("noon in Balikpapan is eleven in Semarang, where the round goes at %s", got)
	}
}

func TestQuiet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		quiet rtrw.Quiet
		now   string
		until string // "": it does not hold
	}{
		{rtrw.Quiet{}, "21 03:00", ""},
		{rtrw.Quiet{From: 20, Until: 6}, "21 19:59", ""},
		{rtrw.Quiet{From: 20, Until: 6}, "21 20:00", "22 06:00"},
		{rtrw.Quiet{From: 20, Until: 6}, "21 05:59", "21 06:00"},
		{rtrw.Quiet{From: 20, Until: 6}, "21 06:00", ""},
		{rtrw.Quiet{From: 12, Until: 15}, "21 12:30", "21 15:00"},
		{rtrw.Quiet{From: 12, Until: 15}, "21 15:00", ""},
	} {
		until, holds := kept(c.quiet, clock(t, semarang, c.now))
		if holds != (c.until != "") || holds && !until.Equal(clock(t, semarang, c.until)) {
			t.Errorf("%v at %s: %v until %s, want %q", c.quiet, c.now, holds, until, c.until)
		}
	}
}

// TestPacks: alone or together, and how much a day.
func TestPacks(t *testing.T) {
	t.Parallel()
	call := func(why rtrw.Calling, p rtrw.Priority) rtrw.Call {
		return rtrw.Call{Case: string(why) + string(p), Area: semarang, Why: why, Priority: p, Words: rtrw.Words{ID: "KEBAKARAN", EN: "FIRE"}}
	}
	update := news.ID
	turn, news, public := rtrw.CalledTurn, rtrw.CalledNews, rtrw.CalledPublic
	type told struct {
		text, urgency string
		calls         int
	}
	for name, c := range map[string]struct {
		now   string
		calls []rtrw.Call
		quiet rtrw.Quiet
		today int
		want  []told
		held  string
	}{
		"one":                       {"21 12:00", []rtrw.Call{call(turn, rtrw.Ordinary)}, rtrw.Quiet{}, 0, []told{{waits.ID, normal, 1}}, ""},
		"several together":          {"21 12:00", []rtrw.Call{call(turn, rtrw.Ordinary), call(turn, rtrw.Ordinary), call(news, rtrw.Ordinary)}, rtrw.Quiet{}, 0, []told{{"2 hal menunggu Bapak/Ibu. Ada 1 pembaruan.", normal, 3}}, ""},
		"important beside the rest": {"21 12:00", []rtrw.Call{call(turn, rtrw.Important), call(news, rtrw.Ordinary)}, rtrw.Quiet{}, 0, []told{{waits.ID, normal, 1}, {update, normal, 1}}, ""},
		"after a night":             {"21 05:00", []rtrw.Call{call(turn, rtrw.Important), call(turn, rtrw.Important)}, rtrw.Quiet{}, 0, []told{{"2 hal menunggu Bapak/Ibu.", normal, 2}}, ""},
		"emergencies alone":         {"21 02:00", []rtrw.Call{call(turn, rtrw.Emergency), call(turn, rtrw.Emergency)}, rtrw.Quiet{From: 20, Until: 6}, 9, []told{{urgent.ID, high, 1}, {urgent.ID, high, 1}}, ""},
		"an alarm in quiet hours":   {"21 02:00", []rtrw.Call{call(public, rtrw.Emergency)}, rtrw.Quiet{From: 20, Until: 6}, 9, []told{{"KEBAKARAN", high, 1}}, ""},
		"quiet hours":               {"21 05:10", []rtrw.Call{call(turn, rtrw.Important)}, rtrw.Quiet{From: 20, Until: 6}, 0, nil, "21 06:00"},
		"quiet hours, no hurry":     {"21 17:00", []rtrw.Call{call(news, rtrw.Ordinary)}, rtrw.Quiet{From: 16, Until: 6}, 0, nil, "22 07:00"},
		"the sixth":                 {"21 17:00", []rtrw.Call{call(news, rtrw.Ordinary)}, rtrw.Quiet{}, 5, []told{{update, normal, 1}}, ""},
		"enough for today":          {"21 17:00", []rtrw.Call{call(news, rtrw.Ordinary)}, rtrw.Quiet{}, 6, nil, "22 07:00"},
		"news of importance too":    {"21 10:00", []rtrw.Call{call(news, rtrw.Important)}, rtrw.Quiet{}, 6, nil, "22 07:00"},
		"a question comes through":  {"21 10:00", []rtrw.Call{call(turn, rtrw.Important)}, rtrw.Quiet{}, 6, []told{{waits.ID, normal, 1}}, ""},
	} {
		out, held := packs(c.calls, c.quiet, c.today, clock(t, semarang, c.now))
		if len(out) != len(c.want) || (len(held) > 0) != (c.held != "") {
			t.Errorf("%s: %d messages, %d held", name, len(out), len(held))
			continue
		}
		for i, m := range out {
			if got := (told{m.text.ID, m.urgency, len(m.calls)}); got != c.want[i] {
				t.Errorf("%s: %v, want %v", name, got, c.want[i])
			}
		}
		for _, h := range held {
			if want := clock(t, semarang, c.held).UnixMilli(); h.Due != want {
				t.Errorf("%s: held until %s, want %s", name, time.UnixMilli(h.Due).In(semarang.Location()), c.held)
			}
		}
	}
}
