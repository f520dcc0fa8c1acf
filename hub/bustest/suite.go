package bustest

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
)

// Suite is what a bus and the hubs on it promise together. Open gives one end of a fresh
// bus each time it is called within a test; ends of one test hear each other.
func Suite(t *testing.T, open func(t *testing.T) func() hub.Bus) {
	t.Run("EachEventOnceInOrder", func(t *testing.T) { eachEventOnce(t, open(t), Faulty{}) })
	t.Run("CarriesWhatTheLogNeedNotHeal", func(t *testing.T) { carries(t, open(t)) })
	t.Run("WholeUnderLossDoublesAndDisorder", func(t *testing.T) {
		eachEventOnce(t, open(t), Faulty{Lose: 0.5, Double: 0.3, Swap: 0.2})
	})
	t.Run("LastMessageBeforeQuietIsHealed", func(t *testing.T) { lastBeforeQuiet(t, open(t)) })
	t.Run("ForgedClaimsChangeNothing", func(t *testing.T) { forgedClaims(t, open(t)) })
	t.Run("CutAtRandomTwoHundredTimes", func(t *testing.T) { cutAtRandom(t, open(t)) })
}

// pair is two nodes on one log: what A commits reaches B by the bus alone.
func pair(t *testing.T, end func() hub.Bus, faults Faulty) (a, b *Node, log *Log) {
	log = NewLog()
	faulty := func(seed uint64) hub.Bus {
		f := faults
		f.Bus, f.Seed = end(), seed
		return &f
	}
	a = Start(t, hub.Config{Log: log, Bus: faulty(1)})
	b = Start(t, hub.Config{Log: log, Bus: faulty(2)})
	Eventually(t, func() bool { return a.Stats().Bus.Up && b.Stats().Bus.Up })
	return a, b, log
}

// Eventually waits for a condition, looking at it often.
func Eventually(t testing.TB, met func() bool) {
	t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	late := time.NewTimer(patience)
	defer late.Stop()
	for !met() {
		select {
		case <-look.C:
		case <-late.C:
			t.Fatal("the condition was not met in time")
		}
	}
}

// streamsOf deals an event to streams: all are on "desk", some on "rt", few on "house".
func streamsOf(i int) []string {
	switch {
	case i%10 == 0:
		return []string{"desk", "rt", "house"}
	case i%3 == 0:
		return []string{"desk", "rt"}
	}
	return []string{"desk"}
}

func check(t *testing.T, log *Log, f *Follower, after int) {
	t.Helper()
	for _, s := range f.streams {
		want := log.IDs(Area, s)
		f.Until(t, s, len(want)-after)
		if d := cmp.Diff(want[after:], f.Got[s]); d != "" {
			t.Errorf("stream %s (-log +socket):\n%s", s, d)
		}
	}
}

func eachEventOnce(t *testing.T, end func() hub.Bus, faults Faulty) {
	t.Parallel()
	a, b, log := pair(t, end, faults)
	far := b.Follow(t, "far", "", "desk", "rt", "house")
	near := a.Follow(t, "near", "", "desk", "rt", "house")
	for i := range 500 {
		a.Published([]rtrw.Notice{log.Append(Area, streamsOf(i)...)})
	}
	check(t, log, near, 0)
	check(t, log, far, 0)
}

// carries: without faults, it is the bus that brings the events, not the log.
func carries(t *testing.T, end func() hub.Bus) {
	t.Parallel()
	a, b, log := pair(t, end, Faulty{})
	far := b.Follow(t, "far", "", "desk")
	before := log.Reads.Load()
	for i := range 60 {
		a.Published([]rtrw.Notice{log.Append(Area, "desk")})
		far.Until(t, "desk", i+1)
	}
	if reads := log.Reads.Load() - before; reads > 12 {
		t.Errorf("the log was read %d times for 60 events", reads)
	}
}

func lastBeforeQuiet(t *testing.T, end func() hub.Bus) {
	t.Parallel()
	lost := Faulty{Filter: func(ns []rtrw.Notice) []rtrw.Notice {
		if ns[len(ns)-1].Seq >= 3 {
			return nil
		}
		return ns
	}}
	a, b, log := pair(t, end, lost)
	far := b.Follow(t, "far", "", "desk")
	for range 2 {
		a.Published([]rtrw.Notice{log.Append(Area, "desk")})
	}
	far.Until(t, "desk", 2)
	began := time.Now()
	a.Published([]rtrw.Notice{log.Append(Area, "desk")})
	far.Until(t, "desk", 3)
	if took := time.Since(began); took > time.Second {
		t.Errorf("healed after %v, want about a quarter of a second", took)
	}
}

// forgedClaims: what does not follow from the log is not believed, and who claims to be
// next without being so changes nothing either. That content is genuine is the bus's to say.
func forgedClaims(t *testing.T, end func() hub.Bus) {
	t.Parallel()
	a, b, log := pair(t, end, Faulty{})
	far := b.Follow(t, "far", "", "desk")
	forged := log.Append("33.74.08.1001", "desk") // of a log nobody watches
	a.Published([]rtrw.Notice{forged})
	early := log.Append("64.71.06.1001", "desk")
	early.Log, early.Seq = Area, 40 // from a future that the log does not know
	a.Published([]rtrw.Notice{early})
	for range 50 {
		a.Published([]rtrw.Notice{log.Append(Area, "desk")})
	}
	old := early
	old.Seq = 1
	a.Published([]rtrw.Notice{old})
	a.Published([]rtrw.Notice{log.Append(Area, "desk")})
	check(t, log, far, 0)
}

func cutAtRandom(t *testing.T, end func() hub.Bus) {
	t.Parallel()
	a, b, log := pair(t, end, Faulty{Lose: 0.3, Double: 0.3, Swap: 0.3})
	nodes := []*Node{a, b}
	stop := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		beat := time.NewTicker(time.Millisecond)
		defer beat.Stop()
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-beat.C:
				nodes[i%2].Published([]rtrw.Notice{log.Append(Area, streamsOf(i)...)})
			}
		}
	})
	dice := rand.New(rand.NewPCG(5, 8))
	f := a.NewFollower("wanderer", "desk", "rt", "house")
	for cut := range 200 {
		board := ""
		if cut == 0 {
			board = a.Board(0)
		}
		f.On(nodes[dice.IntN(2)])
		if err := f.Open(board); err != nil {
			t.Fatalf("socket %d: %v", cut, err)
		}
		for range dice.IntN(12) {
			if err := f.Next(); err != nil {
				t.Fatalf("socket %d: %v", cut, err)
			}
		}
		f.Cut()
	}
	close(stop)
	writer.Wait()
	if err := f.Open(""); err != nil {
		t.Fatal(err)
	}
	defer f.Cut()
	check(t, log, f, 0)
}
