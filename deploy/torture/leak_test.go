package main

import "testing"

// A text is heard wherever it passes, also in two pieces; and nothing else is.
func TestEars(t *testing.T) {
	t.Parallel()
	for name, it := range map[string]struct {
		pieces []string
		heard  int
	}{
		"whole":            {[]string{"xx kenari-1 xx"}, 1},
		"in two pieces":    {[]string{"xx ken", "ari-1 xx"}, 1},
		"letter by letter": {[]string{"k", "e", "n", "a", "r", "i", "-", "1"}, 1},
		"another":          {[]string{"kenari-", "2 kenari"}, 0},
		"apart":            {[]string{"kenari", " -1"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := &ears{"kenari-1", newFindings()}
			hear := e.listen("somewhere")
			for _, p := range it.pieces {
				hear([]byte(p))
			}
			if got, _ := e.wrong.take(); got[leak] != it.heard {
				t.Errorf("heard %d times, want %d", got[leak], it.heard)
			}
		})
	}
}

// A server holds too much when it holds more than a fresh one and some slack.
func TestHeld(t *testing.T) {
	t.Parallel()
	fresh := held{goroutines: 30, files: 20, memory: 60 << 20}
	for name, it := range map[string]struct {
		now   held
		pages int
		over  bool
	}{
		"as fresh":       {fresh, 0, false},
		"a little":       {held{fresh.goroutines + slack.goroutines, fresh.files + slack.files, fresh.memory + slack.memory}, 0, false},
		"one goroutine":  {held{fresh.goroutines + slack.goroutines + 1, fresh.files, fresh.memory}, 9, true},
		"one file":       {held{fresh.goroutines, fresh.files + slack.files + 1, fresh.memory}, 9, true},
		"one byte":       {held{fresh.goroutines, fresh.files, fresh.memory + slack.memory + 1}, 0, true},
		"its pages":      {held{fresh.goroutines, fresh.files, fresh.memory + slack.memory + readers*9}, 9, false},
		"and one byte":   {held{fresh.goroutines, fresh.files, fresh.memory + slack.memory + readers*9 + 1}, 9, true},
		"less than then": {held{}, 0, false},
	} {
		if got := it.now.over(fresh, it.pages); (got != "") != it.over {
			t.Errorf("%s: %q", name, got)
		}
	}
}
