package main

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"sync"
	"time"

	"jogotonggo/deploy/lab"
)

// node is one server, started again whenever it ends.
type node struct {
	lab.Child
	addr    string
	command func() *exec.Cmd

	state sync.Mutex
	ready chan struct{} // closed while it serves
	rest  time.Duration // how long it stays down when it ends next: long enough to be seen
}

// seen is how long a killed node stays away.
const seen = 4 * time.Second

func (n *node) up() bool {
	n.state.Lock()
	defer n.state.Unlock()
	select {
	case <-n.ready:
		return true
	default:
		return false
	}
}

// supervise keeps the node running until ctx ends.
func (n *node) supervise(ctx context.Context) {
	for ctx.Err() == nil {
		if ended, err := n.Start(n.command()); err == nil {
			if n.answers(ctx, ended) {
				n.state.Lock()
				close(n.ready)
				n.state.Unlock()
			}
			select {
			case <-ended:
			case <-ctx.Done():
				n.halt()
			}
		}
		n.state.Lock()
		pause := n.rest
		n.rest, n.ready = time.Second, make(chan struct{})
		n.state.Unlock()
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
}

// answers asks until the node is ready; false: it ended before.
func (n *node) answers(ctx context.Context, ended <-chan struct{}) bool {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if res, err := http.Get("http://" + n.addr + "/readyz"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return true
			}
		}
		select {
		case <-ended:
			return false
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
	}
}

// down ends it by the given hand and says how long it stays away.
func (n *node) down(hand func(), rest time.Duration) {
	n.state.Lock()
	n.rest = rest
	n.state.Unlock()
	hand()
}

// halt asks it to end; one that does not is killed.
func (n *node) halt() { _ = n.Stop() }

// back waits until it serves again.
func (n *node) back(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	end := time.After(time.Minute)
	for !n.up() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-end:
			return fmt.Errorf("a node is not back within a minute: %s", n.LastWords())
		case <-tick.C:
		}
	}
	return nil
}
