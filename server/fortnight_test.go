package main

import (
	"os"
	"strconv"
	"testing"

	"jogotonggo/rt-rw/store/storetest"
)

// TestFortnight lives fourteen local days of the demo's two kelurahan, Tegalsari (60 RTs,
// WIB) and Prapatan (34 RTs, WITA), in fake time on a real store. Whatever comes first
// happens next: something that somebody does, drawn from a seeded generator, or a clock.
// What it proves is judged by oracles written from the texts: when clocks may strike
// (hours), whom a question waits for (offices), what an RT's colour is (raw maps), and
// that the log folds to the rows, with some households erased as well.
//
// JT_FORTNIGHT_SEED chooses another fortnight; a failure names its seed and step.
func TestFortnight(t *testing.T) {
	t.Parallel()
	seed := uint64(20200422)
	if s := os.Getenv("JT_FORTNIGHT_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatalf("JT_FORTNIGHT_SEED: %v", err)
		}
		seed = n
	}
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		f := newFortnight(t, e, seed, services())
		f.begin()
		f.live(f.end)
		f.settled()
		f.farewell()
		f.tame()
		f.tell(f.folds())
	})
}
