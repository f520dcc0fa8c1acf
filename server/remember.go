package main

import (
	"context"
	"time"
)

const (
	rememberEvery = 5 * time.Minute // how soon after the full hour its checkpoints are looked for
	rememberPause = time.Second     // between runs while much is left, so that others get on
)

// remember writes the hours' checkpoints, from which boards of the past are read. One node at a
// time does: they would all write the same.
func (h *house) remember(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		timer.Reset(h.rememberOnce(ctx))
	}
}

// rememberOnce says how long to wait for the next run.
func (h *house) rememberOnce(ctx context.Context) time.Duration {
	mine, err := h.store.Lease(ctx)
	more := false
	if mine && err == nil {
		more, err = h.store.Remember(ctx)
	}
	switch {
	case err != nil && ctx.Err() == nil:
		h.log.Warn("not_remembered", "error", err)
	case more:
		return rememberPause
	}
	return rememberEvery
}
