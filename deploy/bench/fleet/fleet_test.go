package fleet

import (
	"testing"
	"time"
)

func TestStampTellsItsTime(t *testing.T) {
	t.Parallel()
	for _, at := range []time.Time{time.Unix(1_800_000_000, 0), time.Unix(1_800_000_000, 999_999_999), time.Unix(1_800_000_000, 123_456)} {
		id := Stamp(at)
		ns, ok := stampOf([]byte(id))
		if d := at.UnixNano() - ns; !ok || d < 0 || d > 250 {
			t.Errorf("%s is %d ns off (%v)", id, d, ok)
		}
	}
	for _, id := range []string{"", "01890a5d-ac96-8000-8000-000000000000", "x1890a5d-ac96-7000-8000-000000000000"} {
		if _, ok := stampOf([]byte(id)); ok {
			t.Errorf("%q is taken for a stamp", id)
		}
	}
}

func TestQuantilesAreThreePercentExact(t *testing.T) {
	t.Parallel()
	var a, b Hist
	for i := range 10_000 {
		h := &a
		if i%2 == 0 {
			h = &b
		}
		h.Add(time.Duration(i+1) * time.Microsecond)
	}
	a.Merge(&b)
	for q, want := range map[float64]time.Duration{0: time.Microsecond, 0.5: 5 * time.Millisecond, 0.99: 9900 * time.Microsecond} {
		if got := a.Quantile(q); got > want+want/50 || got < want-want/25 {
			t.Errorf("quantile %v = %v, want %v", q, got, want)
		}
	}
	if a.N() != 10_000 || a.Quantile(1) < 9700*time.Microsecond {
		t.Errorf("n = %d, most = %v", a.N(), a.Quantile(1))
	}
	var none Hist
	if none.Quantile(0.5) != 0 {
		t.Error("nothing has a median")
	}
}

func TestSocketHoldsEventsAgainstTheChain(t *testing.T) {
	t.Parallel()
	const a, b, c = "0000000000000000000001", "0000000000000000000002", "0000000000000000000003"
	event := func(prev, cursor string) []byte {
		return []byte(`{"kind":"event","stream":"x","prev":"` + prev + `","cursor":"` + cursor + `","event":{"id":"` + Stamp(time.Now()) + `","at":""}}`)
	}
	var s socket
	if !s.hello([]byte(`{"kind":"hello","epoch":"000001","streams":{"x":"` + a + `"}}`)) {
		t.Fatal("hello is not understood")
	}
	if s.hello([]byte(`{"kind":"hello","streams":{"x":"` + a + `","y":"` + b + `"}}`)) {
		t.Error("two streams are taken for one")
	}
	for _, step := range []struct {
		frame  []byte
		linked bool
	}{{event(a, b), true}, {event(b, c), true}, {event(b, c), false}, {[]byte(`{"kind":"event"`), false}} {
		if linked, _, stamped := s.event(step.frame); linked != step.linked || linked && !stamped {
			t.Errorf("%s: linked %v, stamped %v", step.frame, linked, stamped)
		}
	}
}

func TestFrameComesWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	long := make([]byte, 70_000)
	whole := append([]byte{0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70}, long...)
	whole = append(whole, 0x89, 0)
	for cut := range 12 {
		if _, _, rest, ok := frame(whole[:cut]); ok || len(rest) != cut {
			t.Errorf("%d bytes make a frame", cut)
		}
	}
	_, payload, rest, ok := frame(whole)
	if !ok || len(payload) != len(long) {
		t.Fatalf("got %d bytes, %v", len(payload), ok)
	}
	if op, payload, rest, ok := frame(rest); !ok || op != 9 || len(payload) != 0 || len(rest) != 0 {
		t.Error("the ping behind it is lost")
	}
}
