package main

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"sync"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/api"
)

// founding is the one-time way into an empty house.
type founding struct {
	store *store.Store
	mu    sync.Mutex
	code  string
}

// newFounding gives nil where somebody lives here already.
func newFounding(ctx context.Context, s *store.Store) (*founding, error) {
	empty, err := s.Empty(ctx)
	if err != nil || !empty {
		return nil, err
	}
	return &founding{store: s, code: rand.Text()}, nil
}

// Code gives the code, or "" once it was used.
func (f *founding) Code() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.code
}

// First makes the account of the lurah or of the city's command center. One at a time: of
// two who have the code, one is the first.
func (f *founding) First(ctx context.Context, who api.Founder) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	role, known := map[rtrw.Depth]rtrw.Role{rtrw.Kelurahan: rtrw.Lurah, rtrw.City: rtrw.CityCenter}[who.Area.Depth()]
	if !known {
		return rtrw.AtField("area", "wrong_area", "Pilih kode sebuah kelurahan atau kota.")
	}
	err := f.store.Found(ctx, store.SeedArea{Area: who.Area, Name: who.Place},
		store.NewAccount{Login: who.Login, Name: who.Name, Secret: who.Secret, Grants: []rtrw.Grant{{Role: role, Area: who.Area}}})
	if err == nil || rtrw.CodeOf(err) == rtrw.Conflict { // another node was faster
		f.code = ""
	}
	return err
}

// Find looks for a kelurahan by name, or tells what a code would be: where the official list was
// not imported its name is written by hand.
func (f *founding) Find(ctx context.Context, q string) ([]api.Place, bool, error) {
	listed := f.store.HasAreas(ctx)
	if a, err := rtrw.ParseArea(q); err == nil {
		path, err := f.store.Path(ctx, a)
		if err != nil || a.Depth() != rtrw.Kelurahan {
			return nil, listed, err
		}
		p := api.Place{Place: rtrw.Place{Area: a}, Level: a.Depth().String()}
		var above []string
		for _, one := range slices.Backward(path) {
			switch {
			case one.Name == string(one.Area): // not in the list: it is called by its code
			case one.Area == a:
				p.Name = one.Name
			default:
				above = append(above, one.Name)
			}
		}
		p.In = strings.Join(above, ", ")
		return []api.Place{p}, listed, nil
	}
	list, err := f.store.Kelurahan(ctx, q, mostHomes)
	found, err := each(list, place, err)
	return found, listed, err
}

// mostHomes is how many kelurahan of a name are shown; of the most frequent name there are dozens.
const mostHomes = 30
