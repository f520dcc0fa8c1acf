package rtrw

import (
	"context"
	"slices"
	"time"
)

// How far back somebody may look. The log's lines stay; a board of one year ago, and of the
// weeks around it, is what a year is compared with, and nobody's duty reaches further.
const (
	BoardsKept = 400 * 24 * time.Hour
	MarksKept  = 60 * 24 * time.Hour // longer than any map looks back
	zonesKept  = MarksKept - 10*24*time.Hour
)

// ThenQuery asks how an area stood at a time: after every line that was written by then.
type ThenQuery struct {
	Area  Area
	At    time.Time
	Since time.Time // marks; the zero time: no map is wanted
}

// Past says of a board that it is one of the past. Nothing can be followed from there: it
// has no cursor.
type Past struct {
	Zones bool `json:"zones"` // false: what the map was drawn from is gone, and the board has none
}

// BoardAt reads the board of an area as it stood at a time. Who may look, and at what, is
// decided by the offices of today; the places are those of today. Of those who were erased
// since it shows no case, and counts them as what they are: a number.
func (d *Desk) BoardAt(ctx context.Context, v Viewer, a Area, at time.Time) (*Board, error) {
	now := d.Now()
	if err := d.admit(v, a, now); err != nil {
		return nil, err
	}
	switch {
	case at.UnixMilli() > now.UnixMilli():
		return nil, AtField("at", "future", "Waktu ini belum tiba. Pilih waktu yang sudah lewat.")
	case at.Before(now.Add(-BoardsKept)):
		return nil, AtField("at", "too_early", "Papan disimpan 400 hari. Pilih waktu sesudahnya.")
	}
	q, past := ThenQuery{Area: a, At: at}, Past{Zones: !at.Before(now.Add(-zonesKept))}
	if past.Zones {
		q.Since = at.Add(-mapMemory)
		if kept := now.Add(-MarksKept); q.Since.Before(kept) {
			q.Since = kept // colours are as they were; since when they hold, as far as it is known
		}
	}
	p, err := d.Ledger.Then(ctx, q)
	if err != nil {
		return nil, err
	}
	p.choose(d.Registry.ScopeOf(v, a, now), a, boardCases)
	var zones map[Area]Zone
	if past.Zones {
		zones = d.Registry.draw(p, q.Since, at)
	}
	b := d.face(v, a, p, zones, now)
	b.AsOf, b.Then = wireTime(at.UnixMilli(), a), &past
	return b, nil
}

// choose leaves of a picture's open cases the most urgent that a viewer may see, and counts
// the others that they may see.
func (p *Picture) choose(sc Scope, a Area, limit int) {
	log := a.Log()
	p.Cases = slices.DeleteFunc(p.Cases, func(c Case) bool {
		there := a.Contains(c.Area) && sc.Shows(&c)
		return !there && !(log.Depth() == Kelurahan && sc.hears(&c)) // boards show what is heard there of elsewhere
	})
	slices.SortFunc(p.Cases, func(x, y Case) int { return x.At().Compare(y.At()) })
	if n := len(p.Cases); n > limit {
		p.Cases, p.More = p.Cases[:limit], int64(n-limit)
	}
}

// Shows says whether a case is somebody's to list. The store asks the same in SQL.
func (sc Scope) Shows(c *Case) bool {
	if c.Filer == sc.Account || c.Holder == sc.Account || sc.House != "" && c.House == sc.House || sc.hears(c) {
		return true
	}
	return slices.ContainsFunc(sc.Parts, func(p ScopePart) bool { return p.Area.Contains(c.Area) && slices.Contains(p.Services, c.Service) })
}

// hears says whether everybody hears of a case where somebody lives.
func (sc Scope) hears(c *Case) bool {
	return c.Reach != Nowhere && slices.ContainsFunc(sc.Public, func(p ScopePart) bool {
		at := p.Area.Up(c.Reach)
		return at != "" && at.Contains(c.Area) && slices.Contains(p.Services, c.Service)
	})
}
