package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"jogotonggo/server/demo"
)

// browser is a shared phone: it keeps its cookies, and cannot read them.
type browser struct {
	*caller
	jar *cookiejar.Jar
}

func (w *town) browser() *browser {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &browser{&caller{town: w, client: &http.Client{Jar: jar}}, jar}
}

func (b *browser) enter(login string) string {
	b.t.Helper()
	return b.in("POST", "/session", map[string]any{"login": login, "secret": demo.Secret})
}

// in makes a call that must answer with an account, and gives its id.
func (b *browser) in(method, path string, body any) string {
	b.t.Helper()
	r := b.send(method, path, body)
	var got struct{ Account struct{ ID string } }
	if json.Unmarshal(r.body, &got); r.status != 200 || got.Account.ID == "" {
		b.t.Fatalf("%s %s: %d %s", method, path, r.status, r.body)
	}
	return got.Account.ID
}

func (b *browser) turn(account string, secret ...string) *reply {
	body := map[string]any{"account": account}
	for _, s := range secret {
		body["secret"] = s
	}
	return b.send("POST", "/me/profiles/switch", body)
}

// people lists who is signed in; the active one in brackets.
func (b *browser) people() string {
	b.t.Helper()
	var list struct {
		Profiles []struct {
			Account struct{ Name string }
			Active  bool
		}
	}
	r := b.send("GET", "/me/profiles", nil)
	if r.status == 401 {
		return "nobody"
	}
	if err := json.Unmarshal(r.body, &list); r.status != 200 || err != nil {
		b.t.Fatalf("profiles: %d %s", r.status, r.body)
	}
	var names []string
	for _, p := range list.Profiles {
		if p.Active {
			p.Account.Name = "[" + p.Account.Name + "]"
		}
		names = append(names, p.Account.Name)
	}
	return strings.Join(names, ", ")
}

func (b *browser) cookies() []*http.Cookie {
	at, _ := url.Parse(b.at)
	return b.jar.Cookies(at)
}

func (b *browser) put(name, value string) {
	at, _ := url.Parse(b.at)
	b.jar.SetCookies(at, []*http.Cookie{{Name: name, Value: value, Path: "/"}})
}

func (b *browser) expect(what, want string) {
	b.t.Helper()
	if got := b.people(); got != want {
		b.t.Errorf("%s: %s, want %s", what, got, want)
	}
}

// TestProfiles: a family shares a phone. Nobody who comes in puts another out; one tap changes over between
// neighbours, a duty asks for its secret; signing out ends one alone, and nobody takes the place by themselves.
func TestProfiles(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	sri := b.enter("warga")
	b.expect("one", "[Sri Wahyuni]")
	yanto := b.enter("tetangga")
	name := w.nameOf(yanto)
	b.expect("two", "["+name+"], Sri Wahyuni")
	for _, c := range b.cookies() {
		if !strings.HasPrefix(c.Name, "jt") {
			t.Errorf("a cookie of another name: %s", c.Name)
		}
	}
	r := b.turn(sri)
	if r.status != 200 {
		t.Fatalf("one tap: %d %s", r.status, r.body)
	}
	for _, line := range r.header.Values("Set-Cookie") {
		if !strings.Contains(line, "HttpOnly") || !strings.Contains(line, "SameSite=Lax") || !strings.Contains(line, "Path=/") {
			t.Errorf("cookie: %s", line)
		}
	}
	b.expect("back", "[Sri Wahyuni], "+name)
	if r := b.turn(sri); r.status != 200 {
		t.Errorf("to oneself: %d %s", r.status, r.body)
	}

	head := b.enter("rt")
	if r := b.turn(sri); r.status != 200 {
		t.Errorf("away from a duty: %d %s", r.status, r.body)
	}
	for _, secret := range [][]string{nil, {""}, {"salah"}} {
		if r := b.turn(head, secret...); r.status != 400 || r.code() != "invalid" || !bytes.Contains(r.body, []byte(`"field":"secret"`)) {
			t.Errorf("a duty by %q: %d %s", secret, r.status, r.body)
		}
	}
	b.expect("still", "[Sri Wahyuni], "+name+", Slamet Raharjo")
	if r := b.turn(head, demo.Secret); r.status != 200 {
		t.Errorf("a duty by its secret: %d %s", r.status, r.body)
	}
	if r := b.turn(head, "salah"); r.status != 400 {
		t.Errorf("a wrong secret where the session holds: %d %s", r.status, r.body)
	}
	if r := b.send("DELETE", "/session", nil); r.status != 204 {
		t.Fatalf("sign out: %d", r.status)
	}
	b.expect("one left", "Sri Wahyuni, "+name)
	if r := b.send("GET", "/me", nil); r.status != 401 {
		t.Errorf("somebody took the place by themselves: %d %s", r.status, r.body)
	}
	if r := b.turn(head, demo.Secret); r.status != 401 || r.code() != "signed_out" {
		t.Errorf("to who left: %d %s", r.status, r.body)
	}
	if r := b.turn(yanto); r.status != 200 {
		t.Errorf("to who stayed: %d %s", r.status, r.body)
	}
	var list struct{ Sessions []struct{ Current bool } }
	b.get("/sessions", &list)
	if !slices.ContainsFunc(list.Sessions, func(s struct{ Current bool }) bool { return s.Current }) {
		t.Errorf("devices of one: %+v", list)
	}
}

// TestProfilesOfNobody: a cookie gives only what its own token opens, by whatever name it comes.
func TestProfilesOfNobody(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	sri, yanto := b.enter("warga"), b.enter("tetangga")
	bambang := w.nameOf(yanto)
	var parked, active string
	for _, c := range b.cookies() {
		if c.Name != "jt" {
			parked = c.Name
		} else {
			active = c.Value
		}
	}
	other := w.browser()
	if r := other.turn(sri); r.status != 401 {
		t.Errorf("a browser of nobody: %d %s", r.status, r.body)
	}
	other.put(parked, "forged")
	other.put(parked+"x", strings.Repeat("a", 43))
	other.put("jt-zz", "")
	other.expect("forged", "nobody")
	if r := other.turn(sri); r.status != 401 {
		t.Errorf("by a forged cookie: %d %s", r.status, r.body)
	}
	other.put(parked, active) // in the name of another
	other.expect("another's name", bambang)
	if r := other.turn(sri); r.status != 401 {
		t.Errorf("by another's token: %d %s", r.status, r.body)
	}
	if r := b.turn(uuid.NewString()); r.status != 401 || b.turn("x").status != 400 {
		t.Errorf("to nobody: %d %s", r.status, r.body)
	}
	if r := b.with("Origin", "https://evil.example").send("POST", "/me/profiles/switch", map[string]any{"account": sri}); r.status != 403 {
		t.Errorf("from another site: %d %s", r.status, r.body)
	}
	for i := range 40 { // whatever a browser sends, little is looked up
		other.put(fmt.Sprintf("jt-%08x", i), "x")
	}
	if r := other.send("GET", "/me/profiles", nil); r.status >= 500 {
		t.Errorf("forty cookies: %d %s", r.status, r.body)
	}

	// A head signs a lost phone out: what was parked there opens nothing from then on.
	var made struct{ Invite struct{ Code string } }
	if r := w.as("rt").send("POST", "/members/"+sri+"/reset", nil); json.Unmarshal(r.body, &made) != nil || made.Invite.Code == "" {
		t.Fatalf("reset: %s", r.body)
	}
	mine := w.browser()
	mine.in("POST", "/invites/accept", map[string]any{"code": made.Invite.Code, "name": "x"})
	b.expect("revoked", "["+bambang+"]")
	if r := b.turn(sri); r.status != 401 || r.code() != "signed_out" {
		t.Errorf("to who was revoked: %d %s", r.status, r.body)
	}
	for _, c := range b.cookies() {
		if c.Name == parked {
			t.Error("a cookie that opens nothing stays on the browser")
		}
	}
}

// TestProfileErased: who was forgotten at their own wish is signed in nowhere any more, also not aside.
func TestProfileErased(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	sri := b.enter("warga")
	b.enter("tetangga")
	wish := w.as("warga").must("/privacy/ask_erasure", map[string]any{"area": homeRT, "what": "everything"})
	w.as("dpo").must("/privacy/erase", map[string]any{"case": wish})
	b.expect("one is left", "["+w.nameOf(b.in("GET", "/me", nil))+"]")
	if r := b.turn(sri); r.status != 401 {
		t.Errorf("to who was erased: %d %s", r.status, r.body)
	}
}

// TestProfilesAreFew: a sixth person is refused before a code is spent, unless one of the five can come back by a secret.
func TestProfilesAreFew(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	invite := func(house string) string {
		t.Helper()
		var made struct{ Invite struct{ Code string } }
		if r := w.as("rt").send("POST", "/invites", map[string]any{"house": homeRT + house}); json.Unmarshal(r.body, &made) != nil || r.status != 201 {
			t.Fatalf("%d %s", r.status, r.body)
		}
		return made.Invite.Code
	}
	code := invite("/H020")
	accept := func(name string) *reply {
		return b.send("POST", "/invites/accept", map[string]any{"code": code, "name": name})
	}
	for _, name := range []string{"Ani", "Budi", "Cici", "Dedi", "Eko"} {
		if r := accept(name); r.status != 200 {
			t.Fatalf("%s: %d %s", name, r.status, r.body)
		}
	}
	for range 2 {
		if r := accept("Fani"); r.status != 409 || r.code() != "conflict" {
			t.Errorf("a sixth: %d %s", r.status, r.body)
		}
	}
	if r := b.send("POST", "/session", map[string]any{"login": "warga", "secret": demo.Secret}); r.status != 409 {
		t.Errorf("a sixth by a secret: %d %s", r.status, r.body)
	}
	if r := b.send("DELETE", "/session", nil); r.status != 204 {
		t.Fatal(r.status)
	}
	b.enter("warga")
	if r := accept("Fani"); r.status != 200 { // the sixth and last use: none was spent by a refusal
		t.Errorf("in the place of one who can come back: %d %s", r.status, r.body)
	}
	if got := b.people(); strings.Count(got, ",") != 4 || strings.Contains(got, "Sri") || !strings.Contains(got, "[Fani]") {
		t.Errorf("five: %s", got)
	}
}

// TestMeantForAnother: a page says as whom it acts; a browser that somebody else uses meanwhile neither files nor reads for them.
func TestMeantForAnother(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	sri, yanto := b.enter("warga"), b.enter("tetangga")
	before := w.picture()
	for _, path := range []string{"/cases", "/me", "/me/data", "/board?area=" + homeRT} {
		if r := b.with("X-Account", sri).send("GET", path, nil); r.status != 409 || r.code() != "other_account" {
			t.Errorf("GET %s for another: %d %s", path, r.status, r.body)
		}
	}
	if r := b.with("X-Account", sri).with("Idempotency-Key", uuid.NewString()).send("POST", "/aid/request", ask("")); r.status != 409 || r.code() != "other_account" {
		t.Errorf("filed for another: %d %s", r.status, r.body)
	}
	if r := b.with("X-Account", sri).send("DELETE", "/session", nil); r.status != 409 {
		t.Errorf("signed another out: %d", r.status)
	}
	if after := w.picture(); after != before {
		t.Errorf("something changed:\n%s\n%s", before, after)
	}
	if r := b.with("X-Account", yanto).with("Idempotency-Key", uuid.NewString()).send("POST", "/aid/request", ask("")); r.status != 201 {
		t.Errorf("filed for oneself: %d %s", r.status, r.body)
	}
}

// nameOf reads an account's name as its owner does.
func (w *town) nameOf(id string) string {
	w.t.Helper()
	for _, login := range []string{"tetangga", "warga"} {
		var me struct{ Account struct{ ID, Name string } }
		if w.as(login).get("/me", &me); me.Account.ID == id {
			return me.Account.Name
		}
	}
	w.t.Fatalf("nobody of the id %s", id)
	return ""
}
