package simulation

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
)

// board is a screen that somebody looks at: a fold of one consistent read and of every frame
// after it. It believes nothing but the chains, and comes back when it is sent away or cut off.
type board struct {
	l    *life
	n    int // its place among the boards
	who  *person
	area rtrw.Area

	work sync.WaitGroup
	stop chan struct{}

	mu      sync.Mutex
	home    int // the node at which it opens its next socket
	conn    *websocket.Conn
	paused  chan struct{} // closed when it reads on; nil: it reads
	seated  bool          // hello has come
	needs   bool          // a new board must be taken
	gone    bool          // who looked is nobody any more
	shown   *fold
	at      map[string]string // by stream, the cursor that the next frame must name
	streams []string
}

// frame is any frame, as it comes.
type frame struct {
	Kind, Stream, Prev, Cursor string
	Streams                    map[string]string
	Event                      json.RawMessage
	Tallies                    rtrw.Tallies
	Zones                      map[rtrw.Area]any
}

// backOff is how long a board waits before it tries again. Phones are asked to spread over two
// seconds; these are in a hurry.
const backOff = 100 * time.Millisecond

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func (l *life) look(who *person, area rtrw.Area) *board {
	b := &board{l: l, n: len(l.boards), who: who, area: area, stop: make(chan struct{}), needs: true, home: l.dice.IntN(2)}
	l.boards = append(l.boards, b)
	b.work.Go(b.live)
	return b
}

// viewer is who looks, with the grants they hold now; errAway while the store is closed.
func (b *board) viewer() (rtrw.Viewer, error) {
	grants, err := b.l.ledger().Grants(context.Background(), b.who.id)
	if rtrw.CodeOf(err) == rtrw.Unavailable {
		err = errAway
	}
	return rtrw.Viewer{Account: b.who.id, Household: b.who.house, Grants: grants}, err
}

// live looks until it is told to stop.
func (b *board) live() {
	for {
		if err := b.once(); err != nil && !errors.Is(err, errAway) && !errors.Is(err, errCut) {
			b.l.violate("the board of %s: %v", b.who.name, err)
			return
		}
		select {
		case <-b.stop:
			return
		case <-time.After(backOff):
		}
	}
}

// errCut is the end of a socket, whoever ended it.
var errCut = errors.New("simulation: the socket ended")

// once takes a board where one is needed, opens a socket and reads it to its end.
func (b *board) once() error {
	b.mu.Lock()
	needs, home := b.needs, b.home
	b.mu.Unlock()
	n := b.l.at(home)
	if n.hub() == nil {
		return errAway
	}
	if needs {
		if err := b.renew(n); err != nil {
			return err
		}
	}
	q := url.Values{"account": {strconv.Itoa(b.n)}, "node": {strconv.Itoa(home)}}
	b.mu.Lock()
	if b.at == nil {
		q.Set("after", b.shown.cursor)
	}
	for stream, cursor := range b.at {
		q.Add("after", stream+"~"+cursor)
	}
	b.mu.Unlock()
	conn, err := n.dial(q)
	if err != nil {
		return errAway
	}
	b.mu.Lock()
	b.conn = conn
	b.l.count(func(c *counts) { c.sockets++ })
	b.mu.Unlock()
	defer func() {
		conn.Close()
		b.mu.Lock()
		b.conn, b.seated = nil, false
		b.mu.Unlock()
	}()
	return b.read(conn)
}

// renew takes a new board.
func (b *board) renew(n *node) error {
	v, err := b.viewer()
	if err != nil {
		return err
	}
	shown, err := n.desk.Board(context.Background(), v, b.area)
	switch code := rtrw.CodeOf(err); {
	case code == rtrw.Unavailable:
		return errAway
	case code == rtrw.Forbidden && len(v.Grants) == 0: // whose data were erased meanwhile has no board any more
		b.mu.Lock()
		defer b.mu.Unlock()
		b.gone = true
		return errAway
	}
	if err != nil {
		return err
	}
	at, err := b.l.cursors.Decode(shown.Cursor)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shown, b.at, b.needs = newFold(shown, at.Seq, b.l.counted(v, shown)), nil, false
	b.l.count(func(c *counts) { c.boards++ })
	return nil
}

// counted asks of which services a viewer is shown counts, by showing one case of each.
func (l *life) counted(v rtrw.Viewer, b *rtrw.Board) map[rtrw.Area]map[string]bool {
	var one []rtrw.Count
	for at := range b.Tallies {
		for _, s := range l.registry().Services() {
			one = append(one, rtrw.Count{Area: at, Service: s.Name, State: s.States()[0], N: 1})
		}
	}
	counted := map[rtrw.Area]map[string]bool{}
	for at, services := range l.registry().Tallied(v, b.Area, one, b.RTs, nil, l.now()) {
		counted[at] = map[string]bool{}
		for name := range services {
			counted[at][name] = true
		}
	}
	return counted
}

func (b *board) read(conn *websocket.Conn) error {
	for {
		b.mu.Lock()
		gate := b.paused
		b.mu.Unlock()
		if gate != nil {
			select {
			case <-gate:
			case <-b.stop:
				return errCut
			}
		}
		_, raw, err := conn.ReadMessage()
		if closed := (*websocket.CloseError)(nil); errors.As(err, &closed) {
			b.mu.Lock()
			b.needs = b.needs || closed.Code == int(hub.Resync) || closed.Code == int(hub.AccessChanged)
			b.mu.Unlock()
			return errCut
		}
		if err != nil {
			return errCut
		}
		if err := b.take(raw); err != nil {
			return err
		}
	}
}

// take folds one frame.
func (b *board) take(raw []byte) error {
	var f frame
	if err := json.Unmarshal(raw, &f); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.l.count(func(c *counts) { c.frames++ })
	switch f.Kind {
	case "hello":
		b.seated, b.streams = true, nil
		for stream := range f.Streams {
			b.streams = append(b.streams, stream)
		}
		slices.Sort(b.streams)
		b.at = f.Streams
	case "event":
		if !b.seated || b.at[f.Stream] != f.Prev {
			return errors.New("a frame does not follow the one before it on its stream")
		}
		b.at[f.Stream] = f.Cursor
		return b.shown.event(f.Stream, f.Event, b.l.final)
	case "tally":
		b.shown.tallies = f.Tallies
	case "zone":
		b.shown.zones = f.Zones
	case "resync":
		b.needs = true
	}
	return nil
}

// cut drops the socket without a word.
func (b *board) cut() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn != nil {
		b.conn.NetConn().Close()
	}
}

// pause stops reading; goOn reads what has come meanwhile.
func (b *board) pause() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.paused == nil {
		b.paused = make(chan struct{})
	}
}

func (b *board) goOn() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.paused != nil {
		close(b.paused)
		b.paused = nil
	}
}

// leave ends the board.
func (b *board) leave() {
	close(b.stop)
	b.cut()
	b.work.Wait()
}

func (l *life) count(change func(*counts)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(&l.done)
}

// final says whether a case may rest in a state.
func (l *life) final(service, state string) bool {
	s, known := l.registry().Service(service)
	return known && s.IsFinal(rtrw.State(state))
}
