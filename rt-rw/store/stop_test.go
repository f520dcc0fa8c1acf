package store_test

import (
	"sync"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestStop: whoever sends while the store closes is answered, also where nobody reads the queue
// any more; without an end of their own they would wait for ever.
func TestStop(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		for range 5 {
			s, err := store.Open(t.Context(), e.Empty().Config())
			if err != nil {
				t.Fatal(err)
			}
			var senders sync.WaitGroup
			for range 16 {
				senders.Go(func() {
					for {
						err := s.Look(t.Context(), rtrw.Look{Log: rt0403.Log(), Case: string(rt0403), Account: "warga", Role: rtrw.RTHead})
						if err == nil {
							continue
						}
						if rtrw.CodeOf(err) != rtrw.Unavailable {
							t.Errorf("a store that closes says %v", err)
						}
						return
					}
				})
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			senders.Wait()
		}
	})
}
