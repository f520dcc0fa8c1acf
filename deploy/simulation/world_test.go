package simulation

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// life is one seed's run: the house, whoever lives around it, and what must be true.
type life struct {
	t     *testing.T
	seed  uint64
	days  int
	plant plant
	dice  *rand.Rand // the driver's alone
	dawn  time.Time  // when it begins, by the town's calendar
	began time.Time  // the same moment in the bubble

	dir     string
	store   *store.Store
	streams *rtrw.Streams
	cursors *rtrw.Cursors
	nodes   [2]*node
	lease   lease
	watch   func() // ends the watch for changed accounts

	town    *town
	code    string // for a hand-over, as far as the one at the door was told
	weather weather
	oracle
	phones
	boards []*board

	mu      sync.Mutex
	closing bool   // the store is being closed: errors are logged
	first   string // the first violation; after it nothing more is done
	last    time.Time
	done    counts
}

// counts are what a run met, to be told at its end.
type counts struct {
	days, commands, refused, clocks, reactions, resent, lost, erased int
	faults, moves                                                    map[string]int
	sockets, frames, boards, verified                                int
}

// begin lays a run out; days of one year are shared out among 46 seeds.
func begin(t *testing.T, dir string, seed uint64, days int, p plant) *life {
	l := &life{t: t, seed: seed, days: days, plant: p, dice: rand.New(rand.NewPCG(seed, 2020)), began: time.Now(), dir: filepath.Join(dir, "0"), town: newTown()}
	first := time.Date(2027, 1, 1, 0, 0, 0, 0, tegalsari.Location())
	l.dawn = first.AddDate(0, 0, daysOfSeed*int((seed-1)%seedsOfYear))
	l.oracle.init()
	l.phones.init()
	l.done.faults, l.done.moves = map[string]int{}, map[string]int{}
	l.last = l.now()
	return l
}

// now is the time in the town.
func (l *life) now() time.Time { return l.dawn.Add(time.Since(l.began)) }

// violate notes what is wrong, the first time anything is. Whoever calls goes on; the run ends.
func (l *life) violate(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == "" {
		l.first = fmt.Sprintf("seed %d, %s: ", l.seed, l.now().In(tegalsari.Location()).Format("2006-01-02 15:04:05.000 MST")) + fmt.Sprintf(format, args...)
	}
}

func (l *life) broken() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.first != ""
}

// align waits for the next hundredth of a second. A batch may wait a little for another one, and how
// long is no seed's to decide; a command that begins on the hundredth is decided in its millisecond.
func (l *life) align() {
	const step = 10 * time.Millisecond
	l.until(l.now().Truncate(step).Add(step))
}

// until waits for a moment.
func (l *life) until(at time.Time) { l.wait(max(at.Sub(l.now()), 0)) }

// wait lets time go by; whatever was under way has come to rest then.
func (l *life) wait(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
	l.heed()
}

// raise opens the store.
func (l *life) raise() {
	s, err := store.Open(context.Background(), store.Config{Dir: l.dir, Secret: bytes.Repeat([]byte("s"), 32), Registry: services(), Now: l.now, Log: slog.New(&ear{l}), Published: l.published})
	if err != nil {
		l.violate("the store does not open: %v", err)
		return
	}
	l.mu.Lock()
	l.store = s
	l.mu.Unlock()
	if l.streams != nil { // the same, whoever opens the store with this secret
		return
	}
	l.streams = rtrw.NewStreams(s.Subkey("streams"))
	if l.cursors, err = rtrw.NewCursors(s.Subkey("cursors")); err != nil {
		l.violate("no cursors: %v", err)
	}
}

// staff puts two nodes before the store, and lets their clocks go.
func (l *life) staff() {
	bus := hub.NewMemory()
	var nodes [2]*node
	for i := range nodes {
		nodes[i] = l.newNode(i, bus)
		nodes[i].start()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.nodes = nodes
}

// at gives a node to whoever does not drive; ledger gives the store.
func (l *life) at(i int) *node {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.nodes[i]
}

func (l *life) ledger() *store.Store {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.store
}

// shut closes the store. What waits for an answer is told that it must try again.
func (l *life) shut() {
	if err := l.store.Close(); err != nil {
		l.violate("the store does not close: %v", err)
	}
}

// close says that the store is being closed, so that nobody wonders about complaints.
func (l *life) close(now bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closing = now
}

// copyFiles takes the files as they lie on the disk, as after a kill, to the place where the
// house goes on.
func (l *life) copyFiles() error {
	to := l.dir + "+"
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	files, err := os.ReadDir(l.dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name(), "-shm") { // memory, which a kill takes along
			continue
		}
		if err := copyFile(filepath.Join(to, f.Name()), filepath.Join(l.dir, f.Name())); err != nil {
			return err
		}
	}
	l.dir = to
	return nil
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// ear hears what the product logs. An error that nobody caused is a violation.
type ear struct{ l *life }

// Enabled hears warnings too, to tell what is expected from what is not.
func (e *ear) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

// Handle judges one line.
func (e *ear) Handle(_ context.Context, r slog.Record) error {
	e.l.mu.Lock()
	closing := e.l.closing
	e.l.mu.Unlock()
	if closing || e.l.weather.explains(r.Message) {
		return nil
	}
	text := r.Message
	r.Attrs(func(a slog.Attr) bool {
		text += " " + a.String()
		return true
	})
	e.l.violate("the product complains: %s", text)
	return nil
}

// WithAttrs is not used.
func (e *ear) WithAttrs([]slog.Attr) slog.Handler { return e }

// WithGroup is not used.
func (e *ear) WithGroup(string) slog.Handler { return e }
