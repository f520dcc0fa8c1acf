package store_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

func TestBackup(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		tw.lived()
		id := newID()
		tw.must(tw.request(id, "warga"))
		before, err := tw.Board(ctx, tw.people["staf"], tegalsari)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "b")
		if err := tw.store.Backup(ctx, dir); err != nil {
			t.Fatal(err)
		}
		if err := tw.store.Backup(ctx, dir); err == nil {
			t.Error("a backup was written over another")
		}
		if err := store.Restore(ctx, e.Config(), dir); err == nil {
			t.Error("a database that is not empty was restored into")
		}
		t.Run("KeepsNoText", func(t *testing.T) { keepsNoText(t, dir) })
		t.Run("RoundTrip", func(t *testing.T) { roundTrip(t, e.Empty(), dir, tw, before, id) })
		t.Run("WithoutKeys", func(t *testing.T) { withoutKeys(t, e.Empty(), dir, id) })
		t.Run("Broken", func(t *testing.T) { broken(t, e, dir) })
		t.Run("OtherDatabase", func(t *testing.T) { roundTrip(t, storetest.SQLite(t), dir, tw, before, id) })
	})
}

// keepsNoText: what somebody wrote stands in no file, and neither does the secret.
func keepsNoText(t *testing.T, dir string) {
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		for _, canary := range []string{"canary-note", "canary-answer", string(storetest.Secret)} {
			if strings.Contains(string(b), canary) {
				t.Errorf("%s holds %s", filepath.Base(name), canary)
			}
		}
		if info, _ := d.Info(); info.Mode().Perm() != 0o600 {
			t.Errorf("%s may be read by others: %v", filepath.Base(name), info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// roundTrip: everything is there again under a new epoch, and goes on.
func roundTrip(t *testing.T, e *storetest.Env, dir string, old *town, before *rtrw.Board, id string) {
	ctx := context.Background()
	if err := store.Restore(ctx, e.Config(), dir); err != nil {
		t.Fatal(err)
	}
	s := e.Open()
	tw := &town{t, storetest.Desk(t, s, nil), s, old.people}
	tw.whole()
	after, err := tw.Board(ctx, tw.people["staf"], tegalsari)
	if err != nil {
		t.Fatal(err)
	}
	if after.Hash != before.Hash || len(after.Cases) != len(before.Cases) || after.Epoch == before.Epoch {
		t.Errorf("the board was\n%+v\nand is\n%+v", before, after)
	}
	if _, err := tw.Log(ctx, tw.people["staf"], tegalsari, before.Cursor, 10); rtrw.CodeOf(err) != rtrw.OtherEpoch {
		t.Errorf("a cursor of the old lineage: %v", err)
	}
	if d, err := tw.Case(ctx, tw.people["warga"], id); err != nil || d.Data["note"] != "canary-note" {
		t.Errorf("the household reads %v, %v", d, err)
	}
	if r := tw.must(tw.request(id, "warga")); !r.Replayed {
		t.Error("a command of before the restore had a second effect")
	}
	tw.must(tw.step("rt", id, "verify", nil))
	tw.whole()
}

// withoutKeys: the ledger alone tells facts and no text, and still proves itself.
func withoutKeys(t *testing.T, e *storetest.Env, dir, id string) {
	ctx := context.Background()
	bare := filepath.Join(t.TempDir(), "bare")
	if err := os.CopyFS(bare, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(bare, "keys")); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(ctx, e.Config(), bare); err != nil {
		t.Fatal(err)
	}
	s := e.Open()
	found, err := s.Find(ctx, id)
	if err != nil || len(found.Texts) == 0 {
		t.Fatalf("%+v, %v", found, err)
	}
	for _, cipher := range found.Texts {
		if text, err := s.Keys().Open(found.Case.Subject(), cipher); rtrw.CodeOf(err) != rtrw.Erased {
			t.Errorf("without keys: %q, %v", text, err)
		}
	}
	if report, err := s.Verify(ctx); err != nil || !report.Clean() {
		t.Errorf("verify: %+v, %v", report, err)
	}
}

// broken backups are refused and leave the database as empty as it was.
func broken(t *testing.T, e *storetest.Env, dir string) {
	ctx := context.Background()
	for name, harm := range map[string]func(cfg *store.Config, dir string) error{
		"no manifest": func(_ *store.Config, dir string) error { return os.Remove(filepath.Join(dir, "manifest.json")) },
		"cut short": func(_ *store.Config, dir string) error {
			return os.Truncate(filepath.Join(dir, "ledger", "events.jsonl"), 2000)
		},
		"no table": func(_ *store.Config, dir string) error { return os.Remove(filepath.Join(dir, "ledger", "cases.jsonl")) },
		"a line less": func(_ *store.Config, dir string) error {
			file := filepath.Join(dir, "ledger", "tallies.jsonl")
			b, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			lines := strings.SplitAfter(strings.TrimSpace(string(b)), "\n")
			return os.WriteFile(file, []byte(strings.Join(lines[:len(lines)-1], "")), 0o600)
		},
		"another secret": func(cfg *store.Config, _ string) error {
			cfg.Secret = []byte(strings.Repeat("t", 32))
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			copied, twin := filepath.Join(t.TempDir(), "copy"), e.Empty()
			if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			cfg := twin.Config()
			if err := harm(&cfg, copied); err != nil {
				t.Fatal(err)
			}
			if err := store.Restore(ctx, cfg, copied); err == nil {
				t.Fatal("it was restored all the same")
			}
			if err := store.Restore(ctx, twin.Config(), dir); err != nil {
				t.Errorf("the whole one afterwards: %v", err)
			}
		})
	}
}
