package fleet

import (
	"bytes"
	"encoding/binary"
	"time"
)

// socket is one board.
type socket struct {
	fd     int
	topic  int
	state  state
	stream string
	cursor [cursorLen]byte // of the last event, or what hello named
	part   []byte          // the beginning of something that is not here whole
}

type state uint8

const (
	asking  state = iota // the request is sent
	greeted              // 101 has come, hello has not
	live
	stalled // reads no more
	gone
)

const cursorLen = 22

// frame reads a server's frame: what kind, its payload, and what follows; false: not here whole.
func frame(b []byte) (op byte, payload, rest []byte, whole bool) {
	if len(b) < 2 {
		return 0, nil, b, false
	}
	n, at := int(b[1]&127), 2
	switch {
	case n == 126 && len(b) >= 4:
		n, at = int(binary.BigEndian.Uint16(b[2:])), 4
	case n == 127 && len(b) >= 10:
		n, at = int(binary.BigEndian.Uint64(b[2:])), 10
	case n >= 126:
		return 0, nil, b, false
	}
	if len(b) < at+n {
		return 0, nil, b, false
	}
	return b[0] & 15, b[at : at+n], b[at+n:], true
}

// masked makes a client's frame; the mask is nought, which leaves the payload as it is.
func masked(op byte, payload []byte) []byte {
	b := append([]byte{0x80 | op, 0x80 | byte(len(payload)), 0, 0, 0, 0}, payload...)
	return b
}

var (
	helloHead   = []byte(`{"kind":"hello"`)
	eventHead   = []byte(`{"kind":"event"`)
	resyncHead  = []byte(`{"kind":"resync"`)
	streamsMark = []byte(`"streams":{"`)
	prevMark    = []byte(`","prev":"`)
	cursorMark  = []byte(`","cursor":"`)
	idMark      = []byte(`","event":{"id":"`)
)

// hello takes the cursor that the first event will name. A board here watches one stream.
func (s *socket) hello(b []byte) bool {
	_, b, _ = bytes.Cut(b, streamsMark)
	stream, b, found := bytes.Cut(b, []byte(`":"`))
	if !found || len(b) < cursorLen+3 || !bytes.HasPrefix(b[cursorLen:], []byte(`"}}`)) {
		return false
	}
	copy(s.cursor[:], b)
	s.stream, s.state = string(stream), live
	return true
}

// position is what a client names when it comes back.
func (s *socket) position() string { return s.stream + "~" + string(s.cursor[:]) }

// event holds an event against the chain: linked says whether it names the one before it, and
// at when it was due, where its id tells.
func (s *socket) event(b []byte) (linked bool, at int64, stamped bool) {
	i := bytes.Index(b, prevMark)
	if i < 0 || len(b) < i+len(prevMark)+2*cursorLen+len(cursorMark)+len(idMark)+36 {
		return false, 0, false
	}
	b = b[i+len(prevMark):]
	linked = bytes.Equal(b[:cursorLen], s.cursor[:]) && bytes.HasPrefix(b[cursorLen:], cursorMark)
	b = b[cursorLen+len(cursorMark):]
	copy(s.cursor[:], b)
	b = b[cursorLen+len(idMark):]
	at, stamped = stampOf(b[:36])
	return linked, at, stamped
}

// tally is what a reader has counted since somebody asked last.
type tally struct {
	late   Hist  // of events whose id tells when they were due
	reads  int64 // calls of read(2)
	events int64
}

func (t *tally) event(now, at int64) { t.late.Add(time.Duration(now - at)) }
