package main

import (
	"bytes"
	"maps"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/demo"
)

// spoken is a line of an isolation in which it may have been confirmed.
type spoken struct {
	at    int64
	kind  string
	c     *rtrw.Case
	house rtrw.Area
}

// say hands a line to the raw map.
func (f *fortnight) say(e *rtrw.Entry, c *rtrw.Case) {
	switch e.Service + " " + e.Type {
	case "isolation start", "isolation result":
		f.spoken = append(f.spoken, spoken{e.At, e.Type, c, c.House})
	case "zone count":
		f.raw.tallies[e.Area] = append(f.raw.tallies[e.Area], tally{e.At, kept[int64](e, "houses")})
	case "zone declare":
		d := &decree{city: e.Area, policy: kept[string](e, "policy"), from: e.At, until: untilOf(e), at: e.At}
		if from := kept[*time.Time](e, "from"); from != nil {
			d.from = from.UnixMilli()
		}
		f.raw.decrees[e.Case] = d
	case "zone revoke":
		f.raw.decrees[e.Case].until = e.At
	}
}

// eyes are those of the nakes of a place.
func (f *fortnight) eyes(at rtrw.Area) rtrw.Viewer {
	nakes := f.folk.byLogin[map[rtrw.Area]string{demo.Tegalsari: "nakes", demo.Prapatan: "nakes-bpn"}[at.Log()]]
	return rtrw.Viewer{Account: nakes.ID, Grants: []rtrw.Grant{{Account: nakes.ID, Role: rtrw.Health, Area: at.Log()}}}
}

// open reads all that was said in isolations of a kelurahan, as its nakes may read it now.
func (f *fortnight) open(k rtrw.Area) {
	for rt := range f.raw.sick {
		if rt.Log() == k {
			delete(f.raw.sick, rt)
		}
	}
	for _, s := range f.spoken {
		if s.c.Area.Log() != k {
			continue
		}
		data, err := f.desk.Registry.See(f.eyes(k), s.c, f.time(), func(rtrw.Sealed) (string, error) { return "", nil }, f.desk.Keys)
		if err != nil {
			f.fault("a nakes cannot read case %s: %v", s.c.ID, err)
			return
		}
		w := said{at: s.at}
		switch tests, _ := data["tests"].([]any); {
		case s.kind == "start":
			w.says, _ = data["class"].(string)
		case len(tests) > 0:
			w.says, _ = tests[len(tests)-1].(map[string]any)["result"].(string)
		}
		byHouse := f.raw.sick[s.c.Area]
		if byHouse == nil {
			byHouse = map[rtrw.Area]map[string][]said{}
			f.raw.sick[s.c.Area] = byHouse
		}
		if byHouse[s.house] == nil {
			byHouse[s.house] = map[string][]said{}
		}
		byHouse[s.house][s.c.ID] = append(byHouse[s.house][s.c.ID], w)
	}
}

// maps compares the maps of kelurahan, as they are drawn now, with what the raw cases say.
func (f *fortnight) maps(ks ...rtrw.Area) {
	now := f.now.Load()
	for _, k := range ks {
		f.open(k)
		drawn, err := f.desk.Map(f.t.Context(), k)
		if err != nil {
			f.t.Fatal(err)
		}
		lurah := f.officer(k, "", rtrw.Lurah)
		board, err := f.desk.Board(f.t.Context(), lurah.Viewer(), k)
		if err != nil {
			f.t.Fatal(err)
		}
		onBoard := map[rtrw.Area]rtrw.Zone{}
		for rt, z := range board.Zones {
			onBoard[rt], _ = z.(rtrw.Zone)
		}
		if !maps.Equal(onBoard, drawn) {
			f.fault("the board of %s is not its map: %v, %v", k, onBoard, drawn)
		}
		f.above(k, now)
		for _, rt := range f.folk.rts[k] {
			if z := f.raw.at(rt, now); z.Colour != "" {
				f.seen.colours[z.Policy+" "+z.Colour]++
				f.seen.rts++
			}
		}
		for _, fault := range f.raw.differs(f.folk.rts[k], drawn, now, f.first) {
			f.fault("%s", fault)
		}
		if f.seen.maps++; local(now, k)%aDay == 0 {
			f.seen.midnights++
		}
	}
}

// above compares the distribution that the city is shown with the raw cases.
func (f *fortnight) above(k rtrw.Area, now int64) {
	city := k.Up(rtrw.City)
	board, err := f.desk.Board(f.t.Context(), f.officer(k, "", rtrw.CityCenter).Viewer(), city)
	if err != nil {
		f.t.Fatal(err)
	}
	want := map[string]int{}
	for _, rt := range f.folk.rts[k] {
		if c := f.raw.at(rt, now).Colour; c != "" {
			want[c]++
		}
	}
	got, _ := board.Zones[k].(map[string]int)
	got = maps.Clone(got)
	maps.DeleteFunc(got, func(_ string, n int) bool { return n == 0 })
	if !maps.Equal(got, want) {
		f.fault("the city is shown %v of %s; the cases say %v", got, k, want)
	}
}

// settled proves the end: every clock was struck, what was published is what the log keeps,
// and folding it gives the rows.
func (f *fortnight) settled() {
	for _, fault := range f.promises.forgotten(f.now.Load()) {
		f.fault("%s", fault)
	}
	published := map[rtrw.Area][]rtrw.Entry{}
	for _, e := range f.tape.lines {
		published[e.Log] = append(published[e.Log], e)
	}
	for _, log := range logs {
		for i := 0; ; {
			page, err := f.store.Read(f.t.Context(), log, int64(i), 500)
			if err != nil {
				f.t.Fatal(err)
			}
			for j := range page {
				if p := published[log]; i+j >= len(p) || !bytes.Equal(p[i+j].Hash, page[j].Hash) || p[i+j].Event != page[j].Event {
					f.fault("line %d of %s is not what was published", i+j+1, log)
				}
			}
			if i += len(page); len(page) == 0 {
				break
			}
		}
	}
	f.folds()
}

// folds proves that the log gives the rows.
func (f *fortnight) folds() store.Report {
	r, err := f.store.Verify(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	for _, finding := range r.Findings {
		f.fault("verify: %s", finding)
	}
	if r.Events != int64(len(f.tape.lines)) {
		f.fault("verify saw %d lines of %d", r.Events, len(f.tape.lines))
	}
	return r
}

// tame says what a fortnight has lacked that would prove something.
func (f *fortnight) tame() {
	least := 3000
	if f.pace > time.Minute {
		least /= 3 // fewer fall ill there
	}
	if len(f.tape.lines) < least {
		f.fault("only %d events", len(f.tape.lines))
	}
	for _, kind := range []string{"aid/pass_on", "aid/lapse", "aid/miss", "isolation/pass_on", "isolation/miss", "isolation/climb", "zone/age_out", "zone/expire",
		"member/expire", "direct/lapse", "privacy/carry_out", "privacy/time_up", "access/expire"} {
		if f.promises.kinds[kind] == 0 {
			f.fault("no clock struck %s", kind)
		}
	}
	for policy, colours := range mostHouses {
		for _, c := range append([]string{"red"}, colours[0].colour, colours[1].colour, colours[2].colour) {
			if f.seen.colours[policy+" "+c] == 0 {
				f.fault("no RT was %s under %s", c, policy)
			}
		}
	}
	if f.w.carried["carry_out"] < 3 || f.w.carried["erase"] < 3 {
		f.fault("erased: %v", f.w.carried)
	}
}

// tell prints what was proved.
func (f *fortnight) tell(r store.Report) {
	struck := 0
	for _, n := range f.promises.kinds {
		struck += n
	}
	f.t.Logf("seed %d: %d events: %d by people, %d by clocks; %d refused, %d sent twice; %d steps, %d ticks of two nodes", f.seed,
		len(f.tape.lines), f.seen.people, f.seen.clocks, f.seen.refused, f.seen.replayed, f.step, f.seen.ticks)
	f.t.Logf("clocks: %d promised, %d came due and were struck once each, in order, the latest %d ms after its time; %d had moved on before, %d still run", f.promises.made,
		struck, f.promises.late, f.promises.moved, len(f.promises.held))
	f.t.Logf("clocks by kind: %v", f.promises.kinds)
	f.t.Logf("struck between 21.30 and 05.00, each as the texts allow it: %v", f.promises.night)
	f.t.Logf("zones: %d maps, among them %d of midnights, before and after its clocks; %d RTs compared with raw cases: %v", f.seen.maps, f.seen.midnights, f.seen.rts, f.seen.colours)
	f.t.Logf("erased: %d by the clock, %d by a data protection officer, %d held; their cases tell nothing and cannot go on", f.w.carried["carry_out"], f.w.carried["erase"], f.w.carried["held"])
	f.t.Logf("verify: logs=%d events=%d cases=%d texts=%d findings=%d", r.Logs, r.Events, r.Cases, r.Texts, len(r.Findings))
}
