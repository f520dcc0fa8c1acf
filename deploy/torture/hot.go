package main

import (
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"jogotonggo/deploy/lab"
)

// hotCases are a few cases at which many people pull at once; their histories are proved.
type hotCases struct {
	mu  sync.Mutex
	now []*hotCase
	all []*hotCase
}

type hotCase struct {
	id    string
	moves int // sent so far
	seen  int // version that somebody saw last
}

// Cases that are hot at once, and moves after which one is left in peace.
const (
	hotAtOnce = 3
	hotFor    = 60
)

// pick gives one of them; nil: there is none.
func (h *hotCases) pick(rng *rand.Rand) (id string, version int, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.now) == 0 {
		return "", 0, false
	}
	i := rng.IntN(len(h.now))
	c := h.now[i]
	if c.moves++; c.moves == hotFor {
		h.now = append(h.now[:i:i], h.now[i+1:]...)
	}
	return c.id, c.seen, true
}

func (h *hotCases) wanted() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.now) < hotAtOnce
}

func (h *hotCases) add(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := &hotCase{id: id}
	h.now, h.all = append(h.now, c), append(h.all, c)
}

func (h *hotCases) saw(id string, version int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.now {
		if c.id == id {
			c.seen = max(c.seen, version)
		}
	}
}

// owner is the household of the hot cases: it files them, judges what arrived, and looks.
func (c *crowd) owner(p *lab.Person, rng *rand.Rand) func() {
	n := 0
	puller := c.puller(p, rng, "confirm", "dispute", "", "")
	return func() {
		if !c.hot.wanted() {
			puller()
			return
		}
		n++
		id := lab.NewKey()
		if c.send(p, rng, command{Key: id, Case: id, Move: "request"}, c.ask(p, n)).Outcome == accepted {
			c.hot.add(id)
		}
	}
}

// puller makes one of its moves on one of the hot cases, whatever state that is in; "" is a look.
func (c *crowd) puller(p *lab.Person, rng *rand.Rand, moves ...string) func() {
	return func() {
		id, version, ok := c.hot.pick(rng)
		if !ok {
			return
		}
		move := moves[rng.IntN(len(moves))]
		if move == "" {
			c.look(p, id)
			return
		}
		cmd, body := command{Key: lab.NewKey(), Case: id, Move: move}, map[string]any{"case": id}
		if rng.IntN(4) == 0 && version > 0 {
			cmd.Version, body["version"] = version, version
		}
		if done := c.send(p, rng, cmd, body); done.Outcome == accepted {
			c.hot.saw(id, done.Now.Version)
		}
	}
}

// look reads the case as its household does.
func (c *crowd) look(p *lab.Person, id string) {
	began := time.Now()
	got, err := p.Send("GET", "/cases/"+id, "", nil)
	if err != nil || got.Status != http.StatusOK {
		return
	}
	if now, err := parse(got); err == nil {
		c.journal.saw(id, began, now)
		c.hot.saw(id, now.Version)
	}
}
