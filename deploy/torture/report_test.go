package main

import (
	"io"
	"strings"
	"testing"
	"time"
)

// The report says of each kind whether its goal was met, and the run is judged by it: a full one by all
// of it, a shorter one by what was wrong and what was far too late.
func TestReport(t *testing.T) {
	t.Parallel()
	enough := round{acks: 100, took: wanted}
	for name, it := range map[string]struct {
		minutes float64
		kills   int
		goal    int
		but     round // one more
		met     bool  // the kills, as told
		clean   bool
	}{
		"all is well":                {full, 299, 300, enough, true, true},
		"one too few":                {full, 298, 300, enough, false, false},
		"one too few in a short run": {full / 2, 148, 300, enough, false, true},
		"enough for a short run":     {full / 2, 149, 300, enough, true, true},
		"one was late":               {full, 299, 300, round{acks: 100, took: wanted + 1}, false, false},
		"late in a short run":        {full / 2, 299, 300, round{acks: 100, took: wanted + 1}, false, true},
		"far too late":               {full / 2, 299, 300, round{acks: 100, took: tolerate + 1}, false, false},
		"a sleeper far too late":     {full / 2, 299, 300, round{acks: 100, slept: 1, deep: tolerate + 1}, true, false},
		"a sleeper in TCP's time":    {full, 299, 300, round{acks: 100, slept: 1, deep: 3 * time.Second}, true, true},
		"one was lost":               {full / 2, 299, 300, round{acks: 100, wrong: map[column]int{lost: 1}}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			w := &table{out: io.Discard}
			r := w.kind(killing, it.goal)
			for range it.kills {
				w.add(r, enough)
			}
			w.add(r, it.but)
			w.out = &out
			if clean := w.print(it.minutes); clean != it.clean {
				t.Errorf("clean: %v\n%s", clean, out.String())
			}
			line := out.String()[strings.Index(out.String(), "\n"+killing)+1:]
			if line, _, _ = strings.Cut(line, "\n"); strings.HasSuffix(line, "MISSED") == it.met {
				t.Errorf("told: %s", line)
			}
		})
	}
}

// Kills of either kind count together, and so do the answers before them.
func TestKillAcks(t *testing.T) {
	t.Parallel()
	for acks, want := range map[int]bool{killAcks/2 - 1: false, killAcks / 2: true} {
		w := &table{out: io.Discard}
		for _, kind := range []string{killing, killingOne} {
			w.add(w.kind(kind, 1), round{acks: acks})
		}
		if clean := w.print(full); clean != want {
			t.Errorf("%d acks before each: clean %v", acks, clean)
		}
	}
}
