package rtrw

import (
	"reflect"
	"slices"
	"sync"
	"time"
)

// drawn remembers maps. A map depends on marks, rules, places and the time alone, so it
// stays what it was until one of them changes: every board of a place and every reading of
// its live streams share one drawing.
type drawn struct {
	mu sync.Mutex
	by map[Area]*drawing
}

// drawing is a map with all that it was drawn from, but the marks themselves.
type drawing struct {
	marked      int64
	rts         []Area
	records     []Record
	from, until time.Time // between them nothing ages, begins or ends
	zones       map[Area]Zone
}

// manyDrawn bounds the maps kept; past it they are drawn afresh.
const manyDrawn = 512

// find gives the map of a picture whose marks need not be read.
func (d *drawn) find(a Area, p *Picture, now time.Time) (map[Area]Zone, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := d.by[a]
	if k == nil || k.marked != p.Marked || now.Before(k.from) || !now.Before(k.until) || !slices.Equal(k.rts, p.RTs) || !reflect.DeepEqual(k.records, p.Records) {
		return nil, false
	}
	return k.zones, true
}

func (d *drawn) keep(a Area, p *Picture, now time.Time, zones map[Area]Zone) {
	k := &drawing{p.Marked, p.RTs, p.Records, now, DayBegins(now.In(a.Location()), 2), zones}
	ends := func(ms int64) {
		if t := time.UnixMilli(ms); t.After(now) && t.Before(k.until) {
			k.until = t
		}
	}
	for i := range p.Records {
		ends(p.Records[i].From)
		ends(p.Records[i].Until)
	}
	for i := range p.Marks { // a clock that was put back finds marks of later
		ends(p.Marks[i].At)
		ends(p.Marks[i].Until)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.by == nil || len(d.by) >= manyDrawn {
		d.by = map[Area]*drawing{}
	}
	d.by[a] = k
}

// known says whether the map of a picture was drawn before.
func (d *Desk) known(a Area, now time.Time) func(*Picture) bool {
	return func(p *Picture) bool {
		zones, ok := d.drawn.find(a, p, now)
		p.zones = zones
		return ok
	}
}

// draw gives the map of a picture. It belongs to all who look at it; nobody changes it.
func (d *Desk) draw(a Area, p *Picture, now time.Time) map[Area]Zone {
	if p.zones == nil {
		p.zones = d.Registry.draw(p, now.Add(-mapMemory), now)
		d.drawn.keep(a, p, now, p.zones)
	}
	return p.zones
}
