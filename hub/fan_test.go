package hub_test

import (
	"io"
	"testing"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/rt-rw"
)

// BenchmarkFanOut measures one stream with a thousand readers over real sockets, up to 32
// events under way: an operation is one event delivered to all. The first reader reads
// frame by frame and holds the pace, the others take bytes.
func BenchmarkFanOut(b *testing.B) {
	log := bustest.NewLog()
	n := bustest.Start(b, hub.Config{Log: log, Bus: hub.NewMemory()})
	const readers, window = 1000, 32
	first := n.Follow(b, "reader", "", "desk")
	for range readers - 1 {
		go io.Copy(io.Discard, n.Follow(b, "reader", "", "desk").NetConn())
	}
	b.ReportAllocs()
	b.ResetTimer()
	for sent := 0; sent < b.N; {
		ns := make([]rtrw.Notice, min(window, b.N-sent))
		for i := range ns {
			ns[i] = log.Append(area, "desk")
		}
		n.Published(ns)
		sent += len(ns)
		first.Until(b, "desk", sent)
	}
	b.ReportMetric(float64(b.N)*readers/b.Elapsed().Seconds(), "deliveries/s")
}
