package yard

import (
	"net/http"
	"strconv"
	"sync"

	"github.com/gorilla/websocket"
)

// chanHub is the hub that everybody writes: a client is two goroutines and a channel.
type chanHub struct {
	upgrader websocket.Upgrader
	mu       sync.RWMutex
	topics   map[int]*chanTopic
}

type chanTopic struct {
	seq     int64
	sent    int64 // by this node, where there are several
	clients map[*chanClient]struct{}
}

type chanClient struct {
	conn *websocket.Conn
	send chan []byte
}

// waiting is how many events a client's channel holds before it is let go.
const waiting = 256

func newChanHub() *chanHub {
	return &chanHub{upgrader: websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024}, topics: map[int]*chanTopic{}}
}

func (h *chanHub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	topic, _ := strconv.Atoi(r.URL.Query().Get("topic"))
	c := &chanClient{conn, make(chan []byte, waiting)}
	h.join(topic, c)
	go c.write()
	go func() {
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				break
			}
		}
		h.leave(topic, c)
		conn.Close()
	}()
}

func (h *chanHub) join(topic int, c *chanClient) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topic(topic)
	c.send <- helloBody(topic, t.seq)
	t.clients[c] = struct{}{}
}

func (h *chanHub) topic(n int) *chanTopic {
	t := h.topics[n]
	if t == nil {
		t = &chanTopic{clients: map[*chanClient]struct{}{}}
		h.topics[n] = t
	}
	return t
}

func (h *chanHub) leave(topic int, c *chanClient) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := h.topics[topic]; t.has(c) {
		delete(t.clients, c)
		close(c.send)
	}
}

func (t *chanTopic) has(c *chanClient) bool {
	_, is := t.clients[c]
	return is
}

func (c *chanClient) write() {
	defer c.conn.Close()
	for b := range c.send {
		if c.conn.WriteMessage(websocket.TextMessage, b) != nil {
			return
		}
	}
}

func (h *chanHub) publish(topic int, id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.spread(topic, eventBody(notice(topic, h.topic(topic).seq+1, id)))
}

// spread queues an event for every client of its topic; who has no room is let go.
func (h *chanHub) spread(topic int, body []byte) {
	t := h.topic(topic)
	t.seq++
	for c := range t.clients {
		select {
		case c.send <- body:
		default:
			delete(t.clients, c)
			close(c.send)
		}
	}
}
