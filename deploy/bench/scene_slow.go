package main

import (
	"context"
	"fmt"
	"time"

	"jogotonggo/deploy/bench/fleet"
)

const fellBehind = "boards that fell behind"

var stalled = scene{
	name: "stalled", what: "100 boards that read, beside 1,000 that do not; 200 events/s",
	sides: []string{"with", "without"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		f, err := st.newFan(ctx, "hub", 1, st.size(100, 10))
		if err != nil {
			return nil, err
		}
		defer f.close()
		dead, err := fleet.New(f.addr, topicOf(1))
		if err != nil {
			return nil, err
		}
		defer dead.Close()
		dead.Narrow = true
		slow := st.size(1000, 20)
		if side == "with" {
			if err := dead.Open(ctx, slow); err != nil {
				return nil, err
			}
			dead.Stall(slow)
		}
		// What the kernel takes for who does not read is soon full; what comes then waits in the hub.
		if err := f.send(time.Now(), make([]int, 200)...); err != nil {
			return nil, err
		}
		if err := f.boards.Await(ctx, f.expected); err != nil {
			return nil, err
		}
		fs, err := f.measure(func() error { return f.paced(ctx, 200, st.length(4*time.Second)) })
		if err != nil || side != "with" {
			return fs, err
		}
		behind, err := f.behindIs(ctx, int64(slow))
		fs.add(fellBehind, float64(behind))
		return fs, err
	},
	goals: []goal{atMost(1.5, p99, "with", "without")},
}

// behindIs goes on publishing until so many boards were let go as too slow: it proves that
// they were stalled, all of them.
func (f *fan) behindIs(ctx context.Context, want int64) (int64, error) {
	for until := time.Now().Add(patience); time.Now().Before(until); {
		if err := f.paced(ctx, 100, time.Second/2); err != nil {
			return 0, err
		}
		if s, err := f.state(); err != nil || s.behind >= want {
			return s.behind, err
		}
	}
	s, err := f.state()
	if err == nil {
		err = fmt.Errorf("%d of %d boards that do not read fell behind", s.behind, want)
	}
	return s.behind, err
}

const (
	moreGoroutines = "goroutines more"
	moreHeap       = "heap MiB more"
	backAfter      = "back after s"
)

var churn = scene{
	name: "churn", what: "100,000 sockets opened and closed, 500 at a time; what is left of them within a minute",
	sides: []string{"hub"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		f, err := st.newFan(ctx, side, 1, 1) // one that stays keeps the feed there
		if err != nil {
			return nil, err
		}
		defer f.close()
		passing, err := fleet.New(f.addr, topicOf(1))
		if err != nil {
			return nil, err
		}
		defer passing.Close()
		before, err := f.state()
		if err != nil {
			return nil, err
		}
		began := time.Now()
		const group = 500
		groups := st.size(100_000, 1000) / group
		err = f.profiled(st.profileFile(), func() error {
			for i := range groups {
				if err := passing.Open(ctx, group); err != nil {
					return err
				}
				passing.Drop(i%2 == 0)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		rate := float64(groups*group) / time.Since(began).Seconds()
		return f.back(ctx, before, rate)
	},
	goals: []goal{atMost(0, moreGoroutines, "hub", ""), atMost(2, moreHeap, "hub", "")},
}

// back waits up to a minute until nothing is left of those who went.
func (f *fan) back(ctx context.Context, before state, rate float64) (fs figures, err error) {
	began := time.Now()
	var now state
	for {
		if now, err = f.state(); err != nil {
			return nil, err
		}
		if now.goroutines <= before.goroutines && now.heap-before.heap <= 2<<20 || time.Since(began) > time.Minute {
			break
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	fs.add("opened and closed/s", rate)
	fs.add(moreGoroutines, float64(now.goroutines-before.goroutines))
	fs.add(moreHeap, (now.heap-before.heap)/(1<<20))
	fs.add(backAfter, time.Since(began).Seconds())
	return fs, nil
}
