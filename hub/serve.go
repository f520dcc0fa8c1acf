package hub

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"jogotonggo/rt-rw"
)

// Subprotocol is what a client asks for.
const Subprotocol = "jogotonggo.v1"

const (
	messageMost  = 4 << 10 // bytes of one message from a client
	messagesMost = 10      // frames a second
	handshake    = 5 * time.Second
)

// newUpgrader shares write buffers and reads nothing itself: after the handshake gorilla's part
// is over. No compression, whose limit would count compressed bytes.
func newUpgrader() websocket.Upgrader {
	return websocket.Upgrader{
		HandshakeTimeout: handshake, ReadBufferSize: 128, WriteBufferSize: 512, WriteBufferPool: &sync.Pool{},
		Subprotocols: []string{Subprotocol},
		CheckOrigin:  func(*http.Request) bool { return true }, // the caller has, with its own list
		Error: func(w http.ResponseWriter, _ *http.Request, status int, _ error) {
			refuse(w, status, rtrw.Malformed, "Alamat ini hanya untuk sambungan langsung (WebSocket).")
		},
	}
}

// Serve upgrades a request and returns; the socket lives on. Who may watch what, and the
// Origin, the caller has checked.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, t Ticket) {
	if !h.door.begin() {
		stopping(w)
		return
	}
	defer h.door.done()
	ws := &wire{hub: h}
	if _, err := h.upgrader.Upgrade(hijack{w, ws}, r, nil); err != nil {
		return // and answered
	}
	m := h.newMember(t, ws)
	h.join(m, t)
	ws.belong(m)
}

func (h *Hub) newMember(t Ticket, out sink) *member {
	m := &member{account: t.Account, out: out}
	h.door.enter(m)
	return m
}

func (h *Hub) join(m *member, t Ticket) {
	m.shard = h.shards[int(h.turn.Add(1))%len(h.shards)]
	if t.Overview != nil {
		o := h.outlook(t.Area)
		m.home = o
		o.call(func() { o.join(m, t) })
		return
	}
	f, inside := h.feed(t.Log)
	m.home, m.near = f, inside <= together
	f.call(func() { f.join(m, t) })
}

// together is how many readers of a log its feed serves itself: waking a shard costs more than
// what that would take over.
const together = 128

func (h *Hub) leave(m *member) {
	m.home.leave(m)
	h.door.leave(m)
}

func stopping(w http.ResponseWriter) {
	w.Header().Set("Retry-After", strconv.Itoa(1+int(spread/time.Second)))
	refuse(w, http.StatusServiceUnavailable, rtrw.Unavailable, "Layanan sedang dimulai ulang. Sambungan akan kembali sendiri.")
}

// refuse answers as every other door does.
func refuse(w http.ResponseWriter, status int, code rtrw.Code, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"type": "about:blank", "title": http.StatusText(status), "status": status, "code": code, "detail": detail})
}
