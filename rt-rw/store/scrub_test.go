package store_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store/storetest"
)

// TestScrubbed: whoever holds the files, and even the secret, finds neither a destroyed key
// nor what an erased account came in by: not in free space, not in a write-ahead log.
func TestScrubbed(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	e := storetest.SQLite(t)
	tw := newTown(t, e.Open())
	id, house := newID(), string(rt0403+"/H012")
	tw.must(tw.request(id, "warga"))
	tw.must(tw.step("warga", id, "cancel", nil))
	in, err := tw.accept(tw.invite(t, "rt", rtrw.Area(house), "").Code, "Melati Kenari")
	if err != nil {
		t.Fatal(err)
	}
	tw.people["melati"] = in.Viewer
	key, err := tw.store.KeptKey(ctx, `SELECT wrapped FROM subject_keys WHERE place = $1`, house)
	if err != nil || key == "" {
		t.Fatalf("no key to begin with: %v", err)
	}
	gone := map[string]string{"the household's key": key, "a login": in.Account.Login}
	lies := func(what string) (files []string) {
		t.Helper()
		all, err := filepath.Glob(filepath.Join(e.Config().Dir, "*.db*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range all {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(b, []byte(what)) {
				files = append(files, filepath.Base(name))
			}
		}
		return files
	}
	for name, what := range gone {
		if len(lies(what)) == 0 {
			t.Errorf("%s is nowhere to begin with", name)
		}
	}
	asked := tw.must(tw.wish("melati", "privacy", "ask_erasure", "", &privacy.Ask{What: "everything"}))
	tw.must(tw.wish("dpo", "privacy", "erase", asked.ID, nil))
	for name, what := range gone {
		if files := lies(what); len(files) > 0 {
			t.Errorf("%s lies in %v", name, files)
		}
	}
	tw.whole()
}
