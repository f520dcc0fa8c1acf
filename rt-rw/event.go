package rtrw

import (
	"encoding/json"
	"time"
)

// Event holds the public columns of one accepted move: exactly what frames, Redis and
// logs may carry. No name, no house, no text, no health fact.
type Event struct {
	ID       string   // the idempotency key of the command
	At       int64    // Unix milliseconds, the server's
	Area     Area     // to the RT
	Service  string   //
	Type     string   // the move's name
	Case     string   //
	From     State    // "" on an opening move
	State    State    //
	Priority Priority //
	Level    Level    //
	Next     Level    //
	Due      int64    // 0 = none
	DueFor   string   //
	Version  int      //
	Told     string   // what everybody may know of the case, a JSON object; "" nothing
}

// Entry is one line of a log: the event, its place in the chain, and what only the
// ledger may know.
type Entry struct {
	Log   Area
	Seq   int64
	Epoch int64 // lineage in which it was committed
	Event
	Mask    Mask   // audiences, decided at commit: declarations change, chains must not
	House   Area   // of the case, for the household's own stream
	Actor   string // account, or a system role
	Role    Role   // as what the actor did it
	Payload []byte // after-image of the case (JSON)
	Print   []byte // HMAC of the body under the actor's key
	Hash    []byte // SHA-256 over the hash before, the columns and the payload
}

// Notice is what the hub and the bus get of an entry: the event and the streams it
// belongs to, whose names are opaque.
type Notice struct {
	Log     Area
	Seq     int64
	Streams []string
	Event
}

// wireEvent is the event as it stands in frames and log pages (contract: "Live frames").
type wireEvent struct {
	ID       string          `json:"id"`
	At       string          `json:"at"`
	Area     Area            `json:"area"`
	Service  string          `json:"service"`
	Type     string          `json:"type"`
	Case     string          `json:"case"`
	From     State           `json:"from"`
	State    State           `json:"state"`
	Priority Priority        `json:"priority"`
	Level    *Level          `json:"level"`
	Next     *Level          `json:"next"`
	Due      *string         `json:"due"`
	DueFor   *string         `json:"due_for"`
	Version  int             `json:"version"`
	Told     json.RawMessage `json:"told,omitempty"`
}

// MarshalJSON writes the public columns; times carry the offset of the place.
func (e Event) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireEvent{e.ID, wireTime(e.At, e.Area), e.Area, e.Service, e.Type, e.Case, e.From, e.State, e.Priority,
		orNull(e.Level), orNull(e.Next), dueTime(e.Due, e.Area), orNull(e.DueFor), e.Version, json.RawMessage(e.Told)})
}

// UnmarshalJSON reads what MarshalJSON wrote; the bus of another node sends it.
func (e *Event) UnmarshalJSON(b []byte) error {
	var w wireEvent
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339Nano, w.At)
	if err != nil {
		return err
	}
	*e = Event{ID: w.ID, At: at.UnixMilli(), Area: w.Area, Service: w.Service, Type: w.Type, Case: w.Case, From: w.From, State: w.State,
		Priority: w.Priority, Level: orZero(w.Level), Next: orZero(w.Next), DueFor: orZero(w.DueFor), Version: w.Version, Told: string(w.Told)}
	if w.Due != nil {
		due, err := time.Parse(time.RFC3339Nano, *w.Due)
		if err != nil {
			return err
		}
		e.Due = due.UnixMilli()
	}
	return nil
}

// Facts is a case as answers, boards and lists carry it: facts only, no text.
type Facts struct {
	ID       string          `json:"id"`
	Service  string          `json:"service"`
	Area     Area            `json:"area"`
	State    State           `json:"state"`
	Priority Priority        `json:"priority"`
	Level    *Level          `json:"level"`
	Next     *Level          `json:"next"`
	Since    string          `json:"since"`
	Due      *string         `json:"due"`
	DueFor   *string         `json:"due_for"`
	Opened   string          `json:"opened_at"`
	Version  int             `json:"version"`
	Told     json.RawMessage `json:"told,omitempty"`
}

// Facts gives the public side of a case.
func (c *Case) Facts() Facts {
	return Facts{c.ID, c.Service, c.Area, c.State, c.Priority, orNull(c.Level), orNull(c.Next), wireTime(c.Since, c.Area),
		dueTime(c.Due, c.Area), orNull(c.DueFor), wireTime(c.Opened, c.Area), c.Version, c.Told}
}

// Receipt is what a command got: the line it wrote, or wrote the first time.
type Receipt struct {
	Entry
	After    *Case // the after-image, where it need not be read from the line again
	Replayed bool
}

// Body is the answer. It is a pure function of the log's line, so that sending the
// command again gives the same bytes for ever without keeping them.
func (r *Receipt) Body(cursors *Cursors) ([]byte, error) {
	c, err := r.image()
	if err != nil {
		return nil, err
	}
	at := Cursor{Epoch: r.Epoch, Log: r.Log, Seq: r.Seq, Salt: cursors.saltOf(r.ID)}
	return json.Marshal(struct {
		Case   Facts  `json:"case"`
		Cursor string `json:"cursor"`
	}{c.Facts(), cursors.Encode(at)})
}

// image is the case after the move, as the line has it.
func (r *Receipt) image() (*Case, error) {
	if r.After != nil {
		return r.After, nil
	}
	c := new(Case)
	return c, json.Unmarshal(r.Payload, c)
}

// TimeForm is how times stand on the wire: RFC 3339 to the millisecond, with the offset
// of the place.
const TimeForm = "2006-01-02T15:04:05.000Z07:00"

// wireTime writes a time in TimeForm. A page of cases holds two hundred of them, and only
// plain RFC 3339 has a fast way; so the milliseconds are put in behind it.
func wireTime(ms int64, at Area) string {
	const seconds = len("2006-01-02T15:04:05")
	var form, whole [len(TimeForm) + 4]byte
	t := time.UnixMilli(ms).In(at.Location())
	plain := t.AppendFormat(form[:0], time.RFC3339)
	if len(plain) < seconds || plain[seconds] != '+' && plain[seconds] != '-' && plain[seconds] != 'Z' {
		return t.Format(TimeForm) // a year of five figures
	}
	n := t.Nanosecond() / int(time.Millisecond)
	text := append(whole[:0], plain[:seconds]...)
	text = append(text, '.', byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
	return string(append(text, plain[seconds:]...))
}

func dueTime(ms int64, at Area) *string {
	if ms == 0 {
		return nil
	}
	s := wireTime(ms, at)
	return &s
}

func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func orZero[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}
