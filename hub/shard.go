package hub

import "time"

// shard owns a share of the sockets and writes to them. Everything it does comes by one
// queue, so what a member missed stands before what happens next without a lock.
type shard struct {
	hub     *Hub
	index   int
	in      chan order
	members map[*member]struct{}
	seats   map[*stream][]seat
	status  []byte
	wheel   wheel
}

// order is one thing to do; exactly one field is set.
type order struct {
	parts   []part
	join    *seating
	leave   *member
	status  []byte
	letters []letter
}

// part is what waits for the readers of one stream, laid end to end. Nobody changes it.
type part struct {
	stream *stream
	bytes  []byte
	frames int
}

// seating is a member's first bytes.
type seating struct {
	m      *member
	hello  []byte
	replay [][]byte
}

// seat is a member in a stream; nth is which of the member's streams this is.
type seat struct {
	m   *member
	nth int
}

func newShard(h *Hub, index int, status []byte) *shard {
	return &shard{hub: h, index: index, in: make(chan order, 256), members: map[*member]struct{}{}, seats: map[*stream][]seat{}, status: status}
}

// send queues an order. A shard never waits for anything but its queue, so this waits briefly if at all.
func (s *shard) send(o order) {
	select {
	case s.in <- o:
	case <-s.hub.life.Done():
	}
}

func (s *shard) run() {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for {
		select {
		case o := <-s.in:
			s.do(o)
		case now := <-second.C:
			s.wheel.turn(now)
		case <-s.hub.life.Done():
			return
		}
	}
}

func (s *shard) do(o order) {
	switch {
	case o.parts != nil:
		for _, p := range o.parts {
			seats := s.seats[p.stream]
			for _, seat := range seats {
				seat.m.out.send(p.bytes)
			}
			s.hub.count.frames.Add(int64(p.frames * len(seats)))
		}
	case o.join != nil:
		s.join(o.join)
	case o.leave != nil:
		s.leave(o.leave)
	case o.letters != nil:
		for _, l := range o.letters {
			if !l.m.left {
				l.m.out.send(l.bytes)
			}
		}
	case o.status != nil:
		s.status = o.status
		for m := range s.members {
			m.out.send(o.status)
		}
	}
}

// join writes hello, status and what was missed, in one go where that is little.
func (s *shard) join(j *seating) {
	first := append(j.hello[:len(j.hello):len(j.hello)], s.status...)
	rest := j.replay
	for len(rest) > 0 && len(first)+len(rest[0]) <= 32<<10 {
		first, rest = append(first, rest[0]...), rest[1:]
	}
	j.m.out.replay(first, rest)
	s.members[j.m] = struct{}{}
	j.m.seats = make([]int, len(j.m.streams))
	for i, st := range j.m.streams {
		j.m.seats[i] = len(s.seats[st])
		s.seats[st] = append(s.seats[st], seat{j.m, i})
	}
	s.wheel.add(j.m)
}

func (s *shard) leave(m *member) {
	delete(s.members, m)
	for i, st := range m.streams {
		seats := s.seats[st]
		last := len(seats) - 1
		at := m.seats[i]
		seats[at] = seats[last]
		seats[at].m.seats[seats[at].nth] = at
		seats[last] = seat{}
		if last == 0 {
			delete(s.seats, st)
		} else {
			s.seats[st] = seats[:last]
		}
	}
	m.seats = nil
	m.left = true
}
