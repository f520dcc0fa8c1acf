package proof

import (
	"cmp"
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"jogotonggo/deploy/lab"
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
	lab  *lab.Redis
}

// startRedis keeps nothing on disk, unless args say otherwise.
func startRedis(t *testing.T, args ...string) *redisServer {
	t.Helper()
	dir := t.TempDir()
	in, err := lab.NewRedis(cmp.Or(os.Getenv("JT_TEST_REDIS_SERVER"), "redis-server"), filepath.Join(dir, "log"), dir)
	if err != nil {
		t.Fatal(err)
	}
	if args != nil {
		in.Args = args
	}
	r := &redisServer{t, in.Addr, in}
	r.start()
	t.Cleanup(in.Kill)
	return r
}

func (r *redisServer) start() {
	r.t.Helper()
	if err := r.lab.Start(context.Background()); err != nil {
		r.t.Fatal(err)
	}
}

// end stops it as an operator does, kill as nobody should.
func (r *redisServer) end() {
	r.t.Helper()
	if err := r.lab.Stop(); err != nil {
		r.t.Error(err)
	}
}

func (r *redisServer) kill() { r.lab.Kill() }
