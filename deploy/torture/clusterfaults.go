package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"syscall"
	"time"

	"jogotonggo/deploy/lab"
)

// killedOne is kill -9 of one of the nodes while the other goes on.
func killedOne(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	i := rng.IntN(len(t.nodes))
	t.nodes[i].Kill()
	pause(between(rng, 1, 500*time.Millisecond))
	return fmt.Sprintf("node %d", i+1), t.nodes[i].Start(ctx)
}

// rolled restarts the nodes one after the other, as a new version comes.
func rolled(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	for i, n := range t.nodes {
		if i > 0 {
			pause(between(rng, 1, 500*time.Millisecond))
		}
		if err := n.Stop(); err != nil {
			return "", err
		}
		if err := n.Start(ctx); err != nil {
			return "", err
		}
	}
	return "", nil
}

// crashed is the immediate shutdown of PostgreSQL, and its recovery.
func (c *services) crashed(ctx context.Context, _ *town, rng *rand.Rand) (string, error) {
	if err := c.postgres.Crash(); err != nil {
		return "", err
	}
	pause(between(rng, 1, time.Second))
	return "", c.postgres.Start(ctx)
}

func (c *services) redisKilled(ctx context.Context, _ *town, rng *rand.Rand) (string, error) {
	c.redis.Kill()
	pause(between(rng, 500*time.Millisecond, 3*time.Second))
	return "", c.redis.Start(ctx)
}

// redisStopped lets Redis stand still: its connections live, and nothing is answered.
func (c *services) redisStopped(_ context.Context, _ *town, rng *rand.Rand) (string, error) {
	if err := c.redis.Signal(syscall.SIGSTOP); err != nil {
		return "", err
	}
	pause(between(rng, 500*time.Millisecond, 3*time.Second))
	return "", c.redis.Signal(syscall.SIGCONT)
}

// redisEmpty puts an empty one in its place at once.
func (c *services) redisEmpty(ctx context.Context, _ *town, _ *rand.Rand) (string, error) {
	if err := c.redis.Stop(); err != nil {
		return "", err
	}
	return "", c.redis.Start(ctx)
}

// blackHole lets the way of one node, or of both, to Redis swallow everything.
func blackHole(_ context.Context, t *town, rng *rand.Rand) (string, error) {
	ways, what := t.gear.(*lines).toRedis, "of both"
	if i := rng.IntN(len(ways) + 1); i < len(ways) {
		ways, what = ways[i:i+1], fmt.Sprintf("of node %d", i+1)
	}
	for _, w := range ways {
		w.Swallow()
	}
	pause(between(rng, 500*time.Millisecond, 3*time.Second))
	for _, w := range ways {
		w.Pass()
	}
	return what, nil
}

// parted separates a node from the other for five seconds: from Redis, from PostgreSQL, or from
// both; the line breaks, or what was sent waits until it is back.
func parted(_ context.Context, t *town, rng *rand.Rand) (string, error) {
	own, i := t.gear.(*lines), rng.IntN(len(t.nodes))
	from := []struct {
		what string
		ways []*lab.Way
	}{
		{"Redis", []*lab.Way{own.toRedis[i]}},
		{"PostgreSQL", []*lab.Way{own.toPG[i]}},
		{"all", []*lab.Way{own.toRedis[i], own.toPG[i]}},
	}[rng.IntN(3)]
	how, part := "cut", (*lab.Way).Cut
	if rng.IntN(2) == 0 {
		how, part = "held", (*lab.Way).Hold
	}
	for _, w := range from.ways {
		part(w)
	}
	pause(5 * time.Second)
	for _, w := range from.ways {
		w.Pass()
	}
	return fmt.Sprintf("node %d %s from %s", i+1, how, from.what), nil
}
