package store_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/rtrwtest"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// reacting is a town whose screenings lead to visits. told gathers what is published.
func reacting(t *testing.T, e *storetest.Env, told *published) *town {
	t.Helper()
	screening, visit := rtrwtest.Pair()
	registry := rtrw.NewRegistry(aid.Service(), member.Service(), screening, visit)
	tw := newTown(t, e.Open(func(c *store.Config) {
		c.Registry = registry
		c.Published = told.add
	}))
	tw.Registry = registry
	return tw
}

// published keeps each batch as the hub is told of it.
type published struct {
	mu      sync.Mutex
	batches [][]rtrw.Entry
}

func (p *published) add(batch []rtrw.Entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.batches = append(p.batches, batch)
}

func (tw *town) do(who, service, move, key, id string, input any) (*rtrw.Receipt, error) {
	cmd := &rtrw.Command{Service: service, Move: move, Key: key, Viewer: tw.people[who], Case: id, Input: input, Body: []byte(move)}
	if id == "" {
		cmd.Area = rt0403
	}
	return tw.Do(context.Background(), cmd)
}

// log reads the town's log from its beginning.
func (tw *town) log() []rtrw.Entry {
	tw.t.Helper()
	list, err := tw.store.Read(context.Background(), tegalsari, 0, 10_000)
	if err != nil {
		tw.t.Fatal(err)
	}
	return list
}

func TestReaction(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		t.Run("FollowsItsCause", func(t *testing.T) { follows(t, e.Empty()) })
		t.Run("InACrowd", func(t *testing.T) { reactingCrowd(t, e.Empty()) })
		t.Run("DefectLeavesNothing", func(t *testing.T) { defect(t, e.Empty()) })
	})
}

// follows: the line of what follows stands right behind its cause's, both are published
// together, the cause is answered as if it had been alone, and sending it again, here or at
// another node, has no second consequence.
func follows(t *testing.T, e *storetest.Env) {
	told := &published{}
	tw := reacting(t, e, told)
	screening, key := newID(), newID()
	tw.must(tw.do("warga", "screening", "screen", screening, "", &rtrwtest.Screen{}))
	first := tw.must(tw.do("rt", "screening", "positive", key, screening, &rtrwtest.Screen{Worry: "demam", Note: "canary-note"}))
	again := tw.must(tw.do("rt", "screening", "positive", key, screening, &rtrwtest.Screen{Worry: "demam", Note: "canary-note"}))
	elsewhere := tw.must(reacting(t, e, &published{}).do("rt", "screening", "positive", key, screening, &rtrwtest.Screen{Worry: "demam", Note: "canary-note"}))
	answers := make([][]byte, 3)
	for i, r := range []*rtrw.Receipt{first, again, elsewhere} {
		answers[i], _ = r.Body(tw.Cursors)
	}
	if !again.Replayed || !elsewhere.Replayed || !bytes.Equal(answers[0], answers[1]) || !bytes.Equal(answers[0], answers[2]) || !bytes.Contains(answers[0], []byte(`"positive"`)) {
		t.Errorf("answered\n%s\n%s\n%s", answers[0], answers[1], answers[2])
	}
	lines := tw.log()
	if len(lines) != 3 {
		t.Fatalf("the log has %d lines", len(lines))
	}
	cause, next := lines[1], lines[2]
	if cause.Type != "positive" || next.Type != "tell" || next.Service != "visit" || next.Actor != "reaction" || next.Role != rtrw.Reactor || next.House != cause.House || next.ID != next.Case || next.ID[14] != '8' {
		t.Errorf("after %+v came %+v", cause.Event, next)
	}
	if strings.Contains(string(next.Payload), "canary") {
		t.Error("a text went over")
	}
	if last := told.batches[len(told.batches)-1]; len(last) != 2 || last[0].ID != cause.ID || last[1].ID != next.ID {
		t.Errorf("published %d lines at once", len(last))
	}
	if d, err := tw.Case(context.Background(), tw.people["warga"], next.Case); err != nil || d.Data["worry"] != "demam" {
		t.Errorf("the household opens the visit: %v", err)
	}
	tw.must(tw.do("tetangga", "visit", "ask", newID(), "", &rtrwtest.AskVisit{}))
	other := newID()
	tw.must(tw.do("tetangga", "screening", "screen", other, "", &rtrwtest.Screen{}))
	tw.must(tw.do("tetangga", "screening", "fear", newID(), other, &rtrwtest.Screen{}))
	tw.must(tw.do("tetangga", "screening", "call_off", newID(), other, &rtrwtest.Screen{Visit: next.Case}))
	var types []string
	for _, l := range tw.log()[3:] {
		types = append(types, l.Type)
	}
	if got := strings.Join(types, " "); got != "ask screen fear hasten hasten call_off end" {
		t.Errorf("the log goes on: %s", got)
	}
	tw.whole()
}

// reactingCrowd lets many move at once, so that causes and what they lead to meet in one
// batch: a visit that a batch opens is hastened in the same batch.
func reactingCrowd(t *testing.T, e *storetest.Env) {
	told := &published{}
	tw := reacting(t, e, told)
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Go(func() {
			who, id := []string{"warga", "tetangga"}[i%2], newID()
			if _, err := tw.do(who, "screening", "screen", id, "", &rtrwtest.Screen{}); err != nil {
				t.Errorf("screen: %v", err)
			}
			for _, move := range [][]string{{"positive"}, {"fear", "fear", "positive", "call_off"}}[i%2] {
				if _, err := tw.do(who, "screening", move, newID(), id, &rtrwtest.Screen{Worry: "demam"}); err != nil {
					t.Errorf("%s: %v", move, err)
				}
			}
		})
	}
	wg.Wait()
	n, before := map[string]int{}, rtrw.Entry{}
	for _, l := range tw.log() {
		if n[l.Type]++; l.Type == "tell" && (before.Type != "positive" || before.House != l.House) {
			t.Errorf("before %+v stands %+v", l.Event, before.Event)
		}
		before = l
	}
	most := 0
	for _, b := range told.batches {
		most = max(most, len(b))
	}
	if n["positive"] != 24 || n["tell"] != 24 || n["hasten"] == 0 || n["hasten"] > 24 {
		t.Errorf("the log has %v", n)
	}
	t.Logf("%d lines, up to %d in a batch, %d visits hastened", len(tw.log()), most, n["hasten"])
	tw.whole()
}

// defect: where the answering service is broken, the cause has not happened either, and what
// others did in the same batch has.
func defect(t *testing.T, e *storetest.Env) {
	tw := reacting(t, e, &published{})
	ids := make([]string, 8)
	for i := range ids {
		ids[i] = newID()
		tw.must(tw.do("warga", "screening", "screen", ids[i], "", &rtrwtest.Screen{}))
	}
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Go(func() {
			worry := []string{"demam", "defect", "rule", "none"}[i%4]
			if _, err := tw.do("rt", "screening", "positive", newID(), id, &rtrwtest.Screen{Worry: worry}); (rtrw.CodeOf(err) == rtrw.Unavailable) != (worry == "defect") {
				t.Errorf("%s: %v", worry, err)
			}
		})
	}
	wg.Wait()
	n := map[string]int{}
	for _, l := range tw.log() {
		n[l.Type]++
	}
	if n["positive"] != 6 || n["tell"] != 2 {
		t.Errorf("the log has %v", n)
	}
	tw.whole()
}
