package simulation

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"jogotonggo/rt-rw"
)

// fold is what a screen makes of a board and the frames after it, as the app's core does.
type fold struct {
	cursor  string
	area    rtrw.Area
	from    int64 // the position of its board
	cases   map[string]rtrw.Facts
	more    int64
	tallies rtrw.Tallies
	zones   map[rtrw.Area]any
	got     map[string][]told // by stream, since the board
	known   map[string]bool   // events: what comes on two streams counts once
	counted map[rtrw.Area]map[string]bool
}

// told is one event as it came.
type told struct {
	id  string
	raw string
}

// newFold begins with a board. What is counted where, for this viewer, its counts do not say
// where there are none yet.
func newFold(b *rtrw.Board, from int64, counted map[rtrw.Area]map[string]bool) *fold {
	f := &fold{cursor: b.Cursor, area: b.Area, from: from, counted: counted, cases: map[string]rtrw.Facts{}, more: b.More, got: map[string][]told{}, known: map[string]bool{}}
	for _, c := range b.Cases {
		f.cases[c.ID] = c
	}
	f.tallies, f.zones = plain(b.Tallies), plain(b.Zones)
	return f
}

// plain is a value as it comes over the wire.
func plain[T any](v T) (p T) {
	if err := json.Unmarshal(rtrw.Canonical(v), &p); err != nil {
		panic(fmt.Sprintf("simulation: what was just encoded cannot be read: %v", err))
	}
	return p
}

// wireEvent is what of an event the fold needs.
type wireEvent struct {
	rtrw.Facts
	ID     string `json:"id"`
	At     string `json:"at"`
	CaseID string `json:"case"`
	From   string `json:"from"`
}

func (f *fold) event(stream string, raw json.RawMessage, final func(service, state string) bool) error {
	var e wireEvent
	if err := json.Unmarshal(raw, &e); err != nil {
		return err
	}
	f.got[stream] = append(f.got[stream], told{e.ID, string(raw)})
	if f.known[e.ID] {
		return nil
	}
	f.known[e.ID] = true
	for at, services := range f.tallies {
		if !at.Contains(e.Area) || at.Depth() == rtrw.RW && at == e.Area || !f.counted[at][e.Service] {
			continue
		}
		if services[e.Service] == nil {
			services[e.Service] = map[string]any{}
		}
		bump(services[e.Service], e.From, -1)
		bump(services[e.Service], string(e.State), 1)
	}
	if !f.area.Contains(e.Area) && len(e.Told) == 0 {
		return nil // whose office is wider than the board hears of all of it
	}
	was, there := f.cases[e.CaseID]
	if there && was.Version >= e.Version {
		return nil
	}
	if !there && e.From != "" && !final(e.Service, e.From) {
		f.more = max(0, f.more-1)
	}
	delete(f.cases, e.CaseID)
	if !final(e.Service, string(e.State)) {
		now := e.Facts
		now.ID = e.CaseID
		f.cases[e.CaseID] = now
	}
	return nil
}

func bump(states map[string]any, state string, by float64) {
	if state == "" {
		return
	}
	n, _ := states[state].(float64)
	if states[state] = n + by; n+by == 0 {
		delete(states, state)
	}
}

// differs says in what the fold is not what a fresh board shows; "" in nothing. A board is read
// with some cases of which no stream of its viewer tells, and these are not held against it.
func (f *fold) differs(b *rtrw.Board, told func(id string) bool) string {
	fresh := newFold(b, 0, nil)
	if f.more == 0 && fresh.more == 0 {
		for _, id := range slices.Sorted(maps.Keys(union(f.cases, fresh.cases))) {
			if !told(id) {
				continue
			}
			a, here := f.cases[id]
			b, there := fresh.cases[id]
			if here != there || gist(a) != gist(b) {
				return fmt.Sprintf("case %s: %s on the board, %s on a fresh one", id, gist(a), gist(b))
			}
		}
	}
	if a, b := canonical(f.tallies), canonical(fresh.tallies); a != b {
		return fmt.Sprintf("tallies: %s on the board, %s on a fresh one", a, b)
	}
	if a, b := string(rtrw.Canonical(f.zones)), string(rtrw.Canonical(fresh.zones)); a != b {
		return fmt.Sprintf("zones: %s on the board, %s on a fresh one", a, b)
	}
	return ""
}

func union[V any](a, b map[string]V) map[string]V {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// gist is what of a case must be right on every board.
func gist(c rtrw.Facts) string {
	if c.ID == "" {
		return "nothing"
	}
	text := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	level := func(l *rtrw.Level) rtrw.Level {
		if l == nil {
			return "-"
		}
		return *l
	}
	return fmt.Sprintf("%s %s v%d %s %s→%s due %s for %s told %s", c.Service, c.State, c.Version, c.Priority, level(c.Level), level(c.Next), text(c.Due), text(c.DueFor), c.Told)
}

// canonical leaves out services of which nothing is counted.
func canonical(t rtrw.Tallies) string {
	shown := rtrw.Tallies{}
	for at, services := range t {
		shown[at] = map[string]map[string]any{}
		for name, states := range services {
			if len(states) > 0 {
				shown[at][name] = states
			}
		}
	}
	return string(rtrw.Canonical(shown))
}
