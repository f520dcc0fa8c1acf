package store_test

import (
	"context"
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
