package hub_test

import (
	"testing"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/rt-rw"
)

// TestStalledSocketsDelayNobody runs over real sockets: thirty that read nothing, and one that does.
// A hub that waited for each as long as a drainer does would need more than the healthy one's patience.
func TestStalledSocketsDelayNobody(t *testing.T) {
	t.Parallel()
	log := bustest.NewLog()
	n := bustest.Start(t, hub.Config{Log: log, Bus: hub.NewMemory()})
	for range 30 {
		n.Follow(t, "stalled", "", "desk")
	}
	f := n.Follow(t, "healthy", "", "desk")
	const events, batch = 20_000, 1000
	for sent := batch; sent <= events; sent += batch {
		ns := make([]rtrw.Notice, batch)
		for i := range ns {
			ns[i] = log.Append(area, "desk")
		}
		n.Published(ns)
		f.Until(t, "desk", sent)
	}
	bustest.Eventually(t, func() bool { return n.Stats().Behind == 30 })
}
