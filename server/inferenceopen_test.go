package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/cryptotest"
	"testing/synctest"
	"time"

	"jogotonggo/rt-rw"
)

// openPage is what everybody may read of Tegalsari on the morning after the story.
type openPage struct {
	head  rtrw.Head
	rest  string // all but the head's commitment and signature, headers included
	lines int64  // how long the log was, which nobody may tell
}

// nextDay runs the story and reads the open page the day after.
func nextDay(t *testing.T, ill bool) (page openPage) {
	cryptotest.SetGlobalRandom(t, 2020)
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := openSeen(t, dir, leak{})
		defer w.stop()
		for _, login := range []string{"tetangga", "sebelah", "relawan", "warga2", "warga-bpn", "warga", "rt", "rt2", "rw", "nakes", "lurah", "camat"} {
			w.signIn(login)
		}
		deeds := everyday
		if ill {
			deeds = slices.Concat(everyday, patient)
		}
		for minute := range 57 {
			for _, d := range deeds {
				if d.minute == minute {
					w.at(time.Duration(minute) * time.Minute)
					w.act(d)
				}
			}
		}
		w.at(24 * time.Hour)
		n := notary(w.house.store)
		w.fetch("", "GET the open page", "/api/v1/public/33.74.08.1006")
		said := w.told[" GET the open page"][0].text
		_, body, _ := strings.Cut(said, "\n")
		var open struct{ Head map[string]any }
		if err := json.Unmarshal([]byte(body), &open); err != nil {
			t.Fatalf("%v in %s", err, said)
		}
		text := open.Head["text"].(string)
		var err error
		if page.head, err = rtrw.ParseHead(text); err != nil || !n.Ours(page.head) {
			t.Fatalf("%v: %s", err, text)
		}
		seq, _, found, err := w.house.store.Contains(t.Context(), n, page.head)
		if err != nil || !found || seq == 0 {
			t.Fatalf("the head opens for no line: %v", err)
		}
		page.lines = seq
		page.rest = said
		for _, of := range []string{text, open.Head["commitment"].(string), open.Head["signature"].(string)} {
			page.rest = strings.ReplaceAll(page.rest, of, "‹head›")
		}
	})
	return page
}

// TestInference_OpenPage: the page that everybody may read is, on the day after, the same with a
// patient and without, but for the commitment to the log and the signature over it. Those are
// drawn under a salt that nobody has: they tell that a log exists, and are as long and as new
// whatever happened in it.
func TestInference_OpenPage(t *testing.T) {
	well, ill := nextDay(t, false), nextDay(t, true)
	if well.rest != ill.rest {
		t.Errorf("the page tells:\n%s\n%s", well.rest, ill.rest)
	}
	if well.lines == ill.lines || string(well.head.Commitment) == string(ill.head.Commitment) {
		t.Error("the two logs do not differ: nothing was tried")
	}
	if len(well.head.String()) != len(ill.head.String()) || well.head.Day != ill.head.Day || well.head.Epoch != ill.head.Epoch {
		t.Errorf("%s\n%s", well.head, ill.head)
	}
}
