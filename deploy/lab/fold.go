package lab

import (
	"fmt"
	"maps"
	"net"
	"slices"
	"time"
)

func (f *Follower) take(m Frame) {
	now := time.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	switch m.Kind {
	case "hello":
		f.hellos++
		if !f.lost.IsZero() {
			f.blind, f.lost = max(f.blind, now.Sub(f.lost)), time.Time{}
		}
		maps.Copy(f.links, m.Streams)
	case "status":
		if m.Degraded {
			f.told = append(f.told, now)
		}
	case "resync":
		f.resyncs++
	case "event":
		if link, known := f.links[m.Stream]; !known || link != m.Prev {
			f.wrong = append(f.wrong, Wrong{Broken, fmt.Sprintf("chain of %s broken: prev %s after %s", m.Stream, m.Prev, link)})
		}
		f.links[m.Stream] = m.Cursor
		f.count(m, now)
	}
}

func (f *Follower) count(m Frame, now time.Time) {
	e := m.Event
	if f.seen[m.Stream] == nil {
		f.seen[m.Stream] = map[string]int{}
	}
	first := true // of this event, since the board
	for _, stream := range f.seen {
		first = first && stream[e.ID] == 0
	}
	if f.seen[m.Stream][e.ID]++; f.seen[m.Stream][e.ID] > 1 {
		f.wrong = append(f.wrong, Wrong{Twice, fmt.Sprintf("event %s came %d times on %s", e.ID, f.seen[m.Stream][e.ID], m.Stream)})
	}
	if !first {
		return // the same event on another stream
	}
	if _, known := f.at[e.ID]; !known {
		f.at[e.ID], f.came = now, append(f.came, m)
	}
	if e.Version != f.version[e.Case]+1 && f.version[e.Case] != 0 {
		f.wrong = append(f.wrong, Wrong{Broken, fmt.Sprintf("case %s went from version %d to %d", e.Case, f.version[e.Case], e.Version)})
	}
	f.version[e.Case] = e.Version
	for i, area := range []string{e.Area, f.Area} {
		if f.tallies[area] == nil || i > 0 && f.Area == e.Area {
			continue
		}
		if f.tallies[area][e.Service] == nil {
			f.tallies[area][e.Service] = map[string]int{}
		}
		f.tallies[area][e.Service][e.State]++
		if e.From != "" {
			f.tallies[area][e.Service][e.From]--
		}
	}
}

// Folded gives the tallies that follow from board and frames, zeros left out.
func (f *Follower) Folded() Tallies {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tallies.Trimmed()
}

// Trimmed leaves zeros out.
func (t Tallies) Trimmed() Tallies {
	out := Tallies{}
	for area, services := range t {
		for service, states := range services {
			for state, n := range states {
				if n == 0 {
					continue
				}
				if out[area] == nil {
					out[area] = map[string]map[string]int{}
				}
				if out[area][service] == nil {
					out[area][service] = map[string]int{}
				}
				out[area][service][state] = n
			}
		}
	}
	return out
}

// Has says whether the event has arrived, and when.
func (f *Follower) Has(id string) (time.Time, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at, ok := f.at[id]
	return at, ok
}

// Came gives each event once, in the order of its coming.
func (f *Follower) Came() []Frame {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.came)
}

// IDs lists every event that arrived.
func (f *Follower) IDs() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(maps.Keys(f.at))
}

// Hellos counts how often it was greeted, Streams how many it had, Resyncs how often it had to
// begin anew.
func (f *Follower) Hellos() int  { f.mu.Lock(); defer f.mu.Unlock(); return f.hellos }
func (f *Follower) Streams() int { f.mu.Lock(); defer f.mu.Unlock(); return len(f.seen) }
func (f *Follower) Resyncs() int { f.mu.Lock(); defer f.mu.Unlock(); return f.resyncs }

// DegradedSince says whether a status frame told of trouble after the given time, and when.
func (f *Follower) DegradedSince(t time.Time) (time.Time, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.IndexFunc(f.told, t.Before)
	if i < 0 {
		return time.Time{}, false
	}
	return f.told[i], true
}

// Wrong lists all that was ever wrong.
func (f *Follower) Wrong() []Wrong {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.wrong)
}

func (f *Follower) away() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lost.IsZero() {
		f.lost = time.Now()
	}
}

// LongestBlind is how long it had no socket at most; one that is away counts until now.
func (f *Follower) LongestBlind() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lost.IsZero() {
		return f.blind
	}
	return max(f.blind, time.Since(f.lost))
}

// Cut breaks the connection as a phone that leaves the network does: no goodbye, and what was on
// its way is lost. It says whether there was one to break.
func (f *Follower) Cut() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.conn == nil || f.cuts >= f.hellos {
		return false
	}
	f.cuts++
	if tcp, ok := f.conn.NetConn().(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	return f.conn.NetConn().Close() == nil
}
