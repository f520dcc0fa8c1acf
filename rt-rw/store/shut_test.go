package store_test

import (
	"context"
	"errors"
	"testing"

	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestShut_Full: SQLite itself says that no page more fits, as on a disk without room. It is
// told as such, whichever statement of the beginning finds it; with room again it opens.
func TestShut_Full(t *testing.T) {
	t.Parallel()
	env := storetest.SQLite(t)
	for _, pages := range []int{1, 2, 4, 8, 20} {
		cfg := env.Config()
		store.Bounded(&cfg, pages)
		var shut *store.Shut
		s, err := store.Open(context.Background(), cfg)
		if !errors.As(err, &shut) || shut.Why != store.Full {
			t.Errorf("with %d pages: %v", pages, err)
		}
		if err == nil {
			s.Close()
		}
	}
	if err := env.Open().Ping(context.Background()); err != nil {
		t.Error(err)
	}
}

// TestShut_Newer: neither of the two databases is opened where one of them is ahead, on SQLite
// as on PostgreSQL.
func TestShut_Newer(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, env *storetest.Env) {
		s := env.Open()
		if err := s.Ahead(context.Background()); err != nil {
			t.Fatal(err)
		}
		var shut *store.Shut
		again, err := store.Open(context.Background(), env.Config())
		if !errors.As(err, &shut) || shut.Why != store.Newer {
			t.Errorf("opened: %v", err)
		}
		if err == nil {
			again.Close()
		}
	})
}
