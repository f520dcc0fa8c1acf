package push

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"time"

	"jogotonggo/rt-rw"
)

// The urgencies of RFC 8030, as far as they are used here.
const (
	high   = "high"
	normal = "normal"
)

// How long a push service keeps a message for a phone that is off.
const (
	alarmLives = time.Hour
	callLives  = 4 * time.Hour
	roundLives = 12 * time.Hour
)

// message is what one person is told at once.
type message struct {
	calls   []rtrw.Call
	topic   string
	urgency string
	lives   time.Duration
	text    rtrw.Words
	from    string // the case it opens; "" for several
}

// packs sorts one person's due calls into messages. An alarm or an emergency goes alone;
// what is important goes alone or, where the night held several back, together; the rest
// goes together. held is what waits longer: for the end of quiet hours, or because enough
// was told today.
func packs(calls []rtrw.Call, quiet rtrw.Quiet, today int, now time.Time) (out []message, held []rtrw.Call) {
	var soon, together []rtrw.Call
	for _, c := range calls {
		here := now.In(c.Area.Location())
		until, holds := kept(quiet, here)
		switch {
		case atOnce(c.Why, c.Priority):
			out = append(out, single(c, urgency(&c), alarmLives))
		case holds:
			c.Due = hour(c.Why, c.Priority, c.Area, until).UnixMilli()
			held = append(held, c)
		case !calm(&c):
			soon = append(soon, c)
		case today >= calmADay:
			c.Due = rtrw.DayBegins(here, 2).Add(rounds[0]).UnixMilli()
			held = append(held, c)
		default:
			together = append(together, c)
		}
	}
	if len(soon) > 0 {
		out = append(out, joined(soon, callLives, now))
	}
	if len(together) > 0 {
		out = append(out, joined(together, roundLives, now))
	}
	return out, held
}

// urgency: that an alarm is over may wait until the phone wakes by itself.
func urgency(c *rtrw.Call) string {
	if c.Priority == rtrw.Emergency {
		return high
	}
	return normal
}

// single is a message of one call. Another about the same case takes its place.
func single(c rtrw.Call, urgency string, lives time.Duration) message {
	return message{[]rtrw.Call{c}, "case " + c.Case + string(c.Why), urgency, lives, wordsOf(&c), c.Case}
}

func joined(calls []rtrw.Call, lives time.Duration, now time.Time) message {
	if len(calls) == 1 {
		return single(calls[0], normal, lives)
	}
	return message{calls, "round " + strconv.FormatInt(now.UnixMilli(), 10), normal, lives, countOf(calls), ""}
}

// topic names what replaces a message, within the 32 letters of RFC 8030; it says nothing to
// the push service that reads it.
func (m *message) tag(key []byte, account string) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(account + "\x00" + m.topic))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}
