package main

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// rest lets the disk write out what the measurement before left behind, and the garbage
// go, so that nobody pays for another.
func rest() {
	runtime.GC()
	exec.Command("sync").Run() // where there is none, the pause alone must do
	time.Sleep(300 * time.Millisecond)
}

// callers are how many wait for answers at once, and for how long they go on.
type callers struct {
	n    int
	each time.Duration
}

// load lets callers repeat op for the set time and gives how often a second it was done.
// The first error ends it.
func load(ctx context.Context, o callers, op func(ctx context.Context, caller int) error) (float64, error) {
	var (
		wg   sync.WaitGroup
		done atomic.Int64
		fail = make([]error, o.n)
		stop atomic.Bool
	)
	rest()
	start := time.Now()
	for caller := range o.n {
		wg.Go(func() {
			for !stop.Load() {
				if err := op(ctx, caller); err != nil {
					fail[caller] = err
					stop.Store(true)
					return
				}
				done.Add(1)
			}
		})
	}
	select {
	case <-time.After(o.each):
	case <-ctx.Done():
	}
	stop.Store(true)
	wg.Wait()
	return float64(done.Load()) / time.Since(start).Seconds(), errors.Join(errors.Join(fail...), ctx.Err())
}
