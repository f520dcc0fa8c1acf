package hub

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"jogotonggo/rt-rw"
)

func testItem(seq int64, streams ...string) *item {
	return &item{Notice: rtrw.Notice{Seq: seq, Streams: streams, Event: rtrw.Event{ID: fmt.Sprint(seq), At: 1, Area: "33.74.08.1006"}}}
}

// follow reads a replay as a client does: from the link hello names to the stream's end.
func follow(t *testing.T, s *stream, after int64) (ids []string) {
	t.Helper()
	i := s.after(after)
	link := s.before(i)
	eachPayload(s.replay(i), func(b []byte) {
		var f struct {
			Prev, Cursor string
			Event        struct{ ID string }
		}
		if err := json.Unmarshal(b, &f); err != nil {
			t.Fatal(err)
		}
		if f.Prev != link {
			t.Fatalf("event %s names %s, the last was %s", f.Event.ID, f.Prev, link)
		}
		link = f.Cursor
		ids = append(ids, f.Event.ID)
	})
	if link != s.end() {
		t.Fatalf("the replay ends at %s, the next frame will name %s", link, s.end())
	}
	return ids
}

// TestChainsStayWhole drives a stream through random growth at both ends, trims and
// replays, and holds every replay against the log.
func TestChainsStayWhole(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		dice := rand.New(rand.NewPCG(seed, 1))
		var log []*item
		grow := func() *item {
			it := testItem(int64(len(log)+1), "other")
			if dice.IntN(3) > 0 {
				it = testItem(int64(len(log)+1), "mine", "other")
			}
			log = append(log, it)
			return it
		}
		for range dice.IntN(60) {
			grow()
		}
		s := newStream("mine", int64(len(log)), func(seq int64) string { return fmt.Sprint("c", seq) })
		for range 80 {
			switch dice.IntN(6) {
			case 0, 1, 2:
				if it := grow(); it.Streams[0] == "mine" {
					s.add(it)
				}
			case 3:
				low := dice.Int64N(int64(len(log) + 1))
				s.extend(low, log[low:])
			case 4:
				s.trim(dice.IntN(30))
			case 5:
				after := s.from + dice.Int64N(int64(len(log))-s.from+1)
				var want []string
				for _, it := range log[after:] {
					if it.Streams[0] == "mine" {
						want = append(want, it.ID)
					}
				}
				if got := follow(t, s, after); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("seed %d, after %d: got %v, want %v", seed, after, got, want)
				}
			}
		}
	}
}

func TestReplaysAreSharedAndGrow(t *testing.T) {
	t.Parallel()
	s := newStream("mine", 0, func(seq int64) string { return fmt.Sprint("c", seq) })
	for seq := range int64(10) {
		s.add(testItem(seq+1, "mine"))
	}
	first, again := s.replay(3), s.replay(3)
	if &first[0] != &again[0] {
		t.Error("two readers cut at one moment get two copies")
	}
	kept := bytes.Clone(first)
	s.add(testItem(11, "mine"))
	longer := s.replay(3)
	if !bytes.Equal(first, kept) || !bytes.HasPrefix(longer, kept) || !bytes.Equal(longer, s.frames(nil, 3)) {
		t.Error("a shared replay changed under its readers")
	}
}

func BenchmarkFrame(b *testing.B) {
	cs, err := rtrw.NewCursors(make([]byte, 32))
	if err != nil {
		b.Fatal(err)
	}
	s := newStream("AAAAAAAAAAAA", 0, func(seq int64) string { return cs.Encode(rtrw.Cursor{Epoch: 1, Log: "33.74.08.1006", Seq: seq}) })
	it := testItem(1, "mine")
	it.json()
	buf := make([]byte, 0, 1<<10)
	b.ReportAllocs()
	for b.Loop() {
		s.chain = append(s.chain[:0], link{1, s.seal(1), it})
		buf = s.frames(buf[:0], 0)
	}
}
