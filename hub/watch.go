package hub

import (
	"bytes"
	"context"
	"sync/atomic"
	"time"

	"jogotonggo/rt-rw"
)

// watchHeads compares all watched logs with the truth, in one query. Gaps in what the bus
// brings are seen at once; that the last message before a quiet time was lost, only here.
func (h *Hub) watchHeads() {
	tick := time.NewTicker(headsEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-h.compare:
		case <-h.life.Done():
			return
		}
		h.checkEpoch()
		h.compareHeads()
	}
}

func (h *Hub) compareHeads() {
	feeds, outlooks, logs := h.watched()
	if len(logs) == 0 {
		return
	}
	ctx, done := context.WithTimeout(h.life, logPatience)
	defer done()
	heads, err := h.cfg.Log.Heads(ctx, logs)
	if h.unread.Store(err != nil); err != nil {
		if h.life.Err() == nil {
			h.log.Warn("heads_unread", "logs", len(logs), "error", err)
		}
		return
	}
	for _, f := range feeds {
		if head := heads[f.log]; head > f.known.Load() {
			select {
			case f.heads <- head:
			default:
			}
		}
	}
	for _, o := range outlooks {
		o.compare(heads)
	}
}

// watched lists every log that somebody looks at, each once.
func (h *Hub) watched() (feeds []*feed, outlooks []*outlook, logs []rtrw.Area) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	seen := map[rtrw.Area]bool{}
	add := func(log rtrw.Area) {
		if !seen[log] {
			seen[log] = true
			logs = append(logs, log)
		}
	}
	for log, f := range h.feeds {
		feeds = append(feeds, f)
		add(log)
	}
	for _, o := range h.outlooks {
		outlooks = append(outlooks, o)
		for _, log := range o.under() {
			add(log)
		}
	}
	return feeds, outlooks, logs
}

// checkEpoch sends everybody for a new board when the database was replaced under us.
func (h *Hub) checkEpoch() {
	epoch := h.cfg.Epoch()
	h.mu.Lock()
	changed := epoch != h.epoch
	if changed {
		h.epoch = epoch
		clear(h.feeds) // they retire once their members have left
	}
	h.mu.Unlock()
	if changed {
		h.door.each(func(m *member) { m.out.end(Resync, true) })
	}
}

// readStatus describes the bus and the log as boards are told.
func (h *Hub) readStatus() []byte {
	bus := h.cfg.Bus.State()
	return statusFrame(!bus.Up || h.unread.Load(), bus.Name)
}

// watchStatus tells every member when the bus goes or comes back.
func (h *Hub) watchStatus() {
	tick := time.NewTicker(statusEvery)
	defer tick.Stop()
	up := true
	for {
		select {
		case <-tick.C:
		case <-h.life.Done():
			return
		}
		if is := h.cfg.Bus.State().Up; is != up {
			up = is
			h.log.Info("bus_changed", "up", up)
			if up { // what was lost meanwhile is found now, not a quarter of a second later
				select {
				case h.compare <- struct{}{}:
				default:
				}
			}
		}
		last := h.status.Load()
		if frame := h.readStatus(); !bytes.Equal(frame, last.frame) {
			now := &standing{last.nth + 1, frame}
			h.status.Store(now)
			for _, s := range h.shards {
				s.send(order{status: now})
			}
		}
	}
}

// counters are what the hub counts of itself.
type counters struct {
	frames, healed, overrun, behind, resyncs atomic.Int64
}

// Stats is a picture of the hub for metrics.
type Stats struct {
	Sockets, Feeds, Overviews int
	Frames                    int64 // event frames handed to members
	Healed                    int64 // reads of a log because something was missing
	Overrun                   int64 // batches that a busy feed could not take; it read the log
	Behind                    int64 // readers too slow for their backlog
	Resyncs                   int64 // sockets sent for a new board, those behind included
	Degraded                  bool
	Bus                       BusState
}

// Stats gives the picture.
func (h *Hub) Stats() Stats {
	h.mu.RLock()
	feeds, outlooks := len(h.feeds), len(h.outlooks)
	h.mu.RUnlock()
	bus := h.cfg.Bus.State()
	return Stats{
		Sockets: h.door.count(), Feeds: feeds, Overviews: outlooks, Frames: h.count.frames.Load(), Healed: h.count.healed.Load(),
		Overrun: h.count.overrun.Load(), Behind: h.count.behind.Load(), Resyncs: h.count.resyncs.Load(),
		Degraded: !bus.Up || h.unread.Load(), Bus: bus,
	}
}
