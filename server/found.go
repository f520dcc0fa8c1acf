package main

import (
	"context"
	"crypto/rand"
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
	if empty, err := f.store.Empty(ctx); err != nil {
		return err
	} else if !empty || f.code == "" {
		return rtrw.Errorf(rtrw.Conflict, "Rumah ini sudah dibuka. Silakan masuk.")
	}
	if err := f.store.Seed(ctx, store.Seed{Areas: []store.SeedArea{{Area: who.Area, Name: who.Place}}}); err != nil {
		return err
	}
	_, err := f.store.AddAccount(ctx, store.NewAccount{Login: who.Login, Name: who.Name, Secret: who.Secret, Grants: []rtrw.Grant{{Role: role, Area: who.Area}}})
	if err == nil {
		f.code = ""
	}
	return err
}
