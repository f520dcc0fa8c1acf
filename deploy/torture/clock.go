package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Clocks of towns jump within these bounds around the machine's. The demo is laid out so long before
// that nobody's office lies in the future.
const (
	jumps = 50 * time.Hour
	laid  = 2 * jumps
)

const clockSetting = "JT_DEMO_NOW="

// setting is the clock of a node that starts now.
func setting(ahead time.Duration) string {
	return clockSetting + time.Now().Add(ahead).Format(time.RFC3339Nano)
}

// jumped kills the node and starts it with another clock, behind or ahead.
func jumped(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	h := t.gear.(*house)
	h.ahead = between(rng, -jumps, jumps)
	h.node.Kill()
	return "to " + signed(h.ahead), h.start(ctx, t)
}

// apart does the same to one of two nodes: their clocks differ from then on.
func apart(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	i, ahead := rng.IntN(len(t.nodes)), between(rng, -jumps, jumps)
	n := t.nodes[i]
	t.skewed = true
	n.Kill()
	n.Env = append(slices.DeleteFunc(n.Env, func(v string) bool { return strings.HasPrefix(v, clockSetting) }), setting(ahead))
	return fmt.Sprintf("node %d to %s", i+1, signed(ahead)), n.Start(ctx)
}

func signed(d time.Duration) string {
	if d = d.Round(time.Minute); d < 0 {
		return d.String()
	}
	return "+" + d.String()
}
