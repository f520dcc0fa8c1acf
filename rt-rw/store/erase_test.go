package store_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/access"
	"jogotonggo/rt-rw/direct"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// wish makes a move of another service than aid.
func (tw *town) wish(who, service, move, id string, input any) (*rtrw.Receipt, error) {
	cmd := &rtrw.Command{Service: service, Move: move, Key: newID(), Viewer: tw.people[who], Input: input, Body: []byte(move)}
	svc, _ := tw.Registry.Service(service)
	m, _ := svc.Move(move)
	if input == nil {
		cmd.Input = m.NewInput()
	}
	if cmd.Case = id; m.Opens() {
		cmd.Case, cmd.Area = "", rt0403
	}
	return tw.Do(context.Background(), cmd)
}

// note reads the note of a request as somebody sees it.
func (tw *town) note(who, id string) (string, error) {
	d, err := tw.Case(context.Background(), tw.people[who], id)
	if err != nil {
		return "", err
	}
	text, _ := d.Data["note"].(string)
	return text, nil
}

func TestErasure(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw, other := newTown(t, e.Open()), newTown(t, e.Open())
		old, theirs := newID(), newID()
		tw.must(tw.request(old, "warga"))
		tw.must(tw.request(theirs, "tetangga"))
		if text, err := other.note("rt", old); text != "canary-note" { // and so its key is known at the other node
			t.Fatalf("before: %q, %v", text, err)
		}
		if _, err := tw.wish("warga", "privacy", "ask_erasure", "", &privacy.Ask{What: "reports"}); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("asked while a case is open: %v", err)
		}
		tw.must(tw.step("warga", old, "cancel", nil))
		asked := tw.must(tw.wish("warga", "privacy", "ask_erasure", "", &privacy.Ask{What: "reports"}))
		if _, err := tw.wish("rt", "privacy", "erase", asked.ID, nil); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("a head erases: %v", err)
		}
		tw.must(tw.wish("dpo", "privacy", "erase", asked.ID, nil))
		if text, err := tw.note("warga", old); err != nil || text != "" {
			t.Errorf("after: %q, %v", text, err)
		}
		if _, _, err := other.store.Changed(ctx, 0); err != nil { // what every node asks twice a second
			t.Fatal(err)
		}
		if text, err := other.note("warga", old); err != nil || text != "" {
			t.Errorf("at the other node: %q, %v", text, err)
		}
		if text, err := tw.note("rt", theirs); err != nil || text != "canary-note" {
			t.Errorf("the neighbour's: %q, %v", text, err)
		}
		if _, err := tw.step("warga", old, "amend", nil); rtrw.CodeOf(err) != rtrw.Erased {
			t.Errorf("a move on an erased case: %v", err)
		}
		fresh := newID()
		tw.must(tw.request(fresh, "warga"))
		if text, err := other.note("rt", fresh); err != nil || text != "canary-note" {
			t.Errorf("filed again: %q, %v", text, err)
		}
		if text, _ := tw.note("warga", old); text != "" {
			t.Errorf("the old one is back: %q", text)
		}
		tw.whole()
	})
}

// TestErasedAccount: with everything the account of who asked goes too; the other members'
// stay theirs, and so does what one of them confided to the kelurahan.
func TestErasedAccount(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		in, err := tw.accept(tw.invite(t, "rt", rt0403+"/H012", "").Code, "Kenari Melati")
		if err != nil {
			t.Fatal(err)
		}
		tw.people["melati"] = in.Viewer
		told := tw.must(tw.wish("warga", "direct", "send", "", &direct.Send{About: "violence", Text: "canary-told"}))
		own := tw.must(tw.wish("melati", "direct", "send", "", &direct.Send{About: "other", Text: "canary-own"}))
		everything := &privacy.Ask{What: "everything"}
		if _, err := tw.wish("melati", "privacy", "ask_erasure", "", everything); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("asked while an own message is open: %v", err)
		}
		tw.must(tw.wish("melati", "direct", "withdraw", own.ID, nil))
		asked := tw.must(tw.wish("melati", "privacy", "ask_erasure", "", everything))
		tw.must(tw.wish("dpo", "privacy", "erase", asked.ID, nil))
		if _, err := tw.store.Session(ctx, in.Token); rtrw.CodeOf(err) != rtrw.SignedOut {
			t.Errorf("who was erased is in: %v", err)
		}
		if _, err := tw.request(newID(), "melati"); rtrw.CodeOf(err) != rtrw.SignedOut {
			t.Errorf("who was erased files: %v", err)
		}
		d, err := tw.Case(ctx, tw.people["lurah"], told.ID)
		if err != nil || d.Data["text"] != "canary-told" || len(d.Moves) == 0 {
			t.Errorf("what another member confided: %+v, %v", d, err)
		}
		if d, err := tw.Case(ctx, tw.people["lurah"], own.ID); err != nil || d.Data["text"] != "" || len(d.Moves) != 0 {
			t.Errorf("what the erased one confided: %+v, %v", d, err)
		}
		id := newID()
		tw.must(tw.request(id, "warga"))
		if text, err := tw.note("rt", id); err != nil || text != "canary-note" {
			t.Errorf("who lives there still: %q, %v", text, err)
		}
		tw.whole()
	})
}

// TestErasureGoesOn: a node that died between the log and the keys finds the wish again.
func TestErasureGoesOn(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t).Open())
	id := newID()
	tw.must(tw.request(id, "warga"))
	tw.must(tw.step("warga", id, "cancel", nil))
	if err := tw.store.Undone(context.Background(), string(rt0403+"/H012")); err != nil {
		t.Fatal(err)
	}
	if text, _ := tw.note("warga", id); text != "canary-note" {
		t.Fatalf("before: %q", text)
	}
	for range 2 {
		if err := tw.store.CarryOut(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := tw.note("warga", id); err != nil || text != "" {
		t.Errorf("after: %q, %v", text, err)
	}
}

// TestRetention: an aid request is kept for a year after its lot, an open one for ever.
func TestRetention(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, rt0403.Location())
	s := storetest.SQLite(t).Open(func(c *store.Config) { c.Now = func() time.Time { return now } })
	tw := newTown(t, s)
	tw.Now = func() time.Time { return now }
	ctx := context.Background()
	closed, open := newID(), newID()
	tw.must(tw.request(closed, "warga"))
	tw.must(tw.step("warga", closed, "cancel", nil))
	tw.must(tw.request(open, "tetangga"))
	for _, step := range []struct {
		day        time.Time
		gone       int
		mine, next string
	}{
		{now.AddDate(1, 0, 0), 0, "canary-note", "canary-note"},
		{time.Date(2027, 12, 31, 23, 0, 0, 0, time.UTC), 0, "canary-note", "canary-note"}, // the lot ended with the year
		{time.Date(2028, 1, 2, 0, 0, 0, 0, time.UTC), 1, "", "canary-note"},
	} {
		now = step.day
		gone, err := s.Retain(ctx)
		mine, err1 := tw.note("warga", closed)
		next, err2 := tw.note("tetangga", open)
		if err != nil || err1 != nil || err2 != nil || gone != step.gone || mine != step.mine || next != step.next {
			t.Errorf("%s: %d gone, %q, %q (%v %v %v)", step.day, gone, mine, next, err, err1, err2)
		}
	}
	data, err := s.MyData(ctx, tw.people["warga"])
	if err != nil {
		t.Fatal(err)
	}
	if kept := data.(*store.MyData).Cases[0].Kept; kept == nil || !strings.HasPrefix(*kept, "2027-01-01") && !strings.HasPrefix(*kept, "2028-01-01") {
		t.Errorf("kept until %v", kept)
	}
	tw.whole()
}

// TestConsent: after a withdrawal closed cases are the household's alone; what runs goes on.
func TestConsent(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		closed, open := newID(), newID()
		tw.must(tw.request(closed, "warga"))
		tw.must(tw.step("warga", closed, "cancel", nil))
		tw.must(tw.request(open, "warga"))
		w := tw.must(tw.wish("warga", "privacy", "withdraw", "", nil))
		sees := func(who, id string, want bool) {
			t.Helper()
			if _, err := tw.note(who, id); (err == nil) != want {
				t.Errorf("%s: %v", who, err)
			}
		}
		sees("rt", closed, true)
		tw.must(tw.wish("dpo", "privacy", "stop", w.ID, nil))
		sees("rt", closed, false)
		sees("staf", closed, false)
		sees("warga", closed, true)
		sees("rt", open, true)
		tw.must(tw.wish("warga", "privacy", "resume", w.ID, nil))
		sees("rt", closed, true)
		tw.whole()
	})
}

// TestGlass: from above a case is opened with a reason alone, for an hour, and the household
// reads it.
func TestGlass(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		id := newID()
		tw.must(tw.request(id, "warga"))
		tw.must(tw.step("rt", id, "verify", nil))
		if _, err := tw.note("camat", id); rtrw.CodeOf(err) != rtrw.NotFound {
			t.Errorf("without a glass: %v", err)
		}
		if _, err := tw.wish("camat", "access", "open", "", &access.Open{Reason: "disaster", Explain: "  "}); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("without a word: %v", err)
		}
		r := tw.must(tw.wish("camat", "access", "open", "", &access.Open{Reason: "disaster", Explain: "banjir"}))
		camat := tw.people["camat"]
		camat.Grants = append(camat.Grants, rtrw.Grant{ID: r.ID, Account: camat.Account, Role: rtrw.Glass, Area: rt0403, From: r.At, Until: r.At + time.Hour.Milliseconds()})
		tw.people["camat"] = camat
		if text, err := tw.note("camat", id); err != nil || text != "canary-note" {
			t.Errorf("with a glass: %q, %v", text, err)
		}
		looks, err := tw.store.LooksOf(ctx, tw.people["warga"])
		if err != nil || len(looks) != 1 || looks[0].Role != rtrw.Camat || looks[0].Why != "disaster" {
			t.Errorf("the household reads %+v, %v", looks, err)
		}
		all, err := tw.store.Audit(ctx, store.AuditQuery{Area: "33.74", Limit: 10})
		if err != nil || len(all) != 1 || all[0].Why != r.ID || all[0].Account != camat.Account || all[0].Seq != 1 {
			t.Errorf("the audit reads %+v, %v", all, err)
		}
		tw.must(tw.wish("camat", "access", "close", r.ID, nil))
		if until, err := tw.store.Kept(ctx, `SELECT CAST(until_at AS TEXT) FROM grants WHERE id = $1`, r.ID); err != nil || until > strconv.FormatInt(time.Now().UnixMilli(), 10) {
			t.Errorf("the glass stays broken until %s, %v", until, err)
		}
		tw.whole()
	})
}
