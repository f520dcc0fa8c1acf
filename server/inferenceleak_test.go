package main

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/server/api"
)

// toEverybody declares isolation with the public among those who may know that there is one,
// and a clock that makes every report heard in the RT.
func toEverybody() *rtrw.Registry {
	list := services().Services()
	for _, sv := range list {
		if sv.Name == "isolation" {
			none := func(*rtrw.Case, *isolation.Isolation, rtrw.Keys) (any, error) { return nil, nil }
			sv.Shows = append(sv.Shows, rtrw.Show("known", none, rtrw.ForPublic))
			shout := func(t *rtrw.Turn, _ *isolation.Isolation, _ rtrw.None) error { t.Reach(rtrw.RT); return nil }
			sv.Moves = append(sv.Moves, rtrw.Step("shout", "filed -> =", rtrw.OnClock(), shout))
			sv.Words = maps.Clone(sv.Words)
			sv.Words["shout"] = rtrw.Words{ID: "Teriakkan", EN: "Shout"}
			sv.Clocks = append(slices.Clone(sv.Clocks), rtrw.After("filed", "shout", func(c *rtrw.Case, _ *rtrw.Policy) (time.Time, bool) {
				return time.UnixMilli(c.Since), c.Reach == rtrw.Nowhere
			}))
		}
	}
	return rtrw.NewRegistry(list...)
}

// counting says of a picture that there is more, by as much as others have.
type counting struct{ rtrw.Ledger }

func (l counting) Picture(ctx context.Context, q rtrw.PictureQuery) (*rtrw.Picture, error) {
	p, err := l.Ledger.Picture(ctx, q)
	if err == nil {
		for _, c := range p.Counts {
			p.More += c.N
		}
	}
	return p, err
}

// painting shows the whole map to whoever watches.
type painting struct {
	api.Live
	desk *rtrw.Desk
}

func (l painting) paint(t hub.Ticket) hub.Ticket {
	t.Map = func(ctx context.Context) (map[rtrw.Area]rtrw.Zone, error) { return l.desk.Map(ctx, t.Log) }
	t.Zones = func(all map[rtrw.Area]rtrw.Zone) []byte { return rtrw.Canonical(all) }
	return t
}

func (l painting) Serve(w http.ResponseWriter, r *http.Request, t hub.Ticket) {
	l.Live.Serve(w, r, l.paint(t))
}

func (l painting) ServeEvents(w http.ResponseWriter, r *http.Request, t hub.Ticket) {
	l.Live.ServeEvents(w, r, l.paint(t))
}

// TestInferenceFindsALeak gives something away on purpose, in frames, in numbers and on the
// map, and plays the same two runs: they must differ there.
func TestInferenceFindsALeak(t *testing.T) {
	for name, c := range map[string]struct {
		leak leak
		ways []string
	}{
		"an audience too many": {leak{services: toEverybody}, []string{"tetangga socket", "tetangga events", "tetangga GET /api/v1/log", "sebelah events"}},
		"a number too many":    {leak{ledger: func(l rtrw.Ledger) rtrw.Ledger { return counting{l} }}, []string{"tetangga GET /api/v1/board", "warga2 GET /api/v1/board"}},
		"a map for everybody":  {leak{behind: func(c *api.Config) { c.Live = painting{c.Live, c.Desk} }}, []string{"tetangga socket", "sebelah events"}},
	} {
		found := differences(play(t, false, 25, c.leak), play(t, true, 25, c.leak), byObserver)
		for _, way := range c.ways {
			if !strings.Contains("\n"+strings.Join(found, "\n"), "\n"+way) {
				t.Errorf("%s: nothing was found in %s", name, way)
			}
		}
		t.Logf("%s: %d ways differ", name, len(found))
	}
}
