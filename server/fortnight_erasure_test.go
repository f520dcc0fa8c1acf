package main

import (
	"fmt"
	"slices"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/privacy"
)

// wishes is what the oracles know of households' word over their data.
type wishes struct {
	resting   map[rtrw.Area]bool // waits to be forgotten and does nothing else
	forgotten map[string]bool    // cases whose subject was erased
	stopped   map[rtrw.Area]bool // consent withdrawn, and the time for it is over
	carried   map[string]int     // erasures by how they came about
	gone      map[string]int64   // accounts that are closed, and since when
}

// inner services are work of the house itself; their cases hold no erasure up.
var inner = []string{"member", "privacy", "access"}

// running counts the open cases of a household.
func (f *fortnight) running(house rtrw.Area) (n int) {
	for _, c := range f.cases {
		if c.House == house && c.Closed == 0 && !slices.Contains(inner, c.Service) {
			n++
		}
	}
	return n
}

// heard lets the oracles judge a line about data: an erasure is held exactly where a case
// is open, and afterwards nothing of what was told can be read, by anybody.
func (f *fortnight) heard(e *rtrw.Entry) {
	if e.Service != "privacy" {
		return
	}
	switch e.State {
	case "asked": // whoever draws the map now must draw another one once it is carried out
		f.look(e.At+72*anHour-1, func() { f.maps(e.Log) })
	case "stopped":
		f.w.stopped[e.House] = true
	case "agreed":
		f.w.stopped[e.House] = false
	case "held", "kept", "refused":
		delete(f.w.resting, e.House)
	}
	filer := f.cases[e.Case].Filer
	n := f.running(e.House)
	if kept[string](e, "what") == "everything" {
		n += f.confided(filer)
	}
	if e.Type == "carry_out" && (n > 0) != (e.State == "held") {
		f.fault("an erasure with %d open cases is %s", n, e.State)
	}
	if e.State == "held" {
		f.w.carried["held"]++
	}
	if e.State != "erased" {
		return
	}
	f.w.carried[e.Type]++
	delete(f.w.resting, e.House)
	everything := kept[string](e, "what") == "everything"
	if everything { // of the accounts in a house only that of who asked
		f.w.gone[filer] = e.At
	}
	var ids []string
	for id, c := range f.cases {
		if !slices.Contains(inner, c.Service) && (c.House == e.House || c.House == "" && f.w.gone[c.Filer] == e.At) && !f.w.forgotten[id] {
			f.w.forgotten[id] = true
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	f.at(e.At+1, func() {
		f.silent(ids)
		f.maps(e.Log)
	})
}

// confided counts the open cases that concern nobody but who filed them.
func (f *fortnight) confided(account string) (n int) {
	for _, c := range f.cases {
		if c.House == "" && c.Filer == account && c.Closed == 0 && !slices.Contains(inner, c.Service) {
			n++
		}
	}
	return n
}

// silent proves that cases of an erased household tell nothing more, and cannot go on.
func (f *fortnight) silent(ids []string) {
	written := len(f.tape.lines)
	for _, id := range ids {
		c := f.cases[id]
		var viewer rtrw.Viewer
		var err error
		switch c.Service {
		case "isolation":
			viewer = f.eyes(c.Area)
			err = f.do(f.nakes(c)(), rtrw.Command{Case: id, Move: "result"}, &isolation.Result{Result: "negative"})
		case "aid", "direct":
			staff := f.officer(c.Area, "", rtrw.Staff)
			viewer = staff.Viewer()
			err = f.do(staff, rtrw.Command{Case: id, Move: map[string]string{"aid": "reopen", "direct": "take_up"}[c.Service]}, nil)
		default:
			continue
		}
		if rtrw.CodeOf(err) != rtrw.Erased {
			f.fault("a move on the erased %s %s: %v", c.Service, id, err)
		}
		seen, err := f.desk.Case(f.t.Context(), viewer, id)
		if f.w.stopped[c.House] && c.Closed != 0 {
			if rtrw.CodeOf(err) != rtrw.NotFound {
				f.fault("%s %s is read though its household has withdrawn: %v", c.Service, id, err)
			}
			continue
		}
		if err != nil {
			f.fault("the erased %s %s cannot be read: %v", c.Service, id, err)
			continue
		}
		for _, name := range []string{"who", "note", "answer", "text", "hand_over_code", "class", "triage", "tests", "since", "from", "last", "check_ins"} {
			if told := fmt.Sprint(seen.Data[name]); told != "<nil>" && told != "" {
				f.fault("the erased %s %s still tells its %s", c.Service, id, name)
			}
		}
	}
	if len(f.tape.lines) != written {
		f.fault("moves on what was erased have left lines")
	}
}

// farewell lets three more households be forgotten, at once, by the data protection officer.
func (f *fortnight) farewell() {
	for i, what := range []string{"reports", "everything", "reports"} {
		f.live(f.now.Load() + 2)
		who := f.reporter(i)
		f.forget(what, who)
		f.heed()
		for id, c := range f.cases {
			if c.Service == "privacy" && c.House == who.Household && c.State == "asked" {
				f.must(f.officer(c.Area, "", rtrw.DPO), rtrw.Command{Case: id, Move: "erase"}, &privacy.Tidy{})
			}
		}
		f.heed()
	}
	f.live(f.now.Load() + 2)
}
