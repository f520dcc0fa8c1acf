package store_test

import (
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestLoadRefuses: only an empty ledger is filled, only with what the kernel accepts, and one
// that was left half filled is never served. What a load leaves that is whole, deploy/city holds
// against commands that were sent one by one.
func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		begin := time.Date(2026, 11, 1, 8, 0, 0, 0, tegalsari.Location())
		past := func(acts ...store.Act) store.Past {
			next := func() (a store.Act, ok bool) {
				if len(acts) == 0 {
					return a, false
				}
				a, acts = acts[0], acts[1:]
				return a, true
			}
			return store.Past{From: begin, Until: begin.Add(48 * time.Hour), Step: 24 * time.Hour,
				Lives: []store.Life{{Log: tegalsari, Next: next, Town: store.Seed{Areas: []store.SeedArea{{Area: tegalsari, Name: "Tegalsari"}}}}}}
		}
		newTown(t, e.Open())
		if _, err := store.Load(t.Context(), e.Config(), past()); err == nil || !strings.Contains(err.Error(), "not empty") {
			t.Errorf("a ledger with people in it was filled: %v", err)
		}
		half := e.Empty()
		stranger := rtrw.Viewer{Account: newID(), Household: rt0403 + "/H012"}
		_, err := store.Load(t.Context(), half.Config(), past(store.Act{At: begin.Add(time.Hour), Command: &rtrw.Command{Service: "aid", Move: "request", Key: newID(), Viewer: stranger, Area: rt0403, Input: &aid.Ask{Need: "air", People: 1}}}))
		if err == nil || !strings.Contains(err.Error(), "aid/request") {
			t.Errorf("a stranger's command was loaded: %v", err)
		}
		if s, err := store.Open(t.Context(), half.Config()); err == nil || !strings.Contains(err.Error(), "half filled") {
			if err == nil {
				s.Close()
			}
			t.Errorf("a ledger that was left half filled was opened: %v", err)
		}
		whole := e.Empty()
		if _, err := store.Load(t.Context(), whole.Config(), past()); err != nil {
			t.Fatal(err)
		}
		if r, err := whole.Open().Verify(t.Context()); err != nil || !r.Clean() {
			t.Errorf("a town where nothing happened: %v, %+v", err, r)
		}
	})
}
