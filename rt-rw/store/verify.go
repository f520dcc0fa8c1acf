package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"jogotonggo/rt-rw"
)

// Report says what Verify looked at and what it found.
type Report struct {
	Logs        int
	Events      int64
	Cases       int64
	Texts       int64
	Looks       int64
	Checkpoints int64
	Findings    []Finding // at most mostFindings
	More        int64     // findings beyond those
}

// Finding is one place where the database does not agree with itself.
type Finding struct {
	Log  rtrw.Area // "" where it belongs to none
	Seq  int64     // of the line, 0 where it is none
	Case string    // "" where it is none
	What string
}

// String writes a finding on one line; it carries ids and columns, never a value.
func (f Finding) String() string {
	return fmt.Sprintf("log=%s seq=%d case=%s: %s", f.Log, f.Seq, f.Case, f.What)
}

// Clean says whether everything agreed.
func (r *Report) Clean() bool { return len(r.Findings) == 0 }

const mostFindings = 100

func (r *Report) add(f Finding, format string, args ...any) {
	if len(r.Findings) == mostFindings {
		r.More++
		return
	}
	f.What = fmt.Sprintf(format, args...)
	r.Findings = append(r.Findings, f)
}

// Verify proves on one picture of the database that the log is the only truth: every log
// is gapless and its chain whole; folding the lines gives the rows of cases column by
// column, and the tallies; every text is the one that its line refers to.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	tx, err := s.db.BeginTx(ctx, s.dialect.snapshot())
	if err != nil {
		return Report{}, s.refuse(err)
	}
	defer tx.Rollback()
	r, err := s.verify(ctx, tx)
	return r, s.refuse(err)
}

// proof is one run of Verify.
type proof struct {
	s      *Store
	ctx    context.Context
	q      querier
	report Report
	counts batch // only its tallies, counted as the writer counts them
}

func (s *Store) verify(ctx context.Context, q querier) (Report, error) {
	p := &proof{s: s, ctx: ctx, q: q}
	logs, err := query(ctx, q, `SELECT log FROM logs UNION SELECT log FROM events UNION SELECT log FROM cases UNION SELECT log FROM checkpoints ORDER BY 1`, nil, scanArea)
	if err != nil {
		return p.report, fmt.Errorf("verify: list logs: %w", err)
	}
	p.report.Logs = len(logs)
	for _, log := range logs {
		f, err := p.fold(log)
		if err != nil {
			return p.report, fmt.Errorf("verify log %s: %w", log, err)
		}
		for _, check := range []func(*folded) error{p.head, p.rows, p.texts} {
			if err := check(f); err != nil {
				return p.report, fmt.Errorf("verify log %s: %w", log, err)
			}
		}
	}
	for _, check := range []func() error{p.tallies, p.strays, p.looks} {
		if err := check(); err != nil {
			return p.report, fmt.Errorf("verify: %w", err)
		}
	}
	return p.report, nil
}

// head compares the counter of a log with its last line.
func (p *proof) head(f *folded) error {
	heads, err := query(p.ctx, p.q, `SELECT CAST(seq AS TEXT), hash FROM logs WHERE log = $1`, []any{string(f.log)},
		func(r scanner) (h [2]string, err error) { return h, r.Scan(&h[0], &h[1]) })
	if err != nil {
		return err
	}
	switch {
	case len(heads) == 0:
		p.report.add(Finding{Log: f.log}, "the log has no counter")
	case heads[0][0] != strconv.FormatInt(f.seq, 10):
		p.report.add(Finding{Log: f.log, Seq: f.seq}, "the counter does not stand at the last line")
	case heads[0][1] != f.hash:
		p.report.add(Finding{Log: f.log, Seq: f.seq}, "the counter's hash is not that of the last line")
	}
	return nil
}

// rows compares the rows of cases with the fold, column by column, both ways.
func (p *proof) rows(f *folded) error {
	type row struct {
		c   *rtrw.Case
		log string
		bad bool
	}
	rows, err := query(p.ctx, p.q, `SELECT `+caseColumns+`, log FROM cases WHERE log = $1`, []any{string(f.log)}, func(r scanner) (w row, err error) {
		if w.c, err = scanCase(and(r, &w.log)); err != nil {
			return row{c: w.c, bad: true}, nil // a value of the wrong kind is a finding, not a failure
		}
		return w, nil
	})
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, w := range rows {
		p.report.Cases++
		there[w.c.ID] = true
		at := Finding{Log: f.log, Case: w.c.ID}
		want := f.cases[w.c.ID]
		switch {
		case w.bad:
			p.report.add(at, "the row cannot be read")
		case want == nil:
			p.report.add(at, "the row stands on no line of this log")
		default:
			for _, column := range differing(w.c, want) {
				p.report.add(at, "column %s is not what the lines say", column)
			}
			if rtrw.Area(w.log) != w.c.Area.Log() {
				p.report.add(at, "the case stands in another log than its area's")
			}
		}
	}
	for id := range f.cases {
		if !there[id] {
			p.report.add(Finding{Log: f.log, Case: id}, "the row is missing")
		}
	}
	return nil
}

// differing names the fields in which two pictures of a case differ.
func differing(a, b *rtrw.Case) (names []string) {
	va, vb := reflect.ValueOf(*a), reflect.ValueOf(*b)
	for i := range va.NumField() {
		if !reflect.DeepEqual(va.Field(i).Interface(), vb.Field(i).Interface()) {
			names = append(names, va.Type().Field(i).Name)
		}
	}
	return names
}

// tallies compares the stored counts with those of the fold.
func (p *proof) tallies() error {
	type tally struct {
		rtrw.Count
		n string
	}
	stored, err := query(p.ctx, p.q, `SELECT area, service, state, CAST(n AS TEXT) FROM tallies`, nil,
		func(r scanner) (t tally, err error) { return t, r.Scan(&t.Area, &t.Service, &t.State, &t.n) })
	if err != nil {
		return err
	}
	for _, t := range stored {
		c := t.Count
		if strconv.FormatInt(p.counts.counts[c], 10) != t.n {
			p.report.add(Finding{Log: c.Area.Log()}, "the tally of %s, %s %s is not what the lines say", c.Area, c.Service, c.State)
		}
		delete(p.counts.counts, c)
	}
	for c, n := range p.counts.counts {
		if n != 0 {
			p.report.add(Finding{Log: c.Area.Log()}, "the tally of %s, %s %s is missing", c.Area, c.Service, c.State)
		}
	}
	return nil
}

// and scans more columns behind those that a scan function knows.
func and(r scanner, more ...any) scanner { return wider{r, more} }

type wider struct {
	scanner
	more []any
}

func (w wider) Scan(to ...any) error { return w.scanner.Scan(append(to, w.more...)...) }

// sameText says whether stored base64 is written the one way in which it is written here.
func sameText(stored string, b []byte) bool {
	return stored == base64.RawStdEncoding.EncodeToString(b)
}

// payloadOf reads the after-image of a line.
func payloadOf(e *rtrw.Entry) (*rtrw.Case, error) {
	c := new(rtrw.Case)
	return c, json.Unmarshal(e.Payload, c)
}
