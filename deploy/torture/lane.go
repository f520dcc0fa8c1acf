package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// fault is one kind of trouble. strike causes it and heals it; it returns at the moment of healing.
type fault struct {
	kind   string
	goal   int // how often in forty minutes
	strike func(ctx context.Context, t *town, rng *rand.Rand) (what string, err error)
}

// lane lives through one town after another: it opens one, breaks and heals it a number of times,
// and judges after each.
type lane struct {
	rig    *rig
	name   string
	rounds int // of one town
	faults []fault
	open   func(ctx context.Context, l *lane, rng *rand.Rand) (*town, error)
	close  func() // what all towns shared; nil: nothing

	rng    *rand.Rand
	dealer *rand.Rand // apart: which faults come does not hang on how they went
	cards  []string   // kinds of faults still to come
	towns  int
}

// next draws a fault. The deck holds each kind as often as it is wanted in forty minutes, spread
// evenly, so that any part of a run has its share of every kind.
func (l *lane) next() fault {
	if len(l.cards) == 0 {
		l.cards = deal(l.faults, l.dealer)
	}
	kind := l.cards[0]
	i := slices.IndexFunc(l.faults, func(f fault) bool { return f.kind == kind })
	l.cards = l.cards[1:]
	return l.faults[i]
}

func deal(faults []fault, rng *rand.Rand) (cards []string) {
	type card struct {
		kind string
		at   float64
	}
	var all []card
	for _, f := range faults {
		for k := range f.goal {
			all = append(all, card{f.kind, (float64(k) + rng.Float64()) / float64(f.goal)})
		}
	}
	slices.SortStableFunc(all, func(a, b card) int {
		if a.at < b.at {
			return -1
		}
		return 1
	})
	for _, c := range all {
		cards = append(cards, c.kind)
	}
	return cards
}

// coming says whether the next fault is of this kind.
func (l *lane) coming(kind string) bool { return len(l.cards) > 0 && l.cards[0] == kind }

// run goes on until the time is over.
func (l *lane) run(ctx context.Context) error {
	if l.close != nil {
		defer l.close()
	}
	for ctx.Err() == nil && !l.rig.over() {
		if err := l.live(ctx); err != nil && ctx.Err() == nil {
			return fmt.Errorf("%s, town %d: %w", l.name, l.towns, err)
		}
	}
	return nil
}

// live is the life of one town.
func (l *lane) live(ctx context.Context) (err error) {
	t, err := l.open(ctx, l, l.rng)
	defer func() {
		if t != nil {
			err = errors.Join(err, t.close())
		}
	}()
	if err != nil {
		return err
	}
	for range l.rounds {
		if ctx.Err() != nil || l.rig.over() {
			break
		}
		if err := l.round(ctx, t); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return l.last(ctx, t)
}

// Before a fault there are at least so many answers.
const (
	fewAcks = 40
	mayAcks = 60
)

// round is one fault and what became of it.
func (l *lane) round(ctx context.Context, t *town) error {
	f := l.next()
	x := round{lane: l.name}
	from := t.journal.acked()
	t.written(from + fewAcks + l.rng.IntN(mayAcks))
	what, err := f.strike(ctx, t, l.rng)
	if err != nil {
		return fmt.Errorf("%s: %w", f.kind, err)
	}
	healed := time.Now()
	x.what = f.kind
	if what != "" {
		x.what += ", " + what
	}
	goOn := t.crowd.hold()
	x.settled = time.Since(healed)
	x.slept = len(t.deep)
	x.took, x.deep = t.converge(t.crowd.since(healed))
	err = t.judge(false)
	t.leave()
	goOn()
	x.acks = t.journal.acked() - from
	x.wrong, x.lines = t.wrong.take()
	l.rig.table.add(l.rig.table.kind(f.kind, 0), x)
	return err
}

// last is a round without a fault: the server's own proof, the histories, and what stayed behind.
func (l *lane) last(ctx context.Context, t *town) error {
	ending := time.Now()
	t.crowd.end()
	x := round{lane: l.name, what: "end of the town"}
	x.took, _ = t.converge(t.crowd.since(ending))
	if err := t.judge(true); err != nil {
		return err
	}
	left, err := t.leaks()
	if err != nil {
		return err
	}
	x.what += left
	if err := t.proof(ctx); err != nil {
		return err
	}
	x.wrong, x.lines = t.wrong.take()
	l.rig.table.add(l.rig.table.kind("end of a town", 0), x)
	return nil
}

// written waits until so many commands were answered in all, or a while if that does not come.
func (t *town) written(acks int) {
	end := time.Now().Add(5 * time.Second)
	for t.journal.acked() < acks && time.Now().Before(end) {
		pause(2 * time.Millisecond)
	}
}
