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
	list *listing // instead of do
}

// listing is a list as somebody reads it, a page long.
type listing struct {
	rtrw.Query
	as func(*folk) rtrw.Viewer
}

func (l *listing) page(ctx context.Context, s *side) ([]rtrw.Case, error) {
	return s.desk.List(ctx, l.as(s.who), l.Query)
}

// fit makes the pages that are compared as long as the small ledger can fill them: whoever is
// given fifty rows has more to carry than who is given five, whatever lies behind them.
func (r *read) fit(ctx context.Context, few *side) error {
	if r.list == nil {
		return nil
	}
	r.list.Limit = pageOf
	got, err := r.list.page(ctx, few)
	has := len(got)
	r.list.Limit = max(has, 1)
	r.do = func(ctx context.Context, s *side) error {
		got, err := r.list.page(ctx, s)
		if err == nil && len(got) < has {
			err = fmt.Errorf("a page has %d rows, not %d", len(got), has)
		}
		return err
	}
	return err
}

// reads are all that are compared.
func reads() []read {
	all := []read{
		{name: "board of an RT", do: onBoard(wardRT, func(f *folk) rtrw.Viewer { return f.rtHead })},
		{name: "board of an RW", do: onBoard(wardRW, func(f *folk) rtrw.Viewer { return f.rwHead })},
		{name: "board of a kelurahan", do: onBoard(ward, func(f *folk) rtrw.Viewer { return f.lurah })},
		{name: "board of the city, its tallies", do: onBoard(cityArea, func(*folk) rtrw.Viewer { return cityPerson })},
		{name: "board of a kelurahan, a week ago", do: func(ctx context.Context, s *side) error {
			_, err := s.desk.BoardAt(ctx, s.who.lurah, ward, s.now.AddDate(0, 0, -7))
			return err
		}},
		{name: "list, an RT's", list: &listing{rtrw.Query{Area: wardRT}, func(f *folk) rtrw.Viewer { return f.rtHead }}},
		{name: "list, an RT's, closed", list: &listing{rtrw.Query{Area: wardRT, State: "closed"}, func(f *folk) rtrw.Viewer { return f.rtHead }}},
		{name: "list, an RW's", list: &listing{rtrw.Query{Area: wardRW}, func(f *folk) rtrw.Viewer { return f.rwHead }}},
		{name: "list, a household's own", list: &listing{rtrw.Query{Area: wardRT}, func(f *folk) rtrw.Viewer { return f.home }}},
		{name: "list, a volunteer's", list: &listing{rtrw.Query{Area: ward}, func(f *folk) rtrw.Viewer { return f.helper }}},
		{name: "list, the most urgent", list: &listing{rtrw.Query{Area: ward, Urgent: true}, func(f *folk) rtrw.Viewer { return f.desk }}},
		{name: "log, the first page", do: logPage(func(int64) int64 { return 0 })},
		{name: "log, a page in the middle", do: logPage(func(head int64) int64 { return head / 2 })},
		{name: "log, the last page", do: logPage(func(head int64) int64 { return max(head-100, 0) })},
		{name: "a case with its lines", do: func(ctx context.Context, s *side) error { _, err := s.store.Find(ctx, s.cases[0].ID); return err }},
		{name: "a clock's tick", do: func(ctx context.Context, s *side) error { _, _, err := s.store.Due(ctx, s.now, 256); return err }},
		{name: "heads of all logs compared", do: func(ctx context.Context, s *side) error { _, err := s.store.Heads(ctx, s.logs); return err }},
		{name: "zones of a kelurahan, drawn anew", do: anew(func(ctx context.Context, s *side, d *rtrw.Desk) error { _, err := d.Map(ctx, ward); return err })},
		{name: "zones of the city, drawn anew", do: anew(func(ctx context.Context, s *side, d *rtrw.Desk) error { _, err := d.Map(ctx, cityArea); return err })},
		{name: "ledger of a household", do: func(ctx context.Context, s *side) error {
			_, err := s.store.Reach(ctx, rtrw.ReachQuery{Area: house, Services: []string{"aid", "isolation"}, Since: s.now.AddDate(0, -6, 0).UnixMilli(), Steps: true})
			return err
		}},
		{name: "households not reached, an RT", do: untouched(wardRT, func(f *folk) rtrw.Viewer { return f.rtHead })},
		{name: "households not reached, a kelurahan", do: untouched(ward, func(f *folk) rtrw.Viewer { return f.lurah })},
		{name: "figures of a kelurahan", do: anew(func(ctx context.Context, s *side, d *rtrw.Desk) error {
			_, err := d.Overview(ctx, s.who.lurah, ward)
			return err
		})},
		{name: "figures of the city", do: anew(func(ctx context.Context, s *side, d *rtrw.Desk) error {
			_, err := d.Overview(ctx, cityPerson, cityArea)
			return err
		})},
		{name: "the open page of a kelurahan", do: anew(func(ctx context.Context, _ *side, d *rtrw.Desk) error { _, err := d.Openly(ctx, ward); return err })},
	}
	for _, f := range []rtrw.Query{{}, {Service: "aid"}, {Service: "isolation"}, {Service: "alert"}, {State: "closed"}, {State: "declined"}, {Service: "aid", State: "cancelled"}, {State: "isolating"}, {State: "false_alarm"}} {
		f.Area = ward
		all = append(all, read{name: fmt.Sprintf("list, a kelurahan's, service %q, state %q", f.Service, f.State), list: &listing{f, func(f *folk) rtrw.Viewer { return f.lurah }}})
	}
	return all
}

// pageOf is how many a list gives where nobody says.
const pageOf = 50

func onBoard(a rtrw.Area, as func(*folk) rtrw.Viewer) func(context.Context, *side) error {
	return func(ctx context.Context, s *side) error { _, err := s.desk.Board(ctx, as(s.who), a); return err }
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
