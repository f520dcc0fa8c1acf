package hub

import (
	"context"
	"sync"
	"time"

	"jogotonggo/rt-rw"
)

// Ticket says who watches what, and from where. The caller has checked all of it.
type Ticket struct {
	Session, Account string
	Area             rtrw.Area
	Log              rtrw.Area
	Streams          []string               // what the viewer may watch
	After            map[string]rtrw.Cursor // positions by stream, from a socket before; nil: none
	Board            *rtrw.Cursor           // the position of a board or answer, good for every stream
	Stale            bool                   // the client is of another lineage: hello, then resync

	// Overview makes this a board from above: it gets counts and has no streams. It is asked at
	// most once a second for all who look at the same area, with any one member's function;
	// so it must depend on the area alone. A refusal (Forbidden, SignedOut) ends that member.
	Overview func(ctx context.Context) (cursor string, tallies rtrw.Tallies, err error)
	// Under lists the logs whose events may change the overview.
	Under func(ctx context.Context) ([]rtrw.Area, error)

	// Map draws the zones of the log. It is asked with any one member's function for all who
	// have one, so it must depend on the log alone. nil: this viewer's zones never change.
	Map func(ctx context.Context) (map[rtrw.Area]rtrw.Zone, error)
	// Zones gives of a map (without Map, of none) what this viewer may see, as JSON. nil: none are told.
	Zones func(all map[rtrw.Area]rtrw.Zone) []byte
}

// sink is where a member's frames go. No method ever blocks, and any goroutine may call them.
type sink interface {
	send(frames []byte)                 // whole frames, never changed afterwards
	replay(first []byte, rest [][]byte) // the same, however much it is
	end(c Close, resync bool)           // last words; what is sent later is dropped
	kill()                              // now
	ping()                              //
	alive() time.Time                   // the last sign of life
}

// member is one socket or event stream.
type member struct {
	account string
	out     sink
	shard   *shard
	home    interface{ leave(*member) }
	near    bool // its feed serves it; of the shard it has pings, the status and letters

	seated  bool      // owned by the home's goroutine, as is
	streams []*stream // which does not change once seated
	seats   []int     // owned by whoever serves it
	left    bool      // owned by the shard
	told    int       // which status it knows; the shard's as well, once it is there
}

// greet writes hello, status and what was missed, in one go where that is little.
func (m *member) greet(hello []byte, now standing, replay [][]byte) {
	m.told = now.nth
	first := append(hello[:len(hello):len(hello)], now.frame...)
	for len(replay) > 0 && len(first)+len(replay[0]) <= 32<<10 {
		first, replay = append(first, replay[0]...), replay[1:]
	}
	m.out.replay(first, replay)
}

// door knows every member by account.
type door struct {
	mu      sync.Mutex
	most    int
	closed  bool
	inside  int
	members map[string][]*member // in order of arrival
	empty   chan struct{}        // closed when the door is closed and everybody has left
}

func (d *door) init(most int) {
	d.most, d.members, d.empty = most, map[string][]*member{}, make(chan struct{})
}

// begin counts a request in, unless the hub is stopping; done counts it out.
func (d *door) begin() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.closed {
		d.inside++
	}
	return !d.closed
}

func (d *door) done() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.inside--
	d.check()
}

// enter registers a member whose request has begun. Who opens more sockets than allowed
// loses the oldest: after a change of network the newest is the one that lives.
func (d *door) enter(m *member) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.inside++
	mine := append(d.members[m.account], m)
	d.members[m.account] = mine
	for i := 0; d.most > 0 && i < len(mine)-d.most; i++ {
		mine[i].out.end(Replaced, false)
	}
	if d.closed { // between begin and here
		m.out.end(Restarting, false)
	}
}

func (d *door) leave(m *member) {
	d.mu.Lock()
	defer d.mu.Unlock()
	mine := d.members[m.account]
	for i := range mine {
		if mine[i] == m {
			mine = append(mine[:i:i], mine[i+1:]...)
			break
		}
	}
	if len(mine) == 0 {
		delete(d.members, m.account)
	} else {
		d.members[m.account] = mine
	}
	d.inside--
	d.check()
}

func (d *door) check() {
	if d.closed && d.inside == 0 {
		close(d.empty)
	}
}

// close shuts the door and asks everybody to come back elsewhere.
func (d *door) close() {
	d.mu.Lock()
	d.closed = true
	d.check()
	d.mu.Unlock()
	d.each(func(m *member) { m.out.end(Restarting, false) })
}

func (d *door) each(do func(*member)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, ms := range d.members {
		for _, m := range ms {
			do(m)
		}
	}
}

func (d *door) of(account string) []*member {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]*member(nil), d.members[account]...)
}

func (d *door) count() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, ms := range d.members {
		n += len(ms)
	}
	return n
}
