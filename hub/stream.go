package hub

import (
	"encoding/json"
	"slices"
	"sort"
	"time"

	"jogotonggo/rt-rw"
)

// item is one event of the log with its body, encoded once for all streams it is on.
type item struct {
	rtrw.Notice
	body []byte
}

func (it *item) json() []byte {
	if it.body == nil {
		it.body, _ = json.Marshal(it.Event) // strings and numbers always encode
	}
	return it.body
}

// stream is one audience's view of a log: a chain that is whole from position `from` to the
// feed's head. A stream is one incarnation: its salt is fresh, so that cursors of two
// streams, or of one stream before and after a restart, tell nobody how much lies between.
// The chain belongs to the feed's goroutine; shards know a stream only by its address.
type stream struct {
	name string
	seal func(seq int64) string

	from    int64  // everything of this stream after here is in the chain
	root    string // the cursor before the first link
	chain   []link
	pending int // links at the end that wait to be flushed to readers
	memo    []memo

	readers int
	idle    time.Time // since when nobody reads
}

// link is one frame without its bytes: they are built when they are wanted.
type link struct {
	seq    int64
	cursor string
	item   *item
}

// memo keeps a replay that was built, for all who were cut at the same moment.
type memo struct {
	first, last int64
	bytes       []byte
}

const (
	memos    = 4
	memoMost = 1 << 20
)

func newStream(name string, head int64, seal func(int64) string) *stream {
	return &stream{name: name, seal: seal, from: head, root: seal(head)}
}

// end is the cursor that the next frame will name as its prev.
func (s *stream) end() string { return s.before(len(s.chain)) }

// before is the cursor that stands before chain[i].
func (s *stream) before(i int) string {
	if i == 0 {
		return s.root
	}
	return s.chain[i-1].cursor
}

// add appends the next event.
func (s *stream) add(it *item) {
	s.chain = append(s.chain, link{it.Seq, s.seal(it.Seq), it})
}

// extend lengthens the chain backwards, down to position low, by the events of the log
// after it. The chain goes on at its old root; so the last of the new links takes the root
// for its cursor, which is true: nothing of this stream lies between.
func (s *stream) extend(low int64, items []*item) {
	if low >= s.from {
		return
	}
	var older []link
	for _, it := range items {
		if it.Seq > low && it.Seq <= s.from && slices.Contains(it.Streams, s.name) {
			older = append(older, link{it.Seq, s.seal(it.Seq), it})
		}
	}
	if len(older) > 0 {
		older[len(older)-1].cursor = s.root
		s.root = s.seal(low)
		s.chain = append(older, s.chain...)
	}
	s.from = low
}

// trim forgets all but the newest links.
func (s *stream) trim(keep int) {
	s.memo = nil
	if cut := len(s.chain) - max(keep, s.pending); cut > 0 {
		s.from, s.root = s.chain[cut-1].seq, s.chain[cut-1].cursor
		s.chain = slices.Clone(s.chain[cut:])
	}
}

// after gives the first link behind a position: its index.
func (s *stream) after(seq int64) int {
	return sort.Search(len(s.chain), func(i int) bool { return s.chain[i].seq > seq })
}

// frames builds the frames of chain[i:] behind b.
func (s *stream) frames(b []byte, i int) []byte {
	if b == nil {
		b = make([]byte, 0, (len(s.chain)-i)*640)
	}
	for ; i < len(s.chain); i++ {
		b = appendEvent(b, s.name, s.before(i), s.chain[i].cursor, s.chain[i].item.json())
	}
	return b
}

// replay gives the frames from chain[i] on as one slice that must not be changed. What was
// built for one reader serves all who want the same, and is lengthened as the chain grows.
func (s *stream) replay(i int) []byte {
	if i == len(s.chain) {
		return nil
	}
	first, last := s.chain[i].seq, s.chain[len(s.chain)-1].seq
	for k := range s.memo {
		m := &s.memo[k]
		if m.first == first {
			m.bytes, m.last = s.frames(m.bytes, s.after(m.last)), last
			return m.bytes
		}
	}
	b := s.frames(nil, i)
	if len(b) <= memoMost {
		if len(s.memo) == memos {
			s.memo = slices.Delete(s.memo, 0, 1)
		}
		s.memo = append(s.memo, memo{first, last, b})
	}
	return b
}
