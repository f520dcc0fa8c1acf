package hub

import (
	"encoding/binary"
	"encoding/json"

	"jogotonggo/rt-rw"
)

// Frames are built whole, WebSocket header and all, so that one slice serves everybody.
var (
	pingFrame   = []byte{0x89, 0}
	resyncFrame = textFrame([]byte(`{"kind":"resync"}`))
)

// appendHeader begins an unmasked, final text frame of n bytes.
func appendHeader(b []byte, n int) []byte {
	switch {
	case n < 126:
		return append(b, 0x81, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(b, 0x81, 126), uint16(n))
	}
	return binary.BigEndian.AppendUint64(append(b, 0x81, 127), uint64(n))
}

// textFrame makes a message of one JSON object.
func textFrame(body []byte) []byte {
	return append(appendHeader(make([]byte, 0, len(body)+10), len(body)), body...)
}

// frameSpan reads where the first frame's payload begins and where the frame ends.
func frameSpan(b []byte) (payload, end int) {
	switch n := int(b[1]); n {
	case 126:
		return 4, 4 + int(binary.BigEndian.Uint16(b[2:]))
	case 127:
		return 10, 10 + int(binary.BigEndian.Uint64(b[2:]))
	default:
		return 2, 2 + n
	}
}

// boundary gives the first end of a frame at or after off in b, which holds whole frames.
func boundary(b []byte, off int) int {
	at := 0
	for at < off {
		_, n := frameSpan(b[at:])
		at += n
	}
	return at
}

// eachPayload calls do with the payload of every frame in b.
func eachPayload(b []byte, do func([]byte)) {
	for len(b) > 0 {
		from, end := frameSpan(b)
		do(b[from:end])
		b = b[end:]
	}
}

const (
	eventHead   = `{"kind":"event","stream":"`
	eventPrev   = `","prev":"`
	eventCursor = `","cursor":"`
	eventBody   = `","event":`
)

// appendEvent lays one event frame of a stream behind b; body is shared by all streams.
func appendEvent(b []byte, stream, prev, cursor string, body []byte) []byte {
	n := len(eventHead) + len(stream) + len(eventPrev) + len(prev) + len(eventCursor) + len(cursor) + len(eventBody) + len(body) + 1
	b = appendHeader(b, n)
	b = append(append(b, eventHead...), stream...)
	b = append(append(b, eventPrev...), prev...)
	b = append(append(b, eventCursor...), cursor...)
	b = append(append(b, eventBody...), body...)
	return append(b, '}')
}

// helloFrame names, for each stream, the prev of the first frame that will come on it.
func helloFrame(epoch int64, streams, links []string) []byte {
	b := append([]byte(`{"kind":"hello","epoch":"`), rtrw.EpochName(epoch)...)
	b = append(b, `","streams":{`...)
	for i, name := range streams {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), name...), `":"`...)
		b = append(append(b, links[i]...), '"')
	}
	return textFrame(append(b, `}}`...))
}

// statusFrame tells a board how fresh it is.
func statusFrame(degraded bool, bus string) []byte {
	b, _ := json.Marshal(struct { // a struct of a bool and two strings always encodes
		Kind     string `json:"kind"`
		Degraded bool   `json:"degraded"`
		Bus      string `json:"bus"`
	}{"status", degraded, bus})
	return textFrame(b)
}

// zoneFrame carries what of a map one viewer may see.
func zoneFrame(view []byte) []byte {
	return textFrame(append(append([]byte(`{"kind":"zone","zones":`), view...), '}'))
}

// tallyFrame carries counts from above. Canonical, because "<5" must not be escaped.
func tallyFrame(area rtrw.Area, cursor string, tallies json.RawMessage) []byte {
	return textFrame(rtrw.Canonical(struct {
		Kind    string          `json:"kind"`
		Area    rtrw.Area       `json:"area"`
		Cursor  string          `json:"cursor"`
		Tallies json.RawMessage `json:"tallies"`
	}{"tally", area, cursor, tallies}))
}
