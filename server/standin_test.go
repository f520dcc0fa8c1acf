package main

import (
	"encoding/json"
	"testing"
	"time"
)

// TestStandIns: a head sees whom of the own RT to ask and who stands in, names somebody from a
// day on, and ends it again; an RW head sees names RT by RT; neighbours and volunteers see nobody.
func TestStandIns(t *testing.T) {
	t.Parallel()
	w := open(t)
	type told struct {
		Standing []struct {
			Case, Name string
			Away       bool
			From       time.Time
			Until      *time.Time
		}
		People []struct{ ID, Name, House string }
	}
	read := func(login, area string) (in told) {
		t.Helper()
		if got := w.as(login).send("GET", "/standins?area="+area, nil); got.status != 200 || json.Unmarshal(got.body, &in) != nil {
			t.Fatalf("%s reads %s: %d %s", login, area, got.status, got.body)
		}
		return in
	}
	before := read("rt", string(homeRT))
	named := map[string]string{}
	for _, p := range before.People {
		named[p.Name] = p.ID
	}
	if named["Sri Wahyuni"] == "" || len(before.Standing) != 0 {
		t.Fatalf("before: %+v", before)
	}
	for _, login := range []string{"warga", "relawan", "kader", "staf", "lurah", "rt2", "camat"} {
		if got := w.as(login).send("GET", "/standins?area="+string(homeRT), nil); got.status != 403 {
			t.Errorf("%s reads names: %d %s", login, got.status, got.body)
		}
	}
	if rw := read("rw", "33.74.08.1006/RW04"); len(rw.People) != 0 {
		t.Errorf("a whole RW by name: %d", len(rw.People))
	}
	if rt := read("rw", string(homeRT)); len(rt.People) != len(before.People) {
		t.Errorf("an RT of the RW: %d", len(rt.People))
	}

	now := time.Now()
	from, until := now.Add(24*time.Hour).Truncate(time.Second), now.Add(72*time.Hour).Truncate(time.Second)
	id, got := w.as("rt").move("/member/stand_in", map[string]any{"area": homeRT, "account": named["Sri Wahyuni"], "from": from, "until": until})
	if got.status != 201 {
		t.Fatalf("name: %d %s", got.status, got.body)
	}
	if in := read("rt", string(homeRT)).Standing; len(in) != 1 || in[0].Case != id || in[0].Name != "Sri Wahyuni" || in[0].Away || !in[0].From.Equal(from) || in[0].Until == nil || !in[0].Until.Equal(until) {
		t.Errorf("standing: %+v", in)
	}
	if _, got := w.as("rw").move("/member/leave", map[string]any{"case": id}); got.status != 403 {
		t.Errorf("another head ends it: %d %s", got.status, got.body)
	}
	if _, got := w.as("rt").move("/member/leave", map[string]any{"case": id}); got.status != 200 {
		t.Errorf("end: %d %s", got.status, got.body)
	}
	if in := read("rt", string(homeRT)).Standing; len(in) != 0 {
		t.Errorf("ended: %+v", in)
	}
}
