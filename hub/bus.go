package hub

import (
	"context"
	"sync"
	"time"

	"jogotonggo/rt-rw"
)

// Bus carries copies of committed events between nodes. It may lose, double and reorder:
// the log is the truth, and every feed compares itself with it.
type Bus interface {
	// Publish never blocks and keeps no promise. It does not change ns, nor may the caller afterwards.
	Publish(ns []rtrw.Notice)
	// Run hands over what comes in until ctx ends; the node's own may be among it. Deliver never blocks.
	Run(ctx context.Context, deliver func([]rtrw.Notice))
	// State says whether copies travel now.
	State() BusState
}

// BusState is what boards and metrics are told of the bus.
type BusState struct {
	Name  string // "memory" or "redis"
	Up    bool
	Since time.Time // when it last changed between up and down
}

// Memory is the bus of hubs in one process: of a single node, which has only itself, and of tests.
type Memory struct {
	since time.Time
	mu    sync.Mutex
	ends  map[chan []rtrw.Notice]struct{}
}

// NewMemory makes a bus that hubs of this process share.
func NewMemory() *Memory {
	return &Memory{since: time.Now(), ends: map[chan []rtrw.Notice]struct{}{}}
}

// Publish hands a batch to every hub that runs, except where one is far behind. A hub that is
// alone has it, for it published it.
func (m *Memory) Publish(ns []rtrw.Notice) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.ends) == 1 {
		return
	}
	for end := range m.ends {
		select {
		case end <- ns:
		default: // its log check will find them
		}
	}
}

// Run delivers until ctx ends.
func (m *Memory) Run(ctx context.Context, deliver func([]rtrw.Notice)) {
	end := make(chan []rtrw.Notice, 256)
	m.mu.Lock()
	m.ends[end] = struct{}{}
	m.mu.Unlock()
	defer func() {
		m.mu.Lock()
		delete(m.ends, end)
		m.mu.Unlock()
	}()
	for {
		select {
		case ns := <-end:
			deliver(ns)
		case <-ctx.Done():
			return
		}
	}
}

// State is always up.
func (m *Memory) State() BusState { return BusState{"memory", true, m.since} }
