package hub

import "time"

// belong lets the member leave when the connection is over, and somebody read what the client
// says: one poll for all sockets where the system has one and the connection a descriptor,
// else a goroutine of its own.
func (w *wire) belong(m *member) {
	w.mu.Lock()
	w.m = m
	if w.dead { // before anybody could leave
		w.hub.work.Go(func() { w.hub.leave(m) })
	}
	w.mu.Unlock()
	if !w.hub.poll.add(w) {
		w.hub.work.Go(w.listen)
	}
}

// listen reads until the connection is over.
func (w *wire) listen() {
	buf := make([]byte, 512)
	for {
		n, err := w.Conn.Read(buf)
		w.heard(buf[:n])
		if err != nil {
			w.Close()
			return
		}
	}
}

// heard takes what was read. Only one goroutine does so for a wire. After the last words it
// reads on: closing with bytes unread would make the kernel throw away what is on its way.
func (w *wire) heard(b []byte) {
	if len(b) == 0 || w.deaf {
		return
	}
	now := time.Now().UnixNano()
	w.life.Store(now)
	if w.bytes.add(now, len(b), readMost) {
		w.stop(Flooding)
		return
	}
	for len(b) > 0 {
		op, payload, rest, whole, wrong := w.ear.next(b)
		switch {
		case wrong != 0:
			w.stop(wrong)
			return
		case !whole:
			return
		case op == opClose:
			w.deaf = true
			w.bye(farewellFrame(payload))
			return
		case w.frames.add(now, 1, messagesMost):
			w.stop(Flooding)
			return
		case op == opPing:
			w.send(append([]byte{0x80 | opPong, byte(len(payload))}, payload...))
		}
		b = rest
	}
}

// stop ends the socket of a client that broke a rule; what it says further is not heard.
func (w *wire) stop(why Close) {
	w.deaf = true
	w.end(why, false)
}

// bye answers the client's close frame, unless it answers ours, and ends the connection.
func (w *wire) bye(answer []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.dead && !w.ending {
		w.ending = true
		w.push(segment{b: answer})
	}
	if !w.draining {
		w.bury()
	}
}
