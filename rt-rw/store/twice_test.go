package store_test

import (
	"context"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store/storetest"
)

// TestAskedTwice: a household asks twice and is erased once. Who lives in the house after
// that keeps what is theirs when the second wish comes up; a wish for everything behind one
// for the reports still takes the accounts.
func TestAskedTwice(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		ask := func(who, what string) string {
			return tw.must(tw.wish(who, "privacy", "ask_erasure", "", &privacy.Ask{What: what})).ID
		}
		first, second := ask("warga", "everything"), ask("warga", "everything")
		tw.must(tw.wish("dpo", "privacy", "erase", first, nil))
		in, err := tw.accept(tw.invite(t, "rt", rt0403+"/H012", "").Code, "Keluarga Baru")
		if err != nil {
			t.Fatal(err)
		}
		tw.people["baru"] = in.Viewer
		id := newID()
		tw.must(tw.request(id, "baru"))
		tw.must(tw.step("baru", id, "cancel", nil))
		tw.must(tw.wish("dpo", "privacy", "erase", second, nil))
		if text, err := tw.note("baru", id); err != nil || text != "canary-note" {
			t.Errorf("the new family reads %q, %v", text, err)
		}
		if _, err := tw.store.Session(ctx, in.Token); err != nil {
			t.Errorf("the new family is out: %v", err)
		}

		reports, everything := ask("tetangga", "reports"), ask("tetangga", "everything")
		tw.must(tw.wish("dpo", "privacy", "erase", reports, nil))
		tw.must(tw.wish("dpo", "privacy", "erase", everything, nil))
		if _, err := tw.request(newID(), "tetangga"); rtrw.CodeOf(err) != rtrw.SignedOut {
			t.Errorf("who asked for everything files: %v", err)
		}
		tw.whole()
	})
}
