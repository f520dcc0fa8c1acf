package lab

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Frame is a message of the live socket.
type Frame struct {
	Kind     string
	Streams  map[string]string
	Stream   string
	Prev     string
	Cursor   string
	Degraded bool
	Event    Event
}

// Wrong is one thing that a follower found wrong.
type Wrong struct {
	Kind Kind
	What string
}

// Kind says of what sort it is.
type Kind string

// What can be wrong with a live socket.
const (
	Broken Kind = "broken" // a link of a chain, or a version of a case, is missing
	Twice  Kind = "twice"  // an event came again on the same stream
	Away   Kind = "away"   // the server does not want it back
	Unread Kind = "unread" // a message was no JSON
)

// Follower watches an area as its person and believes nothing: it checks every link of every
// chain, counts what it saw on each stream, and folds the tallies by itself.
type Follower struct {
	*Person
	Area string

	overhear func([]byte)
	rest     func(tries int) time.Duration // before it dials again
	done     chan struct{}
	reading  sync.Mutex // held while it reads, or by who does not let it
	halt     chan struct{}
	once     sync.Once

	mu      sync.Mutex
	conn    *websocket.Conn
	stopped bool
	start   string // cursor of the board from which it began
	links   map[string]string
	seen    map[string]map[string]int
	at      map[string]time.Time
	came    []Frame
	version map[string]int
	tallies Tallies
	wrong   []Wrong
	resyncs int
	hellos  int
	cuts    int
	told    []time.Time
	lost    time.Time
	blind   time.Duration
}

// Follow takes a board and then a socket that continues it. rest says how long to wait before each
// new try; nil: hardly at all. overhear, if there is one, is given every message as it came.
func (p *Person) Follow(area string, rest func(tries int) time.Duration, overhear func([]byte)) (*Follower, error) {
	if rest == nil {
		rest = func(int) time.Duration { return 20 * time.Millisecond }
	}
	f := &Follower{Person: p, Area: area, overhear: overhear, rest: rest, done: make(chan struct{}), halt: make(chan struct{}), at: map[string]time.Time{}}
	if err := f.begin(); err != nil {
		return nil, err
	}
	go f.run()
	return f, nil
}

// begin takes a fresh board, from which everything is counted anew.
func (f *Follower) begin() error {
	b, err := f.Board(f.Area)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.start, f.tallies = b.Cursor, b.Tallies
	f.links, f.seen, f.version = map[string]string{}, map[string]map[string]int{}, map[string]int{}
	return nil
}

// dialNarrow takes little from a line before it is read, as a phone does: who stops reading is soon
// noticed. Less than two of loopback's segments would make TCP itself wait for seconds.
func dialNarrow(network, addr string) (net.Conn, error) {
	c, err := net.Dial(network, addr)
	if tcp, ok := c.(*net.TCPConn); ok && err == nil {
		err = tcp.SetReadBuffer(128 << 10)
	}
	return c, err
}

// Since is the cursor of the board from which it counts now.
func (f *Follower) Since() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.start
}

func (f *Follower) run() {
	defer close(f.done)
	for tries := 0; ; tries++ {
		if tries > 0 && !f.pause(f.rest(tries-1)) {
			return
		}
		conn, res, err := f.dial()
		if f.isStopped() {
			return
		}
		if err != nil {
			if res != nil && res.StatusCode >= 400 && res.StatusCode < 500 && res.StatusCode != http.StatusTooManyRequests {
				f.complain(Away, "the socket was refused with %d", res.StatusCode)
				return
			}
			continue
		}
		tries = 0
		err = f.listen(conn)
		if closed, ok := err.(*websocket.CloseError); ok && closed.Code >= 4500 {
			f.complain(Away, "sent away for good: %v", closed)
			return
		}
	}
}

// listen takes messages until the connection ends.
func (f *Follower) listen(conn *websocket.Conn) error {
	defer f.away()
	defer conn.Close()
	for {
		f.reading.Lock()
		f.reading.Unlock()
		_, raw, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		if f.overhear != nil {
			f.overhear(raw)
		}
		var m Frame
		if err := json.Unmarshal(raw, &m); err != nil {
			f.complain(Unread, "no JSON: %q", raw)
			continue
		}
		if f.take(m); m.Kind == "resync" {
			_ = f.begin() // if there is no board now, it is told once more to begin anew, or that it may not
			return nil
		}
	}
}

func (f *Follower) pause(d time.Duration) bool {
	select {
	case <-f.halt:
		return false
	case <-time.After(d):
		return true
	}
}

// dial continues from the board, or from what each stream said last.
func (f *Follower) dial() (*websocket.Conn, *http.Response, error) {
	q := url.Values{"area": {f.Area}}
	f.mu.Lock()
	for stream, cursor := range f.links {
		q.Add("after", stream+"~"+cursor)
	}
	if len(f.links) == 0 {
		q.Set("after", f.start)
	}
	f.mu.Unlock()
	d := websocket.Dialer{HandshakeTimeout: 5 * time.Second, Subprotocols: []string{"jogotonggo.v1"}, NetDial: dialNarrow}
	conn, res, err := d.Dial("ws://"+f.At+"/api/v1/live?"+q.Encode(), http.Header{"Authorization": {"Bearer " + f.Token}})
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil && f.stopped {
		conn.Close()
	}
	f.conn = conn
	return conn, res, err
}

// Stall lets it stop reading, as a phone does whose app sleeps, until the returned func.
func (f *Follower) Stall() (readOn func()) {
	f.reading.Lock()
	return f.reading.Unlock
}

// Stop ends it and waits.
func (f *Follower) Stop() {
	f.once.Do(func() {
		close(f.halt)
		f.mu.Lock()
		f.stopped = true
		if f.conn != nil {
			f.conn.Close()
		}
		f.mu.Unlock()
	})
	<-f.done
}

// Done closes when it has ended, also because the server does not want it back.
func (f *Follower) Done() <-chan struct{} { return f.done }

func (f *Follower) isStopped() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.stopped
}

func (f *Follower) complain(kind Kind, format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wrong = append(f.wrong, Wrong{kind, fmt.Sprintf(format, args...)})
}
