package rtrw

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Openly is what everybody may read of a kelurahan without signing in: how the last whole
// month went, and the head of its log. It changes at midnight and at no other time, and is
// made of the log alone: whoever looks every minute learns no more than who looks once, months
// do not overlap, and each figure stands for five cases or more.
type Openly struct {
	Area        Area
	Path        []Place
	From, Until time.Time // of the month, Until the beginning of the next
	Requests    *int64    // nil: fewer than five
	Figures
	AsOf time.Time // the midnight it stands for
	Head Head
	Key  string
}

// Days is how long the month was.
func (o *Openly) Days() int { return o.Until.AddDate(0, 0, -1).Day() }

// opened is what was published today.
type opened struct {
	mu     sync.Mutex
	by     map[Area]*Openly
	making sync.Mutex // one at a time: who asks without an account shall not outnumber those with one
}

func (o *opened) today(a Area, midnight time.Time) *Openly {
	o.mu.Lock()
	defer o.mu.Unlock()
	if made := o.by[a]; made != nil && made.AsOf.Equal(midnight) {
		return made
	}
	return nil
}

// Openly gives what is published of a kelurahan today.
func (d *Desk) Openly(ctx context.Context, a Area) (*Openly, error) {
	if a.Depth() != Kelurahan {
		return nil, Errorf(NotFound, "Halaman terbuka ada untuk setiap kelurahan. Contoh kode: 33.74.08.1006.")
	}
	now := d.Now().In(a.Location())
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, a.Location())
	if made := d.opened.today(a, midnight); made != nil {
		return made, nil
	}
	d.opened.making.Lock()
	defer d.opened.making.Unlock()
	if made := d.opened.today(a, midnight); made != nil {
		return made, nil
	}
	made, err := d.publish(ctx, a, midnight)
	if err != nil {
		return nil, err
	}
	d.opened.mu.Lock()
	defer d.opened.mu.Unlock()
	if d.opened.by == nil {
		d.opened.by = map[Area]*Openly{}
	}
	d.opened.by[a] = made
	return made, nil
}

func (d *Desk) publish(ctx context.Context, a Area, midnight time.Time) (*Openly, error) {
	houses, err := d.Ledger.Households(ctx, a)
	if err != nil {
		return nil, err
	}
	if houses[a] == 0 {
		return nil, Errorf(NotFound, "Kelurahan ini belum memakai server ini.")
	}
	o := &Openly{Area: a, AsOf: midnight, Until: midnight.AddDate(0, 0, 1-midnight.Day()), Key: d.Notary.Key()}
	o.From = o.Until.AddDate(0, -1, 0)
	if o.Path, _, err = d.Ledger.Under(ctx, a); err != nil {
		return nil, err
	}
	passages, err := d.Ledger.Passages(ctx, a, o.From, d.Registry.measured())
	if err != nil {
		return nil, err
	}
	until := o.Until.UnixMilli()
	m := d.Registry.sampled(slices.DeleteFunc(passages, func(p Passage) bool { return p.At >= until }))
	o.Figures = m.figures()
	if m.opened >= fewer {
		o.Requests = &m.opened
	}
	seq, hash, err := d.Ledger.Before(ctx, a, midnight)
	if err != nil {
		return nil, err
	}
	o.Head = d.Notary.Publish(a, midnight.Format(time.DateOnly), d.Ledger.Epoch(), seq, hash)
	return o, nil
}
