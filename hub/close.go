package hub

import (
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"time"
)

// Close says why the hub ended a socket. From 4000 to 4499 the client comes back, from
// 4500 to 4999 it does not; the front end mirrors this table.
type Close uint16

// The reasons. With those that ask a client to come back, the text of the close frame is
// a number of milliseconds to wait first, drawn anew for each socket.
const (
	Restarting    Close = 4000 // this node stops; another one, or the next process, answers
	Resync        Close = 4001 // behind, or from another lineage: take a new board first
	AccessChanged Close = 4002 // grants or sessions changed: take a new board first
	Unready       Close = 4003 // the log could not be read
	Silent        Close = 4004 // no sign of life for a minute
	Flooding      Close = 4500 // more frames than a reader has reason to send
	Replaced      Close = 4501 // the account opened newer sockets than it may hold
)

// ComesBack says whether a client should connect again after this close.
func (c Close) ComesBack() bool { return c < 4500 }

// spread is how far the return of many sockets is spread when a node stops.
const spread = 2 * time.Second

// frame builds the close frame. A herd that was cut at one moment must not come back at one.
func (c Close) frame() []byte {
	var text string
	switch c {
	case Restarting, Unready:
		text = strconv.FormatInt(rand.Int64N(spread.Milliseconds()), 10)
	case Resync, AccessChanged, Silent:
		text = "0"
	}
	b := binary.BigEndian.AppendUint16([]byte{0x88, byte(2 + len(text))}, uint16(c))
	return append(b, text...)
}
