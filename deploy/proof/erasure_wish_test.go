package proof

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"
)

// note reads the note of a case at one node; false where the case is not to be seen.
func (p *person) note(id string) (text string, seen bool) {
	p.t.Helper()
	got, err := p.send("GET", "/cases/"+id, "", nil)
	if err != nil || got.status != http.StatusOK && got.status != http.StatusNotFound {
		p.t.Fatalf("read a case: %v %s", err, got)
	}
	if got.status == http.StatusNotFound {
		return "", false
	}
	var c opened
	if err := json.Unmarshal(got.body, &c); err != nil {
		p.t.Fatalf("read a case: %v in %s", err, got)
	}
	text, _ = c.Case.Data["note"].(string)
	return text, true
}

// state tells where a case stands.
func (p *person) state(id string) string {
	p.t.Helper()
	var c opened
	p.read("/cases/"+id, &c)
	return c.Case.State
}

// given is a request that went its whole way, with a note.
func (n *node) given(warga *person, note string) string {
	n.t.Helper()
	rt, staf := n.signIn("rt"), n.signIn("staf")
	id := warga.file(warga.home(), note)
	rt.move(id, "verify", nil)
	staf.move(id, "claim", nil)
	staf.move(id, "dispatch", nil)
	staf.move(id, "hand_over", map[string]any{"code": warga.code(id)})
	return id
}

// TestErasureWishes: a wish waits for open cases, can be taken back or refused, and one that
// means the reports alone leaves the people in.
func TestErasureWishes(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		n := w.last()
		warga, dpo, rt, tetangga := n.signIn("warga"), n.signIn("dpo"), n.signIn("rt"), n.signIn("tetangga")
		const note = "catatan yang akan dilupakan"
		closed, open := n.given(warga, note), warga.file(rt0403, note)
		sees := func(when, want string) {
			t.Helper()
			for _, at := range w.nodes {
				within(t, time.Second, "the note "+when, func() bool { text, ok := rt.at(at).note(closed); return ok && text == want })
			}
		}
		if got, err := warga.send("POST", "/privacy/ask_erasure", newKey(), map[string]any{"area": rt0403, "what": "reports"}); err != nil || got.status != http.StatusUnprocessableEntity {
			t.Errorf("asked while a case is open: %v %s", err, got)
		}
		warga.move(open, "cancel", nil)
		if status, _ := warga.does("/direct/send", newKey(), nil); status == http.StatusCreated {
			t.Error("a message without a word was taken")
		}
		got, err := warga.send("POST", "/direct/send", newKey(), map[string]any{"area": rt0403, "about": "violence", "text": "yang lain di rumah tidak boleh tahu"})
		if err != nil || got.status != http.StatusCreated {
			t.Fatalf("send: %v %s", err, got)
		}

		wish := warga.wish("ask_erasure", map[string]any{"what": "reports"}) // a message of one member holds up none: it would tell the others
		for who, p := range map[string]*person{"tetangga": tetangga, "rt": rt} {
			for _, move := range []string{"keep", "erase", "refuse"} {
				if status, _ := p.does("/privacy/"+move, wish, map[string]any{}); status != http.StatusNotFound && status != http.StatusBadRequest {
					t.Errorf("%s makes the move %s on another's wish: %d", who, move, status)
				}
			}
		}
		for _, end := range []struct {
			who   *person
			move  string
			more  map[string]any
			state string
		}{{warga, "keep", nil, "kept"}, {dpo, "refuse", map[string]any{"reason": "legal_duty"}, "refused"}} {
			if status, code := end.who.does("/privacy/"+end.move, wish, end.more); status != http.StatusOK {
				t.Errorf("%s: %d %s", end.move, status, code)
			}
			if got := warga.state(wish); got != end.state {
				t.Errorf("after %s the wish is %s", end.move, got)
			}
			sees("after "+end.move, note)
			wish = warga.wish("ask_erasure", map[string]any{"what": "reports"})
		}

		if status, code := dpo.does("/privacy/erase", wish, nil); status != http.StatusOK {
			t.Fatalf("erase: %d %s", status, code)
		}
		sees("after the erasure", "")
		var me struct{ Account struct{ Name string } }
		warga.read("/me", &me)
		if n.signIn("warga"); me.Account.Name == "" {
			t.Error("the reports alone were to go, and the name went too")
		}
		var mine struct{ Cases []struct{ ID string } }
		warga.read("/me/data", &mine)
		if len(mine.Cases) < 3 {
			t.Errorf("the facts of %d cases are left", len(mine.Cases))
		}
		if status, code := warga.does("/aid/dispute", closed, nil); status != http.StatusUnprocessableEntity || code != "erased" || warga.state(closed) != "closed" {
			t.Errorf("a move on an erased case: %d %s, and it is %s", status, code, warga.state(closed))
		}
		fresh := warga.file(rt0403, "catatan baru")
		for _, at := range w.nodes {
			if text, _ := rt.at(at).note(fresh); text != "catatan baru" {
				t.Errorf("filed again, the RT head reads %q", text)
			}
		}
		n.verify()
	})
}

// TestErasedByClock: nobody carries a wish out, and after 72 hours the clock does; where a
// case was opened meanwhile, it holds.
func TestErasedByClock(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		n := w.last()
		warga, tetangga := n.signIn("warga"), n.signIn("tetangga")
		const note = "catatan yang akan dilupakan"
		gone, stays := n.given(warga, note), n.given(tetangga, note)
		asked, held := warga.wish("ask_erasure", map[string]any{"what": "everything"}), tetangga.wish("ask_erasure", map[string]any{"what": "everything"})
		twice := warga.wish("ask_erasure", map[string]any{"what": "reports"})
		open := tetangga.file(rt0403, "sesudah meminta")
		for _, one := range w.nodes {
			one.stop()
		}
		for _, one := range w.nodes {
			one.env = append(one.env, "JT_DEMO_NOW="+time.Now().Add(72*time.Hour+time.Minute).Format(time.RFC3339))
			one.start()
		}
		dpo, rt := n.signIn("dpo"), n.signIn("rt")
		for id, state := range map[string]string{asked: "erased", held: "held", twice: "erased"} {
			within(t, 20*time.Second, "the clock has struck: "+state, func() bool { return dpo.state(id) == state })
		}
		for _, one := range w.nodes {
			for id, want := range map[string]string{gone: "", stays: note} {
				within(t, time.Second, "the note is what it should be", func() bool { text, ok := rt.at(one).note(id); return ok && text == want })
			}
			if got, err := warga.at(one).send("GET", "/me", "", nil); err != nil || got.status != http.StatusUnauthorized {
				t.Errorf("an erased member is in: %v %s", err, got)
			}
			if got, err := tetangga.at(one).send("GET", "/me", "", nil); err != nil || got.status != http.StatusOK {
				t.Errorf("who was held up is out: %v %s", err, got)
			}
		}
		if rt.state(open) != "filed" {
			t.Errorf("the open case is %s", rt.state(open))
		}
		n.verify()
	})
}

// TestConsentWithdrawn: once it is in force, closed cases are opened for the household
// alone; what is under way goes on; agreeing again opens them again.
func TestConsentWithdrawn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		n := w.last()
		warga, dpo := n.signIn("warga"), n.signIn("dpo")
		const note = "catatan keluarga"
		closed, open := n.given(warga, note), warga.file(rt0403, note)
		n.signIn("rt").move(open, "verify", nil)
		sick := newKey()
		if got, err := warga.send("POST", "/isolation/report", sick, map[string]any{"area": rt0403, "since": time.Now().Format(time.DateOnly), "breathless": false, "note": note}); err != nil || !got.accepted() {
			t.Fatalf("report: %v %s", err, got)
		}
		if status, _ := n.signIn("rt").does("/isolation/verify", sick, nil); status != http.StatusOK {
			t.Fatalf("verify: %d", status)
		}
		all := map[string]*person{}
		for _, login := range []string{"warga", "rt", "rw", "staf", "lurah", "nakes"} {
			all[login] = n.signIn(login)
		}
		sees := func(when string, id string, want map[string]bool) {
			t.Helper()
			for login, should := range want {
				for _, at := range w.nodes {
					if _, ok := all[login].at(at).note(id); ok != should {
						t.Errorf("%s, %s opens it: %v", when, login, ok)
					}
				}
			}
		}
		everybody, household := map[string]bool{"warga": true, "rt": true, "rw": true, "staf": true, "lurah": true}, map[string]bool{"warga": true, "rt": false, "rw": false, "staf": false, "lurah": false, "nakes": false}
		wish := warga.wish("withdraw", nil)
		sees("withdrawn, not yet in force", closed, everybody)
		if status, code := dpo.does("/privacy/stop", wish, nil); status != http.StatusOK {
			t.Fatalf("stop: %d %s", status, code)
		}
		sees("stopped, the closed case", closed, household)
		sees("stopped, the open case", open, everybody)
		sees("stopped, the isolation", sick, map[string]bool{"warga": true, "rt": true, "nakes": true})
		for login := range map[string]bool{"rt": true, "staf": true} {
			if status, _ := all[login].does("/aid/confirm", closed, nil); status < 400 {
				t.Errorf("%s makes a move on it: %d", login, status)
			}
		}
		if status, code := warga.does("/privacy/resume", wish, nil); status != http.StatusOK {
			t.Fatalf("resume: %d %s", status, code)
		}
		sees("agreed again", closed, everybody)
		n.verify()
	})
}
