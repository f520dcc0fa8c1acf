package hub

import (
	"encoding/binary"
	"time"
	"unicode/utf8"
)

// What a frame is (RFC 6455, section 5.2), and the codes for who breaks the rules (7.4.1).
const (
	opContinuation = 0x0
	opBinary       = 0x2
	opClose        = 0x8
	opPing         = 0x9
	opPong         = 0xA

	controlMost = 125

	protocolError Close = 1002
	tooBig        Close = 1009
)

// ear takes apart what a client says, in whatever pieces it comes. A reader has nothing to
// say: messages are measured and thrown away, control frames are handed over. It keeps no
// buffer and no goroutine, so a socket that is silent costs nothing but its own few bytes.
type ear struct {
	head    [14]byte // of the frame under way
	have    uint8    // bytes of it
	within  bool     // a message in fragments is under way
	inside  bool     // the head is whole, the payload is not
	left    int64    // bytes of the payload to come
	message int64    // bytes of the message so far
	control []byte   // payload of a control frame so far
}

// next takes one frame from b. Not whole: b ended first, and the frame goes on with the next
// bytes. A code says that the client broke a rule; nothing more is to be read then. The payload
// is a control frame's, and is good until the next call.
func (e *ear) next(b []byte) (op byte, payload, rest []byte, whole bool, wrong Close) {
	if !e.inside {
		if b, whole = e.begin(b); !whole {
			return 0, nil, nil, false, 0
		}
		if wrong = e.check(); wrong != 0 {
			return 0, nil, nil, false, wrong
		}
	}
	n := int(min(e.left, int64(len(b))))
	op = e.head[0] & 0xf
	if op >= opClose {
		mask := e.head[e.have-4 : e.have]
		for _, c := range b[:n] {
			e.control = append(e.control, c^mask[len(e.control)%4])
		}
	}
	if e.left -= int64(n); e.left > 0 {
		return 0, nil, nil, false, 0
	}
	payload, e.control = e.control, e.control[:0]
	e.inside, e.have = false, 0
	return op, payload, b[n:], true, 0
}

// begin gathers a frame's head.
func (e *ear) begin(b []byte) (rest []byte, whole bool) {
	for {
		need := uint8(2)
		if e.have >= 2 {
			if e.breaks() {
				return b, true // what follows is no head
			}
			need = 6 // with the mask
			switch e.head[1] & 0x7f {
			case 126:
				need += 2
			case 127:
				need += 8
			}
		}
		n := copy(e.head[e.have:need], b)
		e.have, b = e.have+uint8(n), b[n:]
		switch {
		case e.have < need:
			return nil, false
		case need > 2:
			return b, true
		}
	}
}

// breaks judges the two bytes that every head begins with.
func (e *ear) breaks() bool {
	first, second := e.head[0], e.head[1]
	fin, op := first&0x80 != 0, first&0xf
	switch {
	case first&0x70 != 0 || second&0x80 == 0: // an extension that nobody agreed on, unmasked
		return true
	case op >= opClose:
		return op > opPong || !fin || second&0x7f > controlMost
	}
	return op > opBinary || (op == opContinuation) != e.within
}

// check judges a head that is whole.
func (e *ear) check() Close {
	if e.breaks() {
		return protocolError
	}
	switch n := e.head[1] & 0x7f; n {
	case 126:
		e.left = int64(binary.BigEndian.Uint16(e.head[2:]))
	case 127:
		e.left = int64(binary.BigEndian.Uint64(e.head[2:]))
	default:
		e.left = int64(n)
	}
	e.inside = true
	if op := e.head[0] & 0xf; op >= opClose {
		return 0
	} else if op != opContinuation {
		e.message = 0
	}
	if e.left < 0 || e.left > messageMost-e.message {
		return tooBig
	}
	e.message += e.left
	e.within = e.head[0]&0x80 == 0
	return 0
}

// farewellFrame answers a client's close frame with its own code, or tells it that its frame broke a rule.
func farewellFrame(payload []byte) []byte {
	if len(payload) == 0 {
		return []byte{0x80 | opClose, 0}
	}
	code := protocolError
	if len(payload) >= 2 {
		said := Close(binary.BigEndian.Uint16(payload))
		known := said >= 1000 && said <= 1013 && (said < 1004 || said > 1006)
		if (known || said >= 3000 && said < 5000) && utf8.Valid(payload[2:]) {
			code = said
		}
	}
	return binary.BigEndian.AppendUint16([]byte{0x80 | opClose, 2}, uint16(code))
}

// window counts what comes in a second.
type window struct {
	since int64 // Unix nanoseconds
	n     int
}

// add says whether this is more than most in one second.
func (w *window) add(now int64, n, most int) bool {
	if now-w.since >= int64(time.Second) {
		w.since, w.n = now, 0
	}
	w.n += n
	return w.n > most
}
