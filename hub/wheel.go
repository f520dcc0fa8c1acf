package hub

import (
	"math/rand/v2"
	"time"
)

const (
	pingFrom  = 22 // seconds between pings, drawn anew each time: 25 ± 3
	pingTo    = 28
	deadAfter = time.Minute
)

// wheel pings the members of a shard, a slot a second, without a timer for each.
type wheel struct {
	slots [32][]*member
	hand  int
}

func (w *wheel) add(m *member) { w.put(m, pingFrom+rand.IntN(pingTo-pingFrom+1)) }

func (w *wheel) put(m *member, seconds int) {
	slot := (w.hand + seconds) % len(w.slots)
	w.slots[slot] = append(w.slots[slot], m)
}

// turn visits those whose second has come: the dead are buried, the others pinged.
func (w *wheel) turn(now time.Time) {
	w.hand = (w.hand + 1) % len(w.slots)
	due := w.slots[w.hand]
	w.slots[w.hand] = nil
	for _, m := range due {
		if m.left {
			continue
		}
		silent := now.Sub(m.out.alive())
		if silent >= deadAfter {
			m.out.end(Silent, false)
			continue
		}
		m.out.ping()
		untilDead := int((deadAfter-silent)/time.Second) + 1
		w.put(m, min(pingFrom+rand.IntN(pingTo-pingFrom+1), untilDead))
	}
}
