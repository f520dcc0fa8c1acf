package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
)

type caseAnswer struct {
	Case struct {
		ID, State, Household string
		Version              int
		Data                 map[string]any
		Holder               *struct {
			Name string
			Mine bool
		}
	}
	Timeline []struct {
		Type, Title string
		By          struct{ Role, Title string }
	}
	Seen  *struct{ Role string }
	Moves []struct{ Name string }
}

type boardAnswer struct {
	Cursor, Epoch, Hash, Name string
	Tallies                   map[string]map[string]map[string]any
	Cases                     []struct{ ID string }
	RTs                       []string
}

// TestLine is the straight line: a household asks, the head verifies, the desk takes and
// brings it, and the household's own code closes it, seen by each as they may see it.
func TestLine(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga, rt, staf := w.as("warga"), w.as("rt"), w.as("staf")
	id, r := warga.move("/aid/request", ask("dua anak"))
	if r.status != 201 || strings.Contains(string(r.body), "dua anak") {
		t.Fatalf("request: %d %s", r.status, r.body)
	}
	var seen caseAnswer
	rt.get("/cases/"+id, &seen)
	if seen.Case.Data["note"] != "dua anak" || seen.Case.Household != homeRT+"/H012" {
		t.Errorf("the head reads %v", seen.Case)
	}
	rt.must("/aid/verify", map[string]any{"case": id})
	staf.must("/aid/claim", map[string]any{"case": id, "version": 2})
	staf.must("/aid/dispatch", map[string]any{"case": id})
	warga.get("/cases/"+id, &seen)
	code, _ := seen.Case.Data["hand_over_code"].(string)
	if len(code) != 6 || seen.Seen == nil || seen.Seen.Role != "rt_head" || seen.Case.Holder == nil || seen.Case.Holder.Mine {
		t.Fatalf("the household sees %+v", seen)
	}
	wrong := "111111"
	if code == wrong {
		wrong = "222222"
	}
	if _, r := staf.move("/aid/hand_over", map[string]any{"case": id, "code": wrong}); r.status != 422 || !strings.Contains(string(r.body), `"field":"code"`) {
		t.Errorf("a wrong code: %d %s", r.status, r.body)
	}
	staf.must("/aid/hand_over", map[string]any{"case": id, "code": code})

	seen = caseAnswer{}
	warga.with("Accept-Language", "en-GB,en;q=0.9,id;q=0.5").get("/cases/"+id, &seen)
	if seen.Case.State != "closed" || len(seen.Timeline) != 5 || seen.Timeline[0].Title != "Ask for help" || seen.Timeline[0].By.Title != "Resident" {
		t.Errorf("at the end %+v", seen)
	}
	var board boardAnswer
	w.as("lurah").get("/board?area=33.74.08.1006", &board)
	if board.Tallies[homeRT]["aid"]["closed"] != 1.0 || board.Name != "Tegalsari" || len(board.RTs) != 60 || len(board.Cases) != 0 {
		t.Errorf("the board shows %v", board.Tallies[homeRT])
	}
	var city boardAnswer
	w.as("kota").get("/board?area=33.74", &city)
	if city.Tallies["33.74.08.1006"]["aid"]["all"] != "<5" || len(city.Tallies) != 7 {
		t.Errorf("the city sees %v", city.Tallies)
	}
	var looks struct {
		Looks []struct{ By struct{ Role string } }
	}
	if warga.get("/me/looks", &looks); len(looks.Looks) != 1 || looks.Looks[0].By.Role != "rt_head" {
		t.Errorf("who looked: %+v", looks)
	}
	var page struct{ Events []struct{ Type string } }
	if warga.get("/log?area=33.74.08.1006", &page); len(page.Events) != 5 {
		t.Errorf("the household's log has %v", page.Events)
	}
	if w.as("tetangga").get("/log?area=33.74.08.1006", &page); len(page.Events) != 0 {
		t.Errorf("a neighbour's log has %v", page.Events)
	}
}

// TestIdempotency: sending an accepted command again gives the first answer, byte for byte.
func TestIdempotency(t *testing.T) {
	t.Parallel()
	w := open(t)
	warga, rt := w.as("warga"), w.as("rt")
	key, first := warga.move("/aid/request", ask("sekali"))
	rt.must("/aid/verify", map[string]any{"case": key})
	again := warga.with("Idempotency-Key", strings.ToUpper(key)).send("POST", "/aid/request", ask("sekali"))
	if again.status != first.status || !bytes.Equal(again.body, first.body) || again.header.Get("Idempotency-Replayed") != "true" || first.header.Get("Idempotency-Replayed") != "" {
		t.Errorf("sent again: %d %s", again.status, again.body)
	}
	for name, r := range map[string]*reply{
		"another body":    warga.with("Idempotency-Key", key).send("POST", "/aid/request", ask("lain")),
		"another move":    warga.with("Idempotency-Key", key).send("POST", "/aid/cancel", map[string]any{"case": key}),
		"another account": w.as("tetangga").with("Idempotency-Key", key).send("POST", "/aid/request", ask("sekali")),
	} {
		if r.status != 422 || r.code() != "key_reused" {
			t.Errorf("%s under the key: %d %s", name, r.status, r.body)
		}
	}
	mended := uuid.NewString()
	if r := warga.with("Idempotency-Key", mended).send("POST", "/aid/request", `{"area":"`+homeRT+`","need":"emas","people":3}`); r.status != 400 {
		t.Errorf("a wrong need: %d", r.status)
	}
	if r := warga.with("Idempotency-Key", mended).send("POST", "/aid/request", ask("")); r.status != 201 {
		t.Errorf("a mended body under the same key: %d %s", r.status, r.body)
	}
}

// TestExistence: whoever may not see a case is told that there is none.
func TestExistence(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.as("warga").must("/aid/request", ask("rahasia"))
	unknown := w.as("rt2").send("GET", "/cases/"+uuid.NewString(), nil)
	for _, login := range []string{"tetangga", "warga2", "rt2", "staf2", "lurah2", "camat", "kota", "dpo", "warga-bpn", "lurah-bpn"} {
		r := w.as(login).send("GET", "/cases/"+id, nil)
		if r.status != 404 || !bytes.Equal(r.body, unknown.body) {
			t.Errorf("%s: %d %s", login, r.status, r.body)
		}
		if _, r := w.as(login).move("/aid/verify", map[string]any{"case": id}); r.status != 404 {
			t.Errorf("%s verifies: %d", login, r.status)
		}
	}
	if _, r := w.as("staf").move("/aid/verify", map[string]any{"case": id}); r.status != 403 {
		t.Errorf("staff see it and may not verify: %d", r.status)
	}
	if _, r := w.as("warga").move("/aid/request", map[string]any{"area": "33.74.08.1006/RW09/RT01", "need": "air", "people": 1}); r.status != 403 {
		t.Errorf("an area outside the grants: %d %s", r.status, r.body)
	}
	for _, path := range []string{"/board?area=33.74.08.1001", "/cases?area=33.74.08.1001", "/log?area=33.74.08.1001", "/houses?area=" + homeRT} {
		if r := w.as("warga").send("GET", path, nil); r.status != 403 {
			t.Errorf("%s: %d", path, r.status)
		}
	}
}

// TestCases pages through a list, newest first.
func TestCases(t *testing.T) {
	t.Parallel()
	w := open(t)
	var filed []string
	for range 5 {
		filed = append(filed, w.as("warga").must("/aid/request", ask("")))
	}
	var got []string
	page := ""
	for range 3 {
		var answer struct {
			Cases []struct{ ID string }
			Next  *string
		}
		w.as("rt").get("/cases?area="+homeRT+"&service=aid&state=filed&limit=2&page="+page, &answer)
		for _, c := range answer.Cases {
			got = append(got, c.ID)
		}
		if answer.Next == nil {
			break
		}
		page = *answer.Next
	}
	if len(got) != 5 || got[0] != filed[4] || got[4] != filed[0] {
		t.Errorf("filed %v, listed %v", filed, got)
	}
	var mine struct{ Cases []json.RawMessage }
	if w.as("warga").get("/cases", &mine); len(mine.Cases) != 5 {
		t.Errorf("without an area: %d", len(mine.Cases))
	}
}
