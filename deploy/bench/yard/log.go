package yard

import (
	"context"
	"sync"

	"jogotonggo/rt-rw"
)

// ledger is a log in memory, all that the hub alone asks of one.
type ledger struct {
	mu    sync.Mutex
	lines map[rtrw.Area][]rtrw.Notice
}

func (l *ledger) append(topic int, id string) rtrw.Notice {
	l.mu.Lock()
	defer l.mu.Unlock()
	log := area(topic)
	n := notice(topic, int64(len(l.lines[log])+1), id)
	l.lines[log] = append(l.lines[log], n)
	return n
}

// Heads gives the last position of each log.
func (l *ledger) Heads(_ context.Context, logs []rtrw.Area) (map[rtrw.Area]int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	heads := map[rtrw.Area]int64{}
	for _, log := range logs {
		heads[log] = int64(len(l.lines[log]))
	}
	return heads, nil
}

// Read gives a log's lines after a position.
func (l *ledger) Read(_ context.Context, log rtrw.Area, after int64, limit int) ([]rtrw.Notice, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := l.lines[log]
	after = min(after, int64(len(lines)))
	return append([]rtrw.Notice(nil), lines[after:min(after+int64(limit), int64(len(lines)))]...), nil
}
