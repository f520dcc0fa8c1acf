package main

import (
	"context"
	"errors"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/api"
	"jogotonggo/server/demo"
)

// settle lets the demo's people move in. It does so into an empty database or the demo's
// own alone: whoever keeps real neighbours must not wake up to logins that everybody knows.
func (h *house) settle(ctx context.Context) error {
	empty, err := h.store.Empty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		if is, err := h.isDemo(ctx); err != nil || !is {
			return errors.Join(err, errors.New("this database belongs to real people; give the demo a folder or database of its own"))
		}
	}
	world := demo.NewWorld()
	if err := h.store.Seed(ctx, sown(world)); err != nil {
		return err
	}
	// The morning is over before the door opens: what a visitor sees move, moves at the pace of life.
	h.life = demo.NewLife(demo.Config{Desk: h.desk, World: world, Level: h.cfg.DemoLife, Lease: h.store.Lease, Log: h.log})
	return h.life.Morning(ctx)
}

// notTheDemo refuses to serve the demo's people as if they were real.
func (h *house) notTheDemo(ctx context.Context) error {
	is, err := h.isDemo(ctx)
	if err == nil && is {
		return errors.New("this database is the demo's, whose secrets everybody knows; start with --demo, or choose another one")
	}
	return err
}

// isDemo says whether the demo's secret opens the demo's landmark here. It only asks: a
// sign-in that is ended again would close that person's sockets on every other node.
func (h *house) isDemo(ctx context.Context) (bool, error) {
	_, err := h.store.Knows(ctx, demo.Landmark, demo.Secret)
	if rtrw.CodeOf(err) == rtrw.SignedOut {
		return false, nil
	}
	return err == nil, err
}

// sown writes the world as the store sows it.
func sown(w *demo.World) store.Seed {
	seed := store.Seed{Secret: demo.Secret, Records: w.Rules}
	for _, p := range w.Places {
		seed.Areas = append(seed.Areas, store.SeedArea(p))
	}
	for _, house := range w.Houses {
		seed.Houses = append(seed.Houses, store.House(house))
	}
	for _, p := range w.People {
		seed.Accounts = append(seed.Accounts, store.SeedAccount{
			Account: store.Account{ID: p.ID, Login: p.Login, Name: p.Name, Household: p.Household}, Grants: p.Grants, SignsIn: p.Named,
		})
	}
	return seed
}

func demoLogins() (list []api.DemoLogin) {
	for _, l := range demo.Logins() {
		list = append(list, api.DemoLogin(l))
	}
	return list
}
