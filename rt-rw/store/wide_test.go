package store_test

import (
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/store/storetest"
)

// TestTooWide: who names a city or a kecamatan as the area of a report is told to name a place, and
// the node goes on. It once looked for the house's log among those it had locked, and fell.
func TestTooWide(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		for _, area := range []rtrw.Area{"33", "33.74", "33.74.08"} {
			_, err := tw.Do(t.Context(), &rtrw.Command{Service: "aid", Move: "request", Key: newID(), Viewer: tw.people["warga"], Area: area, Input: &aid.Ask{Need: "air", People: 1}, Body: []byte(`{}`)})
			if rtrw.CodeOf(err) != rtrw.Refused {
				t.Errorf("%s: %v", area, err)
			}
		}
		tw.must(tw.request(newID(), "warga"))
		tw.whole()
	})
}
