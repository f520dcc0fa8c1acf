package rtrw

import (
	"context"
	"time"
)

// Lobby is what hangs where everybody sees it: who is in office, the totals of a kelurahan, and
// nothing that a case of one household could change but a total of five and more.
type Lobby struct {
	Area       Area
	Path       []Place
	AsOf       time.Time
	RTs        []Area
	Posts      map[Area]Watch
	Manned     int64 // RTs that have somebody in office today
	Households int64
	Figures
	Days int
}

// Watch is how an RT is looked after today.
type Watch string

// An RT has its head; or somebody stands in, be it the RW; or it keeps watch tonight: somebody
// was named for it for a day at most.
const (
	Ready    Watch = "ready"
	Deputy   Watch = "deputy"
	Tonight  Watch = "watch"
	duskLong       = 24 * time.Hour
)

// posts says of each RT how it is looked after, from the grants in force alone. Pure.
func posts(rts []Area, grants []Grant) (map[Area]Watch, int64) {
	away, heads, tonight := map[Area]map[string]bool{}, map[Area][]string{}, map[Area]bool{}
	for _, g := range grants {
		switch {
		case g.Role == Away:
			if away[g.Area] == nil {
				away[g.Area] = map[string]bool{}
			}
			away[g.Area][g.Account] = true
		case g.Role == RTHead:
			heads[g.Area] = append(heads[g.Area], g.Account)
		case g.Role == Volunteer && g.Until != 0 && g.Until-g.From <= duskLong.Milliseconds():
			tonight[g.Area] = true
		}
	}
	shown, manned := make(map[Area]Watch, len(rts)), int64(0)
	for _, rt := range rts {
		present := 0
		for _, who := range heads[rt] {
			if !away[rt][who] {
				present++
			}
		}
		switch shown[rt] = Deputy; {
		case tonight[rt]:
			shown[rt] = Tonight
		case present == 1:
			shown[rt] = Ready
		}
		if present > 0 {
			manned++
		}
	}
	return shown, manned
}

// Lobby reads the lobby's board of a kelurahan: for its screens, and for those who hang them up.
func (d *Desk) Lobby(ctx context.Context, v Viewer, a Area) (*Lobby, error) {
	now := d.Now()
	if a.Depth() != Kelurahan || !v.Has(Kiosk, a, now) && !v.Has(Lurah, a, now) && !v.Has(Staff, a, now) {
		return nil, Errorf(Forbidden, "Papan lobi ini di luar wilayah layar ini.")
	}
	path, rts, err := d.Ledger.Under(ctx, a)
	if err != nil {
		return nil, err
	}
	grants, err := d.Ledger.Offices(ctx, a)
	if err != nil {
		return nil, err
	}
	houses, err := d.Ledger.Households(ctx, a)
	if err != nil {
		return nil, err
	}
	m, err := d.sampleOf(ctx, a, now)
	if err != nil {
		return nil, err
	}
	l := &Lobby{Area: a, Path: path, AsOf: now, RTs: rts, Households: houses[a], Figures: m.figures(), Days: measuredDays}
	l.Posts, l.Manned = posts(rts, grants)
	return l, nil
}
