package store

import (
	"maps"
	"slices"

	"jogotonggo/rt-rw"
)

// remembered are the checkpoints of a log that its fold has not come to yet, and the moment
// to which it has.
type remembered struct {
	next   []packed // by seq
	st     *rtrw.Moment[int64]
	latest int64 // the youngest line so far
}

// packed is a checkpoint as it lies there: a log has thousands, and one opened is large.
type packed struct {
	at, seq      int64
	counts, open string
	bad          bool
}

// Scan hands the columns over, as a row does.
func (k *packed) Scan(to ...any) error {
	*to[0].(*int64), *to[1].(*int64), *to[2].(*string), *to[3].(*string) = k.at, k.seq, k.counts, k.open
	return nil
}

func (p *proof) remembered(log rtrw.Area) (remembered, error) {
	kept, err := query(p.ctx, p.q, `SELECT `+checkpointColumns+` FROM checkpoints WHERE log = $1 ORDER BY seq, at`, []any{string(log)}, func(r scanner) (k packed, err error) {
		k.bad = r.Scan(&k.at, &k.seq, &k.counts, &k.open) != nil // a value of the wrong kind is a finding, not a failure
		return k, nil
	})
	p.report.Checkpoints += int64(len(kept))
	return remembered{next: kept, st: rtrw.NewMoment[int64]()}, err
}

// recall lays a line over the moment and compares it with the checkpoints that end there.
// One that is wrong may be deleted with all after it: they are written anew.
func (p *proof) recall(f *folded, e *rtrw.Entry, c *rtrw.Case) {
	was := &f.was
	was.st.Lay(e.Seq, e.From, c, e.Seq)
	was.latest = max(was.latest, e.At)
	for len(was.next) > 0 && was.next[0].seq <= e.Seq {
		kept := was.next[0]
		was.next = was.next[1:]
		k, err := scanCheckpoint(f.log)(&kept)
		want := checkpointAt(f.log, k.at, was.st)
		switch {
		case kept.bad || err != nil:
			p.report.add(Finding{Log: f.log, Seq: k.seq}, "a checkpoint cannot be read")
		case k.seq != e.Seq || k.at <= was.latest || k.at%hour != 0 || !maps.Equal(k.counts, want.counts) || !slices.Equal(k.open, want.open):
			p.report.add(Finding{Log: f.log, Seq: k.seq}, "the checkpoint is not what the lines say")
		}
	}
}

// unreached finds checkpoints of lines that the log does not have.
func (p *proof) unreached(f *folded) {
	for _, k := range f.was.next {
		p.report.add(Finding{Log: f.log, Seq: k.seq}, "a checkpoint stands on no line")
	}
}
