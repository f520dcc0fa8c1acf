package store

import (
	"bytes"
	"maps"
	"slices"

	"jogotonggo/rt-rw"
)

// remembered are the checkpoints of a log that its fold has not come to yet, and the moment
// to which it has.
type remembered struct {
	next   []packed // by seq
	st     *rtrw.Moment[int64]
	sheet  *sheet
	latest int64 // the youngest line so far
}

// packed is a checkpoint as it lies there: a log has thousands, and one opened is large.
type packed struct {
	at, seq      int64
	counts, open string
	bad          bool
}

func (p *proof) remembered(log rtrw.Area) (remembered, error) {
	kept, err := query(p.ctx, p.q, `SELECT `+checkpointColumns+` FROM checkpoints WHERE log = $1 ORDER BY seq, at`, []any{string(log)}, func(r scanner) (k packed, err error) {
		k.bad = r.Scan(&k.at, &k.seq, &k.counts, &k.open) != nil // a value of the wrong kind is a finding, not a failure
		return k, nil
	})
	p.report.Checkpoints += int64(len(kept))
	return remembered{next: kept, st: rtrw.NewMoment[int64](), sheet: newSheet()}, err
}

// recall lays a line over the moment and compares it with the checkpoints that end there.
// One that is wrong may be deleted with all after it: they are written anew.
func (p *proof) recall(f *folded, e *rtrw.Entry, c *rtrw.Case) {
	was := &f.was
	was.st.Lay(e.Seq, e.From, c, e.Seq)
	was.sheet.lay(c, e.From)
	was.latest = max(was.latest, e.At)
	for len(was.next) > 0 && was.next[0].seq <= e.Seq {
		kept := was.next[0]
		was.next = was.next[1:]
		want := checkpointAt(f.log, kept.at, was.st)
		switch same, err := kept.says(&want, was.sheet); {
		case kept.bad || err != nil:
			p.report.add(Finding{Log: f.log, Seq: kept.seq}, "a checkpoint cannot be read")
		case kept.seq != e.Seq || kept.at <= was.latest || kept.at%hour != 0 || !same:
			p.report.add(Finding{Log: f.log, Seq: kept.seq}, "the checkpoint is not what the lines say")
		}
	}
}

// says whether a checkpoint is the one that is wanted. It is read only where it is not written in
// the same words: a log has thousands, each of thousands of counts.
func (k *packed) says(want *checkpoint, sheet *sheet) (bool, error) {
	open, err := unpackOpen(k.open)
	if err != nil {
		return false, err
	}
	plain, err := inflated(k.counts)
	if err != nil || bytes.Equal(plain, sheet.write(want.counts)) {
		return slices.Equal(open, want.open), err
	}
	counts, err := unpackCounts(k.counts)
	return slices.Equal(open, want.open) && maps.Equal(counts, want.counts), err
}

// unreached finds checkpoints of lines that the log does not have.
func (p *proof) unreached(f *folded) {
	for _, k := range f.was.next {
		p.report.add(Finding{Log: f.log, Seq: k.seq}, "a checkpoint stands on no line")
	}
}
