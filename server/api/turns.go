package api

import (
	"context"
	"net/netip"
	"sync"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// turns lets secrets be compared a few at a time, as many as the store compares at once. Networks take
// turns with each other, so that a thousand guesses from one of them delay somebody elsewhere by one guess.
type turns struct {
	mu      sync.Mutex
	free    int
	waiting map[string][]chan struct{} // by network, first come first
	next    []string                   // networks where somebody waits, in the order of their turns
}

// comparedAtOnce is how many: each takes 19 MiB and a processor.
const comparedAtOnce = 2

var crowded = door.Refuse(rtrw.Unavailable, "Server sedang ramai. Coba masuk lagi sebentar.", "The server is crowded. Try to sign in again in a moment.")

func newTurns(free int) *turns { return &turns{free: free, waiting: map[string][]chan struct{}{}} }

// wait gives a turn to who comes from an address; leave ends it.
func (t *turns) wait(ctx context.Context, address string) (leave func(), err error) {
	from := networkOf(address)
	t.mu.Lock()
	if t.free > 0 {
		t.free--
		t.mu.Unlock()
		return t.pass, nil
	}
	mine := make(chan struct{})
	if len(t.waiting[from]) == 0 {
		t.next = append(t.next, from)
	}
	t.waiting[from] = append(t.waiting[from], mine)
	t.mu.Unlock()
	select {
	case <-mine:
		return t.pass, nil
	case <-ctx.Done():
		return nil, t.giveUp(from, mine)
	}
}

// pass gives a turn to the next network.
func (t *turns) pass() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.next) == 0 {
		t.free++
		return
	}
	from := t.next[0]
	t.next = t.next[1:]
	close(t.waiting[from][0])
	if t.waiting[from] = t.waiting[from][1:]; len(t.waiting[from]) == 0 {
		delete(t.waiting, from)
	} else {
		t.next = append(t.next, from)
	}
}

// giveUp takes somebody out of the queue. Whose turn came in the same moment passes it on.
func (t *turns) giveUp(from string, mine chan struct{}) error {
	t.mu.Lock()
	for i, one := range t.waiting[from] {
		if one != mine {
			continue
		}
		if t.waiting[from] = append(t.waiting[from][:i:i], t.waiting[from][i+1:]...); len(t.waiting[from]) == 0 {
			delete(t.waiting, from)
			for j, name := range t.next {
				if name == from {
					t.next = append(t.next[:j:j], t.next[j+1:]...)
					break
				}
			}
		}
		t.mu.Unlock()
		return crowded
	}
	t.mu.Unlock()
	t.pass()
	return crowded
}

// networkOf is what one subscriber has: an address of IPv4, or 64 bits of IPv6.
func networkOf(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	if ip = ip.Unmap(); ip.Is4() {
		return ip.String()
	}
	p, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return ""
	}
	return p.String()
}
