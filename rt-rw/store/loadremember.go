package store

import (
	"time"

	"jogotonggo/rt-rw"
)

// remembering makes the checkpoints of a past, as Remember would have made them hour by hour
// and thinned them since.
type remembering struct {
	services *rtrw.Registry
	st       *rtrw.Moment[int64]
	sheet    *sheet
	last     checkpoint
	now      int64
	until    int64 // the last full hour
	rows     [][]any
	resting  []any // the newest of before boards are kept: the first of them rests on it
}

func newRemembering(services *rtrw.Registry, log rtrw.Area, now time.Time) *remembering {
	ms := now.UnixMilli()
	return &remembering{services: services, st: rtrw.NewMoment[int64](), sheet: newSheet(), last: checkpoint{log: log}, now: ms, until: ms - ms%hour}
}

// lay goes on with a line.
func (r *remembering) lay(e *rtrw.Entry) {
	if e.At >= r.until {
		r.end()
		return
	}
	if at := hourBefore(e.At, r.now); at > r.last.at {
		r.keep(at)
	}
	c := rtrw.Case{ID: e.Case, Area: e.Area, Service: e.Service, State: e.State}
	if svc, _ := r.services.Service(e.Service); svc.IsFinal(e.State) {
		c.Closed = e.At
	}
	r.st.Lay(e.Seq, e.From, &c, e.Seq)
	r.sheet.lay(&c, e.From)
}

// end keeps the last full hour; what was said later is not older than any.
func (r *remembering) end() {
	if r.last.at < r.until {
		r.keep(r.until)
	}
}

func (r *remembering) keep(at int64) {
	if r.last.at = at; r.st.Seq == r.last.seq {
		return
	}
	r.last = checkpointAt(r.last.log, at, r.st)
	row := r.last.rowWith(r.sheet.write(r.last.counts))
	if at < r.now-rtrw.BoardsKept.Milliseconds() {
		r.resting = row
		return
	}
	if r.resting != nil {
		r.rows, r.resting = append(r.rows, r.resting), nil
	}
	r.rows = append(r.rows, row)
}

// take gives what was made since it was asked last.
func (r *remembering) take() (rows [][]any) {
	rows, r.rows = r.rows, nil
	return rows
}
