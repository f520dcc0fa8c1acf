package main

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"jogotonggo/deploy/lab"
	"jogotonggo/deploy/torture/power"
)

// Kinds of faults that are spoken of elsewhere.
const (
	killing    = "kill -9"
	killingOne = "kill -9 of two"
	storming   = "reconnect storm"
)

// embedded is the lane of one node on its own database.
func embedded(r *rig) *lane {
	house := &houses{}
	return &lane{rounds: 12, open: house.open, faults: []fault{
		{killing, 240, killed},
		{powerCut, 200, unplugged},
		{"disk full", 20, filled},
		{jumping, 30, jumped},
		{storming, 20, storm},
		{"slow consumers", 20, sleep},
	}}
}

// houses opens towns as copies of one that was laid out and signed in to once.
type houses struct {
	once   sync.Once
	err    error
	people people
	first  string // folder of the first
}

func (h *houses) open(ctx context.Context, l *lane, rng *rand.Rand) (*town, error) {
	h.once.Do(func() { h.err = h.build(ctx, l) })
	if h.err != nil {
		return nil, h.err
	}
	t, err := l.newTown()
	if err != nil {
		return nil, err
	}
	data := filepath.Join(t.dir, "data")
	if err := os.CopyFS(data, os.DirFS(h.first)); err != nil {
		return t, err
	}
	n, err := t.node()
	if err != nil {
		return t, err
	}
	own := &house{node: n, data: data, settings: n.Env}
	t.people, t.gear = h.people, own
	if err := own.start(ctx, t); err != nil {
		return t, err
	}
	if t.fresh, err = t.holds(n); err != nil {
		return t, err
	}
	return t, t.settle(rng)
}

// house is the one node of a town and the folder in which it lives.
type house struct {
	node     *lab.Node
	data     string
	settings []string // of every start
	moves    int
	disks    []string     // mounted for it
	trace    *power.Trace // of the process that runs; nil: nobody watches what it writes
}

// start starts the node; where a power cut comes next, what it writes is watched.
func (h *house) start(ctx context.Context, t *town) error {
	h.node.Env = append(slices.Clone(h.settings), "JT_DATA="+h.data)
	h.node.Dress, h.trace = nil, nil
	if t.lane.coming(powerCut) {
		h.node.Dress = h.watched
	}
	return h.node.Start(ctx)
}

// size is that of its ledger, with what still stands beside it in the write-ahead log.
func (h *house) size() (bytes int, err error) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(h.data, "jogo.db")+"?mode=ro")
	if err != nil {
		return 0, err
	}
	defer db.Close()
	err = db.QueryRow("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&bytes)
	return bytes, err
}

// build lays the demo out and signs everybody in.
func (h *houses) build(ctx context.Context, l *lane) error {
	h.first = filepath.Join(l.rig.opt.work, "first-house")
	n, err := lab.NewNode(l.rig.opt.binary, filepath.Join(l.rig.opt.work, "first-house.log"), "JT_DATA="+h.first, "JT_SECRET="+l.rig.secret, early())
	if err != nil {
		return err
	}
	defer n.Kill()
	if err := n.Start(ctx); err != nil {
		return err
	}
	if h.people, err = signIn(n.Addr); err != nil {
		return err
	}
	return n.Stop()
}

// killed is kill -9 in the middle of writing.
func killed(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	pause(time.Duration(rng.IntN(60)) * time.Millisecond)
	own := t.gear.(*house)
	own.node.Kill()
	return "", own.start(ctx, t)
}

// proof stops the nodes and lets the ledger prove itself.
func (t *town) proof(ctx context.Context) error {
	for _, n := range t.nodes {
		if err := n.Stop(); err != nil {
			return err
		}
	}
	return t.verify(ctx, t.nodes[0])
}
