package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// clock is a time that a test sets.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func (c *clock) pass(d time.Duration) { c.at = c.at.Add(d) }

func never() bool { return false }

func wait(err error) time.Duration {
	var r *door.Refusal
	if errors.As(err, &r) && r.Code == rtrw.TooMany {
		return r.Retry
	}
	return 0
}

// TestLimitsOpenings: ten accepted opening moves an hour and thirty a day; what is refused
// or sent again costs nothing.
func TestLimitsOpenings(t *testing.T) {
	t.Parallel()
	c := &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	l, n := newLimits(c.now), 0
	open := func(accepted bool) error {
		n++
		done, err := l.admit(asked{account: "warga", key: fmt.Sprint(n), opening: true}, never)
		if err == nil {
			done(accepted)
		}
		return err
	}
	for range 50 {
		if err := open(false); err != nil {
			t.Fatalf("refused input counts: %v", err)
		}
	}
	for i := range 10 {
		if err := open(true); err != nil {
			t.Fatalf("opening %d: %v", i+1, err)
		}
		c.pass(time.Minute)
	}
	if got := wait(open(true)); got != 50*time.Minute {
		t.Errorf("the eleventh waits %v", got)
	}
	if done, err := l.admit(asked{account: "warga", key: "1", opening: true}, func() bool { return true }); err != nil {
		t.Errorf("a replay is refused: %v", err)
	} else {
		done(false)
	}
	if done, err := l.admit(asked{account: "tetangga", key: "x", opening: true}, never); err != nil {
		t.Errorf("somebody else is refused: %v", err)
	} else {
		done(true)
	}
	for range 2 {
		c.pass(time.Hour)
		for range 10 {
			if err := open(true); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.pass(time.Hour)
	if got := wait(open(true)); got < 20*time.Hour {
		t.Errorf("the thirty-first of the day waits %v", got)
	}
	c.pass(24 * time.Hour)
	if err := open(true); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

// TestLimitsTwins: the tenth sent twice at once takes one place.
func TestLimitsTwins(t *testing.T) {
	t.Parallel()
	c := &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	l := newLimits(c.now)
	for i := range 9 {
		done, err := l.admit(asked{account: "warga", key: fmt.Sprint(i), opening: true}, never)
		if err != nil {
			t.Fatal(err)
		}
		done(true)
	}
	first, err := l.admit(asked{account: "warga", key: "tenth", opening: true}, never)
	if err != nil {
		t.Fatal(err)
	}
	twin, err := l.admit(asked{account: "warga", key: "tenth", opening: true}, never)
	if err != nil {
		t.Fatalf("its twin: %v", err)
	}
	if _, err := l.admit(asked{account: "warga", key: "eleventh", opening: true}, never); wait(err) == 0 {
		t.Error("an eleventh passes while the tenth is in flight")
	}
	first(true)
	twin(false)
	if got := len(l.by["warga"].openings); got != 10 {
		t.Errorf("%d count", got)
	}
}

// TestLimitsAlone: a move that is counted by itself is shut out by its own count alone, in
// words of its own, and takes nothing from the ordinary one.
func TestLimitsAlone(t *testing.T) {
	t.Parallel()
	c := &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	l, n := newLimits(c.now), 0
	raise := rtrw.Move{Name: "raise", Quota: rtrw.Quota{Most: 3, Within: time.Hour}}
	answer, request := rtrw.Move{Name: "answer"}.Uncounted(), rtrw.Move{Name: "request"}
	try := func(m rtrw.Move) error {
		n++
		cmd := &rtrw.Command{Service: "any", Move: m.Name, Key: fmt.Sprint(n), Viewer: rtrw.Viewer{Account: "warga"}}
		done, err := l.admit(askedFor(cmd, &m, false), never)
		if err == nil {
			done(true)
		}
		return err
	}
	for wait(try(request)) == 0 { // until the ordinary count is full
	}
	for i := range 3 {
		if err := try(raise); err != nil {
			t.Fatalf("alarm %d: %v", i+1, err)
		}
	}
	err := try(raise)
	if wait(err) != time.Hour || !strings.Contains(err.Error(), "sudah 3 kali") {
		t.Errorf("the fourth: %v, for %v", err, wait(err))
	}
	for range 50 {
		if err := try(answer); err != nil {
			t.Fatalf("an answer: %v", err)
		}
	}
	c.pass(time.Hour)
	if err := try(raise); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

// TestLimitsCommands: six hundred commands a minute for whoever is on duty.
func TestLimitsCommands(t *testing.T) {
	t.Parallel()
	c := &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	l := newLimits(c.now)
	for i := range commandsAMin {
		done, err := l.admit(asked{account: "staf", key: fmt.Sprint(i), opening: false}, never)
		if err != nil {
			t.Fatalf("command %d: %v", i, err)
		}
		done(true)
	}
	if _, err := l.admit(asked{account: "staf", key: "x", opening: false}, never); wait(err) == 0 {
		t.Error("the 601st passes")
	}
	c.pass(time.Second)
	if _, err := l.admit(asked{account: "staf", key: "y", opening: false}, never); err != nil {
		t.Errorf("a second later: %v", err)
	}
}

// TestTries: after five wrong secrets each further one costs twice the time, for that
// device and account alone; the right one forgets them.
func TestTries(t *testing.T) {
	t.Parallel()
	c := &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	tr := newTries(c.now)
	for i := range patientTries {
		done, wait := tr.begin("hp warga")
		if wait > 0 {
			t.Fatalf("try %d waits %v", i+1, wait)
		}
		done(rtrw.SignedOut)
	}
	for _, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second} {
		if _, got := tr.begin("hp warga"); got != want {
			t.Errorf("waits %v, want %v", got, want)
		}
		c.pass(want)
		done, got := tr.begin("hp warga")
		if got != 0 {
			t.Fatalf("still waits %v", got)
		}
		done(rtrw.SignedOut)
	}
	if _, wait := tr.begin("hp lain warga"); wait != 0 {
		t.Error("another device waits too")
	}
	c.pass(slowest)
	done, wait := tr.begin("hp warga")
	if wait != 0 {
		t.Fatal(wait)
	}
	done("")
	if _, wait := tr.begin("hp warga"); wait != 0 {
		t.Error("waits after the right secret")
	}
}

// TestTriesAreBounded: a flood of made-up names takes no more room than there is, and whoever
// has to wait still waits after it.
func TestTriesAreBounded(t *testing.T) {
	t.Parallel()
	c := &clock{time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	tr := newTries(c.now)
	for range patientTries + 3 {
		if done, wait := tr.begin("hp rt"); wait == 0 {
			done(rtrw.SignedOut)
		}
		c.pass(time.Second)
	}
	_, before := tr.begin("hp rt")
	for i := range 2*keptTries + 10 {
		if done, _ := tr.begin(fmt.Sprintf("hp tebak%d", i)); done != nil {
			done(rtrw.SignedOut)
		}
		if len(tr.by) > keptTries {
			t.Fatalf("%d are kept", len(tr.by))
		}
	}
	if _, after := tr.begin("hp rt"); after == 0 || after != before {
		t.Errorf("waited %v before the flood and %v after it", before, after)
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"": "id", "id": "id", "en": "en", "en-US,en;q=0.9": "en", "id-ID,id;q=0.9,en;q=0.8": "id", "jv,en;q=0.3,id;q=0.7": "id", "fr": "id", "*": "id", "en;q=0": "id", "EN-gb": "en",
	} {
		if got := language(&http.Request{Header: http.Header{"Accept-Language": {header}}}); got != want {
			t.Errorf("%q: %s", header, got)
		}
	}
}
