package store

import (
	"maps"
	"slices"

	"jogotonggo/rt-rw"
)

// remembered are the checkpoints of a log that its fold has not come to yet, and the moment
// to which it has.
type remembered struct {
	next   []checkpoint // by seq
	st     *rtrw.Moment[int64]
	latest int64 // the youngest line so far
}

func (p *proof) remembered(log rtrw.Area) (remembered, error) {
	kept, err := query(p.ctx, p.q, `SELECT `+checkpointColumns+` FROM checkpoints WHERE log = $1 ORDER BY seq, at`, []any{string(log)}, func(r scanner) (checkpoint, error) {
		k, err := scanCheckpoint(log)(r)
		if err != nil {
			p.report.add(Finding{Log: log, Seq: k.seq}, "a checkpoint cannot be read")
			k.seq = -1
		}
		return k, nil
	})
	kept = slices.DeleteFunc(kept, func(k checkpoint) bool { return k.seq < 0 })
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
		k := was.next[0]
		was.next = was.next[1:]
		want := checkpointAt(f.log, k.at, was.st)
		if k.seq != e.Seq || k.at <= was.latest || k.at%hour != 0 || !maps.Equal(k.counts, want.counts) || !slices.Equal(k.open, want.open) {
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
