package setup

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jogotonggo/rt-rw"
)

// Plan is what shall be there: RWs, RTs, and how many houses each RT has.
type Plan struct {
	RWs    []rtrw.Area       `json:"rws"`
	RTs    []rtrw.Area       `json:"rts"`
	Houses map[rtrw.Area]int `json:"-"`
}

// A line is "RW 01: 6 RT", "34 RT" where there is no RW, and for what differs "RW 01: 6 RT, 40
// rumah" or "RW 01 RT 03: 70 rumah".
var planLine = regexp.MustCompile(`(?i)^(?:RW\s*0*(\d{1,2}))?\s*(?:RT\s*0*(\d{1,3}))?\s*[:=]?\s*(?:(\d{1,3})(?:\s*RT)?)?(?:(?:\s*[,;]\s*|\s+|[:=]\s*)(\d{1,3})\s*rumah)?$`)

// Bounds of what one kelurahan may have; real ones stay far below.
const (
	mostRTs    = 400
	mostHouses = 40_000
)

// ReadPlan reads lines, with the number of houses of every RT whose line names none. Houses are
// numbered from 1 on.
func ReadPlan(t *Town, text string, houses int) (*Plan, error) {
	p, f := &Plan{Houses: map[rtrw.Area]int{}}, &faults{field: "lines"}
	seen := map[string]int{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(line), "."))
		if line == "" {
			continue
		}
		p.read(t, f, seen, i+1, line, houses)
	}
	total := 0
	for _, rt := range p.RTs {
		total += p.Houses[rt]
	}
	switch {
	case len(f.list) > 0:
	case len(p.RTs) == 0:
		f.add(0, "", "Tulis paling sedikit satu RT.", "Write at least one RT.")
	case len(p.RTs) > mostRTs || total > mostHouses:
		f.add(0, "", "Ini terlalu banyak untuk satu kelurahan. Periksa angkanya.", "That is too much for one kelurahan. Check the numbers.")
	}
	return p, f.refusal()
}

func (p *Plan) read(t *Town, f *faults, seen map[string]int, line int, text string, houses int) {
	m := planLine.FindStringSubmatch(text)
	if m == nil || m[2] == "" && m[3] == "" || m[2] != "" && m[3] != "" {
		f.add(line, "", "Tulis seperti RW 01: 6 RT.", "Write it like RW 01: 6 RT.")
		return
	}
	rw, rt, count := number(m[1]), number(m[2]), number(m[3])
	if key := m[1] + "/" + m[2]; seen[key] > 0 {
		f.add(line, "", "Sudah ditulis di baris "+strconv.Itoa(seen[key])+".", "Line "+strconv.Itoa(seen[key])+" says it already.")
		return
	} else {
		seen[key] = line
	}
	if m[4] != "" {
		houses = number(m[4])
	}
	if m[1] != "" && rw == 0 || m[2] != "" && rt == 0 || m[3] != "" && count == 0 {
		f.add(line, "", "Nomor dan jumlah mulai dari 1.", "Numbers begin with 1.")
		return
	}
	if with, without := p.mixed(t, rw > 0); with || without {
		f.add(line, "", "Satu kelurahan memakai RW di semua RT, atau di tidak satu pun.", "A kelurahan has RWs for all its RTs, or for none.")
		return
	}
	parent := t.Area
	if rw > 0 {
		parent = rwOf(t.Area, rw)
		if !slices.Contains(p.RWs, parent) {
			p.RWs = append(p.RWs, parent)
		}
	}
	first, last := 1, count
	if rt > 0 {
		first, last = rt, rt
	}
	for n := first; n <= last; n++ {
		a := rtOf(parent, n)
		if !slices.Contains(p.RTs, a) {
			p.RTs = append(p.RTs, a)
		}
		p.Houses[a] = houses
	}
}

// mixed says whether a line with an RW, or without one, goes against what is there already.
func (p *Plan) mixed(t *Town, withRW bool) (with, without bool) {
	hasRW, hasNone := len(t.RWs)+len(p.RWs) > 0, len(t.RWs) == 0 && len(t.RTs) > 0 || len(p.RWs) == 0 && len(p.RTs) > 0
	return withRW && hasNone, !withRW && hasRW
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // the form lets digits through alone
	return n
}

// Fresh counts what of the plan is not there yet.
func (p *Plan) Fresh(t *Town) (rws, rts int) {
	for _, a := range p.RWs {
		if !t.has(a) {
			rws++
		}
	}
	for _, a := range p.RTs {
		if !t.has(a) {
			rts++
		}
	}
	return rws, rts
}

// Total counts the houses of the plan.
func (p *Plan) Total() (n int) {
	for _, houses := range p.Houses {
		n += houses
	}
	return n
}

// AllHouses lists them.
func (p *Plan) AllHouses() (list []rtrw.Area) {
	for _, rt := range p.RTs {
		for n := 1; n <= p.Houses[rt]; n++ {
			list = append(list, houseOf(rt, n))
		}
	}
	return list
}
