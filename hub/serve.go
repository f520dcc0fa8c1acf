package hub

import (
	"encoding/json"
	"errors"
	"io"
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
	messagesMost = 10      // messages a second
	handshake    = 5 * time.Second
)

// newUpgrader keeps a connection small: a read buffer of 512 bytes, write buffers shared,
// and no compression, whose limit would count compressed bytes.
func newUpgrader() websocket.Upgrader {
	return websocket.Upgrader{
		HandshakeTimeout: handshake, ReadBufferSize: 512, WriteBufferSize: 512, WriteBufferPool: &sync.Pool{},
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
	conn, err := h.upgrader.Upgrade(hijack{w, ws}, r, nil)
	if err != nil {
		return // and answered
	}
	conn.SetReadLimit(messageMost)
	m := h.newMember(t, ws)
	h.join(m, t) // here, so that the goroutine that stays does not keep the ticket
	h.work.Go(func() {
		ws.listen(conn)
		h.leave(m)
	})
}

func (h *Hub) newMember(t Ticket, out sink) *member {
	m := &member{account: t.Account, out: out, shard: h.shards[int(h.turn.Add(1))%len(h.shards)]}
	h.door.enter(m)
	return m
}

func (h *Hub) join(m *member, t Ticket) {
	if t.Overview != nil {
		o := h.outlook(t.Area)
		m.home = o
		o.call(func() { o.join(m, t) })
		return
	}
	f := h.feed(t.Log)
	m.home = f
	f.call(func() { f.join(m, t) })
}

func (h *Hub) leave(m *member) {
	m.home.leave(m)
	h.door.leave(m)
}

// listen discards what the client says: it has nothing to say, but its pongs are signs of
// life. It returns when the connection is over.
func (w *wire) listen(conn *websocket.Conn) {
	var said window
	flood := func() error {
		if said.add(time.Now(), 1, messagesMost) {
			w.end(Flooding, false)
			return errFlood
		}
		return nil
	}
	pong := conn.PingHandler()
	conn.SetPingHandler(func(text string) error {
		if err := flood(); err != nil {
			return err
		}
		return pong(text)
	})
	conn.SetPongHandler(func(string) error { return flood() })
	var err error
	for err == nil {
		var message io.Reader
		if _, message, err = conn.NextReader(); err == nil {
			err = flood()
		}
		if err == nil {
			_, err = io.Copy(io.Discard, message) // to its end, or fragments would each have the limit to themselves
		}
	}
	if closed := (*websocket.CloseError)(nil); !errors.As(err, &closed) {
		w.linger()
	}
	w.Close()
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
