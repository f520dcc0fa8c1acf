package yard

import (
	"bytes"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/gorilla/websocket"
)

// shardHub is as fast as a hub in Go gets that keeps nothing, checks nobody and asks nothing: a
// goroutine for each core owns its sockets and joins the frames that wait.
type shardHub struct {
	upgrader websocket.Upgrader
	shards   []*shard
	turn     atomic.Uint32

	mu  sync.Mutex // orders events of all topics, for all shards alike
	seq map[int]int64
}

func newShardHub() *shardHub {
	h := &shardHub{upgrader: websocket.Upgrader{ReadBufferSize: 256, WriteBufferSize: 256, WriteBufferPool: &sync.Pool{}}, seq: map[int]int64{}}
	for range runtime.GOMAXPROCS(0) {
		s := &shard{in: make(chan order, 1024), topics: map[int]*shardTopic{}}
		h.shards = append(h.shards, s)
		go s.run()
	}
	return h
}

func (h *shardHub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	topic, _ := strconv.Atoi(r.URL.Query().Get("topic"))
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c, err := newShardConn(conn)
	if err != nil {
		return
	}
	s := h.shards[int(h.turn.Add(1))%len(h.shards)]
	after := int64(-1)
	if _, cursor, back := strings.Cut(r.URL.Query().Get("after"), "~"); back {
		after, _ = strconv.ParseInt(cursor, 10, 64)
	}
	s.in <- order{topic: topic, join: c, after: after}
	go func() {
		for {
			if _, _, err := conn.NextReader(); err != nil {
				break
			}
		}
		s.in <- order{topic: topic, leave: c}
	}()
}

func (h *shardHub) publish(topic int, id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq[topic]++
	b := frame(eventBody(notice(topic, h.seq[topic], id)))
	for _, s := range h.shards {
		s.in <- order{topic: topic, frame: b}
	}
}

// shard owns a share of the sockets, and a copy of every topic.
type shard struct {
	in     chan order
	topics map[int]*shardTopic
	dirty  []*shardTopic
}

type shardTopic struct {
	seq     int64
	recent  [256][]byte // frames, by seq
	waiting int64
	boards  []*shardConn

	replayed          []byte // what the last one who came back got
	replayFrom, until int64
}

// order is one event, one board that comes after a position, or one that goes.
type order struct {
	topic int
	frame []byte
	join  *shardConn
	after int64
	leave *shardConn
}

// together is how many orders are taken before what waits is written.
const together = 64

func (s *shard) run() {
	for o := range s.in {
		s.do(o)
	gathering:
		for range together - 1 {
			select {
			case o := <-s.in:
				s.do(o)
			default:
				break gathering
			}
		}
		s.flush()
	}
}

func (s *shard) do(o order) {
	t := s.topics[o.topic]
	if t == nil {
		t = new(shardTopic)
		s.topics[o.topic] = t
	}
	switch {
	case o.frame != nil:
		t.seq++
		t.recent[t.seq%int64(len(t.recent))] = o.frame
		if t.waiting++; t.waiting == 1 {
			s.dirty = append(s.dirty, t)
		}
	case o.join != nil:
		s.flush() // what waits is for those who were here before
		o.join.seat = len(t.boards)
		t.boards = append(t.boards, o.join)
		if o.after < 0 {
			o.after = t.seq
		}
		o.join.write(frame(helloBody(o.topic, o.after)))
		if o.after < t.seq {
			o.join.write(t.replay(o.after))
		}
	case o.leave != nil:
		t.drop(o.leave)
		o.leave.close()
	}
}

// drop lets the last one take the seat of who goes.
func (t *shardTopic) drop(c *shardConn) {
	last := len(t.boards) - 1
	t.boards[c.seat] = t.boards[last]
	t.boards[c.seat].seat = c.seat
	t.boards[last] = nil
	t.boards = t.boards[:last]
}

// replay is since, made once for all who were cut at the same moment.
func (t *shardTopic) replay(after int64) []byte {
	if t.replayed == nil || t.replayFrom != after || t.until != t.seq {
		t.replayed, t.replayFrom, t.until = t.since(after), after, t.seq
	}
	return t.replayed
}

// since lays the frames after a position end to end.
func (t *shardTopic) since(after int64) []byte {
	var b bytes.Buffer
	for at := max(after, t.seq-int64(len(t.recent))) + 1; at <= t.seq; at++ {
		b.Write(t.recent[at%int64(len(t.recent))])
	}
	return b.Bytes()
}

func (s *shard) flush() {
	for _, t := range s.dirty {
		b := t.since(t.seq - t.waiting)
		t.waiting = 0
		for _, c := range t.boards {
			c.write(b)
		}
	}
	s.dirty = s.dirty[:0]
}
