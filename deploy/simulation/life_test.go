package simulation

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const (
	daysOfSeed  = 8
	seedsOfYear = 46
)

// usual are the seeds that every run of the tests lives: the first days of a year, the end of a
// February, and its last ones.
var usual = []uint64{1, 8, 46}

// TestLife lives the usual seeds, the one that JT_PROOF_SEED names, or JT_PROOF_YEARS years.
func TestLife(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var lives []*life
	t.Cleanup(func() { total(t, lives) })
	for _, seed := range seeds(t) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			l := live(t, seed, daysOfSeed, plant{})
			l.tell(t)
			mu.Lock()
			defer mu.Unlock()
			lives = append(lives, l)
		})
	}
}

func seeds(t *testing.T) (list []uint64) {
	t.Helper()
	read := func(name string) uint64 {
		n, err := strconv.ParseUint(os.Getenv(name), 10, 64)
		if err != nil || n == 0 {
			t.Fatalf("%s is no number from 1: %q", name, os.Getenv(name))
		}
		return n
	}
	switch {
	case os.Getenv("JT_PROOF_SEED") != "":
		return []uint64{read("JT_PROOF_SEED")}
	case os.Getenv("JT_PROOF_YEARS") != "":
		for i := range read("JT_PROOF_YEARS") * seedsOfYear {
			list = append(list, i+1)
		}
		return list
	}
	return slices.Clone(usual)
}

// live runs a seed in a bubble of its own. What still waits when everything has ended, waits for
// ever; the bubble finds that.
func live(t *testing.T, seed uint64, days int, p plant) (l *life) {
	t.Helper()
	dir := t.TempDir()
	defer func() {
		if stuck := recover(); stuck != nil {
			l.first = fmt.Sprintf("seed %d, after %d days: something waits for ever: %v", seed, l.done.days, stuck)
		}
	}()
	synctest.Test(t, func(t *testing.T) {
		l = begin(t, dir, seed, days, p)
		l.run()
	})
	return l
}

func replay(seed uint64) string {
	return fmt.Sprintf("JT_PROOF_SEED=%d go test -v -timeout 0 -run TestLife ./deploy/simulation", seed)
}

// run lives the days.
func (l *life) run() {
	l.raise()
	if err := l.store.Seed(context.Background(), l.town.seed()); err != nil {
		l.violate("nobody can move in: %v", err)
	}
	l.staff()
	for range l.days {
		l.day()
	}
	l.settle()
	if l.plant.settled != nil {
		l.plant.settled(l)
	}
	for _, n := range l.nodes {
		n.stop()
	}
	l.shut()
}

// day lives one day: errands all over it, fewer by night, and some sittings.
func (l *life) day() {
	midnight := l.dawn.Add(time.Duration(l.done.days) * 24 * time.Hour)
	plan := l.agenda(midnight)
	for _, p := range plan {
		if l.broken() {
			return
		}
		l.until(p.at)
		p.do()
	}
	if l.broken() {
		return
	}
	l.until(midnight.Add(24 * time.Hour))
	l.done.days++
	l.tidy()
	l.audit()
	l.verify()
}

// planned is something for a moment of a day.
type planned struct {
	at time.Time
	do func()
}

const (
	errands  = 110
	sittings = 3
)

func (l *life) agenda(midnight time.Time) (plan []planned) {
	at := func() time.Time {
		ms := l.dice.Int64N(24 * 3600_000)
		if hour := ms / 3600_000; (hour < 5 || hour >= 22) && l.dice.IntN(3) > 0 {
			ms = 5*3600_000 + l.dice.Int64N(17*3600_000)
		}
		return midnight.Add(time.Duration(ms) * time.Millisecond)
	}
	for range errands {
		plan = append(plan, planned{at(), l.act})
	}
	for range 12 {
		plan = append(plan, planned{at(), l.empty})
	}
	for i := range sittings {
		when := at()
		if i == 0 && l.dice.IntN(3) == 0 {
			when = midnight.Add(24*time.Hour - sits/2) // over midnight
		}
		plan = append(plan, planned{when, l.sit})
	}
	slices.SortStableFunc(plan, func(a, b planned) int { return a.at.Compare(b.at) })
	return plan
}

// tidy is what the server does four times a day.
func (l *life) tidy() {
	ctx := context.Background()
	if err := l.store.CarryOut(ctx); err != nil {
		l.violate("erasures: %v", err)
	}
	if _, err := l.store.Retain(ctx); err != nil {
		l.violate("retention: %v", err)
	}
}

// settle lets everything be answered that was ever sent.
func (l *life) settle() {
	for rounds := 0; len(l.outbox) > 0 && !l.broken(); rounds++ {
		if rounds == 100 {
			l.violate("%d letters are never answered", len(l.outbox))
		}
		l.empty()
	}
	l.wait(lateness)
	l.audit()
	l.verify()
}

// digest says what a life was: every line by its id, with what it did.
func (l *life) digest() string {
	h := sha256.New()
	for _, id := range slices.Sorted(maps.Keys(l.lineOf)) {
		e := l.lineOf[id]
		fmt.Fprintln(h, id, e.Service, e.Type, e.Case, e.State, e.Version, e.Priority, e.Level)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:6])
}

// TestSameSeedSameLife: whatever the processors do first, a seed's days are the same.
func TestSameSeedSameLife(t *testing.T) {
	t.Parallel()
	var lives [3]string
	var runs sync.WaitGroup
	for i := range lives {
		runs.Go(func() {
			l := live(t, 5, 2, plant{})
			lives[i] = fmt.Sprintf("%s, %d lines, %s", l.digest(), len(l.lineOf), l.first)
		})
	}
	runs.Wait()
	if lives[0] != lives[1] || lives[0] != lives[2] {
		t.Errorf("one seed lives %q", lives)
	}
}
