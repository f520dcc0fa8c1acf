package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"jogotonggo/deploy/lab"
)

// cluster is a Redis and two nodes on one PostgreSQL, in a town whose clock can be moved ahead.
type cluster struct {
	set   settings
	env   []string // what all of them share
	began time.Time
	stop  context.CancelFunc
	all   sync.WaitGroup
	nodes [2]*node

	mu      sync.Mutex
	redis   *lab.Redis
	redisUp bool
	ahead   time.Duration
}

// openCluster starts everything and waits until both nodes serve.
func openCluster(ctx context.Context, set settings, at door) (*cluster, error) {
	raw := make([]byte, 32)
	rand.Read(raw)
	c := &cluster{set: set, began: time.Now()}
	var err error
	if c.redis, err = lab.NewRedis(set.redis, filepath.Join(set.work, "redis.log"), set.work); err != nil {
		return nil, err
	}
	origins := []string{}
	for name := range panes {
		origins = append(origins, at.origin(name))
	}
	c.env = append(lab.CleanEnv(), "JT_SECRET="+hex.EncodeToString(raw), "JT_LIMITS=off", "JT_LOG=warn", "JT_ORIGINS="+strings.Join(origins, ","))
	if err := c.startRedis(ctx); err != nil {
		return nil, err
	}
	ctx, c.stop = context.WithCancel(context.WithoutCancel(ctx))
	for i := range c.nodes {
		if c.nodes[i], err = c.newNode(i); err != nil {
			c.close()
			return nil, err
		}
		c.all.Go(func() { c.nodes[i].supervise(ctx) })
		// The second one finds the schema and the demo that the first one made.
		if err := c.nodes[i].back(ctx); err != nil {
			c.close()
			return nil, err
		}
	}
	return c, nil
}

func (c *cluster) newNode(i int) (*node, error) {
	addr, err := lab.FreeAddr()
	if err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(addr)
	n := &node{addr: "localhost:" + port, ready: make(chan struct{}), rest: time.Second}
	n.Log = filepath.Join(c.set.work, fmt.Sprintf("node%d.log", i+1))
	n.command = func() *exec.Cmd {
		cmd := exec.Command(c.set.binary, "serve", "--demo", "--demo-life", "0")
		cmd.Env = append(c.online(), "JT_ADDR="+n.addr, "JT_DATA="+filepath.Join(c.set.work, fmt.Sprintf("node%d", i+1)),
			"JT_REDIS_URL=redis://"+c.redis.Addr+"/0", "JT_DEMO_NOW="+c.now().Format(time.RFC3339Nano))
		return cmd
	}
	return n, nil
}

// online is the environment of a command on the cluster's own database.
func (c *cluster) online() []string {
	return append(append([]string{}, c.env...), "JT_DATABASE_URL="+c.set.database)
}

func (c *cluster) close() {
	c.stop()
	c.all.Wait()
	_ = c.redis.Stop() // one that does not end is killed
}

// The town's day begins at 09.40: by day every clock counts, and a wall is light.
var wib = time.FixedZone("WIB", 7*3600)

func (c *cluster) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	y, m, d := c.began.In(wib).Date()
	return time.Date(y, m, d, 9, 40, 0, 0, wib).Add(time.Since(c.began) + c.ahead)
}

// jump moves the town's clock ahead: the nodes are started again one after the other, as an
// operator does it, and only their clock is another one.
func (c *cluster) jump(ctx context.Context, by time.Duration) error {
	c.mu.Lock()
	c.ahead += by
	c.mu.Unlock()
	for _, n := range c.nodes {
		n.down(n.halt, 0)
		if err := n.back(ctx); err != nil {
			return err
		}
	}
	return nil
}

// setRedis kills Redis, or starts it again empty: it only carries news.
func (c *cluster) setRedis(ctx context.Context, up bool) error {
	c.mu.Lock()
	is := c.redisUp
	c.mu.Unlock()
	switch {
	case up && !is:
		return c.startRedis(ctx)
	case !up && is:
		c.redis.Kill()
		c.mu.Lock()
		c.redisUp = false
		c.mu.Unlock()
	}
	return nil
}

func (c *cluster) startRedis(ctx context.Context) error {
	if err := c.redis.Start(ctx); err != nil {
		return err
	}
	c.mu.Lock()
	c.redisUp = true
	c.mu.Unlock()
	return nil
}
