package rtrw

import (
	"context"
	"time"
)

// Detail is a case as one viewer may see it, with what may be done now.
type Detail struct {
	*Found
	House Area // "" for who need not know the door
	Data  map[string]any
	Moves []*Move
}

// Case opens a case. It is an audited read: it leaves a row that the household can see, but
// for who reads only what everybody may know.
func (d *Desk) Case(ctx context.Context, v Viewer, id string) (*Detail, error) {
	now := d.Now()
	f, err := d.Ledger.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	if f.Stopped && f.Case.Closed != 0 && !d.Registry.own(v, &f.Case, now) {
		return nil, Errorf(NotFound, "Laporan tidak ditemukan.")
	}
	open := func(s Sealed) (string, error) { return d.openText(f, s) }
	data, err := d.Registry.See(v, &f.Case, now, open, d.Keys)
	if err != nil {
		return nil, err
	}
	if err := d.look(ctx, v, &f.Case); err != nil {
		return nil, err
	}
	var moves []*Move
	if !f.Erased {
		moves = d.Registry.MovesFor(v, &f.Case, now)
	}
	return &Detail{f, d.Registry.HouseOf(v, &f.Case, now), data, moves}, nil
}

// openText gives a text of a case; "" once its key is gone: that there was a text remains.
func (d *Desk) openText(f *Found, s Sealed) (string, error) {
	text, err := d.Keys.Open(f.Case.Subject(), f.Texts[s])
	if CodeOf(err) == Erased {
		return "", nil
	}
	return text, err
}

// look notes a reading, unless it was of what everybody may know.
func (d *Desk) look(ctx context.Context, v Viewer, c *Case) error {
	now := d.Now()
	if d.Registry.onlyPublic(v, c, now) {
		return nil
	}
	role, why := d.asWhat(v, c, now)
	return d.Ledger.Look(ctx, Look{c.Area.Log(), c.ID, v.Account, role, now.UnixMilli(), why})
}

// asWhat names the office as which somebody reads a case, the own household first, and
// where nothing but a broken glass lets them, the case under which it was broken.
func (d *Desk) asWhat(v Viewer, c *Case, now time.Time) (role Role, why string) {
	role = Resident
	for _, g := range v.Grants {
		switch {
		case !g.Active(now.UnixMilli()):
		case g.Role == Resident && g.Area == c.House:
			return Resident, ""
		case g.Role == Glass && g.Area.Contains(c.Area):
			why = g.ID
		case g.Area.Contains(c.Area) && g.Role != Resident:
			role = g.Role
		}
	}
	if why != "" && d.Registry.sees(v.withoutGlass(), c, now) {
		why = ""
	}
	return role, why
}
