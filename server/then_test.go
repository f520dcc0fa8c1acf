package main

import (
	"testing"

	"jogotonggo/rt-rw"
)

// TestThen: the hours are remembered while the server runs, and a board is asked for with the
// time of which it is wanted; a time that is none, that has not come or lies too far back is
// told from one another.
func TestThen(t *testing.T) {
	t.Parallel()
	clock := &hand{}
	clock.set(t, "21 09:30")
	w := clock.town(t)
	w.as("warga").must("/aid/request", ask("beras habis"))
	clock.set(t, "21 10:05")
	if again := w.house.rememberOnce(t.Context()); again != rememberEvery {
		t.Errorf("asked again in %v", again)
	}
	w.as("warga").must("/aid/request", ask("obat habis"))
	if r, err := w.house.store.Verify(t.Context()); err != nil || !r.Clean() || r.Checkpoints != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	clock.set(t, "21 11:00")
	lurah := w.as("lurah")
	const board = "/board?area=33.74.08.1006"
	type shown struct {
		Cursor  string
		AsOf    string `json:"as_of"`
		Cases   []rtrw.Facts
		Then    *rtrw.Past
		Tallies map[rtrw.Area]map[string]map[string]int
	}
	for at, want := range map[string]struct {
		filed int
		asOf  string
	}{
		"&at=2026-11-21T09:00:00%2B07:00": {0, "2026-11-21T09:00:00.000+07:00"},
		"&at=2026-11-21T10:00:00%2B07:00": {1, "2026-11-21T10:00:00.000+07:00"},
		"&at=2026-11-21T10:05:00+07:00":   {2, "2026-11-21T10:05:00.000+07:00"}, // a plus that nobody escaped
		"&at=2026-11-21T03:04:59.999Z":    {1, "2026-11-21T10:04:59.999+07:00"},
	} {
		var got shown
		lurah.get(board+at, &got)
		if n := got.Tallies["33.74.08.1006"]["aid"]["filed"]; n != want.filed || len(got.Cases) != want.filed || got.AsOf != want.asOf || got.Cursor != "" || got.Then == nil || !got.Then.Zones {
			t.Errorf("%s: %d filed, %+v", at, n, got)
		}
	}
	var now shown
	if lurah.get(board, &now); now.Then != nil || now.Cursor == "" || len(now.Cases) != 2 {
		t.Errorf("now: %+v", now)
	}
	for at, want := range map[string]int{"&at=": 400, "&at=kemarin": 400, "&at=1795978800000": 400, "&at=2026-11-21T10:00:00": 400,
		"&at=2026-11-21T11:00:00.001%2B07:00": 422, "&at=2025-10-17T10:59:59%2B07:00": 422} {
		if r := lurah.send("GET", board+at, nil); r.status != want {
			t.Errorf("%s: %d %s", at, r.status, r.body)
		}
	}
	if r := w.as("lurah2").send("GET", board+"&at=2026-11-21T10:00:00%2B07:00", nil); r.status != 403 {
		t.Errorf("the lurah of another kelurahan: %d %s", r.status, r.body)
	}
}
