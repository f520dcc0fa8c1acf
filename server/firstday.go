package main

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/api"
	"jogotonggo/server/paper"
	"jogotonggo/server/setup"
)

// firstDay makes a kelurahan ready. Places and accounts are written at once; who holds which office
// is a move like any other, so it stands in the log, by the lurah who said so.
type firstDay struct {
	store *store.Store
	desk  *rtrw.Desk
	mu    sync.Mutex // one list at a time: twins must not appoint twice
}

var _ api.Setup = (*firstDay)(nil)

// Town reads how it is laid out by now.
func (d *firstDay) Town(ctx context.Context, k rtrw.Area) (*setup.Town, error) {
	path, err := d.store.Path(ctx, k)
	if err != nil {
		return nil, err
	}
	now, err := d.store.Town(ctx, k)
	if err != nil {
		return nil, err
	}
	t := &setup.Town{Area: k, TimeZone: k.ZoneName(), RWs: []setup.Place{}, RTs: []setup.Place{}, Staff: []setup.Person{}}
	if n := len(path); n > 0 && path[n-1].Area == k {
		t.Name = path[n-1].Name
	}
	heads := map[rtrw.Area][]setup.Person{}
	for _, o := range now.Officers {
		one := setup.Person{ID: o.ID, Name: o.Name, Login: o.Login, House: o.Household, Came: o.Came}
		if o.Role == rtrw.Staff {
			t.Staff = append(t.Staff, one)
			continue
		}
		heads[o.Area] = append(heads[o.Area], one)
	}
	for _, p := range now.Places {
		one := setup.Place{Area: p.Area, Houses: now.Houses[p.Area], Members: now.Members[p.Area], Heads: append([]setup.Person{}, heads[p.Area]...)}
		if p.Area.Depth() == rtrw.RW {
			t.RWs = append(t.RWs, one)
		} else {
			t.RTs = append(t.RTs, one)
		}
	}
	return t, nil
}

// Build makes places and houses known, all at once. What is there stays as it is.
func (d *firstDay) Build(ctx context.Context, p *setup.Plan) error {
	var areas []store.SeedArea
	for _, a := range slices.Concat(p.RWs, p.RTs) {
		short := a.Short()
		areas = append(areas, store.SeedArea{Area: a, Name: short[:2] + " " + short[2:]})
	}
	var houses []store.House
	for _, h := range p.AllHouses() {
		houses = append(houses, store.House{Area: h, Label: rtrw.HouseLabel(h)})
	}
	return d.store.AddPlaces(ctx, areas, houses)
}

// Appoint gives everybody on a list an account, a house where one is named, and the office. Whatever
// of it is done already is not done again, so a list that was cut off is sent again as it is.
func (d *firstDay) Appoint(ctx context.Context, by rtrw.Viewer, heads []setup.Head) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var fresh []setup.Head
	var people []store.Newcomer
	for _, h := range heads {
		if !h.Known {
			fresh, people = append(fresh, h), append(people, store.Newcomer{Area: h.Area, Name: h.Name, House: h.House})
		}
	}
	accounts, err := d.store.Enlist(ctx, people)
	if err != nil {
		return err
	}
	for i, a := range accounts {
		if err := d.settle(ctx, by, a, fresh[i].Role(), fresh[i].Area); err != nil {
			return err
		}
	}
	return nil
}

// settle makes somebody a member of their house and gives the office, unless they have them.
func (d *firstDay) settle(ctx context.Context, by rtrw.Viewer, a store.Account, role rtrw.Role, at rtrw.Area) error {
	grants, err := d.store.Grants(ctx, a.ID)
	if err != nil {
		return err
	}
	has := func(r rtrw.Role, at rtrw.Area) bool {
		return slices.ContainsFunc(grants, func(g rtrw.Grant) bool { return g.Role == r && g.Area == at })
	}
	if a.Household != "" && !has(rtrw.Resident, a.Household) {
		if err := store.Join(ctx, d.desk, a.ID, a.Household, true); err != nil {
			return err
		}
	}
	if has(role, at) {
		return nil
	}
	return d.desk.Make(ctx, store.NewID(), "member", "appoint", by, at, map[string]any{"role": role, "account": a.ID})
}

// Hire gives somebody an account with a secret, and a place at the desk of the kelurahan. Sent again
// with the same secret it finds who was hired before; once that person has been here it tells nothing.
func (d *firstDay) Hire(ctx context.Context, by rtrw.Viewer, k rtrw.Area, c setup.Clerk) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	a, err := d.store.AddAccount(ctx, store.NewAccount{Login: c.Login, Name: c.Name, Secret: c.Secret})
	if rtrw.CodeOf(err) == rtrw.Conflict {
		if a.ID, err = d.hired(ctx, c, err); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	return d.settle(ctx, by, a, rtrw.Staff, k)
}

func (d *firstDay) hired(ctx context.Context, c setup.Clerk, taken error) (string, error) {
	id, err := d.store.Knows(ctx, c.Login, c.Secret)
	if err != nil {
		return "", taken
	}
	if came, err := d.store.Came(ctx, id); err != nil || came {
		return "", cmp.Or(err, taken)
	}
	return id, nil
}

// Slips makes a code for each house of a place.
func (d *firstDay) Slips(ctx context.Context, by rtrw.Viewer, a rtrw.Area, vacant bool) ([]paper.Slip, error) {
	list, err := d.store.HouseCodes(ctx, by, a, vacant)
	return each(list, func(c store.Coded) paper.Slip {
		return paper.Slip{House: c.House.Area, Label: c.House.Label, Code: c.Invite.Code, Until: endOf(c.Invite, a), Uses: c.Invite.Uses}
	}, err)
}

// Letters makes a way in for each head who has never been here.
func (d *firstDay) Letters(ctx context.Context, by rtrw.Viewer, a rtrw.Area) ([]paper.Letter, error) {
	list, err := d.store.Letters(ctx, by, a)
	return each(list, func(l store.Letter) paper.Letter {
		return paper.Letter{Area: l.Officer.Area, Name: l.Officer.Name, Login: l.Officer.Login, Code: l.Invite.Code, Until: endOf(l.Invite, a)}
	}, err)
}

func endOf(i store.Invite, at rtrw.Area) time.Time { return time.UnixMilli(i.Until).In(at.Location()) }
