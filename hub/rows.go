package hub

// rows are the members of streams, seated. One goroutine owns them: a shard's, or a feed's, which
// serves its first readers itself.
type rows map[*stream][]seat

// seat is a member's place in a stream. Its sink stands here, so that a frame touches nothing else
// of the member; nth is which of the member's streams this is.
type seat struct {
	out sink
	m   *member
	nth int
}

func (r rows) take(m *member) {
	m.seats = make([]int, len(m.streams))
	for i, st := range m.streams {
		m.seats[i] = len(r[st])
		r[st] = append(r[st], seat{m.out, m, i})
	}
}

func (r rows) leave(m *member) {
	for i, st := range m.streams {
		seats := r[st]
		last := len(seats) - 1
		at := m.seats[i]
		seats[at] = seats[last]
		seats[at].m.seats[seats[at].nth] = at
		seats[last] = seat{}
		if last == 0 {
			delete(r, st)
		} else {
			r[st] = seats[:last]
		}
	}
	m.seats = nil
}

// write gives each part to the readers of its stream, and says how many frames that were.
func (r rows) write(parts []part) (frames int) {
	for _, p := range parts {
		seats := r[p.stream]
		for i := range seats {
			seats[i].out.send(p.bytes)
		}
		frames += p.frames * len(seats)
	}
	return frames
}
