package main

import (
	"context"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// side is one of the two ledgers, opened as a server opens it.
type side struct {
	store *store.Store
	desk  *rtrw.Desk
	now   time.Time
	heads map[rtrw.Area]int64
	logs  []rtrw.Area
	who   *folk
	cases []rtrw.Case // of the street that is looked at, the newest first
	touch toucher
}

// folk are those as whom is read; they are the same on both sides.
type folk struct {
	lurah, desk, rwHead, rtHead, home, helper rtrw.Viewer
}

func (s size) folk() *folk {
	k := s.build(0)
	f := &folk{k.lurah.Viewer, k.staff[0].Viewer, k.rwHeads[0].Viewer, k.streets[0].head.Viewer, rtrw.Viewer{}, k.helpers[0].Viewer}
	for _, p := range k.streets[0].homes {
		if p.Household == house {
			f.home = p.Viewer
		}
	}
	return f
}

// openSide opens a ledger and looks up what its reads begin with.
func openSide(ctx context.Context, cfg store.Config, town size, now time.Time) (*side, error) {
	cfg.Now = func() time.Time { return now }
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return nil, err
	}
	d := &side{store: s, now: now, who: town.folk()}
	if d.desk, err = d.fresh(); err != nil {
		return nil, err
	}
	for i := range town.kelurahan {
		d.logs = append(d.logs, town.name(i))
	}
	if d.heads, err = s.Heads(ctx, d.logs); err != nil {
		return nil, err
	}
	d.cases, err = d.desk.List(ctx, d.who.rtHead, rtrw.Query{Area: wardRT, State: "closed", Limit: 1})
	if err == nil && len(d.cases) == 0 {
		err = fmt.Errorf("%s has no closed case", wardRT)
	}
	return d, err
}

// fresh gives a desk that remembers nothing yet.
func (s *side) fresh() (*rtrw.Desk, error) {
	cursors, err := rtrw.NewCursors(s.store.Subkey("cursors"))
	return &rtrw.Desk{Registry: services(), Ledger: s.store, Cursors: cursors, Streams: rtrw.NewStreams(s.store.Subkey("streams")), Keys: s.store.Keys(),
		Notary: rtrw.NewNotary(s.store.Subkey("head salts"), s.store.Subkey("head signature")), Now: func() time.Time { return s.now }}, err
}

// read is one thing that somebody looks at.
type read struct {
	name string
	do   func(ctx context.Context, s *side) error
}

// reads are all that are compared.
func reads() []read {
	all := []read{
		{"board of an RT", onBoard(wardRT, func(f *folk) rtrw.Viewer { return f.rtHead })},
		{"board of an RW", onBoard(wardRW, func(f *folk) rtrw.Viewer { return f.rwHead })},
		{"board of a kelurahan", onBoard(ward, func(f *folk) rtrw.Viewer { return f.lurah })},
		{"board of the city, its tallies", onBoard(cityArea, func(*folk) rtrw.Viewer { return cityPerson })},
		{"board of a kelurahan, a week ago", func(ctx context.Context, s *side) error {
			_, err := s.desk.BoardAt(ctx, s.who.lurah, ward, s.now.AddDate(0, 0, -7))
			return err
		}},
		{"list, an RT's", listed(rtrw.Query{Area: wardRT}, func(f *folk) rtrw.Viewer { return f.rtHead })},
		{"list, an RT's, closed", listed(rtrw.Query{Area: wardRT, State: "closed"}, func(f *folk) rtrw.Viewer { return f.rtHead })},
		{"list, an RW's", listed(rtrw.Query{Area: wardRW}, func(f *folk) rtrw.Viewer { return f.rwHead })},
		{"list, a household's own", listed(rtrw.Query{Area: wardRT}, func(f *folk) rtrw.Viewer { return f.home })},
		{"list, a volunteer's", listed(rtrw.Query{Area: ward}, func(f *folk) rtrw.Viewer { return f.helper })},
		{"list, the most urgent", listed(rtrw.Query{Area: ward, Urgent: true}, func(f *folk) rtrw.Viewer { return f.desk })},
		{"log, the first page", logPage(func(int64) int64 { return 0 })},
		{"log, a page in the middle", logPage(func(head int64) int64 { return head / 2 })},
		{"log, the last page", logPage(func(head int64) int64 { return max(head-100, 0) })},
		{"a case with its lines", func(ctx context.Context, s *side) error { _, err := s.store.Find(ctx, s.cases[0].ID); return err }},
		{"a clock's tick", func(ctx context.Context, s *side) error { _, _, err := s.store.Due(ctx, s.now, 256); return err }},
		{"heads of all logs compared", func(ctx context.Context, s *side) error { _, err := s.store.Heads(ctx, s.logs); return err }},
		{"zones of a kelurahan, drawn anew", anew(func(ctx context.Context, s *side, d *rtrw.Desk) error { _, err := d.Map(ctx, ward); return err })},
		{"zones of the city, drawn anew", anew(func(ctx context.Context, s *side, d *rtrw.Desk) error { _, err := d.Map(ctx, cityArea); return err })},
		{"ledger of a household", func(ctx context.Context, s *side) error {
			_, err := s.store.Reach(ctx, rtrw.ReachQuery{Area: house, Services: []string{"aid", "isolation"}, Since: s.now.AddDate(0, -6, 0).UnixMilli(), Steps: true})
			return err
		}},
		{"households not reached, an RT", untouched(wardRT, func(f *folk) rtrw.Viewer { return f.rtHead })},
		{"households not reached, a kelurahan", untouched(ward, func(f *folk) rtrw.Viewer { return f.lurah })},
		{"figures of a kelurahan", anew(func(ctx context.Context, s *side, d *rtrw.Desk) error {
			_, err := d.Overview(ctx, s.who.lurah, ward)
			return err
		})},
		{"figures of the city", anew(func(ctx context.Context, s *side, d *rtrw.Desk) error {
			_, err := d.Overview(ctx, cityPerson, cityArea)
			return err
		})},
		{"the open page of a kelurahan", anew(func(ctx context.Context, _ *side, d *rtrw.Desk) error { _, err := d.Openly(ctx, ward); return err })},
	}
	for _, f := range []rtrw.Query{{}, {Service: "aid"}, {Service: "isolation"}, {Service: "alert"}, {State: "closed"}, {State: "declined"}, {Service: "aid", State: "cancelled"}, {State: "isolating"}, {State: "false_alarm"}} {
		f.Area = ward
		all = append(all, read{fmt.Sprintf("list, a kelurahan's, service %q, state %q", f.Service, f.State), listed(f, func(f *folk) rtrw.Viewer { return f.lurah })})
	}
	return all
}

// pageOf is how many a list gives where nobody says.
const pageOf = 50

func onBoard(a rtrw.Area, as func(*folk) rtrw.Viewer) func(context.Context, *side) error {
	return func(ctx context.Context, s *side) error { _, err := s.desk.Board(ctx, as(s.who), a); return err }
}

func listed(q rtrw.Query, as func(*folk) rtrw.Viewer) func(context.Context, *side) error {
	q.Limit = pageOf
	return func(ctx context.Context, s *side) error { _, err := s.desk.List(ctx, as(s.who), q); return err }
}

func logPage(after func(head int64) int64) func(context.Context, *side) error {
	return func(ctx context.Context, s *side) error {
		at := s.desk.Cursors.Encode(rtrw.Cursor{Epoch: s.store.Epoch(), Log: ward, Seq: after(s.heads[ward]), Salt: s.desk.Cursors.Salt()})
		_, err := s.desk.Log(ctx, s.who.lurah, ward, at, 100)
		return err
	}
}

func anew(do func(context.Context, *side, *rtrw.Desk) error) func(context.Context, *side) error {
	return func(ctx context.Context, s *side) error {
		d, err := s.fresh()
		if err != nil {
			return err
		}
		return do(ctx, s, d)
	}
}

func untouched(a rtrw.Area, as func(*folk) rtrw.Viewer) func(context.Context, *side) error {
	return func(ctx context.Context, s *side) error {
		_, err := s.desk.Untouched(ctx, as(s.who), rtrw.UntouchedQuery{Area: a, Days: 30})
		return err
	}
}
