package bustest

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
)

// Node is a hub that serves sockets. Its door believes the query: account, stream, after.
type Node struct {
	*hub.Hub
	Cursors *rtrw.Cursors
	Admit   func(*http.Request, *hub.Ticket) // may change a ticket
	Stop    func()                           // ends the hub and waits; also called at the end of the test

	listener net.Listener
	dial     func(ctx context.Context, network, addr string) (net.Conn, error)
}

// Area is the kelurahan whose log tests write.
const Area rtrw.Area = "33.74.08.1006"

// Cursors seals cursors as all test nodes do.
func Cursors() *rtrw.Cursors {
	cs, err := rtrw.NewCursors([]byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		panic(err)
	}
	return cs
}

// Start runs a node on loopback.
func Start(t testing.TB, cfg hub.Config) *Node {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, cfg, l, new(net.Dialer).DialContext)
}

// StartInBubble runs a node on pipes, so that testing/synctest owns its time.
func StartInBubble(t testing.TB, cfg hub.Config) *Node {
	t.Helper()
	l := &pipes{conns: make(chan net.Conn), done: make(chan struct{})}
	return serve(t, cfg, l, func(context.Context, string, string) (net.Conn, error) { return l.dial() })
}

func serve(t testing.TB, cfg hub.Config, l net.Listener, dial func(context.Context, string, string) (net.Conn, error)) *Node {
	if cfg.Cursors == nil {
		cfg.Cursors = Cursors()
	}
	if cfg.Epoch == nil {
		cfg.Epoch = func() int64 { return 1 }
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if cfg.MaxPerAccount == 0 {
		cfg.MaxPerAccount = -1
	}
	n := &Node{Hub: hub.New(cfg), Cursors: cfg.Cursors, listener: l, dial: dial}
	ctx, end := context.WithCancel(context.Background())
	web := &http.Server{Handler: http.HandlerFunc(n.live)}
	var running sync.WaitGroup
	running.Go(func() { n.Run(ctx) })
	running.Go(func() { web.Serve(l) })
	n.Stop = sync.OnceFunc(func() {
		end()
		web.Close()
		running.Wait()
	})
	t.Cleanup(n.Stop)
	return n
}

func (n *Node) live(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	ticket := hub.Ticket{Account: q.Get("account"), Area: Area, Log: Area, Streams: q["stream"]}
	for _, after := range q["after"] {
		name, cursor, each := strings.Cut(after, "~")
		if !each {
			cursor = name
		}
		c, err := n.Cursors.Decode(cursor)
		if err != nil {
			http.Error(w, "cursor", http.StatusBadRequest)
			return
		}
		if !each {
			ticket.Board = &c
			continue
		}
		if ticket.After == nil {
			ticket.After = map[string]rtrw.Cursor{}
		}
		ticket.After[name] = c
	}
	if n.Admit != nil {
		n.Admit(r, &ticket)
	}
	if r.Header.Get("Accept") == "text/event-stream" {
		n.ServeEvents(w, r, ticket)
		return
	}
	n.Serve(w, r, ticket)
}

// Board gives the cursor of a board read at a position of the test log.
func (n *Node) Board(seq int64) string {
	return n.Cursors.Encode(rtrw.Cursor{Epoch: 1, Log: Area, Seq: seq, Salt: n.Cursors.Salt()})
}

// URL is where the node serves.
func (n *Node) URL(scheme string, q url.Values) string {
	return scheme + "://" + n.listener.Addr().String() + "/?" + q.Encode()
}

// Dial opens a socket.
func (n *Node) Dial(q url.Values) (*websocket.Conn, error) {
	d := websocket.Dialer{NetDialContext: n.dial, Subprotocols: []string{hub.Subprotocol}}
	conn, _, err := d.Dial(n.URL("ws", q), nil)
	return conn, err
}

// Client speaks HTTP with the node.
func (n *Node) Client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: n.dial, DisableKeepAlives: true}}
}

// pipes is a listener without a network.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (p *pipes) dial() (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Accept waits for a dial.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Close ends the listener.
func (p *pipes) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

// Addr has no meaning here.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }
