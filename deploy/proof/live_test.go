package proof

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// frame is a message of the live socket.
type frame struct {
	Kind     string
	Streams  map[string]string
	Stream   string
	Prev     string
	Cursor   string
	Degraded bool
	Event    struct {
		ID, Area, Service, Type, Case, From, State string
		Version                                    int
		Told                                       map[string]any
	}
}

// follower watches an area as its person and believes nothing: it checks every link of
// every chain, counts what it saw on each stream, and folds the tallies by itself.
type follower struct {
	*person
	area string

	mu       sync.Mutex
	conn     *websocket.Conn
	stopped  bool
	links    map[string]string         // per stream, the cursor that the next prev must be
	seen     map[string]map[string]int // per stream, how often each event came
	arrived  map[string]time.Time      // per event, when it first came
	came     []frame                   // each event once, in the order of its coming
	versions map[string]int            // per case
	tallies  map[string]map[string]map[string]int
	degraded []time.Time // when a status frame said so
	wrong    []string
	hellos   int
	cuts     int
	done     chan struct{}

	rest  func(tries int) time.Duration // before it dials again
	lost  time.Time                     // when the socket went, if it is away
	blind time.Duration                 // the longest that it was away
}

// follow takes a board and then a socket that continues it, and never waits long.
func (p *person) follow(area string) *follower {
	p.t.Helper()
	return p.followAs(area, func(int) time.Duration { return 20 * time.Millisecond })
}

func (p *person) followAs(area string, rest func(tries int) time.Duration) *follower {
	p.t.Helper()
	b := p.board(area)
	f := &follower{person: p, area: area, links: map[string]string{}, seen: map[string]map[string]int{}, arrived: map[string]time.Time{},
		versions: map[string]int{}, tallies: b.Tallies, done: make(chan struct{}), rest: rest}
	go f.run(b.Cursor)
	p.t.Cleanup(f.stop)
	within(p.t, 10*time.Second, "hello", func() bool { return f.greeted() > 0 })
	return f
}

func (f *follower) run(boardCursor string) {
	defer close(f.done)
	for tries := 0; !f.isStopped(); tries++ {
		if tries > 0 {
			pause(f.rest(tries - 1))
		}
		conn, res, err := f.dial(boardCursor)
		if err != nil {
			if res != nil && res.StatusCode >= 400 && res.StatusCode < 500 && res.StatusCode != http.StatusTooManyRequests {
				f.complain("the socket was refused with %d", res.StatusCode)
				return
			}
			continue
		}
		for tries = 0; err == nil; {
			var m frame
			var raw []byte
			if _, raw, err = conn.ReadMessage(); err == nil {
				if err := json.Unmarshal(raw, &m); err != nil {
					f.complain("no JSON: %q", raw)
				}
				f.take(m)
			}
		}
		conn.Close()
		f.away()
		if closed, ok := err.(*websocket.CloseError); ok && closed.Code >= 4500 {
			f.complain("sent away for good: %v", closed)
			return
		}
	}
}

// dial continues from the board, or from what each stream said last.
func (f *follower) dial(boardCursor string) (*websocket.Conn, *http.Response, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	q := url.Values{"area": {f.area}}
	for stream, cursor := range f.links {
		q.Add("after", stream+"~"+cursor)
	}
	if len(f.links) == 0 {
		q.Set("after", boardCursor)
	}
	d := websocket.Dialer{HandshakeTimeout: 5 * time.Second, Subprotocols: []string{"jogotonggo.v1"}}
	conn, res, err := d.Dial("ws://"+f.node.addr+"/api/v1/live?"+q.Encode(), http.Header{"Authorization": {"Bearer " + f.token}})
	if err == nil && f.stopped {
		conn.Close()
	}
	f.conn = conn
	return conn, res, err
}

func (f *follower) take(m frame) {
	now := time.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	switch m.Kind {
	case "hello":
		f.hellos++
		if !f.lost.IsZero() {
			f.blind, f.lost = max(f.blind, now.Sub(f.lost)), time.Time{}
		}
		maps.Copy(f.links, m.Streams)
	case "status":
		if m.Degraded {
			f.degraded = append(f.degraded, now)
		}
	case "resync":
		f.wrong = append(f.wrong, "resync")
	case "event":
		if link, known := f.links[m.Stream]; !known || link != m.Prev {
			f.wrong = append(f.wrong, fmt.Sprintf("chain of %s broken: prev %s after %s", m.Stream, m.Prev, link))
		}
		f.links[m.Stream] = m.Cursor
		f.count(m, now)
	}
}

func (f *follower) count(m frame, now time.Time) {
	e := m.Event
	if f.seen[m.Stream] == nil {
		f.seen[m.Stream] = map[string]int{}
	}
	if f.seen[m.Stream][e.ID]++; f.seen[m.Stream][e.ID] > 1 {
		f.wrong = append(f.wrong, fmt.Sprintf("event %s came %d times on %s", e.ID, f.seen[m.Stream][e.ID], m.Stream))
	}
	if _, twice := f.arrived[e.ID]; twice {
		return // the same event on another stream
	}
	f.arrived[e.ID], f.came = now, append(f.came, m)
	if e.Version != f.versions[e.Case]+1 && f.versions[e.Case] != 0 {
		f.wrong = append(f.wrong, fmt.Sprintf("case %s went from version %d to %d", e.Case, f.versions[e.Case], e.Version))
	}
	f.versions[e.Case] = e.Version
	for _, area := range []string{e.Area, f.area} {
		if f.tallies[area] == nil {
			continue
		}
		if f.tallies[area][e.Service] == nil {
			f.tallies[area][e.Service] = map[string]int{}
		}
		f.tallies[area][e.Service][e.State]++
		if e.From != "" {
			f.tallies[area][e.Service][e.From]--
		}
	}
}

// folded gives the tallies that follow from board and frames, zeros left out.
func (f *follower) folded() map[string]map[string]map[string]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return trimmed(f.tallies)
}

func trimmed(tallies map[string]map[string]map[string]int) map[string]map[string]map[string]int {
	out := map[string]map[string]map[string]int{}
	for area, services := range tallies {
		for service, states := range services {
			for state, n := range states {
				if n == 0 {
					continue
				}
				if out[area] == nil {
					out[area] = map[string]map[string]int{}
				}
				if out[area][service] == nil {
					out[area][service] = map[string]int{}
				}
				out[area][service][state] = n
			}
		}
	}
	return out
}

// has says whether the event has arrived, and when.
func (f *follower) has(id string) (time.Time, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at, ok := f.arrived[id]
	return at, ok
}

func (f *follower) greeted() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.hellos
}

// degradedSince says whether a status frame told of trouble after the given time, and when.
func (f *follower) degradedSince(t time.Time) (time.Time, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.IndexFunc(f.degraded, t.Before)
	if i < 0 {
		return time.Time{}, false
	}
	return f.degraded[i], true
}

// ids lists every event that arrived.
func (f *follower) ids() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(maps.Keys(f.arrived))
}

// whole fails the test if anything was ever wrong.
func (f *follower) whole(t *testing.T) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, w := range f.wrong {
		if t.Error(w); i == 9 {
			t.Errorf("and %d more", len(f.wrong)-10)
			break
		}
	}
}

// cut breaks the connection as a phone that leaves the network does: no goodbye, and what
// was on its way is lost. It says whether there was one to break.
func (f *follower) cut() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.conn == nil || f.cuts >= f.hellos {
		return false
	}
	f.cuts++
	if tcp, ok := f.conn.NetConn().(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	return f.conn.NetConn().Close() == nil
}

func (f *follower) stop() {
	f.mu.Lock()
	f.stopped = true
	if f.conn != nil {
		f.conn.Close()
	}
	f.mu.Unlock()
	<-f.done
}

func (f *follower) isStopped() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.stopped
}

func (f *follower) complain(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wrong = append(f.wrong, fmt.Sprintf(format, args...))
}
