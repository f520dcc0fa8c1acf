package rtrw

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Gift is one line of a household's ledger.
type Gift struct {
	Case  *Case
	At    int64 // when it arrived, or is said to have
	What  string
	Proof Proof
	By    Role // who brought it; "" once nobody knows
}

// HouseLedger is everything that all programmes gave one household.
type HouseLedger struct {
	Gate
	Since    int64
	Withheld bool // the household took its consent back: what is over is read by itself alone
	Gifts    []Gift
}

// ledgerMonths is how far back a household's ledger tells: this month and the five before.
const ledgerMonths = 6

// ledgerRoles are the offices that may know what a household of their place was given.
var ledgerRoles = []Role{Staff, Lurah, RTHead, RWHead}

func ledgerRole(v Viewer, a Area, now time.Time) (Role, bool) {
	for _, r := range ledgerRoles {
		if v.Has(r, a, now) {
			return r, true
		}
	}
	return "", false
}

// HouseLedger tells what a household was given. It is a look at the household, which it can see.
func (d *Desk) HouseLedger(ctx context.Context, v Viewer, house Area) (*HouseLedger, error) {
	now := d.Now()
	role, ok := ledgerRole(v, house, now)
	own := v.Has(Resident, house, now)
	if own {
		role = Resident
	} else if !ok {
		return nil, Errorf(Forbidden, "Buku bantuan hanya untuk petugas wilayah ini dan keluarga itu sendiri.")
	}
	local := now.In(house.Location())
	since := time.Date(local.Year(), local.Month()-ledgerMonths+1, 1, 0, 0, 0, 0, local.Location()).UnixMilli()
	got, err := d.Ledger.Reach(ctx, ReachQuery{Area: house, Services: d.Registry.doorsFor(v, now), Since: since, Steps: true})
	if err != nil {
		return nil, err
	}
	if len(got.Gates) == 0 {
		return nil, Errorf(NotFound, "Rumah tidak ditemukan.")
	}
	if err := d.Ledger.Look(ctx, Look{house.Log(), string(house), v.Account, role, now.UnixMilli(), ""}); err != nil {
		return nil, err
	}
	l := &HouseLedger{Gate: got.Gates[0], Since: since, Gifts: []Gift{}, Withheld: got.Stopped[house] && !own}
	for i := range got.Cases {
		c := &got.Cases[i]
		if l.Withheld && c.Closed != 0 || !d.Registry.atDoor(v, c, got, now) {
			continue
		}
		if g, ok := d.Registry.gift(v, c, got.Steps[c.ID], now); ok {
			l.Gifts = append(l.Gifts, g)
		}
	}
	slices.SortFunc(l.Gifts, func(a, b Gift) int { return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.Case.ID, b.Case.ID)) })
	return l, nil
}

// gift reads a case as a line of the ledger; false where nothing has arrived.
func (r *Registry) gift(v Viewer, c *Case, steps []Entry, now time.Time) (g Gift, ok bool) {
	s, known := r.Service(c.Service)
	if !known || s.Gives == nil {
		return g, false
	}
	there := func(st State) bool { return slices.Contains(s.Gives.Done, st) || slices.Contains(s.Gives.Told, st) }
	if !there(c.State) {
		return g, false
	}
	g = Gift{Case: c, At: cmp.Or(c.Closed, c.Since), What: r.whatOf(v, c, now), Proof: Unconfirmed}
	for i := range steps {
		e := &steps[i]
		if there(e.State) && !there(e.From) {
			g.At, g.By = e.At, e.Role
		}
		if slices.Contains(s.Gives.Done, e.State) && e.State != e.From {
			g.Proof = s.Gives.By[e.Type]
		}
	}
	if slices.Contains(s.Gives.Told, c.State) {
		g.Proof = Unconfirmed
	}
	return g, true
}
