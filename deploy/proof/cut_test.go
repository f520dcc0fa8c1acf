package proof

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Sockets that are cut at any moment, while others write, come back to where they were: no
// chain breaks, and of each stream every event is seen exactly once.
func TestCut(t *testing.T) {
	t.Parallel()
	cuts := amount(t, "JT_PROOF_CUTS", 20)
	each(t, func(t *testing.T, w *town) {
		t.Parallel()
		from := w.first()
		to := w.last()
		household, head, lurah := to.signIn("warga"), to.signIn("rt"), to.signIn("lurah")
		followers := []*follower{household.follow(rt0403), head.follow(rt0403), lurah.follow(tegalsari)}
		starts := make([]string, len(followers))
		areas := []string{rt0403, rt0403, tegalsari}
		for i, f := range followers {
			starts[i] = f.who.board(areas[i]).Cursor
		}
		c := write(t, 4*time.Millisecond, from.signIn("warga"), from.signIn("tetangga"), from.signIn("rt"), from.signIn("warga2"))
		for done := 0; done < cuts; {
			if followers[rand.IntN(len(followers))].Cut() {
				done++
			}
			pause(time.Duration(rand.IntN(40)) * time.Millisecond)
		}
		done := c.end()
		last := done[len(done)-1]
		within(t, 10*time.Second, "the lurah sees the last event", func() bool {
			_, ok := followers[2].Has(last.key)
			return ok
		})
		streams, hellos := 0, 0
		for i, f := range followers {
			want := f.who.log(areas[i], starts[i])
			slices.Sort(want)
			within(t, 10*time.Second, "all events arrive", func() bool { return len(f.IDs()) >= len(want) })
			if diff := cmp.Diff(want, f.IDs()); diff != "" {
				t.Errorf("%s: the log and the socket differ:\n%s", areas[i], diff)
			}
			f.whole(t)
			streams, hellos = streams+f.Streams(), hellos+f.Hellos()
		}
		t.Logf("measured: %d cuts, %d returns, %d commands, %d streams: every chain whole, every event once", cuts, hellos-3, len(done), streams)
	})
}
