package store_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store/storetest"
)

// TestFigures: what boards are measured from is read alike in both databases, and says neither
// who nor at whose door.
func TestFigures(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw, ctx := newTown(t, e.Open()), t.Context()
		s, id := tw.store, newID()
		if _, err := tw.request(id, "warga"); err != nil {
			t.Fatal(err)
		}
		if _, err := tw.step("rt", id, "verify", nil); err != nil {
			t.Fatal(err)
		}
		steps, err := s.Passages(ctx, tegalsari, time.Now().Add(-time.Hour), []string{"aid", "isolation"})
		if err != nil || len(steps) != 2 || steps[0].From != "" || steps[0].State != "filed" || steps[1].State != "verified" || steps[1].Case != id {
			t.Errorf("passages %+v, %v", steps, err)
		}
		if none, err := s.Passages(ctx, tegalsari, time.Now().Add(-time.Hour), []string{"isolation"}); err != nil || len(none) != 0 {
			t.Errorf("of another service %+v, %v", none, err)
		}
		if n, err := s.Households(ctx, "33.74"); err != nil || n[tegalsari] != 5 {
			t.Errorf("households %v, %v", n, err)
		}
		offices, err := s.Offices(ctx, tegalsari)
		if err != nil || len(offices) != 3 { // RT head, RW head, volunteer
			t.Errorf("offices %+v, %v", offices, err)
		}
		heard, err := s.LastHeard(ctx, "33.74.08")
		if at, known := heard[rt0403]; err != nil || !known || at != 0 {
			t.Errorf("heard %v, %v", heard, err)
		}
		path, rts, err := s.Under(ctx, tegalsari)
		if err != nil || len(rts) != 1 || rts[0] != rt0403 || len(path) == 0 || path[len(path)-1].Name != "Tegalsari" {
			t.Errorf("under %v %v, %v", path, rts, err)
		}
		o, err := tw.Overview(ctx, tw.people["lurah"], tegalsari)
		if err != nil || o.Verify != nil || o.Connected == nil || o.Connected.Of != 1 || o.Households[tegalsari] != 5 {
			t.Errorf("overview %+v, %v", o, err)
		}
		if _, err := tw.Overview(ctx, tw.people["rt"], tegalsari); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("an RT head measures the kelurahan: %v", err)
		}
		if o, err := tw.Overview(ctx, tw.people["camat"], "33.74.08"); err != nil || o.Connected != nil {
			t.Errorf("from above %+v, %v", o, err)
		}
	})
}
