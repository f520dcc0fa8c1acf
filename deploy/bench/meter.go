package main

import (
	"context"
	"fmt"
	"slices"
)

// meter measures towns, each between two measurements of bare rows: a machine that others
// use too is not the same from one minute to the next, and neighbours in time are.
type meter struct {
	ctx  context.Context
	dir  string
	o    options
	bare []float64
	err  error // the first one; after it nothing more is measured

	hot, spread series
}

// series is one town through all rounds.
type series struct {
	rates  []float64
	ratios []float64 // of the mean of the bare rates before and after
}

// sample is one measurement with its neighbours.
type sample struct{ before, rate, after float64 }

func (m *meter) between(s *series, op func(context.Context, int) error) (got sample) {
	if len(m.bare) == 0 {
		m.yardstick()
	}
	if m.err == nil {
		got.before = m.bare[len(m.bare)-1]
		got.rate, m.err = load(m.ctx, m.o, op)
	}
	m.yardstick()
	if m.err == nil {
		got.after = m.bare[len(m.bare)-1]
		s.rates = append(s.rates, got.rate)
		s.ratios = append(s.ratios, got.rate/((got.before+got.after)/2))
	}
	return got
}

func (m *meter) yardstick() {
	if m.err != nil {
		return
	}
	rate, err := bare(m.ctx, m.dir, m.o)
	m.bare, m.err = append(m.bare, rate), err
}

// say prints the median ratio beside its target.
func (s *series) say(what string, target float64, t *town) {
	ratio, met := median(s.ratios), "met"
	if ratio < target {
		met = "MISSED"
	}
	fmt.Printf("%-28s %.3f of bare (%.3f to %.3f)   target %.2f %s   mean batch %.0f\n",
		what, ratio, slices.Min(s.ratios), slices.Max(s.ratios), target, met, t.meanBatch())
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
