package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"jogotonggo/deploy/torture/clock"
)

// Clocks of nodes jump within these bounds around the machine's. The demo is laid out so long before
// that nobody's office lies in the future.
const (
	jumps = 50 * time.Hour
	laid  = 2 * jumps
)

// What clocks do, where they can be moved.
const (
	jumping   = "clock jump"
	differing = "clocks apart"
)

// early is the setting of a node that lays the demo out.
func early() string { return "JT_DEMO_NOW=" + time.Now().Add(-laid).Format(time.RFC3339Nano) }

// jumped moves the clock of a node that runs, behind or ahead. It stays so until the node starts
// again, with the machine's.
func jumped(_ context.Context, t *town, rng *rand.Rand) (string, error) { return t.jump(0, rng) }

// apart does the same to one of two nodes: their clocks differ from then on.
func apart(_ context.Context, t *town, rng *rand.Rand) (string, error) {
	i := rng.IntN(len(t.nodes))
	what, err := t.jump(i, rng)
	return fmt.Sprintf("node %d %s", i+1, what), err
}

func (t *town) jump(i int, rng *rand.Rand) (string, error) {
	n, ahead := t.nodes[i], between(rng, -jumps, jumps)
	t.moved[n] = n.Pid()
	if err := clock.Move(n.Pid(), ahead); err != nil {
		return "", err
	}
	says, err := n.Clock()
	if off := says.Sub(time.Now().Add(ahead)).Abs(); err == nil && off > 5*time.Second {
		err = fmt.Errorf("a node's clock was to jump to %s and is %v off", signed(ahead), off)
	}
	return "to " + signed(ahead), err
}

// skewed says whether a node runs whose clock was moved.
func (t *town) skewed() bool {
	for n, pid := range t.moved {
		if n.Pid() == pid {
			return true
		}
	}
	return false
}

func signed(d time.Duration) string {
	if d = d.Round(time.Minute); d < 0 {
		return d.String()
	}
	return "+" + d.String()
}
