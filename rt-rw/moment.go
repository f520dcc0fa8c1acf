package rtrw

// Moment is a log as it stood after one of its lines: how many cases of a service were in
// which state where, and of each open case what is kept of it. A checkpoint keeps the number
// of its last line, a board the case itself.
type Moment[T any] struct {
	Seq    int64
	Counts map[Count]int64 // by area, service and state; the N of the key is 0
	Open   map[string]T    // by case
}

// NewMoment is a log before its first line.
func NewMoment[T any]() *Moment[T] {
	return &Moment[T]{Counts: map[Count]int64{}, Open: map[string]T{}}
}

// Lay puts the next line over those before it: the state that the case left, the case after
// it, and what is to be kept of it while it is open.
func (s *Moment[T]) Lay(seq int64, from State, c *Case, kept T) {
	s.Seq = seq
	for _, at := range c.CountedAt() {
		s.count(Count{Area: at, Service: c.Service, State: from}, -1)
		s.count(Count{Area: at, Service: c.Service, State: c.State}, +1)
	}
	if c.Closed != 0 {
		delete(s.Open, c.ID)
		return
	}
	s.Open[c.ID] = kept
}

func (s *Moment[T]) count(at Count, n int64) {
	if at.State == "" { // an opening move leaves none
		return
	}
	if s.Counts[at] += n; s.Counts[at] == 0 {
		delete(s.Counts, at)
	}
}

// CountedAt lists the areas in whose tallies a case stands: its log's, and its RT. Every
// area between and above is summed when it is read.
func (c *Case) CountedAt() []Area {
	at := []Area{c.Area.Log()}
	if rt := c.Area.Up(RT); rt != "" {
		at = append(at, rt)
	}
	return at
}
