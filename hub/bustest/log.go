package bustest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"jogotonggo/rt-rw"
)

// Log is a ledger's log in memory. Broken makes every read fail; Reads counts them.
type Log struct {
	Broken       atomic.Bool
	Reads, Asked atomic.Int64

	mu    sync.RWMutex
	lines map[rtrw.Area][]rtrw.Notice
}

// NewLog makes an empty one.
func NewLog() *Log { return &Log{lines: map[rtrw.Area][]rtrw.Notice{}} }

var errBroken = errors.New("bustest: the log is broken")

// Append commits one event to a log and gives its notice, as a store would publish it.
func (l *Log) Append(log rtrw.Area, streams ...string) rtrw.Notice {
	l.mu.Lock()
	defer l.mu.Unlock()
	seq := int64(len(l.lines[log]) + 1)
	n := rtrw.Notice{Log: log, Seq: seq, Streams: streams, Event: rtrw.Event{
		ID: fmt.Sprintf("%s/%d", log, seq), At: 1_785_000_000_000 + seq, Area: log + "/RW04/RT03", Service: "aid", Type: "request",
		Case: fmt.Sprintf("case-%d", seq), State: "filed", Priority: "biasa", Level: rtrw.LevelRT, Version: 1,
	}}
	l.lines[log] = append(l.lines[log], n)
	return n
}

// Heads gives the last position of each log.
func (l *Log) Heads(_ context.Context, logs []rtrw.Area) (map[rtrw.Area]int64, error) {
	l.Asked.Add(1)
	if l.Broken.Load() {
		return nil, errBroken
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	heads := map[rtrw.Area]int64{}
	for _, log := range logs {
		heads[log] = int64(len(l.lines[log]))
	}
	return heads, nil
}

// Read gives lines after a position.
func (l *Log) Read(_ context.Context, log rtrw.Area, after int64, limit int) ([]rtrw.Notice, error) {
	l.Reads.Add(1)
	if l.Broken.Load() {
		return nil, errBroken
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	lines := l.lines[log]
	if after >= int64(len(lines)) {
		return nil, nil
	}
	return slices.Clone(lines[after:min(int(after)+limit, len(lines))]), nil
}

// IDs lists the events of one stream, in order.
func (l *Log) IDs(log rtrw.Area, stream string) (ids []string) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for _, n := range l.lines[log] {
		if slices.Contains(n.Streams, stream) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// Head gives the last position of one log.
func (l *Log) Head(log rtrw.Area) int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return int64(len(l.lines[log]))
}
