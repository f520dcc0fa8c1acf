package rtrw

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"strconv"
	"time"
)

// Scheduler lets clocks make their moves. It sleeps until the nearest due time, at most a
// minute; each move goes through the same door as a person's and must find itself still
// due there, so two schedulers at once do no harm.
type Scheduler struct {
	Desk  *Desk
	Lease func(ctx context.Context) (bool, error) // may this node tick now; nil: always
	Key   []byte                                  // derives the ids of clocks' commands
	Wake  <-chan struct{}                         // something became due earlier than known
	Log   *slog.Logger
}

const (
	longestSleep = time.Minute
	dueAtOnce    = 256
)

// Run ticks until ctx ends.
func (s *Scheduler) Run(ctx context.Context) {
	for ctx.Err() == nil {
		sleep := s.Tick(ctx)
		timer := time.NewTimer(sleep)
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-s.Wake:
		}
		timer.Stop()
	}
}

// Tick makes what is due and says how long nothing more will be.
func (s *Scheduler) Tick(ctx context.Context) time.Duration {
	if s.Lease != nil {
		if mine, err := s.Lease(ctx); err != nil || !mine {
			return longestSleep / 4 // soon enough to take over from a node that is gone
		}
	}
	for ctx.Err() == nil {
		now := s.Desk.Now()
		due, next, err := s.Desk.Ledger.Due(ctx, now, dueAtOnce)
		if err != nil {
			s.Log.Warn("clocks_unread", "error", err)
			return time.Second
		}
		made := 0
		for i := range due {
			if err := s.strike(ctx, &due[i]); err == nil {
				made++
			} else if CodeOf(err) != Conflict { // a conflict: a person was faster
				s.Log.Warn("clock_refused", "case", due[i].ID, "move", due[i].DueFor, "error", err)
			}
		}
		if len(due) < dueAtOnce || made == 0 {
			return untilNext(next, now, len(due) > made)
		}
	}
	return longestSleep
}

func untilNext(next int64, now time.Time, again bool) time.Duration {
	wait := longestSleep
	if next > 0 {
		wait = min(wait, max(time.UnixMilli(next).Sub(now), 0))
	}
	if again { // something refused is tried again, but not in a tight loop
		wait = min(wait, time.Second)
	}
	return wait
}

func (s *Scheduler) strike(ctx context.Context, c *Case) error {
	svc, ok := s.Desk.Registry.Service(c.Service)
	if !ok {
		return fmt.Errorf("clock of unknown service %s", c.Service)
	}
	move, ok := svc.Move(c.DueFor)
	if !ok {
		return fmt.Errorf("clock calls unknown move %s/%s", c.Service, c.DueFor)
	}
	version := c.Version
	_, err := s.Desk.Do(ctx, &Command{
		Service: c.Service, Move: move.Name, Key: DerivedID(s.Key, c.ID, strconv.Itoa(version), move.Name),
		Viewer: Viewer{System: Timer}, Case: c.ID, Version: &version, Input: move.NewInput(),
	})
	return err
}

// DerivedID makes a UUID (version 8, RFC 9562) that only the key's holder could have made,
// the same each time: a clock that strikes twice has one effect.
func DerivedID(key []byte, parts ...string) string {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	b := h.Sum(nil)[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
