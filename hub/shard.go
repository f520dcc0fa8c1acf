package hub

import "time"

// shard owns a share of the sockets and writes to them. Everything it does comes by one
// queue, so what a member missed stands before what happens next without a lock.
type shard struct {
	hub     *Hub
	index   int
	in      chan order
	members map[*member]struct{}
	rows    rows
	status  standing
	wheel   wheel
}

// order is one thing to do; exactly one field is set.
type order struct {
	parts   []part
	join    *seating
	leave   *member
	status  *standing
	letters []letter
}

// part is what waits for the readers of one stream, laid end to end. Nobody changes it.
type part struct {
	stream *stream
	bytes  []byte
	frames int
}

// seating is a member's first bytes; who sits at its feed has them already.
type seating struct {
	m      *member
	hello  []byte
	replay [][]byte
}

// standing is the status of a moment; a later one has a higher number.
type standing struct {
	nth   int
	frame []byte
}

func newShard(h *Hub, index int, status standing) *shard {
	return &shard{hub: h, index: index, in: make(chan order, 256), members: map[*member]struct{}{}, rows: rows{}, status: status}
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
		s.hub.count.frames.Add(int64(s.rows.write(o.parts)))
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
		s.status = *o.status
		for m := range s.members {
			s.tell(m)
		}
	}
}

// join seats a member, unless its feed has.
func (s *shard) join(j *seating) {
	if j.m.near {
		s.tell(j.m)
	} else {
		j.m.greet(j.hello, s.status, j.replay)
		s.rows.take(j.m)
	}
	s.members[j.m] = struct{}{}
	s.wheel.add(j.m)
}

// tell gives a member the status, unless it knows it.
func (s *shard) tell(m *member) {
	if m.told < s.status.nth {
		m.told = s.status.nth
		m.out.send(s.status.frame)
	}
}

func (s *shard) leave(m *member) {
	delete(s.members, m)
	if !m.near {
		s.rows.leave(m)
	}
	m.left = true
}
