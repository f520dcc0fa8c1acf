package store

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"

	"jogotonggo/rt-rw"
)

// folded is what the lines of one log say, laid one over the other.
type folded struct {
	log   rtrw.Area
	seq   int64
	hash  string
	cases map[string]*rtrw.Case
	was   remembered
	texts map[string]map[rtrw.Sealed]bool // by case: all that its lines ever referred to
}

// line is an event as it is stored, or the fact that it cannot be read.
type line struct {
	entry       *rtrw.Entry
	print, hash string
	bad         error
}

// fold reads a log from its first line to its last and checks each on the way.
func (p *proof) fold(log rtrw.Area) (*folded, error) {
	f := &folded{log: log, cases: map[string]*rtrw.Case{}, texts: map[string]map[rtrw.Sealed]bool{}}
	was, err := p.remembered(log)
	if err != nil {
		return nil, err
	}
	f.was = was
	lines := make(chan []line, 4)
	var failed error
	go func() { // while some are judged, the next are read
		defer close(lines)
		failed = p.read(log, lines)
	}()
	for some := range lines {
		for i := range some {
			p.lay(f, &some[i])
		}
	}
	for _, c := range f.cases {
		p.counts.count(c, c.State, 1)
	}
	p.unreached(f)
	return f, failed
}

// foldedAtOnce is how many lines are handed over at a time.
const foldedAtOnce = 256

// read hands over the lines of a log, oldest first.
func (p *proof) read(log rtrw.Area, to chan<- []line) error {
	rows, err := p.q.QueryContext(p.ctx, `SELECT `+eventColumns+`, print, hash FROM events WHERE log = $1 ORDER BY seq`, string(log))
	if err != nil {
		return err
	}
	defer rows.Close()
	some := make([]line, 0, foldedAtOnce)
	for rows.Next() {
		var l line
		l.entry, l.bad = scanEntry(and(rows, &l.print, &l.hash))
		if some = append(some, l); len(some) == foldedAtOnce {
			to <- some
			some = make([]line, 0, foldedAtOnce)
		}
	}
	to <- some
	return rows.Err()
}

// lay puts one line over those before it.
func (p *proof) lay(f *folded, l *line) {
	p.report.Events++
	if l.bad != nil {
		f.seq++
		p.report.add(Finding{Log: f.log, Seq: f.seq}, "the line cannot be read")
		return
	}
	e, at := l.entry, Finding{Log: f.log, Seq: l.entry.Seq, Case: l.entry.Case}
	if e.Seq != f.seq+1 {
		p.report.add(at, "the line before has number %d", f.seq)
	}
	if !sameText(l.print, e.Print) || !sameText(l.hash, e.Hash) || !sameText(l.hash, chain(f.hash, e)) {
		p.report.add(at, "the chain is broken here")
	}
	f.seq, f.hash = e.Seq, l.hash
	c, err := payloadOf(e)
	if err != nil {
		p.report.add(at, "the payload cannot be read")
		return
	}
	if !agrees(e, c) {
		p.report.add(at, "the columns and the payload differ")
	}
	before := f.cases[c.ID]
	switch {
	case before == nil && (c.Version != 1 || e.From != ""):
		p.report.add(at, "the case begins in its middle")
	case before != nil && (c.Version != before.Version+1 || e.From != before.State):
		p.report.add(at, "the line does not follow from the one before it")
	}
	f.cases[c.ID] = c
	p.recall(f, e, c)
	p.refer(f, c, at)
}

// agrees says whether the public columns are those of the after-image.
func agrees(e *rtrw.Entry, c *rtrw.Case) bool {
	want := rtrw.Event{ID: e.ID, At: c.Updated, Area: c.Area, Service: c.Service, Type: e.Type, Case: c.ID, From: e.From, State: c.State,
		Priority: c.Priority, Level: c.Level, Next: c.Next, Due: c.Due, DueFor: c.DueFor, Version: c.Version, Told: string(c.Told)}
	return e.Event == want && e.House == c.House && e.Log == c.Area.Log()
}

// refer notes which texts a line refers to.
func (p *proof) refer(f *folded, c *rtrw.Case, at Finding) {
	svc, ok := p.s.cfg.Registry.Service(c.Service)
	if !ok {
		p.report.add(at, "the service %q is not known here", c.Service)
		return
	}
	refs, err := svc.Refs(c.Data)
	if err != nil {
		p.report.add(at, "the data cannot be read")
	}
	for _, r := range refs {
		if f.texts[c.ID] == nil {
			f.texts[c.ID] = map[rtrw.Sealed]bool{}
		}
		f.texts[c.ID][r] = true
	}
}

// texts compares the ciphertexts of a log's cases with what the lines refer to.
func (p *proof) texts(f *folded) error {
	type text struct {
		id, cipher string
		ref        rtrw.Sealed
	}
	var stored []text
	for ids := range slices.Chunk(sorted(keysOf(f.cases)), foldedAtOnce) {
		some, err := query(p.ctx, p.q, `SELECT case_id, ref, cipher FROM texts WHERE case_id `+p.s.dialect.in(1), []any{p.s.dialect.list(ids)},
			func(r scanner) (t text, err error) { return t, r.Scan(&t.id, &t.ref, &t.cipher) })
		if err != nil {
			return err
		}
		stored = append(stored, some...)
	}
	for _, t := range stored {
		p.report.Texts++
		at := Finding{Log: f.log, Case: t.id}
		if !f.texts[t.id][t.ref] {
			p.report.add(at, "text %s stands on no line", t.ref)
		}
		if !digestHolds(t.ref, t.cipher) {
			p.report.add(at, "text %s is not the one that was sealed", t.ref)
		}
		delete(f.texts[t.id], t.ref)
	}
	for id, refs := range f.texts {
		for ref := range refs {
			p.report.add(Finding{Log: f.log, Case: id}, "text %s is missing", ref)
		}
	}
	return nil
}

// digestHolds says whether a ciphertext is the one whose digest stands in its reference.
func digestHolds(ref rtrw.Sealed, stored string) bool {
	cipher, err := base64.RawStdEncoding.DecodeString(stored)
	_, want, ok := strings.Cut(string(ref), ":")
	sum := sha256.Sum256(cipher)
	return err == nil && ok && sameText(stored, cipher) && want == base64.RawURLEncoding.EncodeToString(sum[:12])
}

// strays finds texts of cases that no log knows.
func (p *proof) strays() error {
	ids, err := query(p.ctx, p.q, `SELECT case_id FROM texts WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.case_id = texts.case_id)`, nil,
		func(r scanner) (id string, err error) { return id, r.Scan(&id) })
	for _, id := range ids {
		p.report.add(Finding{Case: id}, "a text belongs to a case that no log knows")
	}
	return err
}
