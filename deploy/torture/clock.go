package main

import (
	"context"
	"math/rand/v2"
	"time"
)

// Clocks of towns jump within these bounds around the machine's. The demo is laid out so long before
// that nobody's office lies in the future.
const (
	jumps = 50 * time.Hour
	laid  = 2 * jumps
)

// setting is the clock of a node that starts now.
func setting(ahead time.Duration) string {
	return "JT_DEMO_NOW=" + time.Now().Add(ahead).Format(time.RFC3339Nano)
}

// jumped kills the node and starts it with another clock, behind or ahead.
func jumped(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	h := t.gear.(*house)
	h.ahead = between(rng, -jumps, jumps)
	h.node.Kill()
	return "to " + signed(h.ahead), h.start(ctx, t)
}

func signed(d time.Duration) string {
	if d = d.Round(time.Minute); d < 0 {
		return d.String()
	}
	return "+" + d.String()
}
