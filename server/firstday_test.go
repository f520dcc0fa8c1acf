package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/config"
	"jogotonggo/server/setup"
)

const founded = "33.74.08.1006"

// openFounded is a kelurahan on its first day: it has a lurah and nothing else.
func openFounded(t *testing.T) (*town, *caller) {
	t.Helper()
	w := openEmpty(t)
	return w, w.founds()
}

func (w *town) founds() *caller {
	w.t.Helper()
	r := (&caller{town: w}).send("POST", "/setup", map[string]any{"code": w.house.found.Code(), "area": founded, "place": "Tegalsari", "name": "Endah Kusumawati", "login": "lurah", "secret": "rahasia lurah"})
	var in struct{ Token string }
	if err := json.Unmarshal(r.body, &in); err != nil || r.status != 200 {
		w.t.Fatalf("%d %s", r.status, r.body)
	}
	return &caller{town: w, token: in.Token}
}

func (c *caller) town1() (t setup.Town) {
	c.town.t.Helper()
	if r := c.get("/setup?area="+founded, &t); r.status != 200 {
		c.town.t.Fatalf("%d %s", r.status, r.body)
	}
	return t
}

// viewer is whom the caller's session belongs to.
func (w *town) viewer(c *caller) rtrw.Viewer {
	w.t.Helper()
	in, err := w.house.store.Session(w.t.Context(), c.token)
	if err != nil {
		w.t.Fatal(err)
	}
	return in.Viewer
}

func (c *caller) lays(lines string, houses int) *reply {
	return c.send("POST", "/setup/places", map[string]any{"area": founded, "lines": lines, "houses": houses})
}

func (c *caller) names(csv string) *reply {
	return c.send("POST", "/setup/heads", map[string]any{"area": founded, "csv": csv})
}

// TestFirstDay: RTs, heads, staff and paper, each sent twice, do what they say once; and the ledger
// proves it all.
func TestFirstDay(t *testing.T) {
	t.Parallel()
	w, lurah := openFounded(t)
	for range 2 {
		if r := lurah.lays("RW 01: 2 RT\nRW 02: 1 RT, 3 rumah", 10); r.status != 200 {
			t.Fatalf("%d %s", r.status, r.body)
		}
	}
	if now := lurah.town1(); len(now.RWs) != 2 || len(now.RTs) != 3 || now.RTs[0].Houses != 10 || now.RTs[2].Houses != 3 || now.Name != "Tegalsari" || now.TimeZone != "Asia/Jakarta" {
		t.Fatalf("%+v", now)
	}
	const list = "rw;rt;nama;rumah\n1;;Yuli Astuti;\n1;1;Pak Darmo Wibowo;2\n1;2;Ani;12\n"
	if r := lurah.send("POST", "/setup/heads", map[string]any{"area": founded, "csv": list, "check": true}); r.status != 200 || len(lurah.town1().RTs[0].Heads) != 0 {
		t.Fatalf("checked: %d %s", r.status, r.body)
	}
	for range 2 {
		if r := lurah.names(list); r.status != 200 {
			t.Fatalf("%d %s", r.status, r.body)
		}
	}
	now := lurah.town1()
	darmo, ani := now.RTs[0].Heads[0], now.RTs[1].Heads[0]
	if len(now.RTs[0].Heads) != 1 || darmo.Login != "rw01-rt01-darmo" || darmo.House != founded+"/RW01/RT01/H002" || darmo.Came || now.RTs[0].Members != 1 ||
		now.RWs[0].Heads[0].Login != "rw01-yuli" || now.RTs[1].Houses != 11 || ani.House != founded+"/RW01/RT02/H012" || len(now.RTs[2].Heads) != 0 {
		t.Fatalf("%+v", now)
	}
	for range 2 {
		if r := lurah.send("POST", "/setup/staff", map[string]any{"area": founded, "name": "Wulan", "login": "staf-wulan", "secret": "abcd-efgh-jkmn"}); r.status != 200 {
			t.Fatalf("%d %s", r.status, r.body)
		}
	}
	if r := lurah.send("POST", "/setup/staff", map[string]any{"area": founded, "name": "Wulan", "login": "staf-wulan", "secret": "zzzz-zzzz-zzzz"}); r.status != 409 {
		t.Errorf("somebody else's login: %d %s", r.status, r.body)
	}
	var staf struct{ Token string }
	r := (&caller{town: w}).send("POST", "/session", map[string]any{"login": "staf-wulan", "secret": "abcd-efgh-jkmn"})
	if err := json.Unmarshal(r.body, &staf); err != nil || r.status != 200 || len(lurah.town1().Staff) != 1 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := lurah.send("POST", "/setup/staff", map[string]any{"area": founded, "name": "Wulan", "login": "staf-wulan", "secret": "abcd-efgh-jkmn"}); r.status != 409 {
		t.Errorf("who has been here is told to nobody: %d", r.status)
	}
	desk := &caller{town: w, token: staf.Token}
	for path, c := range map[string]struct {
		by     *caller
		body   map[string]any
		status int
	}{
		"/setup/slips":   {desk, map[string]any{"area": founded}, 200},
		"/setup/letters": {desk, map[string]any{"area": founded}, 403},
		"/setup/heads":   {desk, map[string]any{"area": founded, "csv": "1,2,Yuli"}, 403},
		"/setup/places":  {desk, map[string]any{"area": founded, "lines": "1 RT", "houses": 1}, 403},
	} {
		if r := c.by.send("POST", path, c.body); r.status != c.status {
			t.Errorf("%s by the desk: %d %s", path, r.status, r.body)
		}
	}
	slips := lurah.send("POST", "/setup/slips", map[string]any{"area": founded + "/RW01/RT01", "vacant": true})
	if slips.status != 200 || !bytes.HasPrefix(slips.body, []byte("%PDF")) || !strings.Contains(slips.header.Get("Cache-Control"), "no-store") {
		t.Errorf("%d %s", slips.status, slips.header)
	}
	if list, err := w.house.store.Invites(t.Context(), w.viewer(lurah), founded+"/RW01/RT01"); err != nil || len(list) != 10+9 || slices.ContainsFunc(list, func(i store.Invite) bool { return i.Code != "" }) {
		t.Errorf("%d codes of the RT, %v", len(list), err) // once for all houses, once for those of nobody
	}
	if letters := lurah.send("POST", "/setup/letters", map[string]any{"area": founded}); letters.status != 200 || !bytes.HasPrefix(letters.body, []byte("%PDF")) {
		t.Errorf("%d %s", letters.status, letters.body)
	}
	if report, err := w.house.store.Verify(t.Context()); err != nil || !report.Clean() || report.Events < 6 {
		t.Errorf("%+v %v", report, err)
	}
	if logs := w.logged(); strings.Contains(logs, "Darmo") || strings.Contains(logs, "abcd-efgh") {
		t.Error("the log names somebody")
	}
}

// TestFirstDay_Refused: what is wrong is told where it is, and nothing of the rest is stored.
func TestFirstDay_Refused(t *testing.T) {
	t.Parallel()
	_, lurah := openFounded(t)
	if r := lurah.names("1,1,Darmo"); r.status != 400 || !strings.Contains(string(r.body), "csv.1.rw") {
		t.Errorf("before there is an RT: %d %s", r.status, r.body)
	}
	if r := lurah.lays("RW 01: 2 RT\nRW 02: dua RT", 10); r.status != 400 || !strings.Contains(string(r.body), "Baris 2") || len(lurah.town1().RTs) != 0 {
		t.Errorf("%d %s", r.status, r.body)
	}
	lurah.lays("RW 01: 2 RT", 10)
	wrong := lurah.names("rw,rt,nama\n1,1,Darmo\n1,9,Ani\n")
	if wrong.status != 400 || !strings.Contains(string(wrong.body), `"csv.3.rt"`) || !strings.Contains(string(wrong.body), "Belum ada yang disimpan") || len(lurah.town1().RTs[0].Heads) != 0 {
		t.Errorf("%d %s", wrong.status, wrong.body)
	}
	english := lurah.with("Accept-Language", "en").send("POST", "/setup/heads", map[string]any{"area": founded, "csv": "rw,rt,alamat\n1,1,x"})
	if !strings.Contains(string(english.body), `Line 1: Column \"alamat\" is not known`) {
		t.Errorf("%s", english.body)
	}
}

// TestFirstDay_CutOff: a server that dies after it made accounts and before it gave offices goes on
// when the list comes again.
func TestFirstDay_CutOff(t *testing.T) {
	t.Parallel()
	w, lurah := openFounded(t)
	lurah.lays("2 RT", 5)
	people := []store.Newcomer{{Area: founded + "/RT01", Name: "Darmo", House: founded + "/RT01/H002"}, {Area: founded + "/RT02", Name: "Ani"}}
	made, err := w.house.store.Enlist(t.Context(), people)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Join(t.Context(), w.house.desk, made[0].ID, made[0].Household, true); err != nil {
		t.Fatal(err)
	}
	if r := lurah.names("rt,nama,rumah\n1,Darmo,2\n2,Ani,"); r.status != 200 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	now := lurah.town1()
	if now.RTs[0].Heads[0].ID != made[0].ID || now.RTs[1].Heads[0].ID != made[1].ID || now.RTs[0].Members != 1 {
		t.Errorf("%+v", now)
	}
}

// TestLetter: a letter opens its account once; a newer one takes its place, and once its owner has
// been here none opens anything.
func TestLetter(t *testing.T) {
	t.Parallel()
	w, lurah := openFounded(t)
	lurah.lays("2 RT", 5)
	lurah.names("rt,nama\n1,Darmo\n2,Ani")
	letters := func() map[string]string {
		list, err := w.house.store.Letters(t.Context(), w.viewer(lurah), founded)
		if err != nil {
			t.Fatal(err)
		}
		codes := map[string]string{}
		for _, l := range list {
			codes[l.Officer.Name] = l.Invite.Code
		}
		return codes
	}
	nobody := &caller{town: w}
	back := func(code, secret string) *reply {
		body := map[string]any{"code": code}
		if secret != "" {
			body["secret"] = secret
		}
		return nobody.send("POST", "/invites/return", body)
	}
	old := letters()
	codes := letters()
	if r := back(old["Darmo"], ""); r.status != 404 {
		t.Errorf("the older letter: %d", r.status)
	}
	if r := back(codes["Darmo"], "pendek"); r.status != 422 {
		t.Errorf("a short secret: %d %s", r.status, r.body)
	}
	if r := back(codes["Darmo"], "rahasia darmo"); r.status != 200 || !strings.Contains(string(r.body), `"rt_head"`) {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := back(codes["Darmo"], ""); r.status != 404 {
		t.Errorf("a letter twice: %d", r.status)
	}
	if r := nobody.send("POST", "/session", map[string]any{"login": "rt01-darmo", "secret": "rahasia darmo"}); r.status != 200 {
		t.Errorf("with the secret that was chosen: %d %s", r.status, r.body)
	}
	if _, still := letters()["Darmo"]; still {
		t.Error("who has been here gets another letter")
	}
	// Shown on a screen to a head who lives in no house here, and used before the letter came.
	var made struct{ Invite struct{ Code string } }
	r := lurah.send("POST", "/members/"+lurah.town1().RTs[1].Heads[0].ID+"/reset", nil)
	if err := json.Unmarshal(r.body, &made); err != nil || r.status != 201 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	ani := letters()["Ani"]
	if r := back(made.Invite.Code, ""); r.status != 200 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := back(ani, ""); r.status != 404 {
		t.Errorf("the letter of somebody who is here: %d", r.status)
	}
	if r := lurah.send("POST", "/setup/letters", map[string]any{"area": founded}); r.status != 422 {
		t.Errorf("nobody waits for a letter: %d", r.status)
	}
	// A house's code lets nobody into an account that is there.
	house, err := w.house.store.Invite(t.Context(), w.viewer(lurah), founded+"/RT01/H001", "")
	if err != nil {
		t.Fatal(err)
	}
	if r := back(house.Code, ""); r.status != 404 {
		t.Errorf("a house's code: %d", r.status)
	}
	if r := nobody.send("POST", "/invites/accept", map[string]any{"code": house.Code, "name": "Sri"}); r.status != 200 {
		t.Errorf("and still it opens the house: %d %s", r.status, r.body)
	}
}

// TestFindHome: who has the link finds the kelurahan, and nobody else does.
func TestFindHome(t *testing.T) {
	t.Parallel()
	w := openEmpty(t)
	nobody := &caller{town: w}
	find := func(q string) (found struct {
		Areas []struct {
			Area, Name, In string
			TimeZone       string `json:"time_zone"`
		}
		Listed bool
	}) {
		r := nobody.send("POST", "/setup/areas", map[string]any{"code": w.house.found.Code(), "q": q})
		if err := json.Unmarshal(r.body, &found); err != nil || r.status != 200 {
			t.Fatalf("%d %s", r.status, r.body)
		}
		return found
	}
	if r := nobody.send("POST", "/setup/areas", map[string]any{"code": "x", "q": "tegalsari"}); r.status != 404 {
		t.Errorf("without the code: %d", r.status)
	}
	if got := find("94.71.01.1001"); got.Listed || len(got.Areas) != 1 || got.Areas[0].Name != "" || got.Areas[0].TimeZone != "Asia/Jayapura" {
		t.Errorf("a code where there is no list: %+v", got)
	}
	if err := w.house.store.AddPlaces(t.Context(), []store.SeedArea{
		{Area: "33", Name: "Jawa Tengah"}, {Area: "33.74", Name: "Kota Semarang"}, {Area: "33.74.08", Name: "Candisari"}, {Area: founded, Name: "Tegalsari"},
		{Area: "35", Name: "Jawa Timur"}, {Area: "35.78", Name: "Kota Surabaya"}, {Area: "35.78.05", Name: "Tegalsari"}, {Area: "35.78.05.1002", Name: "Tegalsari"},
	}, nil); err != nil {
		t.Fatal(err)
	}
	if got := find("Tegalsari"); len(got.Areas) != 2 || got.Areas[0].In != "Candisari, Kota Semarang" {
		t.Errorf("%+v", got)
	}
	if got := find("tegalsari, surabaya"); len(got.Areas) != 1 || got.Areas[0].Area != "35.78.05.1002" {
		t.Errorf("%+v", got)
	}
	if got := find(founded); len(got.Areas) != 1 || got.Areas[0].Name != "Tegalsari" || got.Areas[0].In != "Candisari, Kota Semarang" {
		t.Errorf("%+v", got)
	}
	for _, q := range []string{"semarang", "33.74", "100%", "x'y"} {
		if got := find(q); len(got.Areas) != 0 {
			t.Errorf("%s: %+v", q, got)
		}
	}
}

// TestFound_Atomic: a founding that is refused leaves nothing, and an open house stays open after a restart.
func TestFound_Atomic(t *testing.T) {
	t.Parallel()
	node := &config.Node{Data: t.TempDir(), Log: "debug"}
	w := startOn(t, node, nil)
	body := map[string]any{"code": w.house.found.Code(), "area": "33.74.08.1005", "place": "Salah", "name": "Endah", "login": "Endah K", "secret": "rahasia lurah"}
	if r := (&caller{town: w}).send("POST", "/setup", body); r.status != 422 {
		t.Errorf("%d %s", r.status, r.body)
	}
	if places, err := w.house.store.Children(t.Context(), "33.74.08", false); err != nil || len(places) != 0 {
		t.Errorf("a refused founding left %+v, %v", places, err)
	}
	lurah := w.founds()
	if r := lurah.send("GET", "/setup?area="+founded, nil); r.status != 200 {
		t.Errorf("%d %s", r.status, r.body)
	}
}
