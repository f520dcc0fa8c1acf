package bustest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Frame is any frame, as a client reads it.
type Frame struct {
	Kind, Epoch          string
	Streams              map[string]string
	Stream, Prev, Cursor string
	Event                struct{ ID, Type, Service, Case, State string }
	Area                 string
	Tallies, Zones       json.RawMessage
	Degraded             bool
	Bus                  string
}

// Follower is a client that believes nothing but the chain: each frame must name the one
// before it, and no event may come twice on a stream.
type Follower struct {
	Got  map[string][]string // ids by stream, over all sockets
	Last Frame

	node    *Node
	account string
	streams []string
	at      map[string]string
	seen    map[string]bool
	conn    *websocket.Conn
}

// patience bounds every wait of a test; a healthy hub needs a fraction of it.
const patience = 10 * time.Second

// NewFollower makes one that has no socket yet.
func (n *Node) NewFollower(account string, streams ...string) *Follower {
	return &Follower{node: n, account: account, streams: streams, Got: map[string][]string{}, seen: map[string]bool{}}
}

// Follow opens a socket after a board's cursor ("" for none) and reads hello and status.
func (n *Node) Follow(t testing.TB, account, board string, streams ...string) *Follower {
	t.Helper()
	f := n.NewFollower(account, streams...)
	if err := f.Open(board); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Cut)
	return f
}

// Open opens a socket and reads hello and status. Without a board it resumes where it was.
func (f *Follower) Open(board string) error {
	q := url.Values{"account": {f.account}, "stream": f.streams}
	if board != "" {
		q.Set("after", board)
	}
	for stream, cursor := range f.at {
		q.Add("after", stream+"~"+cursor)
	}
	var err error
	if f.conn, err = f.node.Dial(q); err != nil {
		return err
	}
	if err := f.want("hello"); err != nil {
		return err
	}
	f.at = f.Last.Streams
	return nil
}

// On says at which node the next socket will be opened.
func (f *Follower) On(n *Node) { f.node = n }

// Cut drops the socket without a word.
func (f *Follower) Cut() {
	if f.conn != nil {
		f.conn.NetConn().Close()
	}
}

func (f *Follower) want(kind string) error {
	if err := f.Next(); err != nil {
		return err
	}
	if f.Last.Kind != kind {
		return fmt.Errorf("got %q, want %q", f.Last.Kind, kind)
	}
	return nil
}

// Next reads one frame and holds an event against the chain.
func (f *Follower) Next() error {
	f.conn.SetReadDeadline(time.Now().Add(patience))
	_, b, err := f.conn.ReadMessage()
	if err != nil {
		return err
	}
	f.Last = Frame{}
	if err := json.Unmarshal(b, &f.Last); err != nil {
		return fmt.Errorf("frame %q: %w", b, err)
	}
	if f.Last.Kind != "event" {
		return nil
	}
	return f.link(f.Last)
}

var errBrokenChain = errors.New("the chain is broken")

func (f *Follower) link(e Frame) error {
	key := e.Stream + " " + e.Event.ID
	switch {
	case f.at[e.Stream] != e.Prev:
		return fmt.Errorf("%w: %s names %s, the last was %s (event %s)", errBrokenChain, e.Stream, e.Prev, f.at[e.Stream], e.Event.ID)
	case f.seen[key]:
		return fmt.Errorf("event %s came twice on %s", e.Event.ID, e.Stream)
	}
	f.at[e.Stream], f.seen[key] = e.Cursor, true
	f.Got[e.Stream] = append(f.Got[e.Stream], e.Event.ID)
	return nil
}

// Until reads until a stream has brought n events in all.
func (f *Follower) Until(t testing.TB, stream string, n int) {
	t.Helper()
	for len(f.Got[stream]) < n {
		if err := f.Next(); err != nil {
			t.Fatalf("after %d of %d events on %s: %v", len(f.Got[stream]), n, stream, err)
		}
	}
}

// UntilKind reads until a frame of a kind comes.
func (f *Follower) UntilKind(t testing.TB, kind string) Frame {
	t.Helper()
	for {
		if err := f.Next(); err != nil {
			t.Fatalf("waiting for %s: %v", kind, err)
		}
		if f.Last.Kind == kind {
			return f.Last
		}
	}
}

// Closed reads to the end of the socket and gives its close code.
func (f *Follower) Closed(t testing.TB) int {
	t.Helper()
	for {
		err := f.Next()
		if closed := (*websocket.CloseError)(nil); errors.As(err, &closed) {
			return closed.Code
		}
		if err != nil {
			t.Fatalf("want a close frame, got %v", err)
		}
	}
}

// NetConn is the connection under the socket, for who wants the bytes.
func (f *Follower) NetConn() net.Conn { return f.conn.NetConn() }
