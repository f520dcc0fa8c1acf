package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"jogotonggo/deploy/lab"
)

// Boards that come for one fault and leave after it was judged.
const (
	stormers = 40
	sleepers = 4
)

// invite lets more boards watch, each of the area that its person sees.
func (t *town) invite(n int, rng *rand.Rand) ([]*lab.Follower, error) {
	came := make([]*lab.Follower, n)
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		who, area := "lurah", tegalsari
		if i%2 == 1 {
			who, area = "rt", rt0403
		}
		own, node := seeded(rng.Uint64(), 1), t.nodes[i%len(t.nodes)]
		rest := func(tries int) time.Duration { return between(own, 1, 100*time.Millisecond<<min(tries, 4)) }
		all.Go(func() {
			errs[i] = patient(func() (err error) {
				came[i], err = t.people[who].Over(node.Addr).Follow(area, rest, t.ears.listen("frames of a board"))
				return err
			})
		})
	}
	all.Wait()
	for _, f := range came {
		if f != nil {
			t.guests = append(t.guests, f)
		}
	}
	return came, errors.Join(errs...)
}

// patient asks again, as apps do, while a crowd makes a server say that it cannot answer now.
func patient(ask func() error) error {
	for began := time.Now(); ; pause(again) {
		if err := ask(); err == nil || time.Since(began) > tolerate {
			return err
		}
	}
}

// greeted says whether a board reads its socket already; before that it has none to sleep over.
func greeted(f *lab.Follower) error {
	if f.Hellos() == 0 {
		return errors.New("a board was not greeted")
	}
	return nil
}

// storm cuts many boards at once, again and again; all come back at once.
func storm(_ context.Context, t *town, rng *rand.Rand) (string, error) {
	guests, err := t.invite(stormers, rng)
	if err != nil {
		return "", err
	}
	cuts := 0
	for range 2 + rng.IntN(3) {
		pause(between(rng, 50*time.Millisecond, 400*time.Millisecond))
		for _, f := range append(guests, t.boards...) {
			if f.Cut() {
				cuts++
			}
		}
	}
	return fmt.Sprintf("%d sockets cut", cuts), nil
}

// sleep lets some boards stop reading while people write; healing is when they wake. Half of them dial
// anew then, as the app does that sees that it slept. The others read on: what did not fit into their
// end of the line TCP sends again at intervals that have grown to seconds, and nothing hurries it.
func sleep(_ context.Context, t *town, rng *rand.Rand) (string, error) {
	guests, err := t.invite(sleepers, rng)
	if err != nil {
		return "", err
	}
	for _, f := range guests {
		if err := patient(func() error { return greeted(f) }); err != nil {
			return "", err
		}
	}
	t.deep = guests[:len(guests)/2]
	wake := make([]func(), len(guests))
	for i, f := range guests {
		wake[i] = f.Stall()
	}
	long := between(rng, time.Second, 7*time.Second)
	pause(long)
	for i, f := range guests {
		if i >= len(t.deep) {
			f.Cut()
		}
		wake[i]()
	}
	return fmt.Sprintf("%d for %v", len(guests), long.Round(100*time.Millisecond)), nil
}
