package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"jogotonggo/rt-rw"
)

// TestKiosk: the lurah hangs a screen up, and no other; its code opens once; it reads the
// lobby's board and is turned away everywhere else; taken down, it is nobody at once.
func TestKiosk(t *testing.T) {
	t.Parallel()
	w := open(t)
	area := map[string]any{"area": "33.74.08.1006"}
	for _, login := range []string{"warga", "rt", "rw", "staf", "camat", "kota", "lurah2"} {
		if got := w.as(login).send("POST", "/kiosks", area); got.status != 403 {
			t.Errorf("%s makes a screen: %d %s", login, got.status, got.body)
		}
	}
	lurah := w.as("lurah")
	var made struct {
		Kiosk struct{ ID, Code string }
	}
	if got := lurah.send("POST", "/kiosks", area); got.status != 201 || json.Unmarshal(got.body, &made) != nil || made.Kiosk.Code == "" {
		t.Fatalf("make: %d %s", got.status, got.body)
	}
	nobody := &caller{town: w}
	var in struct{ Token string }
	if got := nobody.send("POST", "/kiosks/open", map[string]any{"code": made.Kiosk.Code}); got.status != 200 || json.Unmarshal(got.body, &in) != nil {
		t.Fatalf("open: %d %s", got.status, got.body)
	}
	if got := nobody.send("POST", "/kiosks/open", map[string]any{"code": made.Kiosk.Code}); got.status != 404 {
		t.Errorf("a code opened twice: %d %s", got.status, got.body)
	}
	screen := &caller{town: w, token: in.Token}
	got := screen.send("GET", "/lobby", nil)
	var lobby struct {
		Posts  map[rtrw.Area]rtrw.Watch
		Manned int64
	}
	if got.status != 200 || json.Unmarshal(got.body, &lobby) != nil || len(lobby.Posts) != 60 || lobby.Manned != 2 {
		t.Fatalf("lobby: %d, %d of %d: %s", got.status, lobby.Manned, len(lobby.Posts), got.body)
	}
	if other := screen.send("GET", "/lobby?area=33.74.08.1001", nil); other.status != 403 {
		t.Errorf("another lobby: %d", other.status)
	}
	for _, path := range []string{"/me", "/board?area=33.74.08.1006", "/cases", "/log?area=33.74.08.1006", "/tallies.csv?area=33.74.08.1006", "/figures?area=33.74.08.1006", "/bulletin?area=33.74.08.1006", "/services", "/kiosks?area=33.74.08.1006"} {
		if got := screen.send("GET", path, nil); got.status != 403 {
			t.Errorf("a screen reads %s: %d %s", path, got.status, got.body)
		}
	}
	var list struct{ Kiosks []struct{ ID, Code string } }
	if got := lurah.send("GET", "/kiosks?area=33.74.08.1006", nil); json.Unmarshal(got.body, &list) != nil || len(list.Kiosks) != 1 || list.Kiosks[0].Code != "" || bytes.Contains(got.body, []byte(made.Kiosk.Code)) {
		t.Errorf("list: %s", got.body)
	}
	if got := w.as("lurah2").send("DELETE", "/kiosks/"+made.Kiosk.ID, nil); got.status != 404 {
		t.Errorf("another lurah takes it down: %d", got.status)
	}
	if got := lurah.send("DELETE", "/kiosks/"+made.Kiosk.ID, nil); got.status != 204 {
		t.Errorf("take down: %d %s", got.status, got.body)
	}
	if got := screen.send("GET", "/lobby", nil); got.status != 401 {
		t.Errorf("a screen that was taken down: %d", got.status)
	}
}

// TestLobbyKnowsOffices: a head who is away, or for whom somebody stands in, is seen; who was
// named for one night keeps watch.
func TestLobbyKnowsOffices(t *testing.T) {
	t.Parallel()
	w := open(t)
	posts := func() map[rtrw.Area]rtrw.Watch {
		var lobby struct{ Posts map[rtrw.Area]rtrw.Watch }
		if got := w.as("staf").send("GET", "/lobby?area=33.74.08.1006", nil); json.Unmarshal(got.body, &lobby) != nil || got.status != 200 {
			t.Fatalf("lobby: %d %s", got.status, got.body)
		}
		return lobby.Posts
	}
	if got := posts()[homeRT]; got != rtrw.Ready {
		t.Errorf("before: %s", got)
	}
	if _, got := w.as("rt").move("/member/stand_in", map[string]any{"area": homeRT}); got.status != 201 {
		t.Fatalf("away: %d %s", got.status, got.body)
	}
	if got := posts()[homeRT]; got != rtrw.Deputy {
		t.Errorf("away: %s", got)
	}
	if got := posts()["33.74.08.1006/RW09/RT01"]; got != rtrw.Ready {
		t.Errorf("another RT: %s", got)
	}
}
