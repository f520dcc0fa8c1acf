package hub_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
)

// TestFirstAndLaterReaders: who comes first to a log is served by its feed, who comes later by a
// shard, and nobody can tell. They leave and come in any order.
func TestFirstAndLaterReaders(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		var all []*bustest.Follower
		come := func(many int) {
			for range many {
				f := n.Follow(t, fmt.Sprint("a", len(all)), "", "desk", "rt")
				f.UntilKind(t, "status")
				all = append(all, f)
			}
		}
		leave := func(every int) {
			stay := all[:0:0]
			for i, f := range all {
				if i%every == 0 {
					f.Cut()
				} else {
					stay = append(stay, f)
				}
			}
			all = stay
			synctest.Wait() // until all of it has been noticed
		}
		told := func() {
			t.Helper()
			commit(n, log, "rt", "desk")
			commit(n, log, "desk")
			for _, f := range all {
				f.Until(t, "desk", len(f.Got["desk"])+2)
				if len(f.Got["rt"]) != len(f.Got["desk"])/2 {
					t.Fatalf("of one stream %d came, of the other %d", len(f.Got["rt"]), len(f.Got["desk"]))
				}
			}
		}
		come(150)
		told()
		leave(3)
		told()
		come(60)
		told()
		leave(2)
		told()
		if frames, want := n.Stats().Frames, int64(3*(150+100+160+80)); frames != want {
			t.Errorf("%d frames are counted, %d were due", frames, want)
		}
		log.Broken.Store(true)
		for _, f := range all {
			if !f.UntilKind(t, "status").Degraded {
				t.Fatal("a log that cannot be read is not told")
			}
		}
	})
}

// TestStatusWhileTheyCome: whoever joins while the status changes is told each change once.
func TestStatusWhileTheyCome(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		n.Follow(t, "first", "", "desk")
		var all []*bustest.Follower
		for i := range 150 {
			switch i {
			case 20:
				log.Broken.Store(true)
			case 130:
				log.Broken.Store(false)
			}
			all = append(all, n.Follow(t, fmt.Sprint("a", i), "", "desk"))
			<-time.After(7 * time.Millisecond)
		}
		<-time.After(time.Second)
		commit(n, log, "desk")
		for i, f := range all {
			var said []bool
			for f.Last.Kind != "event" {
				if err := f.Next(); err != nil {
					t.Fatal(err)
				}
				if f.Last.Kind == "status" {
					said = append(said, f.Last.Degraded)
				}
			}
			if len(slices.Compact(slices.Clone(said))) != len(said) || said[len(said)-1] || i == 0 && len(said) != 3 {
				t.Errorf("the %dth was told %v", i, said)
			}
		}
	})
}
