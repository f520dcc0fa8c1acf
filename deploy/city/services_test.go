package main

import (
	"slices"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store/storetest"
)

// TestServices: the city is filled by every service that there is. The simulation holds the same
// list against the server's.
func TestServices(t *testing.T) {
	t.Parallel()
	names := func(r *rtrw.Registry) (names []string) {
		for _, s := range r.Services() {
			names = append(names, s.Name)
		}
		slices.Sort(names)
		return names
	}
	if here, all := names(services()), names(storetest.Registry()); !slices.Equal(here, all) {
		t.Errorf("the city has %v, there are %v", here, all)
	}
}
