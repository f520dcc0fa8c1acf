package rtrw

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Untouched are the households of a place that nothing has reached for some time: those in
// need first, longest first, then the others by place. Only cases of which the viewer may
// know the house decide whether and where a household stands in it.
type Untouched struct {
	Since  int64
	Counts []Reaching  // of every RT, in order
	Houses []Forgotten // those wanted
	Total  int
	More   bool
}

// Reaching counts the households of an RT.
type Reaching struct {
	Area      Area `json:"area"`
	Houses    int  `json:"houses"`
	Untouched int  `json:"untouched"`
	Asking    int  `json:"asking"` // of the untouched, those in need
}

// Forgotten is one household.
type Forgotten struct {
	Gate
	Given int64 // when something arrived last; 0: not as far back as is looked
	Told  int64 // when somebody last said so without proof
	Asks  []Ask
}

// Ask is an open case that says that a household is in need.
type Ask struct {
	Case *Case
	What string
}

// UntouchedQuery asks for a page of them; the page before ended after After.
type UntouchedQuery struct {
	Area  Area
	Days  int
	Limit int // 0: the counts alone, which look at nobody
	After Area
}

// lookedBack bounds for how long a last gift is remembered in the list.
const lookedBack = 366 * 24 * time.Hour

// Untouched lists them. A list of households is a look; counts are none.
func (d *Desk) Untouched(ctx context.Context, v Viewer, q UntouchedQuery) (*Untouched, error) {
	now := d.Now()
	role, ok := ledgerRole(v, q.Area, now)
	if !ok {
		return nil, Errorf(Forbidden, "Daftar ini hanya untuk petugas wilayah ini.")
	}
	u := &Untouched{Since: now.AddDate(0, 0, -q.Days).UnixMilli(), Houses: []Forgotten{}}
	doors := d.Registry.doorsFor(v, now)
	got, err := d.Ledger.Reach(ctx, ReachQuery{Area: q.Area, Services: doors, Since: u.Since})
	if err != nil {
		return nil, err
	}
	if q.Limit > 0 {
		if err := d.Ledger.Look(ctx, Look{q.Area.Log(), string(q.Area), v.Account, role, now.UnixMilli(), ""}); err != nil {
			return nil, err
		}
	}
	all := u.count(d.Registry.forgotten(v, got, now))
	u.Total = len(all)
	slices.SortStableFunc(all, func(a, b Forgotten) int { return cmp.Compare(a.first(), b.first()) })
	if at := slices.IndexFunc(all, func(f Forgotten) bool { return f.House == q.After }); q.After != "" && at >= 0 {
		all = all[at+1:]
	}
	n := min(q.Limit, len(all))
	u.Houses, u.More = append(u.Houses, all[:n]...), q.Limit > 0 && n < len(all)
	if err := d.lookBack(ctx, v, u.Houses, got, ReachQuery{Area: q.Area, Services: doors, Since: now.Add(-lookedBack).UnixMilli()}); err != nil {
		return nil, err
	}
	for i := range u.Houses {
		if f := &u.Houses[i]; got.Stopped[f.House] { // it took its consent back: what is over is not told
			f.Given, f.Told = 0, 0
		}
	}
	return u, nil
}

// lookBack finds when something reached the households of a page last. Where they stand in the
// list does not depend on it, so of all others the years before are not read.
func (d *Desk) lookBack(ctx context.Context, v Viewer, page []Forgotten, got *Reached, q ReachQuery) error {
	if len(page) == 0 {
		return nil
	}
	for i := range page {
		q.Houses = append(q.Houses, page[i].House)
	}
	before, err := d.Ledger.Reach(ctx, q)
	if err != nil {
		return err
	}
	then := &Reached{Cases: before.Cases, Stopped: got.Stopped, Lives: got.Lives}
	for i := range page {
		then.Gates = append(then.Gates, page[i].Gate)
	}
	for i, f := range d.Registry.forgotten(v, then, d.Now()) {
		page[i].Given, page[i].Told = max(page[i].Given, f.Given), max(page[i].Told, f.Told)
	}
	return nil
}

// count keeps those that nothing has reached since, and counts them by RT.
func (u *Untouched) count(all []Forgotten) (untouched []Forgotten) {
	for _, f := range all {
		rt := f.House.Up(RT)
		if n := len(u.Counts); n == 0 || u.Counts[n-1].Area != rt {
			u.Counts = append(u.Counts, Reaching{Area: rt})
		}
		c := &u.Counts[len(u.Counts)-1]
		c.Houses++
		if f.Given >= u.Since {
			continue
		}
		c.Untouched++
		if len(f.Asks) > 0 {
			c.Asking++
		}
		untouched = append(untouched, f)
	}
	return untouched
}

// first orders households in need by how long they are, before all others.
func (f *Forgotten) first() int64 {
	if len(f.Asks) == 0 {
		return 1<<63 - 1
	}
	return f.Asks[0].Case.Opened
}

// forgotten gives every house with what the viewer may know of it, in the order of the gates.
func (r *Registry) forgotten(v Viewer, got *Reached, now time.Time) []Forgotten {
	all, at := make([]Forgotten, len(got.Gates)), map[Area]int{}
	for i, gate := range got.Gates {
		all[i].Gate, at[gate.House] = gate, i
	}
	for i := range got.Cases {
		c := &got.Cases[i]
		n, known := at[c.House]
		if !known || !r.atDoor(v, c, got, now) {
			continue
		}
		f, s := &all[n], r.byName[c.Service]
		switch when := cmp.Or(c.Closed, c.Since); {
		case s.Gives != nil && slices.Contains(s.Gives.Done, c.State):
			f.Given = max(f.Given, when)
		case s.Gives != nil && slices.Contains(s.Gives.Told, c.State):
			f.Told = max(f.Told, when)
		case slices.Contains(s.Needy, c.State):
			f.Asks = append(f.Asks, Ask{c, r.whatOf(v, c, now)})
		}
	}
	for i := range all {
		slices.SortFunc(all[i].Asks, func(a, b Ask) int {
			return cmp.Or(cmp.Compare(a.Case.Opened, b.Case.Opened), cmp.Compare(a.Case.ID, b.Case.ID))
		})
	}
	return all
}
