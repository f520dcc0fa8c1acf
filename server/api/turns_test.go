package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestTurns: a flood from one network and somebody from another: theirs is the next turn or the one after; who gives
// up takes no turn with them; and at the end all turns are free again.
func TestTurns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := newTurns(comparedAtOnce)
		var mu sync.Mutex
		var order []string
		at, most := 0, 0
		come := func(ctx context.Context, name, address string) error {
			leave, err := q.wait(ctx, address)
			if err != nil {
				return err
			}
			mu.Lock()
			order, at = append(order, name), at+1
			most = max(most, at)
			mu.Unlock()
			<-time.After(time.Second) // one comparison, in the bubble's time
			mu.Lock()
			at--
			mu.Unlock()
			leave()
			return nil
		}
		var all sync.WaitGroup
		for i := range 1000 {
			all.Go(func() {
				if err := come(t.Context(), "flood", fmt.Sprintf("2001:db8:0:7::%x", i+1)); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		patience, over := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer over()
		for range 50 {
			all.Go(func() {
				if err := come(patience, "flood", "2001:db8:0:7::ffff"); !errors.Is(err, crowded) {
					t.Errorf("who gave up: %v", err)
				}
			})
		}
		all.Go(func() {
			if err := come(patience, "neighbour", "203.0.113.9"); err != nil {
				t.Error(err)
			}
		})
		all.Wait()
		if when := slices.Index(order, "neighbour"); when < 0 || when > 2*comparedAtOnce || most != comparedAtOnce || len(order) != 1001 {
			t.Errorf("the neighbour was number %d of %d, %d at once", when+1, len(order), most)
		}
		if q.free != comparedAtOnce || len(q.next)+len(q.waiting) != 0 {
			t.Errorf("left behind: %d free, %v", q.free, q.next)
		}
	})
}

func TestNetworkOf(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"203.0.113.9": "203.0.113.9", "::ffff:203.0.113.9": "203.0.113.9", "2001:db8::1": "2001:db8::/64", "2001:db8::ffff:1": "2001:db8::/64", "fe80::1%eth0": "fe80::/64", "": "", strings.Repeat("a", 99): "",
	} {
		if got := networkOf(address); got != want {
			t.Errorf("%q lies in %q", address, got)
		}
	}
}
