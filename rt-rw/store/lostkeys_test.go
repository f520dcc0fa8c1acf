package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestLostKeys: on a backup without its keys people come in and go on; what was sealed
// before is as good as erased, what they write now is read.
func TestLostKeys(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		before := newTown(t, e.Open())
		old := newID()
		before.must(before.request(old, "warga"))
		if _, err := before.store.AddAccount(ctx, store.NewAccount{Login: "ani", Name: "Ani Melati", Household: rt0403 + "/H020", Secret: "kata sandi ani"}); err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "b")
		if err := before.store.Backup(ctx, dir); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(dir, "keys")); err != nil {
			t.Fatal(err)
		}
		twin := e.Empty()
		if err := store.Restore(ctx, twin.Config(), dir); err != nil {
			t.Fatal(err)
		}
		s := twin.Open()
		tw := &town{t, storetest.Desk(t, s, nil), s, before.people}
		ani, err := s.SignIn(ctx, "ani", "kata sandi ani", "HP baru")
		if err != nil {
			t.Fatal(err)
		}
		if name, err := s.NameOf(ctx, ani.Account.ID); err != nil || name != "" {
			t.Errorf("comes in as %q: %v", name, err)
		}
		if devices, err := s.Sessions(ctx, ani.Account.ID); err != nil || len(devices) != 1 || devices[0].Device != "HP baru" {
			t.Errorf("devices: %+v, %v", devices, err)
		}
		fresh := newID()
		tw.must(tw.request(fresh, "warga"))
		for id, want := range map[string]string{old: "", fresh: "canary-note"} {
			if text, err := tw.note("rt", id); err != nil || text != want {
				t.Errorf("reads %q, want %q: %v", text, want, err)
			}
		}
		if _, err := s.MyData(ctx, tw.people["warga"]); err != nil {
			t.Errorf("Data saya: %v", err)
		}
		tw.must(tw.step("rt", old, "verify", nil))
		tw.whole()
	})
}

// TestSownAgain: who asked to be forgotten does not come back with the demo's next start,
// and does not keep it from starting.
func TestSownAgain(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		asked := tw.must(tw.wish("warga", "privacy", "ask_erasure", "", &privacy.Ask{What: "everything"}))
		tw.must(tw.wish("dpo", "privacy", "erase", asked.ID, nil))
		again := newTown(t, e.Open())
		if _, err := again.request(newID(), "warga"); rtrw.CodeOf(err) != rtrw.SignedOut {
			t.Errorf("an erased account of the demo files: %v", err)
		}
		again.must(again.request(newID(), "tetangga"))
		again.whole()
	})
}
