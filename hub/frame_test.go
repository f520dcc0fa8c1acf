package hub

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"testing/quick"
	"time"

	"jogotonggo/rt-rw"
)

func TestFrameSpans(t *testing.T) {
	t.Parallel()
	var all []byte
	var ends []int
	sizes := []int{0, 1, 125, 126, 127, 65535, 65536, 70000}
	for _, n := range sizes {
		all = append(all, textFrame(bytes.Repeat([]byte("x"), n))...)
		ends = append(ends, len(all))
	}
	i := 0
	eachPayload(all, func(p []byte) {
		if len(p) != sizes[i] {
			t.Errorf("payload %d has %d bytes, want %d", i, len(p), sizes[i])
		}
		i++
	})
	inFrame := func(at uint32) bool {
		off := int(at) % len(all)
		end := boundary(all, off)
		before, _ := slices.BinarySearch(ends, off)
		want := 0
		if off > 0 {
			want = ends[before]
		}
		return end == want
	}
	if err := quick.Check(inFrame, nil); err != nil {
		t.Error(err)
	}
}

func TestEventFrameIsTheContract(t *testing.T) {
	t.Parallel()
	e := rtrw.Event{ID: "e1", At: 1_785_000_000_123, Area: "33.74.08.1006/RW04/RT03", Service: "aid", Type: "request", Case: "c1", State: "filed", Priority: "biasa", Version: 1}
	it := &item{Notice: rtrw.Notice{Event: e}}
	var got map[string]any
	eachPayload(appendEvent(nil, "s", "p", "c", it.json()), func(b []byte) {
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
	})
	if got["kind"] != "event" || got["stream"] != "s" || got["prev"] != "p" || got["cursor"] != "c" {
		t.Errorf("frame = %v", got)
	}
	event, _ := got["event"].(map[string]any)
	for _, key := range []string{"id", "at", "area", "service", "type", "case", "from", "state", "priority", "due"} {
		if _, there := event[key]; !there {
			t.Errorf("the event has no %s", key)
		}
	}
}

func TestOtherFrames(t *testing.T) {
	t.Parallel()
	tallies := rtrw.Canonical(rtrw.Tallies{"33.74.08.1006": {"aid": {"all": "<5"}}})
	for want, frame := range map[string][]byte{
		`{"kind":"hello","epoch":"000001","streams":{"a":"1","b":"2"}}`: helloFrame(1, []string{"a", "b"}, []string{"1", "2"}),
		`{"kind":"hello","epoch":"00000a","streams":{}}`:                helloFrame(10, nil, nil),
		`{"kind":"status","degraded":true,"bus":"redis"}`:               statusFrame(true, "redis"),
		`{"kind":"resync"}`: resyncFrame,
		`{"kind":"tally","area":"33.74","cursor":"k","tallies":{"33.74.08.1006":{"aid":{"all":"<5"}}}}`: tallyFrame("33.74", "k", tallies),
	} {
		eachPayload(frame, func(b []byte) {
			if string(b) != want {
				t.Errorf("got  %s\nwant %s", b, want)
			}
		})
	}
}

func TestCloseCodes(t *testing.T) {
	t.Parallel()
	waits := map[string]bool{}
	for range 50 {
		waits[string(Restarting.frame()[4:])] = true
	}
	if len(waits) < 25 {
		t.Errorf("a herd of 50 gets %d different moments to come back", len(waits))
	}
	for _, c := range []Close{Restarting, Resync, AccessChanged, Unready, Silent, Flooding, Replaced} {
		if back := c < 4500; c.ComesBack() != back || c < 4000 || c > 4999 {
			t.Errorf("%d comes back: %v", c, c.ComesBack())
		}
		if f := c.frame(); int(f[1]) != len(f)-2 || f[0] != 0x88 {
			t.Errorf("%d: frame % x", c, f)
		}
	}
}

func TestPace(t *testing.T) {
	t.Parallel()
	p := pace{step: pacing}
	now := time.Unix(1_785_000_000, 0)
	flushes := 0
	for range 1000 { // an event every millisecond
		if p.wait(now) <= 0 {
			p.flushed(now)
			flushes++
		}
		now = now.Add(time.Millisecond)
	}
	if flushes < 50 || flushes > 56 {
		t.Errorf("%d flushes in a busy second, want about 50", flushes)
	}
	for range 100 { // an event every 25 ms
		if p.wait(now) > 0 {
			t.Fatal("40 events a second have to wait")
		}
		p.flushed(now)
		now = now.Add(25 * time.Millisecond)
	}
}

// TestNoPace: a hub that was told not to linger sends everything at once.
func TestNoPace(t *testing.T) {
	t.Parallel()
	f := newFeed(New(Config{Log: noLog{}, Bus: NewMemory(), Epoch: func() int64 { return 1 }, Linger: -1}), "33.74.08.1006", 1)
	now := time.Unix(1_785_000_000, 0)
	for i := range 1000 {
		if f.pace.wait(now) > 0 {
			t.Fatalf("event %d has to wait", i)
		}
		f.pace.flushed(now)
	}
}
