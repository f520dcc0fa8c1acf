package main

import "testing"

// TestCounted: the strip can show a loss and a double, and what is under way is neither.
func TestCounted(t *testing.T) {
	t.Parallel()
	log := func(keys ...string) heard {
		h := heard{}
		for _, key := range keys {
			one := h[key]
			one.times, one.by = one.times+1, "sri"
			h[key] = one
		}
		return h
	}
	journal := func(states map[string]string) map[string]entry {
		known := map[string]entry{}
		for key, state := range states {
			known[key] = entry{key, "sri", state}
		}
		return known
	}
	for name, c := range map[string]struct {
		before, after heard
		known         map[string]entry
		want          strip
	}{
		"AllArrived":       {log("a"), log("a", "b"), journal(map[string]string{"a": "sent", "b": "sent"}), strip{2, 2, 0, 0}},
		"Waiting":          {log("a"), log("a"), journal(map[string]string{"a": "sent", "b": "stored"}), strip{2, 1, 0, 0}},
		"ArrivedUnheard":   {log(), log("a"), journal(map[string]string{"a": "sending"}), strip{1, 1, 0, 0}},
		"Refused":          {log(), log(), journal(map[string]string{"a": "refused"}), strip{}},
		"Lost":             {log("a"), log("a"), journal(map[string]string{"a": "sent", "b": "sent"}), strip{2, 1, 1, 0}},
		"Twice":            {log("a"), log("a", "a"), journal(map[string]string{"a": "sent"}), strip{1, 1, 0, 1}},
		"UnderAnotherKey":  {log("a", "x"), log("a", "x"), journal(map[string]string{"a": "sent"}), strip{1, 1, 0, 1}},
		"WrittenMeanwhile": {log("a"), log("a", "x"), journal(map[string]string{"a": "sent"}), strip{1, 1, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := counted(c.before, c.after, c.known); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestRenewed: taken back is gone, sent is not.
func TestRenewed(t *testing.T) {
	t.Parallel()
	old := map[string]entry{"back": {"back", "sri", "stored"}, "sent": {"sent", "sri", "sent"}}
	got := renewed(old, []entry{{"new", "sri", "stored"}}, heard{})
	if len(got) != 2 || got["sent"].Key == "" || got["new"].Key == "" {
		t.Errorf("%v", got)
	}
}
