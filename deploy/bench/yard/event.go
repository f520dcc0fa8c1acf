package yard

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// notice makes an event as a report of a household brings it to a board: all columns filled,
// of the length that they have in life.
func notice(topic int, seq int64, id string) rtrw.Notice {
	log := area(topic)
	now := time.Now().UnixMilli()
	return rtrw.Notice{Log: log, Seq: seq, Streams: []string{stream(topic)}, Event: rtrw.Event{
		ID: id, At: now, Area: log + "/RW04/RT03", Service: "aid", Type: "request", Case: id, State: "filed", Priority: "biasa",
		Level: rtrw.LevelRT, Next: rtrw.LevelRW, Due: now + 30*60*1000, DueFor: "pass_on", Version: 1,
	}}
}

// area is the kelurahan whose log a topic is.
func area(topic int) rtrw.Area {
	return rtrw.Area(fmt.Sprintf("33.74.%02d.%04d", 1+topic/100, 1000+topic%100))
}

// stream is as long as the product's opaque names.
func stream(topic int) string { return fmt.Sprintf("papan%07d", topic) }

// cursor is as long as a sealed one.
func cursor(seq int64) string { return fmt.Sprintf("%022d", seq) }

// eventBody is the payload of an event frame, as the hub lays it out.
func eventBody(n rtrw.Notice) []byte {
	event, _ := json.Marshal(n.Event) // strings and numbers always encode
	return fmt.Appendf(nil, `{"kind":"event","stream":"%s","prev":"%s","cursor":"%s","event":%s}`, n.Streams[0], cursor(n.Seq-1), cursor(n.Seq), event)
}

// helloBody names the cursor that the next event follows.
func helloBody(topic int, seq int64) []byte {
	return fmt.Appendf(nil, `{"kind":"hello","epoch":"000001","streams":{"%s":"%s"}}`, stream(topic), cursor(seq))
}

// frame puts a WebSocket header before a payload of less than 64 KiB.
func frame(payload []byte) []byte {
	if len(payload) < 126 {
		return append([]byte{0x81, byte(len(payload))}, payload...)
	}
	return append(binary.BigEndian.AppendUint16([]byte{0x81, 126}, uint16(len(payload))), payload...)
}
