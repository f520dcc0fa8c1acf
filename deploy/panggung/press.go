package main

import (
	"context"
	"fmt"
	"time"
)

// done is what a button did, in lines for the audience.
type done struct {
	Clean bool     `json:"clean"`
	Lines []string `json:"lines"`
}

// press does what one of the buttons says.
func (s *stage) press(ctx context.Context, act, pane string) (done, error) {
	switch act {
	case "cut", "mend":
		l, known := s.lines[pane]
		if !known {
			return done{}, fmt.Errorf("no pane %q", pane)
		}
		l.set(act == "cut")
	case "redis-off", "redis-on":
		return done{}, s.town.setRedis(ctx, act == "redis-on")
	case "kill":
		n := s.town.nodes[0]
		n.down(n.Kill, seen)
	case "back":
		return done{}, s.town.nodes[0].back(ctx)
	case "clock":
		return s.ahead(ctx)
	case "verify":
		return s.verify(ctx)
	case "flip":
		return s.flip(ctx)
	default:
		return done{}, fmt.Errorf("no button %q", act)
	}
	return done{}, nil
}

// ahead moves the town's clock to where the next case's clock strikes, or half an hour on.
func (s *stage) ahead(ctx context.Context) (done, error) {
	at, err := s.tally.nextDue(ctx)
	if err != nil {
		return done{}, err
	}
	by := 30 * time.Minute
	if until := time.UnixMilli(at).Sub(s.town.now()); at > 0 {
		// A little beyond, so that what was filed in the same minutes is passed on with it; and at least the time
		// after which a node takes over the clocks from one that was killed.
		by = max(until+2*time.Minute, 3*time.Minute)
	}
	if err := s.town.jump(ctx, by); err != nil {
		return done{}, err
	}
	return done{Lines: []string{s.town.now().Format("15.04")}}, nil
}
