package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// older leaves a lived-in database with the schema of the version before, and names the step
// that it lacks.
func older(t *testing.T, e *storetest.Env) (step string) {
	t.Helper()
	tw := newTown(t, e.Open())
	tw.lived()
	step, err := tw.store.Back(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return step
}

// TestBefore_Embedded: before its schema changes the database is copied, whole, for its user
// alone; the copy opens as what it was. A new database and an unchanged one leave none, and
// a copy goes when the keys in it have been kept long enough.
func TestBefore_Embedded(t *testing.T) {
	t.Parallel()
	e := storetest.SQLite(t)
	cfg := e.Config()
	copies := func() []string {
		found, err := filepath.Glob(filepath.Join(cfg.Dir, "before-*"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	step := older(t, e)
	if found := copies(); len(found) != 0 {
		t.Fatalf("a new database was copied: %v", found)
	}
	half := filepath.Join(cfg.Dir, "before-"+step+".part") // as of an attempt that was cut off
	if err := os.Mkdir(half, 0o700); err != nil {
		t.Fatal(err)
	}
	s := e.Open()
	dir := filepath.Join(cfg.Dir, "before-"+step)
	if found := copies(); len(found) != 1 || found[0] != dir {
		t.Fatalf("copies: %v, not %s", found, dir)
	}
	e.Open()
	if found := copies(); len(found) != 1 {
		t.Errorf("opened again, there are %v", found)
	}
	if r, err := s.Verify(context.Background()); err != nil || !r.Clean() {
		t.Errorf("verify: %v %+v", err, r)
	}
	t.Run("Opens", func(t *testing.T) {
		twin := storetest.SQLite(t)
		for _, name := range []string{"jogo.db", "keys.db"} {
			file := filepath.Join(dir, name)
			if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
				t.Fatalf("%v %v", info, err)
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(twin.Config().Dir, name), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		again := twin.Open()
		if r, err := again.Verify(context.Background()); err != nil || !r.Clean() || r.Events == 0 {
			t.Errorf("verify: %v %+v", err, r)
		}
		if again.Epoch() != s.Epoch() {
			t.Error("it is another lineage")
		}
	})
	t.Run("Goes", func(t *testing.T) {
		for _, c := range []struct {
			days, left int
		}{{29, 1}, {31, 0}} {
			if err := cfg.Touched("before-"+step, time.Now().AddDate(0, 0, -c.days)); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Retain(context.Background()); err != nil || len(copies()) != c.left {
				t.Errorf("after %d days: %v, %v", c.days, copies(), err)
			}
		}
	})
}

// TestBefore_Shared: nodes that share a database change its schema only where somebody asked
// for it; an empty one they make by themselves.
func TestBefore_Shared(t *testing.T) {
	t.Parallel()
	if os.Getenv("JT_TEST_DATABASE_URL") == "" {
		return // the embedded one is above; make test names PostgreSQL
	}
	e := storetest.Postgres(t)
	older(t, e)
	var shut *store.Shut
	if s, err := store.Open(context.Background(), e.Config()); !errors.As(err, &shut) || shut.Why != store.Older {
		if err == nil {
			s.Close()
		}
		t.Errorf("opened: %v", err)
	}
	s := e.Open(func(c *store.Config) { c.Migrate = true })
	if r, err := s.Verify(context.Background()); err != nil || !r.Clean() {
		t.Errorf("verify: %v %+v", err, r)
	}
	e.Open()
}
