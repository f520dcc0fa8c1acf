package hub

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// events is the sink of an event stream (SSE), the twin for networks and readers that do
// not speak WebSocket. It translates the same frames; its handler's goroutine writes.
type events struct {
	hub  *Hub
	wake chan struct{}
	mu   sync.Mutex
	// queue is what waits; waiting counts its bytes, extra what a replay may wait beyond the bound.
	queue          [][]byte
	waiting, extra int
	over           bool
	retry          string // milliseconds after which the client comes back
}

// ServeEvents answers with an event stream and returns when it is over.
func (h *Hub) ServeEvents(w http.ResponseWriter, r *http.Request, t Ticket) {
	if !h.door.begin() {
		stopping(w)
		return
	}
	defer h.door.done()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	e := &events{hub: h, wake: make(chan struct{}, 1)}
	m := h.newMember(t, e)
	h.join(m, t)
	defer h.leave(m)
	out := translator{w: http.NewResponseController(w), into: w, at: map[string]string{}}
	ping := time.NewTicker(25 * time.Second)
	defer ping.Stop()
	for {
		select {
		case <-e.wake:
		case <-ping.C:
			out.comment()
		case <-r.Context().Done():
			return
		}
		for {
			frames, more := e.take()
			for _, b := range frames {
				eachPayload(b, out.event)
			}
			if !more {
				out.retry(e.retry)
			}
			if out.flush() != nil || !more {
				return
			}
			if len(frames) == 0 {
				break
			}
		}
	}
}

// take empties the queue; more is false when those were the last words.
func (e *events) take() (frames [][]byte, more bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	frames, e.queue = e.queue, nil
	if e.waiting = 0; len(frames) == 0 {
		e.extra = 0
	}
	return frames, !e.over
}

func (e *events) push(b []byte) {
	e.queue = append(e.queue, b)
	e.waiting += len(b)
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

func (e *events) send(frames []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.over {
		return
	}
	if e.waiting+len(frames) > backlogMost+e.extra {
		e.hub.count.behind.Add(1)
		e.queue = nil
		e.last(Resync, true)
		return
	}
	e.push(frames)
}

func (e *events) replay(first []byte, rest [][]byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, b := range append([][]byte{first}, rest...) {
		if !e.over {
			e.extra += len(b)
			e.push(b)
		}
	}
}

func (e *events) end(c Close, resync bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.over {
		e.last(c, resync)
	}
}

// last queues the last words: an event stream has no close codes, only a time to come back.
func (e *events) last(c Close, resync bool) {
	e.over = true
	if e.retry = string(c.frame()[4:]); !c.ComesBack() {
		e.retry = "3600000" // an event stream cannot be told to stay away for good
	}
	if resync {
		e.hub.count.resyncs.Add(1)
		e.push(resyncFrame)
	} else {
		e.push(nil)
	}
}

func (e *events) kill()            { e.end(Silent, false) }
func (e *events) ping()            {} // its handler does
func (e *events) alive() time.Time { return time.Now() }

// translator writes frames as events. The id of each is the position on every stream, so
// that a reader cut between any two events resumes exactly there.
type translator struct {
	w    *http.ResponseController
	into http.ResponseWriter
	buf  bytes.Buffer
	at   map[string]string
	id   string
}

func (t *translator) event(payload []byte) {
	var f struct {
		Stream, Cursor string
		Streams        map[string]string
	}
	json.Unmarshal(payload, &f) // we have built it ourselves
	switch {
	case f.Streams != nil:
		t.at = f.Streams
	case f.Stream != "":
		t.at[f.Stream] = f.Cursor
	case f.Cursor != "":
		t.id = f.Cursor
	}
	if len(t.at) > 0 {
		t.id = ""
		for _, name := range slices.Sorted(maps.Keys(t.at)) {
			t.id += "," + name + "~" + t.at[name]
		}
		t.id = t.id[1:]
	}
	if t.id != "" {
		t.buf.WriteString("id: " + t.id + "\n")
	}
	t.buf.WriteString("data: ")
	t.buf.Write(payload)
	t.buf.WriteString("\n\n")
}

func (t *translator) comment() { t.buf.WriteString(": ping\n\n") }

func (t *translator) retry(ms string) {
	t.buf.WriteString("retry: " + ms + "\n\n")
}

// flush writes what was translated, with a deadline: a reader that takes nothing is gone.
func (t *translator) flush() error {
	if t.buf.Len() == 0 {
		return nil
	}
	t.w.SetWriteDeadline(time.Now().Add(chunkTime))
	if _, err := t.buf.WriteTo(t.into); err != nil {
		return err
	}
	return t.w.Flush()
}
