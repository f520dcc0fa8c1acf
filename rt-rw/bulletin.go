package rtrw

import (
	"context"
	"time"
)

// Advice is what a colour is called, what it asks of those on duty in an RT, and what of
// everybody who lives there. The two are kept apart: nobody shall go looking for the sick
// among the neighbours because a screen told everybody to.
type Advice struct {
	Title     Words
	Actions   []Words
	Everybody []Words
}

// Declared is what an emergency says of itself.
type Declared struct {
	Kind   string
	Policy string // whose thresholds colour the RTs
	Asks   bool   // whether the actions of the colours are required under it
}

// Bulletin is what everybody may know of a neighbourhood's health: once a day, of an RW or
// more, and never of an RT.
type Bulletin struct {
	Area    Area           // an RW with enough RTs, else the kelurahan
	At      time.Time      // the moment it tells of
	Kind    string         // of the emergency; "" where none was in force
	Policy  string         //
	Worst   string         // the worst colour among its RTs
	Zones   map[string]int // how many RTs have which colour; nil: no emergency, or too few RTs
	Actions []Words        // what the worst colour asks of everybody
}

const (
	bulletinHour = 6 * time.Hour // of the place's day
	manyRTs      = 5             // fewer, and a number would point at doors
)

// Bulletin tells the state of a neighbourhood at six in the morning of its running day. It
// is drawn anew for each who asks, from what was true at that moment, so that it is the
// same all day long and says nothing about who fell ill in the meantime.
func (d *Desk) Bulletin(ctx context.Context, v Viewer, a Area) (*Bulletin, error) {
	now := d.Now()
	if err := d.admit(v, a, now); err != nil {
		return nil, err
	}
	if a.Depth() < Kelurahan {
		return nil, AtField("area", "too_wide", "Kabar harian dibuat untuk satu kelurahan atau RW. Pilih wilayahnya.")
	}
	b := &Bulletin{At: bulletinTime(a, now)}
	for _, at := range [...]Area{a.Up(RW), a.Up(Kelurahan)} {
		if at == "" {
			continue
		}
		p, err := d.Ledger.Map(ctx, at, b.At.Add(-mapMemory), nil)
		if err != nil {
			return nil, err
		}
		if b.Area = at; len(p.RTs) >= manyRTs || at.Depth() == Kelurahan {
			d.Registry.tell(b, p)
			break
		}
	}
	return b, nil
}

// bulletinTime is the last six o'clock of a place.
func bulletinTime(a Area, now time.Time) time.Time {
	here := now.In(a.Location())
	if at := DayBegins(here, 1).Add(bulletinHour); !at.After(here) {
		return at
	}
	return DayBegins(here, 0).Add(bulletinHour)
}

// tell counts the colours that a picture had at the moment of a bulletin.
func (r *Registry) tell(b *Bulletin, p *Picture) {
	s := r.drawer()
	if s == nil || s.Emergency == nil {
		return
	}
	e, ok := s.Emergency(p.Records, b.Area, b.At)
	if !ok {
		return
	}
	b.Kind, b.Policy = e.Kind, e.Policy
	if len(p.RTs) < manyRTs {
		return
	}
	zones := r.draw(p, b.At.Add(-mapMemory), b.At)
	b.Zones = map[string]int{}
	for _, c := range Colours {
		b.Zones[c] = 0
	}
	for _, z := range zones {
		b.Zones[z.Colour]++
	}
	for _, c := range Colours {
		if b.Zones[c] > 0 {
			b.Worst = c
		}
	}
	if e.Asks {
		b.Actions = s.Colours[b.Worst].Everybody
	}
}
