package store_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

func notaryOf(s *store.Store) *rtrw.Notary {
	return rtrw.NewNotary(s.Subkey("head salts"), s.Subkey("head signature"))
}

// TestHead_Rewritten: a log that went on still contains what was published of it. One that was
// written anew, as carefully as our own program writes, with chain, rows and tallies that
// agree, does not.
func TestHead_Rewritten(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx, soon := t.Context(), time.Now().Add(time.Minute)
		end := func(tw *town) rtrw.Head {
			seq, hash, err := tw.store.Before(ctx, tegalsari, soon)
			if err != nil {
				t.Fatal(err)
			}
			return notaryOf(tw.store).Publish(tegalsari, "2026-11-23", tw.store.Epoch(), seq, hash)
		}
		contains := func(tw *town, h rtrw.Head) (int64, bool) {
			if r, err := tw.store.Verify(ctx); err != nil || !r.Clean() {
				t.Fatalf("%+v %v", r, err)
			}
			n := notaryOf(tw.store)
			seq, _, found, err := tw.store.Contains(ctx, n, h)
			if err != nil || !n.Ours(h) {
				t.Fatalf("%v", err)
			}
			return seq, found
		}
		tw := newTown(t, e.Open())
		empty := end(tw)
		for range 3 {
			if _, err := tw.request(newID(), "warga"); err != nil {
				t.Fatal(err)
			}
		}
		third := end(tw)
		id := newID()
		if _, err := tw.request(id, "warga"); err != nil {
			t.Fatal(err)
		}
		if _, err := tw.step("rt", id, "verify", nil); err != nil {
			t.Fatal(err)
		}
		for want, h := range map[int64]rtrw.Head{0: empty, 3: third, 5: end(tw)} {
			if seq, found := contains(tw, h); !found || seq != want {
				t.Errorf("line %d: %d %v", want, seq, found)
			}
		}
		anew := newTown(t, e.Empty().Open())
		for range 6 {
			if _, err := anew.request(newID(), "warga"); err != nil {
				t.Fatal(err)
			}
		}
		if seq, found := contains(anew, third); found {
			t.Errorf("a history written anew contains it at %d", seq)
		}
	})
}

// TestBefore: a line at the midnight itself belongs to the day that begins.
func TestBefore(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		now := time.UnixMilli(1_790_000_000_000)
		tw := newTown(t, e.Open(func(c *store.Config) { c.Now = func() time.Time { return now } }))
		for i := range 3 {
			if _, err := tw.request(newID(), "warga"); err != nil {
				t.Fatal(err)
			}
			for at, want := range map[time.Time]int64{now: int64(i), now.Add(time.Millisecond): int64(i) + 1} {
				if seq, hash, err := tw.store.Before(t.Context(), tegalsari, at); err != nil || seq != want || (hash == "") != (want == 0) {
					t.Errorf("before %v: %d %q %v", at, seq, hash, err)
				}
			}
			now = now.Add(time.Hour)
		}
	})
}
