package hub

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

const (
	mapPace  = 500 * time.Millisecond // between two readings, however much happens
	mapEvery = time.Minute            // a colour ages out at a midnight, which nobody commits
)

// chart is the map of zones of one log, or of an area from above. It is read and drawn
// once for all who look at it; each is told what of it is theirs to see, after hello and
// then when that has changed. It belongs to the goroutine of its feed or outlook, and all
// that takes time happens beside it.
type chart struct {
	hub  *Hub
	area rtrw.Area
	call func(func()) // runs on the owner's goroutine
	stir chan struct{}

	lookers []*looker
	all     map[rtrw.Area]rtrw.Zone // as drawn last
	known   bool                    // it was drawn at all
	stirred bool                    // something has happened since
	owed    bool                    // somebody has come since
	busy    bool
	asked   time.Time
}

// looker is a member with its ticket and the digest of what it was told last.
type looker struct {
	m    *member
	t    Ticket
	told [sha256.Size]byte
	has  bool
}

// letter is a frame for one member alone.
type letter struct {
	m     *member
	bytes []byte
}

func newChart(h *Hub, area rtrw.Area, call func(func())) *chart {
	return &chart{hub: h, area: area, call: call, stir: make(chan struct{}, 1)}
}

// disturb says, from any goroutine, that something has happened elsewhere.
func (c *chart) disturb() {
	select {
	case c.stir <- struct{}{}:
	default:
	}
}

// look lets a seated member be told: who can see nothing of a map, at once and once.
func (c *chart) look(m *member, t Ticket) {
	switch {
	case t.Zones == nil:
	case t.Map == nil:
		m.shard.send(order{letters: []letter{{m, zoneFrame(t.Zones(nil))}}})
	default:
		c.lookers, c.owed = append(c.lookers, &looker{m: m, t: t}), true
	}
}

func (c *chart) leave(m *member) {
	c.lookers = slices.DeleteFunc(c.lookers, func(l *looker) bool { return l.m == m })
}

// turn does what is due; where something will be, it says how long that is. Readings of
// the minute begin with the minute, because a midnight does.
func (c *chart) turn(now time.Time) (wait time.Duration, waits bool) {
	if c.busy || len(c.lookers) == 0 {
		return 0, false
	}
	due := c.asked.Truncate(mapEvery).Add(mapEvery)
	fresh := c.known && !c.stirred
	if !fresh {
		due = c.asked.Add(mapPace)
	}
	if read := !due.After(now); read || c.owed && fresh {
		c.ask(now, read)
		return 0, false
	}
	return due.Sub(now), true
}

// ask reads the map, or takes it as it is, and writes to everybody whose view of it is new.
func (c *chart) ask(now time.Time, read bool) {
	c.busy, c.owed = true, false
	if read {
		c.asked, c.stirred = now, false
	}
	lookers, before, known := slices.Clone(c.lookers), c.all, c.known
	c.hub.work.Go(func() {
		all, err := before, error(nil)
		if read {
			ctx, done := context.WithTimeout(c.hub.life, logPatience)
			defer done()
			all, err = lookers[len(lookers)-1].t.Map(ctx)
		}
		var letters map[*shard][]letter
		if err == nil {
			letters = write(lookers, all, !known || !maps.Equal(all, before))
		}
		c.call(func() { c.took(all, letters, err) })
	})
}

// write makes the letters. Equal views share their bytes.
func write(lookers []*looker, all map[rtrw.Area]rtrw.Zone, changed bool) map[*shard][]letter {
	letters, frames := map[*shard][]letter{}, map[[sha256.Size]byte][]byte{}
	for _, l := range lookers {
		if l.has && !changed {
			continue
		}
		view := l.t.Zones(all)
		sum := sha256.Sum256(view)
		if l.has && sum == l.told {
			continue
		}
		l.told, l.has = sum, true
		if frames[sum] == nil {
			frames[sum] = zoneFrame(view)
		}
		letters[l.m.shard] = append(letters[l.m.shard], letter{l.m, frames[sum]})
	}
	return letters
}

// took keeps the map and sends the letters, behind each member's hello in its shard's queue.
func (c *chart) took(all map[rtrw.Area]rtrw.Zone, letters map[*shard][]letter, err error) {
	c.busy = false
	if err != nil {
		if c.hub.life.Err() == nil {
			c.hub.log.Warn("zones_unread", "area", c.area, "error", err)
		}
		c.stirred = true // and read again
		return
	}
	c.all, c.known = all, true
	for s, list := range letters {
		s.send(order{letters: list})
	}
}

// disturb lets maps be drawn anew that an event of another log may change: a rule of a
// city holds in its kelurahan, and their colours are part of the city's. The caller holds
// the lock. What a lost message would have told, the minute finds.
func (h *Hub) disturb(log rtrw.Area) {
	if log.Depth() >= rtrw.Kelurahan { // by far most of them, so not by looking through all that is watched
		for above := rtrw.Province; above < rtrw.Kelurahan; above++ {
			if f := h.feeds[log.Up(above)]; f != nil {
				f.chart.disturb()
			}
		}
		return // outlooks compare the heads below them already
	}
	for at, f := range h.feeds {
		if at != log && at.Overlaps(log) {
			f.chart.disturb()
		}
	}
	for at, o := range h.outlooks {
		if at.Overlaps(log) {
			o.chart.disturb()
		}
	}
}
