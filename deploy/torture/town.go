package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"jogotonggo/deploy/lab"
)

// Places of the demo.
const (
	tegalsari = "33.74.08.1006"
	rt0403    = "33.74.08.1006/RW04/RT03"
)

// logins are those that take part.
var logins = []string{"warga", "tetangga", "warga2", "rt", "staf", "relawan", "lurah"}

// people are signed in once, in the town that all others are copies of.
type people map[string]*lab.Person

func signIn(at string) (people, error) {
	in := people{}
	for _, login := range logins {
		p, err := lab.SignIn(at, login, lab.DemoSecret)
		if err != nil {
			return nil, err
		}
		in[login] = p
	}
	return in, nil
}

// town is a set of nodes on one ledger, the people who write to it, and the boards that watch.
type town struct {
	lane    *lane
	dir     string
	nodes   []*lab.Node
	people  people // none of them stays at one node
	boards  []*lab.Follower
	guests  []*lab.Follower   // boards that leave after the next judgement
	deep    []*lab.Follower   // those of them that slept and do not know it
	callers []*lab.Person     // whose connections are their own
	fresh   held              // by a node that nobody used yet
	moved   map[*lab.Node]int // whose clock was moved, and the process that it was
	journal *journal
	crowd   *crowd
	wrong   *findings
	checked map[*lab.Follower]mark // what of a board was compared with the log
	ears    *ears
	gear    gear
}

// gear is what a lane has of a town beside its nodes.
type gear interface {
	size() (bytes int, err error) // of the database that a node has to itself
	close() error
}

// settle lets people write and boards watch.
func (t *town) settle(rng *rand.Rand) error {
	t.checked = map[*lab.Follower]mark{}
	t.crowd = &crowd{journal: t.journal, wrong: t.wrong, mark: t.ears.mark, hot: &hotCases{}}
	for i, n := range t.nodes {
		for _, w := range []struct{ login, area string }{{"lurah", tegalsari}, {"rt", rt0403}} {
			if i > 0 && w.login == "rt" {
				continue
			}
			if err := t.watch(t.people[w.login].Over(n.Addr), w.area); err != nil {
				return err
			}
		}
	}
	for i, login := range []string{"warga", "tetangga", "warga2"} {
		own := seeded(rng.Uint64(), uint64(i))
		t.crowd.add(t.crowd.household(t.writer(login, i), own))
	}
	for i, pull := range []struct {
		login string
		moves []string
	}{
		{"rt", []string{"verify"}},
		{"staf", []string{"claim", "release", "dispatch", "hand_over", "reopen"}},
		{"relawan", []string{"claim", "release", "dispatch", "hand_over"}},
	} {
		own := seeded(rng.Uint64(), uint64(10+i))
		t.crowd.add(t.crowd.puller(t.writer(pull.login, i+1), own, pull.moves...))
	}
	t.crowd.add(t.crowd.owner(t.writer("warga", 0), seeded(rng.Uint64(), 20)))
	return nil
}

func (t *town) watch(p *lab.Person, area string) error {
	return patient(func() error {
		f, err := p.Follow(area, nil, t.ears.listen("frames of a board"))
		if err == nil {
			t.boards = append(t.boards, f)
		}
		return err
	})
}

// writer is a person at one of the nodes, who waits less long than a browser would.
func (t *town) writer(login string, i int) *lab.Person {
	p := t.people[login].Over(t.nodes[i%len(t.nodes)].Addr)
	p.HTTP = lab.NewClient()
	p.HTTP.Timeout = 12 * time.Second
	t.callers = append(t.callers, p)
	return p
}

// lurah reads the log and boards at a node.
func (t *town) lurah(i int) *lab.Person { return t.people["lurah"].Over(t.nodes[i].Addr) }

// close ends the town, whatever state it is in.
func (t *town) close() error {
	if t.crowd != nil {
		t.crowd.end()
	}
	t.leave()
	var all sync.WaitGroup
	for _, f := range t.boards {
		all.Go(f.Stop)
	}
	all.Wait()
	for _, n := range t.nodes {
		n.Kill()
	}
	var err error
	if t.gear != nil {
		err = t.gear.close()
	}
	err = errors.Join(err, t.journal.close())
	if len(t.wrong.said) > 0 {
		fmt.Fprintf(t.lane.rig.out, "    kept for whoever wonders: %s\n", t.dir)
		return err
	}
	return errors.Join(err, os.RemoveAll(t.dir))
}

// newTown makes a folder with a journal.
func (l *lane) newTown() (*town, error) {
	l.towns++
	dir := filepath.Join(l.rig.opt.work, fmt.Sprintf("%s-%d", l.name, l.towns))
	if err := os.Mkdir(dir, 0o711); err != nil { // PostgreSQL's own user must be able to pass
		return nil, err
	}
	j, err := openJournal(filepath.Join(dir, "journal.jsonl"))
	if err != nil {
		return nil, err
	}
	wrong := newFindings()
	return &town{lane: l, dir: dir, journal: j, wrong: wrong, ears: &ears{l.rig.mark, wrong}, moved: map[*lab.Node]int{}}, nil
}

// node lays out one more node of the town.
func (t *town) node(env ...string) (*lab.Node, error) {
	log := filepath.Join(t.dir, fmt.Sprintf("node%d.log", len(t.nodes)+1))
	n, err := lab.NewNode(t.lane.rig.opt.binary, log, append(env, "JT_LOG=warn", "JT_SECRET="+t.lane.rig.secret)...)
	if err == nil {
		t.nodes = append(t.nodes, n)
	}
	return n, err
}

// leave lets the guests go.
func (t *town) leave() {
	var all sync.WaitGroup
	for _, f := range t.guests {
		all.Go(f.Stop)
		delete(t.checked, f)
	}
	all.Wait()
	t.guests, t.deep = nil, nil
}

// watching are all boards, also those of guests.
func (t *town) watching() []*lab.Follower { return append(slices.Clone(t.boards), t.guests...) }

// awake are those of them that read, or know that they did not.
func (t *town) awake() []*lab.Follower {
	return slices.DeleteFunc(t.watching(), func(f *lab.Follower) bool { return slices.Contains(t.deep, f) })
}

// verify lets the server prove its own ledger.
func (t *town) verify(ctx context.Context, n *lab.Node) error {
	out, code, err := n.CLI(ctx, "verify")
	if err == nil && code != 0 {
		t.wrong.add(gap, "verify ended with %d: %.600s", code, out)
	}
	return err
}
