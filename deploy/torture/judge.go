package main

import (
	"fmt"
	"reflect"
	"time"

	"jogotonggo/deploy/lab"
)

// converge waits until all nodes show the same and every board is what a fresh one shows. It gives
// how long that took, counted from since; for those that slept and do not know it, apart.
func (t *town) converge(since time.Time) (boards, deep time.Duration) {
	boards = t.until(since, func() string {
		if why := t.apart(); why != "" {
			return why
		}
		return t.stale(t.awake())
	})
	if len(t.deep) > 0 {
		deep = t.until(since, func() string { return t.stale(t.deep) })
	}
	return boards, deep
}

// until asks until there is no difference any more.
func (t *town) until(since time.Time, differ func() string) time.Duration {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		why := differ()
		took := time.Since(since)
		if why == "" {
			return took
		}
		if took > tolerate {
			t.wrong.add(divergent, "at %s, %v after healing: %s", time.Now().Format(time.TimeOnly), tolerate, why) // each time anew
			return took
		}
		<-tick.C
	}
}

// apart says in what nodes differ, "" in nothing.
func (t *town) apart() string {
	var first lab.Board
	for i := range t.nodes {
		b, err := t.lurah(i).Board(tegalsari)
		switch {
		case err != nil:
			return err.Error()
		case i == 0:
			first = b
		case !reflect.DeepEqual(b.Tallies, first.Tallies):
			return "two nodes count differently"
		case b.Hash != first.Hash && !t.skewed(): // zones count days, and it may be another day there
			return "two nodes show different boards"
		}
	}
	return ""
}

// stale says in what boards differ from fresh ones, "" in nothing.
func (t *town) stale(boards []*lab.Follower) string {
	fresh := map[string]lab.Tallies{} // by node and area
	for i, f := range boards {
		at := f.At + " " + f.Area
		if fresh[at] == nil {
			b, err := f.Board(f.Area)
			if err != nil {
				return err.Error()
			}
			fresh[at] = b.Tallies.Trimmed()
		}
		if folded := f.Folded(); !reflect.DeepEqual(fresh[at], folded) {
			return fmt.Sprintf("board %d of %s shows %v, a fresh one %v", i, f.Area, folded, fresh[at])
		}
	}
	return ""
}

// judge compares what the rig knows with what every node says. Nobody writes meanwhile. The histories of
// cases are proved once, when the town ends.
func (t *town) judge(final bool) error {
	for i := range t.nodes {
		events, _, err := logged(t.lurah(i), tegalsari, "")
		if err != nil {
			return err
		}
		t.commands(events)
		t.cases(events)
		if i == 0 && final {
			t.histories(events)
		}
	}
	for i, f := range t.watching() {
		if err := t.board(i, f); err != nil {
			return err
		}
	}
	return nil
}

// logged reads the log after a cursor.
func logged(p *lab.Person, area, after string) (events []lab.Event, cursor string, err error) {
	err = patient(func() (err error) {
		events, cursor, err = p.Log(area, after)
		return err
	})
	return events, cursor, err
}

// commands looks for what was lost, doubled, and never sent.
func (t *town) commands(events []lab.Event) {
	times := map[string]int{}
	for i := range events {
		e := &events[i]
		if times[e.ID]++; times[e.ID] > 1 {
			t.wrong.add(doubled, "%s %s stands %d times in the log", e.Type, e.ID, times[e.ID])
		}
		if c := t.journal.byKey[e.ID]; c == nil {
			t.stranger(e)
		} else if c.Outcome == refused {
			t.wrong.add(phantom, "%s %s was refused with %d and stands in the log", e.Type, e.ID, c.Status)
		} else if c.Move != e.Type || c.Case != e.Case {
			t.wrong.add(phantom, "%s %s of case %s stands in the log as %s of %s", c.Move, c.Key, c.Case, e.Type, e.Case)
		} else if c.Outcome == accepted && (c.Now != result{e.State, e.Version}) {
			t.wrong.add(phantom, "%s %s was answered with %v and stands in the log as %s %d", c.Move, c.Key, c.Now, e.State, e.Version)
		}
	}
	for _, c := range t.journal.order {
		if c.Outcome == accepted && times[c.Key] == 0 {
			t.wrong.add(lost, "%s %s was answered after %v and is not in the log", c.Move, c.Key, c.Ended)
		}
	}
}

// clockMoves are what the server does by itself.
var clockMoves = map[string]bool{"pass_on": true, "lapse": true, "miss": true}

// stranger is an event that the journal does not know. The text of a request names its writer and
// number, so one that was carried out twice under another name is known as that.
func (t *town) stranger(e *lab.Event) {
	if clockMoves[e.Type] {
		return
	}
	if t.double(e) {
		t.wrong.add(doubled, "%s %s of case %s is another one, done twice", e.Type, e.ID, e.Case)
		return
	}
	t.wrong.add(phantom, "nobody sent %s %s of case %s", e.Type, e.ID, e.Case)
}

// double says whether a command of the same kind on the same case was sent, or of the same text.
func (t *town) double(e *lab.Event) bool {
	for _, c := range t.journal.order {
		if c.Case == e.Case && c.Move == e.Type {
			return true
		}
	}
	return e.Type == "request" && t.note(e.Case) != ""
}

// note reads the text of a case as its household does, if it bears the rig's mark.
func (t *town) note(id string) string {
	for _, login := range []string{"warga", "tetangga", "warga2"} {
		var got struct {
			Case struct{ Data struct{ Note string } }
		}
		if err := t.writer(login, 0).Read("/cases/"+id, &got); err == nil {
			return t.ears.marked(got.Case.Data.Note)
		}
	}
	return ""
}

// cases looks for gaps: versions count one by one, and each move begins in the state where the one
// before it ended.
func (t *town) cases(events []lab.Event) {
	now := map[string]result{}
	for i := range events {
		e := &events[i]
		before, known := now[e.Case]
		if e.Version != before.Version+1 || known != (e.From != "") || e.From != before.State {
			t.wrong.add(gap, "case %s goes from %v by %s to version %d, which says it was %q before", e.Case, before, e.Type, e.Version, e.From)
		}
		now[e.Case] = result{e.State, e.Version}
	}
}

// board looks at what a follower saw: every event of its log since its board, once, in one chain.
func (t *town) board(i int, f *lab.Follower) error {
	for _, w := range f.Wrong() {
		c := map[lab.Kind]column{lab.Broken: gap, lab.Twice: doubled, lab.Away: divergent, lab.Unread: divergent}[w.Kind]
		t.wrong.add(c, "board %d: %s", i, w.What)
	}
	events, cursor, err := logged(f.Person, f.Area, t.checked[f].since(f))
	if err != nil {
		return err
	}
	end := time.Now().Add(wanted) // a clock may have struck since boards were equal
	for _, e := range events {
		_, ok := f.Has(e.ID)
		for !ok && time.Now().Before(end) {
			pause(5 * time.Millisecond)
			_, ok = f.Has(e.ID)
		}
		if !ok {
			t.wrong.add(gap, "board %d never saw %s %s", i, e.Type, e.ID)
		}
	}
	t.checked[f] = mark{f.Since(), cursor}
	return nil
}

// mark is up to where a board was compared with the log, and the board from which it counted then.
type mark struct{ board, cursor string }

// since gives where to go on: after a board that was taken anew, from there.
func (m mark) since(f *lab.Follower) string {
	if start := f.Since(); m.board != start {
		return start
	}
	return m.cursor
}
