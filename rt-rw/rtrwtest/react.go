package rtrwtest

import (
	"cmp"
	"maps"
	"slices"

	"jogotonggo/rt-rw"
)

// reach reads the table for reactions.
type reach struct{ *Play }

// Case gives a case as it lies there.
func (r reach) Case(id string) (*rtrw.Case, error) { return r.Cases[id], nil }

// Open lists the open cases of a service in an area, oldest first.
func (r reach) Open(service string, at rtrw.Area) (open []*rtrw.Case, err error) {
	for _, id := range slices.Sorted(maps.Keys(r.Cases)) {
		if c := r.Cases[id]; c.Service == service && c.Closed == 0 && at.Contains(c.Area) {
			open = append(open, c)
		}
	}
	slices.SortStableFunc(open, func(a, b *rtrw.Case) int { return cmp.Compare(a.Opened, b.Opened) })
	return open, nil
}

// Situation gives the rest of the table.
func (r reach) Situation(cmd *rtrw.Command) (*rtrw.Situation, error) { return r.situation(cmd), nil }
