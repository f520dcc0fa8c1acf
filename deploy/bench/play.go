package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// round is what the sides of a scene gave in one run; a side may have stood in it twice.
type round map[string][]figures

// mean is a side's figure in this run.
func (r round) mean(side, name string) (float64, bool) {
	sum, n := 0.0, 0
	for _, fs := range r[side] {
		if v, ok := fs.get(name); ok {
			sum, n = sum+v, n+1
		}
	}
	return sum / float64(max(n, 1)), n > 0
}

// play runs a scene: in each run all its sides, one after the other.
func (st *stand) play(ctx context.Context, s scene, out *report) error {
	out.begin(s)
	var rounds []round
	for n := range st.runs {
		st.run = n + 1
		r := round{}
		for _, side := range s.sides {
			st.now = s.name + "-" + strings.NewReplacer(" ", "", ",", "-", "%", "").Replace(side)
			time.Sleep(st.length(time.Second)) // the one before closes its sockets and writes out its files
			fs, err := s.run(ctx, st, side)
			if err != nil {
				return fmt.Errorf("%s: %s, run %d: %w", s.name, side, st.run, err)
			}
			out.figures(st.run, side, fs)
			r[side] = append(r[side], fs)
		}
		rounds = append(rounds, r)
	}
	for _, g := range s.goals {
		if err := out.judge(s, g, rounds); err != nil {
			return err
		}
	}
	return nil
}

// judge compares run by run, and says whether the median of the ratios reaches the goal.
func (out *report) judge(s scene, g goal, rounds []round) error {
	v := verdict{scene: s, goal: g}
	for _, r := range rounds {
		of, ok := r.mean(g.of, g.figure)
		if !ok {
			return fmt.Errorf("%s: %s has no %q", s.name, g.of, g.figure)
		}
		v.of = append(v.of, of)
		if g.by == "" {
			v.ratios = append(v.ratios, of)
			continue
		}
		by, ok := r.mean(g.by, g.figure)
		if !ok {
			return fmt.Errorf("%s: %s has no %q", s.name, g.by, g.figure)
		}
		v.by = append(v.by, by)
		v.ratios = append(v.ratios, of/by)
	}
	v.met = g.met(median(v.ratios), median(v.of))
	out.verdict(v)
	return nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
