package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/server/demo"
)

// fortnight is one run: the town, its clock, and what the oracles know of it.
type fortnight struct {
	t      *testing.T
	seed   uint64
	step   int
	found  []string
	broken bool
	pace   time.Duration // the longer, the less happens
	chance *rand.Rand
	now    atomic.Int64
	first  int64
	end    int64

	store  *store.Store
	desk   *rtrw.Desk
	nodes  []*rtrw.Scheduler
	tape   *tape
	agenda agenda
	plans  int
	folk   *folk

	lines    map[string][]rtrw.Entry // by case
	cases    map[string]*rtrw.Case   // as their last lines left them
	promises *promises
	offices  *offices
	raw      *rawMap
	spoken   []spoken
	ill      map[string]*illness
	told     map[string]any // what was sent, by the command's key
	w        *wishes
	quiet    int64 // the nearest clock that the scheduler knew when it last slept
	seen     seen
}

// seen is what the fortnight met, to be told at its end.
type seen struct {
	people, clocks, refused, replayed, ticks int
	maps, midnights, rts                     int
	colours                                  map[string]int // RTs by policy and colour
}

// logs are those that the two kelurahan and their cities write.
var logs = []rtrw.Area{demo.Tegalsari, demo.Prapatan, demo.Tegalsari.Up(rtrw.City), demo.Prapatan.Up(rtrw.City)}

func newFortnight(t *testing.T, e *storetest.Env, seed uint64, registry *rtrw.Registry) *fortnight {
	f := &fortnight{
		t: t, seed: seed, pace: time.Minute, chance: rand.New(rand.NewPCG(seed, 14)), tape: newTape(), folk: folkOf(),
		lines: map[string][]rtrw.Entry{}, cases: map[string]*rtrw.Case{}, promises: newPromises(),
		ill: map[string]*illness{}, told: map[string]any{}, quiet: 1 << 62,
		w:    &wishes{map[rtrw.Area]bool{}, map[string]bool{}, map[rtrw.Area]bool{}, map[string]int{}, map[string]int64{}},
		raw:  &rawMap{map[rtrw.Area][]tally{}, map[rtrw.Area]map[rtrw.Area]map[string][]said{}, map[string]*decree{}},
		seen: seen{colours: map[string]int{}},
	}
	f.offices = &offices{map[string]rtrw.Grant{}, map[string]rtrw.Area{}, f.w.gone}
	if e.Config().URL != "" {
		f.pace *= 6
	}
	// Thursday; the middle of it is the turn of a quarter. Midnight comes to Balikpapan first.
	begin := time.Date(2026, 9, 24, 0, 0, 0, 0, demo.Prapatan.Location())
	f.first, f.end = begin.UnixMilli(), begin.AddDate(0, 0, 14).UnixMilli()+anHour
	f.now.Store(f.first)
	f.store = e.Open(func(c *store.Config) {
		c.Registry, c.Published, c.Now = registry, f.tape.published, f.time
	})
	if err := f.store.Seed(t.Context(), f.folk.seed()); err != nil {
		t.Fatal(err)
	}
	cursors, err := rtrw.NewCursors(f.store.Subkey("cursors"))
	if err != nil {
		t.Fatal(err)
	}
	f.desk = &rtrw.Desk{Registry: registry, Ledger: f.store, Cursors: cursors, Streams: rtrw.NewStreams(f.store.Subkey("streams")), Keys: f.store.Keys(), Now: f.time}
	for range 2 {
		f.nodes = append(f.nodes, &rtrw.Scheduler{Desk: f.desk, Key: f.store.Subkey("clocks"), Log: quiet()})
	}
	for _, p := range f.folk.all {
		f.offices.houses[p.ID] = p.Household
		for _, g := range p.Grants {
			f.offices.held[g.ID] = g
		}
	}
	return f
}

func (f *fortnight) time() time.Time { return time.UnixMilli(f.now.Load()) }

// fault reports what an oracle found, with what it takes to find it again. Of a town that
// was broken on purpose it only keeps it.
func (f *fortnight) fault(format string, args ...any) {
	f.t.Helper()
	f.found = append(f.found, fmt.Sprintf("seed %d, step %d, %s: %s", f.seed, f.step, stamp(f.now.Load(), demo.Tegalsari), fmt.Sprintf(format, args...)))
	if f.broken {
		return
	}
	if f.t.Error(f.found[len(f.found)-1]); len(f.found) == 20 {
		f.t.Fatal("and so on")
	}
}

// do makes a move through the desk, now and then twice, as phones do.
func (f *fortnight) do(who *demo.Person, cmd rtrw.Command, input any) error {
	f.t.Helper()
	body, err := json.Marshal(input)
	if err != nil {
		f.t.Fatal(err)
	}
	id, err := uuid.NewRandomFromReader(source{f.chance})
	if err != nil {
		f.t.Fatal(err)
	}
	cmd.Key, cmd.Viewer, cmd.Input, cmd.Body = id.String(), who.Viewer(), input, body
	if cmd.Input == nil {
		cmd.Input = &rtrw.None{}
	}
	if c := f.cases[cmd.Case]; c != nil {
		cmd.Service = c.Service
		if cmd.Version == nil && f.chance.IntN(2) == 0 {
			cmd.Version = &c.Version
		}
	}
	f.told[cmd.Key] = input
	_, err = f.desk.Do(context.Background(), &cmd)
	switch {
	case rtrw.CodeOf(err) != "":
		f.seen.refused++
	case err != nil:
		f.t.Fatalf("seed %d, step %d: %s/%s: %v", f.seed, f.step, cmd.Service, cmd.Move, err)
	case f.chance.IntN(20) == 0:
		if r, err := f.desk.Do(context.Background(), &cmd); err != nil || !r.Replayed {
			f.fault("%s/%s sent twice: %v", cmd.Service, cmd.Move, err)
		}
		f.seen.replayed++
	}
	return err
}

// source lets ids come from the seed.
type source struct{ *rand.Rand }

func (s source) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(s.Uint32())
	}
	return len(b), nil
}
