package rtrw

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"
)

// Measured says which states of a service tell how well its cases go. A service without it is
// not measured: of an isolation, also its pace is nobody's business above the puskesmas.
type Measured struct {
	Checked   []State // somebody has looked: the time to verify ends
	Helped    []State // help has come: the time to help ends
	Confirmed []State // the household has said so
	Silent    []State // nobody has said so, and the time is over
}

// Passage is one step of one case through the states of its service: no person, no place.
type Passage struct {
	Service string
	Case    string
	At      int64 // Unix milliseconds
	From    State // "" on an opening move
	State   State
}

// Figures are what a board says of the pace in an area, over a window. Each of them stands for
// five cases or more, or is not there.
type Figures struct {
	Verify   *int64 // median minutes from a report to its verification
	Help     *int64 // median minutes to help
	Received *int64 // households that confirmed
	Share    *Share // of what was handed over, how much the households confirmed
}

// Share is in whole percent. At least: fewer than five were not confirmed, and how many is not
// told.
type Share struct {
	Percent int64
	AtLeast bool
}

// sample is what the cases of one log give to the figures of every area above it.
type sample struct {
	verify, help              []int64 // minutes
	opened, confirmed, silent int64
}

// sampled follows each case through its passages, which come oldest first. Pure.
func (r *Registry) sampled(passages []Passage) sample {
	type course struct{ opened, checked, helped int64 }
	courses, last := map[string]*course{}, map[string]*Passage{}
	for i := range passages {
		p := &passages[i]
		s, ok := r.Service(p.Service)
		if !ok || s.Measured == nil {
			continue
		}
		last[p.Case] = p
		c := courses[p.Case]
		if p.From == "" {
			courses[p.Case] = &course{opened: p.At}
			continue
		}
		if c == nil {
			continue // it was opened before the window
		}
		if c.checked == 0 && slices.Contains(s.Measured.Checked, p.State) {
			c.checked = p.At
		}
		if c.helped == 0 && slices.Contains(s.Measured.Helped, p.State) {
			c.helped = p.At
		}
	}
	m := sample{opened: int64(len(courses))}
	for _, c := range courses {
		if c.checked != 0 {
			m.verify = append(m.verify, (c.checked-c.opened)/minute)
		}
		if c.helped != 0 {
			m.help = append(m.help, (c.helped-c.opened)/minute)
		}
	}
	for _, p := range last {
		switch s, _ := r.Service(p.Service); {
		case slices.Contains(s.Measured.Confirmed, p.State):
			m.confirmed++
		case slices.Contains(s.Measured.Silent, p.State):
			m.silent++
		}
	}
	slices.Sort(m.verify)
	slices.Sort(m.help)
	return m
}

const minute = int64(time.Minute / time.Millisecond)

func (m *sample) add(o sample) {
	m.verify, m.help = append(m.verify, o.verify...), append(m.help, o.help...)
	m.opened, m.confirmed, m.silent = m.opened+o.opened, m.confirmed+o.confirmed, m.silent+o.silent
}

// figures says of a sample what may be said: nothing that stands for fewer than five.
func (m *sample) figures() Figures {
	f := Figures{Verify: median(m.verify), Help: median(m.help)}
	if m.confirmed < fewer {
		return f
	}
	f.Received, f.Share = &m.confirmed, &Share{}
	silent := m.silent
	if silent < fewer { // four at most: the same is said of none as of four
		silent, f.Share.AtLeast = fewer-1, true
	}
	f.Share.Percent = 100 * m.confirmed / (m.confirmed + silent)
	return f
}

// median is the lower one of the two in the middle.
func median(minutes []int64) *int64 {
	if len(minutes) < fewer {
		return nil
	}
	sorted := slices.Sorted(slices.Values(minutes))
	return &sorted[(len(sorted)-1)/2]
}

// Overview is the pace in an area, and who of it is heard.
type Overview struct {
	Figures
	Days       int
	AsOf       time.Time
	Households map[Area]int64 // houses known, by kelurahan; where there are fewer than five: none
	Cut        map[Area]int64 // kelurahan that have not been heard for long, and when they were last
	Connected  *Connected     // of an area inside a kelurahan
}

// Connected says how many RTs have an officer whose device was heard of late.
type Connected struct{ RTs, Of int64 }

const (
	measuredDays  = 30
	measuredAnew  = 5 * time.Minute // how long a sample of a log serves
	cutAfter      = 6 * time.Hour
	connectedDays = 24 * time.Hour
)

// samples keeps what was read of each log for a while: a city has many, and its walls ask often.
type samples struct {
	mu sync.Mutex
	by map[Area]keptSample
}

type keptSample struct {
	sample
	at time.Time
}

// measured names the services of which the pace is told.
func (r *Registry) measured() (names []string) {
	for _, s := range r.services {
		if s.Measured != nil {
			names = append(names, s.Name)
		}
	}
	return names
}

// sampleOf reads a log, or remembers it.
func (d *Desk) sampleOf(ctx context.Context, log Area, now time.Time) (sample, error) {
	d.samples.mu.Lock()
	k, ok := d.samples.by[log]
	d.samples.mu.Unlock()
	if age := now.Sub(k.at); ok && age >= 0 && age < measuredAnew {
		return k.sample, nil
	}
	passages, err := d.Ledger.Passages(ctx, log, now.AddDate(0, 0, -measuredDays), d.Registry.measured())
	if err != nil {
		return sample{}, err
	}
	k = keptSample{d.Registry.sampled(passages), now}
	d.samples.mu.Lock()
	defer d.samples.mu.Unlock()
	if d.samples.by == nil {
		d.samples.by = map[Area]keptSample{}
	}
	d.samples.by[log] = k
	return k.sample, nil
}

// Overview measures an area for who oversees it, or has the desk of its kelurahan.
func (d *Desk) Overview(ctx context.Context, v Viewer, a Area) (*Overview, error) {
	now := d.Now()
	above := d.Registry.oversees(v, a, now)
	desk := a.Depth() == Kelurahan && (v.Has(Lurah, a, now) || v.Has(Staff, a, now))
	if a.Depth() < City || a.Depth() > Kelurahan || !above && !desk {
		return nil, Errorf(Forbidden, "Angka wilayah ini bukan untuk tugas Bapak/Ibu.")
	}
	o := &Overview{Days: measuredDays, AsOf: now, Cut: map[Area]int64{}}
	var err error
	if o.Households, err = d.Ledger.Households(ctx, a); err != nil {
		return nil, err
	}
	heard, err := d.Ledger.LastHeard(ctx, a)
	if err != nil {
		return nil, err
	}
	latest := map[Area]int64{}
	for at, when := range heard {
		latest[at.Log()] = max(latest[at.Log()], when)
	}
	for log, when := range latest {
		if when != 0 && now.Sub(time.UnixMilli(when)) > cutAfter {
			o.Cut[log] = when
		}
	}
	if desk {
		o.Connected = connected(heard, now)
	}
	var all sample
	for log, n := range o.Households {
		m, err := d.sampleOf(ctx, log, now)
		if err != nil {
			return nil, err
		}
		all.add(m)
		if n < fewer {
			delete(o.Households, log)
		}
	}
	o.Figures = all.figures()
	return o, nil
}

func connected(heard map[Area]int64, now time.Time) *Connected {
	c := &Connected{}
	for at, when := range heard {
		if at.Depth() != RT {
			continue
		}
		if c.Of++; now.Sub(time.UnixMilli(when)) <= connectedDays {
			c.RTs++
		}
	}
	return c
}

// CutOff lists who was not heard for long, the longest first.
func (o *Overview) CutOff() []Area {
	list := make([]Area, 0, len(o.Cut))
	for a := range o.Cut {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b Area) int { return cmp.Or(cmp.Compare(o.Cut[a], o.Cut[b]), cmp.Compare(a, b)) })
	return list
}
