package rtrw

import (
	"testing"
	"time"
)

// TestWireTime: the fast way writes what the form says.
func TestWireTime(t *testing.T) {
	t.Parallel()
	for _, at := range []Area{"33.74", "64.71", "94.71", ""} {
		for _, ms := range []int64{0, 1, 999, 1_795_305_600_007, 1_795_305_659_999, -1, -62_135_596_800_000, 253_402_300_799_999, 253_402_300_800_000, 400_000_000_000_000} {
			if got, want := wireTime(ms, at), time.UnixMilli(ms).In(at.Location()).Format(TimeForm); got != want {
				t.Errorf("%d at %q: %s, want %s", ms, at, got, want)
			}
		}
	}
}
