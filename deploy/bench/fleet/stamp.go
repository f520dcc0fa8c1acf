package fleet

import (
	"encoding/binary"
	"encoding/hex"
	"sync/atomic"
	"time"
)

var serial atomic.Uint64

// Stamp makes an id for an event that is due at a time: a UUIDv7 whose 12 bits behind the
// milliseconds hold the fraction (RFC 9562, 6.2, method 3), and whose rest is a serial number.
// It is a valid idempotency key for the product, and any copy of the event tells its age.
func Stamp(at time.Time) string {
	var b [16]byte
	ms := uint64(at.UnixMilli())
	fraction := uint64(at.UnixNano()) % 1e6 << 12 / 1e6
	binary.BigEndian.PutUint64(b[:8], ms<<16|7<<12|fraction)
	binary.BigEndian.PutUint64(b[8:], 1<<63|serial.Add(1))
	var s [36]byte
	hex.Encode(s[:8], b[:4])
	hex.Encode(s[9:13], b[4:6])
	hex.Encode(s[14:18], b[6:8])
	hex.Encode(s[19:23], b[8:10])
	hex.Encode(s[24:], b[10:])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	return string(s[:])
}

// stampOf reads the time of an id in Unix nanoseconds, a quarter of a microsecond exact;
// false: it is no stamp.
func stampOf(id []byte) (int64, bool) {
	if len(id) < 18 || id[14] != '7' {
		return 0, false
	}
	var v uint64
	for i, c := range id[:18] {
		switch {
		case i == 8 || i == 13 || i == 14:
		case c >= '0' && c <= '9':
			v = v<<4 | uint64(c-'0')
		case c >= 'a' && c <= 'f':
			v = v<<4 | uint64(c-'a'+10)
		default:
			return 0, false
		}
	}
	return int64(v>>12)*1e6 + int64(v&0xfff*1e6>>12), true
}
