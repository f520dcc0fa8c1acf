package proof

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// sent is one command and what became of it.
type sent struct {
	who   *person
	path  string
	key   string
	body  map[string]any
	got   answer
	known bool // an answer came
	at    time.Time
}

// crowd writes until it is told to stop: each writer files a request and withdraws it, over
// and over, at a pace.
type crowd struct {
	t     *testing.T
	gate  sync.RWMutex // held by writers while a command is on its way
	stop  chan struct{}
	work  sync.WaitGroup
	every time.Duration

	mu   sync.Mutex
	done []sent
	acks atomic.Int64
}

// write lets the people write; every is the pace of each, 0 as fast as answers come.
func write(t *testing.T, every time.Duration, people ...*person) *crowd {
	t.Helper()
	c := &crowd{t: t, stop: make(chan struct{}), every: every}
	for i, p := range people {
		c.work.Go(func() { c.one(i, p) })
	}
	return c
}

func (c *crowd) one(i int, p *person) {
	for n := 0; ; n++ {
		key := newKey()
		if !c.send(sent{who: p, path: "/aid/request", key: key, body: ask(p.home(), fmt.Sprintf("penulis %d, yang ke-%d", i, n))}) {
			return
		}
		if !c.send(sent{who: p, path: "/aid/cancel", key: newKey(), body: map[string]any{"case": key}}) {
			return
		}
	}
}

// send makes one call and says whether to go on.
func (c *crowd) send(s sent) bool {
	if c.every > 0 {
		select {
		case <-c.stop:
			return false
		case <-time.After(c.every):
		}
	}
	c.gate.RLock()
	defer c.gate.RUnlock()
	select {
	case <-c.stop:
		return false
	default:
	}
	got, err := s.who.send("POST", s.path, s.key, s.body)
	s.got, s.known, s.at = got, err == nil, time.Now()
	if s.known && !got.accepted() && got.status < 500 {
		c.t.Errorf("%s was refused: %s", s.path, got)
		return false
	}
	s.known = s.known && got.accepted()
	c.mu.Lock()
	c.done = append(c.done, s)
	c.mu.Unlock()
	if s.known {
		c.acks.Add(1)
	}
	return s.known // a writer whose server is gone waits for the next one
}

// end lets the commands on their way finish and gives all that was sent.
func (c *crowd) end() []sent {
	select {
	case <-c.stop:
	default:
		close(c.stop)
	}
	c.work.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.done
}

// quiet holds all writing back while do runs.
func (c *crowd) quiet(do func()) {
	c.gate.Lock()
	defer c.gate.Unlock()
	do()
}
