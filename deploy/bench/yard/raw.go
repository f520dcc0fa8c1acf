package yard

import (
	"net/http"
	"strconv"
	"sync"

	"github.com/gorilla/websocket"

	"jogotonggo/deploy/bench/fleet"
)

// bare is the limit of the kernel: for each event a loop of write(2) over all sockets of its
// topic. It reads nothing, frees nothing, and waits for whoever is slow.
type bare struct {
	upgrader websocket.Upgrader
	mu       sync.Mutex
	topics   map[int]*bareTopic
}

type bareTopic struct {
	seq     int64
	sockets []int
}

func (y *bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := y.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	fd, err := fleet.Detach(conn.NetConn())
	if err != nil {
		return
	}
	topic, _ := strconv.Atoi(r.URL.Query().Get("topic"))
	y.mu.Lock()
	defer y.mu.Unlock()
	t := y.topics[topic]
	if t == nil {
		t = new(bareTopic)
		y.topics[topic] = t
	}
	t.sockets = append(t.sockets, fd)
	fleet.WriteRaw(fd, frame(helloBody(topic, t.seq)))
}

func (y *bare) publish(topic int, id string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	t := y.topics[topic]
	if t == nil {
		return
	}
	t.seq++
	b := frame(eventBody(notice(topic, t.seq, id)))
	for _, fd := range t.sockets {
		fleet.WriteRaw(fd, b)
	}
}
