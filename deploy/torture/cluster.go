package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"jogotonggo/deploy/lab"
)

// cluster is the lane of two nodes on PostgreSQL and Redis, each of which has lines of its own to both.
func cluster(r *rig) *lane {
	c := &services{}
	return &lane{rounds: 10, open: c.open, close: c.close, faults: []fault{
		{killingOne, 60, killedOne},
		{"rolling restart", 15, rolled},
		{"PostgreSQL crash", 30, c.crashed},
		{"Redis killed", 30, c.redisKilled},
		{"Redis stopped", 30, c.redisStopped},
		{"Redis black hole", 30, blackHole},
		{"Redis empty", 30, c.redisEmpty},
		{"partition of 5 s", 30, parted},
		{differing, 15, apart},
	}}
}

// services are shared by the towns of the lane, which have databases of their own.
type services struct {
	postgres *lab.Postgres
	redis    *lab.Redis
	people   people
}

// first is the database that all others are copies of.
const first = "first"

// lines are what a town's nodes reach their services by, one of each a node.
type lines struct {
	services *services
	database string
	toPG     []*lab.Way
	toRedis  []*lab.Way
}

func (c *services) open(ctx context.Context, l *lane, rng *rand.Rand) (*town, error) {
	if c.postgres == nil {
		if err := c.build(ctx, l); err != nil {
			return nil, err
		}
	}
	t, err := l.newTown()
	if err != nil {
		return nil, err
	}
	own := &lines{services: c, database: fmt.Sprintf("town%d", l.towns)}
	t.people, t.gear = c.people, own
	if err := c.postgres.Exec(ctx, "CREATE DATABASE "+own.database+" TEMPLATE "+first); err != nil {
		return t, err
	}
	for i := range 2 {
		if err := own.lay(t); err != nil {
			return t, err
		}
		n, err := t.node("JT_DATA="+filepath.Join(t.dir, fmt.Sprintf("node%d", i+1)), "JT_DATABASE_URL="+c.postgres.URL(own.toPG[i].Addr, own.database),
			"JT_REDIS_URL=redis://"+own.toRedis[i].Addr+"/0")
		if err != nil {
			return t, err
		}
		if err := n.Start(ctx); err != nil {
			return t, err
		}
	}
	if t.fresh, err = t.holds(t.nodes[0]); err != nil {
		return t, err
	}
	return t, t.settle(rng)
}

// lay lays the lines of one more node.
func (o *lines) lay(t *town) error {
	toPG, err := lab.NewWay(o.services.postgres.Addr)
	if err != nil {
		return err
	}
	o.toPG = append(o.toPG, toPG)
	toRedis, err := lab.NewWay(o.services.redis.Addr)
	if err != nil {
		return err
	}
	toRedis.Overhear = t.ears.listen("what a node told Redis")
	o.toRedis = append(o.toRedis, toRedis)
	return nil
}

// size is nothing: the database is PostgreSQL's.
func (o *lines) size() (int, error) { return 0, nil }

func (o *lines) close() error {
	for _, w := range append(o.toPG, o.toRedis...) {
		w.Close()
	}
	return o.services.postgres.Exec(context.Background(), "DROP DATABASE IF EXISTS "+o.database+" WITH (FORCE)")
}

// build starts the services, lays the demo out and signs everybody in.
func (c *services) build(ctx context.Context, l *lane) (err error) {
	dir := filepath.Join(l.rig.opt.work, "services")
	if err := os.Mkdir(dir, 0o711); err != nil {
		return err
	}
	if c.redis, err = lab.NewRedis(l.rig.opt.redis, filepath.Join(dir, "redis.log"), dir); err != nil {
		return err
	}
	if err := c.redis.Start(ctx); err != nil {
		return err
	}
	if c.postgres, err = lab.NewPostgres(ctx, l.rig.opt.pgbin, dir); err != nil {
		return err
	}
	if err := c.postgres.Start(ctx); err != nil {
		return err
	}
	if err := c.postgres.Exec(ctx, "CREATE DATABASE "+first); err != nil {
		return err
	}
	n, err := lab.NewNode(l.rig.opt.binary, filepath.Join(dir, "first.log"), "JT_DATA="+filepath.Join(dir, "first"), "JT_SECRET="+l.rig.secret,
		"JT_DATABASE_URL="+c.postgres.URL(c.postgres.Addr, first), early())
	if err != nil {
		return err
	}
	defer n.Kill()
	if err := n.Start(ctx); err != nil {
		return err
	}
	if c.people, err = signIn(n.Addr); err != nil {
		return err
	}
	return n.Stop()
}

func (c *services) close() {
	if c.postgres != nil {
		_ = c.postgres.Stop() // one that does not end is killed
	}
	if c.redis != nil {
		c.redis.Kill()
	}
}

// between draws a time.
func between(rng *rand.Rand, least, most time.Duration) time.Duration {
	return least + time.Duration(rng.Int64N(int64(most-least)))
}
