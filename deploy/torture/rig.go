package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"jogotonggo/deploy/torture/clock"
)

// rig is one run: its lanes, side by side, and its report.
type rig struct {
	opt    options
	out    io.Writer
	table  *table
	end    time.Time
	secret string // of every server
	mark   string // in every text
}

// whole is a run with its report; clean says whether nothing was found.
func whole(ctx context.Context, o options, out io.Writer) (clean bool, err error) {
	t, err := torture(ctx, o, out)
	return t.print(o.minutes) && err == nil, err
}

// torture runs all lanes until the time is over.
func torture(ctx context.Context, o options, out io.Writer) (t *table, err error) {
	out = &oneByOne{to: out}
	r := &rig{opt: o, out: out, table: &table{out: out}, end: time.Now().Add(time.Duration(o.minutes * float64(time.Minute))),
		secret: rand.Text() + rand.Text(), mark: "kenari-" + rand.Text()}
	fmt.Fprintf(out, "torture: %g minutes, seed %d, lanes %s\n", o.minutes, o.seed, o.lanes)
	if !clock.Moves {
		fmt.Fprintf(out, "the clock of a process cannot be moved on this kind of processor: no %q, no %q\n", jumping, differing)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var lanes []*lane
	for i, name := range strings.Split(o.lanes, ",") {
		make, known := kinds[name]
		if !known {
			return r.table, fmt.Errorf("no lane %q", name)
		}
		l := make(r)
		l.rig, l.name, l.rng, l.dealer = r, name, seeded(o.seed, uint64(2*i)), seeded(o.seed, uint64(2*i+1))
		l.faults = slices.DeleteFunc(l.faults, func(f fault) bool {
			return o.only != "" && f.kind != o.only || !clock.Moves && (f.kind == jumping || f.kind == differing)
		})
		if len(l.faults) == 0 {
			continue
		}
		for _, f := range l.faults {
			r.table.kind(f.kind, f.goal)
		}
		lanes = append(lanes, l)
	}
	if len(lanes) == 0 {
		return r.table, fmt.Errorf("no fault %q in these lanes", o.only)
	}
	errs := make([]error, len(lanes))
	var all sync.WaitGroup
	for i, l := range lanes {
		all.Go(func() {
			if errs[i] = l.run(ctx); errs[i] != nil {
				stop() // a lane that cannot go on ends the run
			}
		})
	}
	all.Wait()
	if err = errors.Join(errs...); err == nil && !r.over() {
		err = errCut
	}
	return r.table, err
}

// seeded is a source of chance that gives the same again.
func seeded(seed, of uint64) *mathrand.Rand { return mathrand.New(mathrand.NewPCG(seed, of)) }

// kinds are the lanes that there are.
var kinds = map[string]func(*rig) *lane{"embedded": embedded, "cluster": cluster}

// over says whether the time is, or what was looked for was found.
func (r *rig) over() bool {
	return !time.Now().Before(r.end) || r.opt.until != "" && r.table.wrong()[r.opt.until] > 0
}

// oneByOne keeps the lines of two lanes apart.
type oneByOne struct {
	mu sync.Mutex
	to io.Writer
}

func (o *oneByOne) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.to.Write(b)
}
