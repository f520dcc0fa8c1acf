package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"jogotonggo/rt-rw"
)

// Config says who lives, and how lively.
type Config struct {
	Desk  *rtrw.Desk
	World *World
	Level int                                 // 0: nothing moves by itself; N: at most N acts in 3 s and N times 300 open cases
	Seed  uint64                              // fixes the sequence of what happens, not the time; 0 is as good as any
	Lease func(context.Context) (bool, error) // of several nodes, may life go on at this one now; nil: always
	Log   *slog.Logger                        // nil: slog.Default
}

// Life moves requests for aid along as the invented people would: they ask, heads judge,
// volunteers bring, households confirm. It never acts as somebody who can be entered as,
// and never on a case that one of those filed or has in hand.
type Life struct {
	Config
	folk   *folk
	chance *rand.Rand
	known  bool         // whether open was read since this node has the lease
	open   []*rtrw.Case // its own, as far as it knows
}

// Limits of one level.
const (
	pause    = 3 * time.Second
	mostOpen = 300
	margin   = 20 // visitors' cases count as well
)

// NewLife wakes the people of a world.
func NewLife(c Config) *Life {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Lease == nil {
		c.Lease = func(context.Context) (bool, error) { return true, nil }
	}
	return &Life{Config: c, folk: folkOf(c.World), chance: rand.New(rand.NewPCG(c.Seed, 33_74))}
}

// morningCases were filed before anybody looked.
const morningCases = 60

// Morning files what happened before the doors opened, once: where a log has a line
// already it does nothing. Best called before the server answers; Run makes up for it. The
// cases are as young as they are; no clock is turned back.
func (l *Life) Morning(ctx context.Context) error {
	if l.Level == 0 {
		return nil
	}
	if mine, err := l.Lease(ctx); err != nil || !mine {
		return err
	}
	for _, k := range []rtrw.Area{Tegalsari, Candi, Prapatan} {
		entries, err := l.Desk.Ledger.Read(ctx, k, 0, 1)
		if err != nil || len(entries) > 0 {
			return err
		}
	}
	rts := l.spread()
	var group sync.WaitGroup
	errs := make([]error, len(rts))
	places := make(chan struct{}, 8) // together they share the ledger's batches
	for i, rt := range rts {
		group.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			errs[i] = l.begin(ctx, rt, rand.New(rand.NewPCG(l.Seed, uint64(i))))
		})
	}
	group.Wait()
	return errors.Join(append(errs, l.census(ctx))...)
}

// spread draws RTs all over the three kelurahan, half of them in Tegalsari.
func (l *Life) spread() (rts []rtrw.Area) {
	by := map[rtrw.Area][]rtrw.Area{}
	for _, rt := range l.folk.rts {
		if !l.folk.quiet[rt] {
			by[rt.Log()] = append(by[rt.Log()], rt)
		}
	}
	for k, n := range map[rtrw.Area]int{Tegalsari: morningCases / 2, Candi: morningCases / 4, Prapatan: morningCases / 4} {
		places := slices.Clone(by[k])
		r := rand.New(rand.NewPCG(l.Seed, uint64(n)+uint64(len(places))))
		r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		rts = append(rts, places[:n-1]...)
	}
	slices.Sort(rts)
	return append(rts, rt03, rt01, rt12) // one waits for each head whom a visitor may play
}

// begin files one case and takes it a few steps on its way.
func (l *Life) begin(ctx context.Context, rt rtrw.Area, r *rand.Rand) error {
	c, err := file(ctx, l.Desk, pick(r, l.folk.needy[rt]), r)
	if err != nil || l.folk.quiet[rt] {
		return err // this one waits for a visitor
	}
	for range r.IntN(8) {
		a := l.folk.next(r, c)
		if a == nil {
			return nil
		}
		if c, err = a.do(ctx, l.Desk, c); err != nil {
			return err
		}
	}
	return nil
}

// Run lives until ctx ends, at most one act in 3 s for each level.
func (l *Life) Run(ctx context.Context) {
	if l.Level == 0 {
		return
	}
	if err := l.Morning(ctx); err != nil && ctx.Err() == nil {
		l.Log.Warn("life_without_morning", "error", err)
	}
	step := pause / time.Duration(l.Level)
	for {
		timer := time.NewTimer(step + rand.N(step/2)) // never faster, and not like a machine
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		if err := l.turn(ctx); err != nil && ctx.Err() == nil {
			l.Log.Info("life_refused", "error", err)
		}
	}
}

// turn acts once, where life goes on at this node.
func (l *Life) turn(ctx context.Context) error {
	mine, err := l.Lease(ctx)
	if err != nil || !mine {
		l.known = false
		return err
	}
	if !l.known {
		if err := l.recall(ctx); err != nil {
			return err
		}
		l.known = true
	}
	return l.act(ctx)
}

// recall finds the open cases that life filed before this node had the lease.
func (l *Life) recall(ctx context.Context) error {
	l.open = nil
	for _, k := range []rtrw.Area{Tegalsari, Candi, Prapatan} {
		for state := range ways {
			q := rtrw.Query{Area: k, Service: "aid", State: state, Limit: 200, Scope: rtrw.Scope{Parts: []rtrw.ScopePart{{Area: k, Services: []string{"aid"}}}}}
			for {
				cases, err := l.Desk.Ledger.List(ctx, q)
				if err != nil {
					return fmt.Errorf("recall %s cases: %w", state, err)
				}
				for i := range cases {
					if l.folk.ids[cases[i].Filer] != nil {
						l.open = append(l.open, &cases[i])
					}
				}
				if len(cases) < q.Limit {
					break
				}
				q.After = cases[len(cases)-1].At()
			}
		}
	}
	slices.SortFunc(l.open, func(a, b *rtrw.Case) int { return int(a.Opened - b.Opened) })
	return nil
}

// act does one thing: somebody asks, or one of the open cases goes on.
func (l *Life) act(ctx context.Context) error {
	if l.chance.IntN(100) < l.eagerness() {
		if who := l.asker(); who != nil {
			c, err := file(ctx, l.Desk, who, l.chance)
			if err == nil {
				l.open = append(l.open, c)
			}
			return err
		}
	}
	for range 8 { // some wait for a visitor
		if len(l.open) == 0 {
			return nil
		}
		i := l.chance.IntN(len(l.open))
		found, err := l.Desk.Ledger.Find(ctx, l.open[i].ID) // a clock or a visitor may have moved it
		if err != nil {
			return err
		}
		l.keep(i, &found.Case)
		a := l.folk.next(l.chance, &found.Case)
		if a == nil {
			continue
		}
		c, err := a.do(ctx, l.Desk, &found.Case)
		if err == nil {
			l.keep(i, c)
		}
		return err
	}
	return nil
}

// keep remembers a case as it is now, or forgets it once it rests.
func (l *Life) keep(i int, c *rtrw.Case) {
	if c.Closed != 0 {
		l.open = slices.Delete(l.open, i, i+1)
		return
	}
	l.open[i] = c
}

// eagerness is how likely, of a hundred, somebody asks for something new: often while it
// is quiet, never when there is enough to do.
func (l *Life) eagerness() int {
	switch n := len(l.open) / l.Level; {
	case n >= mostOpen-margin:
		return 0
	case n >= 120:
		return 8
	case n >= 40:
		return 17
	}
	return 30
}

// asker picks who needs something; a head whom a visitor may play is not overwhelmed.
func (l *Life) asker() *Person {
	rt := pick(l.chance, l.folk.rts)
	if l.folk.quiet[rt] {
		waiting := 0
		for _, c := range l.open {
			if c.Area == rt && c.State == "filed" {
				waiting++
			}
		}
		if waiting >= 2 {
			return nil
		}
	}
	return pick(l.chance, l.folk.needy[rt])
}
