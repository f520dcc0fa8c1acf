package main

import (
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// promise is a clock that a line of the log has set: this move, at this time, unless
// somebody moves the case before.
type promise struct {
	version int
	due     int64
	move    string
}

// promises is the book of all clocks, kept from the lines alone. Each that comes due while
// it is held must be struck once, in its minute, and in order.
type promises struct {
	held   map[string]promise
	struck map[string]bool
	kinds  map[string]int // struck
	night  map[string]int // struck between 21.30 and 05.00 of the place
	made   int            // promises that lines have set
	moved  int            // of those, held no more when their time came, because the case had moved on
	last   int64          // due time of the strike before
	late   int64          // the latest strike, in milliseconds after its time
}

func newPromises() *promises {
	return &promises{held: map[string]promise{}, struck: map[string]bool{}, kinds: map[string]int{}, night: map[string]int{}}
}

// line enters a line and says what is wrong with it.
func (p *promises) line(e *rtrw.Entry) (faults []string) {
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s/%s of case %s version %d: ", e.Service, e.Type, e.Case, e.Version)+fmt.Sprintf(format, args...))
	}
	was, held := p.held[e.Case]
	due := held && was.due <= e.At
	switch {
	case e.Role != rtrw.Timer && due:
		fault("the clock %s was due at %s and forgotten", was.move, stamp(was.due, e.Area))
	case e.Role != rtrw.Timer && held:
		p.moved++
	case e.Role != rtrw.Timer:
	case p.struck[fmt.Sprint(e.Case, e.Version-1, e.Type)]:
		fault("struck twice")
	case !held || was.move != e.Type || was.version != e.Version-1:
		fault("struck, and nothing had promised it")
	case !due:
		fault("struck %s before its time", time.Duration(was.due-e.At)*time.Millisecond)
	default:
		if e.At-was.due >= time.Minute.Milliseconds() {
			fault("struck %s late", time.Duration(e.At-was.due)*time.Millisecond)
		}
		if was.due < p.last {
			fault("struck after one that was due later")
		}
		p.struck[fmt.Sprint(e.Case, was.version, e.Type)] = true
		p.kinds[e.Service+"/"+e.Type]++
		if minute := local(e.At, e.Area) % aDay / aMinute; minute >= 21*60+30 || minute < 5*60 {
			p.night[fmt.Sprintf("%s/%s %s", e.Service, e.Type, e.Priority)]++
		}
		p.last, p.late = max(p.last, was.due), max(p.late, e.At-was.due)
	}
	delete(p.held, e.Case)
	if e.Due != 0 {
		p.held[e.Case] = promise{e.Version, e.Due, e.DueFor}
		p.made++
	}
	return faults
}

// nearest gives the time of the next clock, or the end of all times.
func (p *promises) nearest() int64 {
	at := int64(1) << 62
	for _, h := range p.held {
		at = min(at, h.due)
	}
	return at
}

// forgotten lists what has come due and was not struck.
func (p *promises) forgotten(now int64) (faults []string) {
	for id, h := range p.held {
		if h.due <= now {
			faults = append(faults, fmt.Sprintf("case %s version %d: %s was due and never struck", id, h.version, h.move))
		}
	}
	return faults
}

func stamp(ms int64, at rtrw.Area) string {
	return time.UnixMilli(ms).In(at.Location()).Format("Mon 02 15:04:05.000 MST")
}
