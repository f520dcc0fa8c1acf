package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"jogotonggo/server/demo"
)

// TestSession: one wrong answer for every wrong sign-in, a cookie that no script reads,
// and a list of devices that can be ended.
func TestSession(t *testing.T) {
	t.Parallel()
	w := open(t)
	nobody := &caller{town: w}
	wrongLogin := nobody.send("POST", "/session", map[string]any{"login": "nobody", "secret": demo.Secret})
	wrongSecret := nobody.send("POST", "/session", map[string]any{"login": "warga", "secret": "salah"})
	if wrongLogin.status != 401 || wrongSecret.status != 401 || !bytes.Equal(wrongLogin.body, wrongSecret.body) {
		t.Errorf("%s\n%s", wrongLogin.body, wrongSecret.body)
	}
	in := nobody.send("POST", "/session", map[string]any{"login": "warga", "secret": demo.Secret})
	cookie := in.header.Get("Set-Cookie")
	if !strings.HasPrefix(cookie, "jt=") || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") || strings.Contains(cookie, "Secure") {
		t.Errorf("cookie on http loopback: %s", cookie)
	}
	value, _, _ := strings.Cut(cookie, ";")
	var me struct {
		Account struct {
			ID, Name, Login string
			Household       *string
			Grants          []struct {
				Role, Area string
				Until      *string
			}
		}
	}
	phone := nobody.with("Cookie", value)
	phone.get("/me", &me)
	if me.Account.Login != "warga" || me.Account.Household == nil || *me.Account.Household != homeRT+"/H012" || me.Account.Grants[0].Role != "resident" {
		t.Errorf("%+v", me)
	}
	if r := phone.with("Authorization", "Bearer x").send("GET", "/me", nil); r.status != 401 {
		t.Errorf("a wrong bearer beside a good cookie: %d", r.status)
	}
	none := nobody.send("GET", "/me", nil)
	if none.status != 401 || none.header.Get("Www-Authenticate") == "" {
		t.Errorf("nobody: %d", none.status)
	}

	var list struct {
		Sessions []struct {
			ID      string
			Current bool
		}
	}
	other := w.as("warga")
	other.get("/sessions", &list)
	for _, s := range list.Sessions {
		if !s.Current {
			if r := other.send("DELETE", "/sessions/"+s.ID, nil); r.status != 204 {
				t.Errorf("end the other device: %d", r.status)
			}
		}
	}
	ended := phone.send("GET", "/me", nil)
	if ended.status != 401 || !bytes.Equal(ended.body, none.body) {
		t.Errorf("an ended session: %d %s", ended.status, ended.body)
	}
	if r := other.send("DELETE", "/sessions/"+list.Sessions[0].ID+"x", nil); r.status != 404 {
		t.Errorf("no such device: %d", r.status)
	}
	if r := other.send("DELETE", "/session", nil); r.status != 204 || other.send("GET", "/me", nil).status != 401 {
		t.Errorf("sign out: %d", r.status)
	}
}

// TestEveryRouteAsks: a route is open only if it stands here; a new one that is not must
// ask for a session.
func TestEveryRouteAsks(t *testing.T) {
	t.Parallel()
	public := map[string]bool{
		"GET /healthz": true, "GET /readyz": true, "GET /metrics": true, "GET /api/v1/about": true, "GET /api/v1/public/:id": true, "GET /api/v1/openapi.json": true, "GET /api/v1/asyncapi.json": true,
		"POST /api/v1/session": true, "POST /api/v1/setup": true, "POST /api/v1/invites/accept": true, "POST /api/v1/kiosks/open": true,
		"POST /api/v1/setup/areas": true, "POST /api/v1/invites/return": true,
	}
	w := open(t)
	for _, r := range w.routes.(*gin.Engine).Routes() {
		if public[r.Method+" "+r.Path] {
			continue
		}
		path := strings.NewReplacer(":service", "aid", ":move", "request", ":id", "0197a000-0000-7000-8000-000000000001").Replace(r.Path)
		req, err := http.NewRequest(r.Method, w.at+path+"?area="+homeRT, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		if got := (&caller{town: w}).do(req); got.status != 401 || got.code() != "signed_out" {
			t.Errorf("%s %s without a session: %d %s", r.Method, r.Path, got.status, got.body)
		}
	}
}

// TestCrossSite: what another site makes a browser send is refused, whatever the cookie.
func TestCrossSite(t *testing.T) {
	t.Parallel()
	w := open(t)
	for name, c := range map[string]struct {
		header, value string
		status        int
	}{
		"another site":   {"Origin", "https://evil.example", 403},
		"by fetch":       {"Sec-Fetch-Site", "cross-site", 403},
		"own page":       {"Origin", w.at, 201},
		"same by fetch":  {"Sec-Fetch-Site", "same-origin", 201},
		"no browser":     {"X-Nothing", "", 201},
		"localhost name": {"Origin", strings.Replace(w.at, "127.0.0.1", "localhost", 1), 201},
	} {
		if _, r := w.as("warga").with(c.header, c.value).move("/aid/request", ask("")); r.status != c.status {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
}

// TestInvites: a house QR lets six in at once, a link one who waits, and neither more.
func TestInvites(t *testing.T) {
	t.Parallel()
	w := open(t)
	rt, door := w.as("rt"), &caller{town: w}
	var made struct {
		Invite struct {
			ID, Code, Kind string
			Uses           int
		}
		Token string
	}
	read := func(r *reply, want int) {
		t.Helper()
		if r.status != want {
			t.Fatalf("%d %s", r.status, r.body)
		}
		if err := json.Unmarshal(r.body, &made); err != nil {
			t.Fatal(err)
		}
	}
	read(rt.send("POST", "/invites", map[string]any{"house": homeRT + "/H020"}), 201)
	if made.Invite.Kind != "house" || made.Invite.Uses != 6 {
		t.Errorf("%+v", made)
	}
	qr := made.Invite.Code
	read(door.send("POST", "/invites/accept", map[string]any{"code": qr, "name": "Ani Lestari"}), 200)
	ani := &caller{town: w, token: made.Token}
	if id, r := ani.move("/aid/request", ask("")); r.status != 201 {
		t.Errorf("a new member files: %d %s (%s)", r.status, r.body, id)
	}
	if r := door.send("POST", "/invites/accept", map[string]any{"code": "x", "name": "Ani"}); r.status != 404 {
		t.Errorf("a wrong code: %d %s", r.status, r.body)
	}
	for _, bad := range []map[string]any{{}, {"house": homeRT + "/H020", "area": homeRT}, {"house": homeRT}, {"area": homeRT + "/H020"}} {
		if r := rt.send("POST", "/invites", bad); r.status != 400 {
			t.Errorf("%v: %d", bad, r.status)
		}
	}
	if r := w.as("warga").send("POST", "/invites", map[string]any{"area": homeRT}); r.status != 403 {
		t.Errorf("a neighbour invites: %d", r.status)
	}
	var list struct{ Invites []struct{ ID, Code string } }
	rt.get("/invites?area="+homeRT, &list)
	if len(list.Invites) != 1 || list.Invites[0].Code != "" {
		t.Fatalf("%+v", list)
	}
	if r := rt.send("DELETE", "/invites/"+list.Invites[0].ID, nil); r.status != 204 {
		t.Errorf("revoke: %d", r.status)
	}
	if r := door.send("POST", "/invites/accept", map[string]any{"code": qr, "name": "Budi"}); r.status != 404 {
		t.Errorf("a revoked code: %d", r.status)
	}
	var me struct{ Account struct{ ID string } }
	w.as("tetangga").get("/me", &me)
	read(rt.send("POST", "/members/"+me.Account.ID+"/reset", nil), 201)
	read(door.send("POST", "/invites/accept", map[string]any{"code": made.Invite.Code, "name": "siapa saja"}), 200)
	if w.as("tetangga").send("GET", "/me", nil).status != 401 {
		t.Error("a reset leaves the lost device signed in")
	}
}
