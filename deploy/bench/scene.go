package main

import "context"

// scene is one thing that is measured: two sides or more in turns, and what their figures
// should come to.
type scene struct {
	name  string
	what  string
	sides []string // in the order of a run; one that stands twice is taken as its mean
	run   func(ctx context.Context, st *stand, side string) (figures, error)
	goals []goal
}

// goal compares one figure of a side with that of another, or with a number.
type goal struct {
	figure string
	of, by string // by "": the figure itself
	least  bool   // else: at most
	limit  float64
	// or is another way to reach it: at most so much by itself, 0: none.
	or float64
}

func atMost(limit float64, figure, of, by string) goal {
	return goal{figure: figure, of: of, by: by, limit: limit}
}

func atLeast(limit float64, figure, of, by string) goal {
	return goal{figure: figure, of: of, by: by, limit: limit, least: true}
}

// scenes is everything there is, in the order in which it is measured.
func scenes() []scene {
	return []scene{paced, closed, burst, many, linger, stalled, churn, ingest, board, storm, idle, nodes, pocketbase, desk}
}

func (g goal) met(value, itself float64) bool {
	switch {
	case g.least:
		return value >= g.limit
	case g.or > 0 && itself <= g.or:
		return true
	}
	return value <= g.limit
}
