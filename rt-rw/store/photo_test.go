package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

var picture = []byte("canary-picture")

// sent keeps a photo of somebody's.
func (tw *town) sent(who string) (id string) {
	id = newID()
	if err := tw.store.KeepPhoto(context.Background(), tw.people[who].Account, id, []byte("as sent"), picture); err != nil {
		panic(err)
	}
	return id
}

// filed opens a request that shows a photo.
func (tw *town) filed(key, who, photo string) (*rtrw.Receipt, error) {
	in := &aid.Ask{Need: "sembako", People: 3, Note: "canary-note"}
	in.Photo = photo
	return tw.Do(context.Background(), &rtrw.Command{Service: "aid", Move: "request", Key: key, Viewer: tw.people[who], Area: rt0403, Input: in, Body: []byte(photo)})
}

// sees says whether somebody can open a photo.
func (tw *town) sees(who, photo string) bool {
	got, err := tw.Photo(context.Background(), tw.people[who], photo)
	if err != nil && rtrw.CodeOf(err) != rtrw.NotFound || err == nil && string(got) != string(picture) {
		panic(err)
	}
	return err == nil
}

// TestPhotoOfCase: one case has it, whichever node was asked first, and a wish to be forgotten takes it.
func TestPhotoOfCase(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw, other := newTown(t, e.Open()), newTown(t, e.Open())
		shot, loose, id := tw.sent("warga"), tw.sent("warga"), newID()
		if _, err := tw.filed(newID(), "tetangga", shot); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("another's photo: %v", err)
		}
		tw.must(tw.filed(id, "warga", shot))
		if _, err := other.filed(newID(), "warga", shot); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("a second case: %v", err)
		}
		if again := tw.must(tw.filed(id, "warga", shot)); !again.Replayed {
			t.Error("sent again it is another")
		}
		if !tw.sees("warga", shot) || !other.sees("rt", shot) || tw.sees("tetangga", shot) || tw.sees("warga", loose) {
			t.Error("seen by the wrong ones")
		}
		tw.must(tw.step("warga", id, "cancel", nil))
		asked := tw.must(tw.wish("warga", "privacy", "ask_erasure", "", &privacy.Ask{What: "reports"}))
		tw.must(tw.wish("dpo", "privacy", "erase", asked.ID, nil))
		if tw.sees("warga", shot) {
			t.Error("it outlived the wish")
		}
		data, err := tw.store.MyData(context.Background(), tw.people["warga"])
		if err != nil || len(data.(*store.MyData).Photos) != 0 {
			t.Errorf("still kept: %+v %v", data, err)
		}
		if _, err := tw.filed(newID(), "warga", loose); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("one that waited is gone as well: %v", err)
		}
		tw.whole()
	})
}

// TestTwoCasesAtOnce: of two commands of one batch that name a photo, the first has it.
func TestTwoCasesAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		shot := tw.sent("warga")
		errs := make(chan error, 12)
		for range cap(errs) {
			go func() {
				_, err := tw.filed(newID(), "warga", shot)
				errs <- err
			}()
		}
		won := 0
		for range cap(errs) {
			if err := <-errs; err == nil {
				won++
			} else if rtrw.CodeOf(err) != rtrw.Refused {
				t.Error(err)
			}
		}
		if won != 1 || !tw.sees("rt", shot) {
			t.Errorf("%d cases have it", won)
		}
		tw.whole()
	})
}

// TestPhotoInABackup: it comes back with its case in either database; without the keys, or with
// another's bytes in its place, there is none.
func TestPhotoInABackup(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx, dir := context.Background(), filepath.Join(t.TempDir(), "b")
		tw := newTown(t, e.Open())
		shot := tw.sent("warga")
		tw.must(tw.filed(newID(), "warga", shot))
		tw.sent("tetangga")
		if err := tw.store.Backup(ctx, dir); err != nil {
			t.Fatal(err)
		}
		raise := func(e *storetest.Env) *town {
			t.Helper()
			if err := store.Restore(ctx, e.Config(), dir); err != nil {
				t.Fatal(err)
			}
			s := e.Open()
			return &town{t, &rtrw.Desk{Registry: tw.Registry, Ledger: s, Cursors: tw.Cursors, Streams: tw.Streams, Keys: s.Keys(), Now: tw.Now}, s, tw.people}
		}
		for _, env := range []*storetest.Env{e.Empty(), storetest.SQLite(t)} {
			if back := raise(env); !back.sees("warga", shot) || back.sees("tetangga", shot) {
				t.Error("it did not come back as it was")
			}
		}
		swap := filepath.Join(dir, "ledger", "photos.jsonl")
		b, err := os.ReadFile(swap)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(b), "\n")
		if len(lines) != 4 {
			t.Fatalf("%d lines", len(lines))
		}
		bytesOf := func(line string) string { parts := strings.Split(line, `"`); return parts[len(parts)-2] }
		swapped := strings.Replace(lines[1], bytesOf(lines[1]), bytesOf(lines[2]), 1) + strings.Replace(lines[2], bytesOf(lines[2]), bytesOf(lines[1]), 1)
		if err := os.WriteFile(swap, []byte(lines[0]+swapped), 0o600); err != nil {
			t.Fatal(err)
		}
		if raise(storetest.SQLite(t)).sees("warga", shot) {
			t.Error("another's bytes are shown as the photo")
		}
		if err := os.RemoveAll(filepath.Join(dir, "keys")); err != nil {
			t.Fatal(err)
		}
		if raise(storetest.SQLite(t)).sees("warga", shot) {
			t.Error("it opens without the keys")
		}
	})
}

// TestPhotoRetention: one that no case has goes after two days; one of a case with the case's key.
func TestPhotoRetention(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, rt0403.Location())
	s := storetest.SQLite(t).Open(func(c *store.Config) { c.Now = func() time.Time { return now } })
	tw := newTown(t, s)
	tw.Now = func() time.Time { return now }
	ctx := context.Background()
	kept, soon, late, id, second := tw.sent("warga"), tw.sent("warga"), tw.sent("warga"), newID(), newID()
	tw.must(tw.filed(id, "warga", kept))
	now = now.Add(47 * time.Hour)
	if _, err := s.Retain(ctx); err != nil {
		t.Fatal(err)
	}
	tw.must(tw.filed(second, "warga", soon))
	now = now.Add(2 * time.Hour)
	if _, err := s.Retain(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := tw.filed(newID(), "warga", late); rtrw.CodeOf(err) != rtrw.Refused || !strings.Contains(err.Error(), "Foto") {
		t.Errorf("after two days: %v", err)
	}
	for _, one := range []string{id, second} {
		tw.must(tw.step("warga", one, "cancel", nil))
	}
	if !tw.sees("warga", kept) || !tw.sees("warga", soon) {
		t.Error("photos of cases went")
	}
	now = now.AddDate(2, 0, 0)
	if _, err := s.Retain(ctx); err != nil {
		t.Fatal(err)
	}
	data, err := s.MyData(ctx, tw.people["warga"])
	if err != nil || len(data.(*store.MyData).Photos) != 0 || tw.sees("warga", kept) {
		t.Errorf("%+v %v", data, err)
	}
	tw.whole()
}
