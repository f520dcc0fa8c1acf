package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"jogotonggo/deploy/bench/yard"
	"jogotonggo/deploy/lab"
)

// redisServer is the program of the machine, if it has one.
func redisServer() string {
	if given := os.Getenv("JT_TEST_REDIS_SERVER"); given != "" {
		return given
	}
	found, _ := exec.LookPath("redis-server")
	return found
}

var nodes = scene{
	name: "nodes", what: "two nodes over one Redis: 100 events/s published at one, 1,000 boards at the other",
	sides: []string{"hub", "hub-chan"},
	run: func(ctx context.Context, st *stand, side string) (fs figures, err error) {
		redis, err := st.startRedis(ctx)
		if err != nil {
			return nil, err
		}
		defer redis.Kill()
		cfg := yard.Config{Kind: side, Redis: "redis://" + redis.Addr + "/0"}
		far, err := st.fanOf(ctx, cfg, 1, st.size(1000, 20))
		if err != nil {
			return nil, err
		}
		defer far.close()
		near, err := st.serveChild(ctx, cfg)
		if err != nil {
			return nil, err
		}
		defer near.stop()
		here := far.child
		far.child, near.other = near, here // what is published goes to the one, the boards hang at the other
		defer func() { far.child = here }()
		if err := far.paced(ctx, 100, st.length(time.Second)); err != nil {
			return nil, err
		}
		far.boards.Cut()
		return meterOf(far.boards, []int{near.cmd.Process.Pid, here.cmd.Process.Pid, redis.Pid()}, &far.expected, func() error {
			return here.profiled(st.profileFile(), func() error { return far.paced(ctx, 100, st.length(5*time.Second)) })
		})
	},
	goals: []goal{atMost(0.9, perDelivery, "hub", "hub-chan")},
}

func (st *stand) startRedis(ctx context.Context) (*lab.Redis, error) {
	if st.redis == "" {
		return nil, errors.New("there is no redis-server; name one by --redis")
	}
	redis, err := lab.NewRedis(st.redis, filepath.Join(st.dir, "redis.log"), st.dir)
	if err != nil {
		return nil, err
	}
	return redis, redis.Start(ctx)
}
