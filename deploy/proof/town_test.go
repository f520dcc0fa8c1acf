package proof

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"testing"
	"time"

	"jogotonggo/rt-rw/store/storetest"
)

// Places of the demo.
const (
	tegalsari = "33.74.08.1006"
	rt0403    = "33.74.08.1006/RW04/RT03"
)

// town is a set of nodes that share one ledger.
type town struct {
	nodes []*node
	redis *redisServer // nil where the bus is in memory
}

func (w *town) first() *node { return w.nodes[0] }
func (w *town) last() *node  { return w.nodes[len(w.nodes)-1] }

// each runs a proof on one embedded node, and on two nodes where the services are named.
func each(t *testing.T, proof func(t *testing.T, w *town)) {
	t.Helper()
	t.Run("embedded", func(t *testing.T) { proof(t, embedded(t)) })
	clustered(t, func(t *testing.T, w *town) { proof(t, w) })
}

// clustered runs a proof that only two nodes can be asked for.
func clustered(t *testing.T, proof func(t *testing.T, w *town)) {
	t.Helper()
	if configured() {
		t.Run("cluster", func(t *testing.T) { proof(t, cluster(t, nil)) })
	}
}

// configured says whether make test, or somebody like it, has named the services.
func configured() bool {
	return os.Getenv("JT_TEST_DATABASE_URL") != "" && os.Getenv("JT_TEST_REDIS_URL") != ""
}

func embedded(t *testing.T) *town {
	t.Helper()
	n := newNode(t, "JT_DATA="+t.TempDir())
	n.start()
	return &town{nodes: []*node{n}}
}

// cluster starts two nodes on a schema and a Redis of the test's own; way, if given, leads
// from the nodes to Redis.
func cluster(t *testing.T, way func(redis string) string) *town {
	t.Helper()
	redis := startRedis(t)
	addr := redis.addr
	if way != nil {
		addr = way(addr)
	}
	secret, database := rand.Text()+rand.Text(), storetest.Postgres(t).Config().URL // a schema of the test's own
	w := &town{redis: redis}
	for range 2 {
		n := newNode(t, "JT_DATA="+t.TempDir(), "JT_DATABASE_URL="+database, "JT_SECRET="+secret, "JT_REDIS_URL=redis://"+addr+"/0")
		n.start()
		w.nodes = append(w.nodes, n)
	}
	return w
}

// redisServer is a Redis of the test's own, because the test stops it.
type redisServer struct {
	t    *testing.T
	addr string
	args []string
	cmd  *exec.Cmd
}

// startRedis keeps nothing on disk, unless args say otherwise.
func startRedis(t *testing.T, args ...string) *redisServer {
	t.Helper()
	if args == nil {
		args = []string{"--save", "", "--appendonly", "no"}
	}
	r := &redisServer{t: t, addr: freeAddr(t), args: args}
	r.start()
	t.Cleanup(r.kill)
	return r
}

func (r *redisServer) start() {
	r.t.Helper()
	program := os.Getenv("JT_TEST_REDIS_SERVER")
	if program == "" {
		program = "redis-server"
	}
	_, port, _ := net.SplitHostPort(r.addr)
	r.cmd = exec.CommandContext(context.Background(), program, append(slices.Clone(r.args), "--port", port, "--bind", "127.0.0.1", "--dir", r.t.TempDir())...)
	if err := r.cmd.Start(); err != nil {
		r.t.Fatalf("start Redis: %v", err)
	}
	within(r.t, 20*time.Second, "Redis answers", func() bool {
		c, err := net.Dial("tcp", r.addr)
		if err != nil {
			return false
		}
		defer c.Close()
		c.SetDeadline(time.Now().Add(time.Second))
		fmt.Fprint(c, "PING\r\n")
		answer := make([]byte, 5)
		n, _ := c.Read(answer)
		return string(answer[:n]) == "+PONG"
	})
}

// end stops it as an operator does.
func (r *redisServer) end() {
	r.cmd.Process.Signal(syscall.SIGTERM)
	r.cmd.Wait()
	r.cmd = nil
}

func (r *redisServer) kill() {
	if r.cmd != nil {
		r.cmd.Process.Kill()
		r.cmd.Wait()
		r.cmd = nil
	}
}
