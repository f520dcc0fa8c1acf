package store_test

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/store/storetest"
)

// beat makes a move of the alarm.
func (tw *town) beat(who, id, move string, area rtrw.Area, input any) *rtrw.Receipt {
	tw.t.Helper()
	if input == nil {
		svc, _ := tw.Registry.Service("alert")
		m, _ := svc.Move(move)
		input = m.NewInput()
	}
	cmd := &rtrw.Command{Service: "alert", Move: move, Key: newID(), Viewer: tw.people[who], Area: area, Case: id, Input: input, Body: []byte(move)}
	return tw.must(tw.Do(context.Background(), cmd))
}

// hears says whether a line comes on one of somebody's streams.
func (tw *town) hears(who string, e *rtrw.Entry) bool {
	on := tw.Streams.Notice(e).Streams
	return slices.ContainsFunc(tw.Streams.For(tw.people[who], tegalsari, tw.Now()), func(s string) bool { return slices.Contains(on, s) })
}

// TestAlarm: who hears an alarm in the store, on streams, boards and lists, and what it tells
// there; a house's word is told to those alone who look after it.
func TestAlarm(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		for name, house := range map[string]rtrw.Area{"seberang": tegalsari + "/RW04/RT02/H009", "jauh": tegalsari + "/RW09/RT01/H001"} { // who watch and never act
			tw.people[name] = rtrw.Viewer{Account: name, Household: house, Grants: []rtrw.Grant{{Role: rtrw.Resident, Area: house}}}
		}
		first := tw.beat("warga", "", "raise", rt0403, &alert.Raise{Kind: "kebakaran"})
		heard := func(what string, e *rtrw.Entry, want ...string) {
			t.Helper()
			for _, who := range []string{"warga", "tetangga", "seberang", "jauh", "rt", "rw", "relawan", "staf", "lurah", "camat", "dpo"} {
				if got := tw.hears(who, e); got != slices.Contains(want, who) {
					t.Errorf("%s is heard by %s: %v", what, who, got)
				}
			}
		}
		duty := []string{"rt", "rw", "relawan", "staf", "lurah"} // rt lives here; rw and relawan elsewhere in the RW
		heard("an alarm", &first.Entry, append(duty, "warga", "tetangga")...)
		second := tw.beat("tetangga", "", "raise", rt0403, &alert.Raise{Kind: "bahaya"})
		if second.State != "joined" {
			t.Fatalf("the second is %s", second.State)
		}
		heard("one that joined", &second.Entry, duty...)
		word := tw.beat("warga", "", "answer", rt0403, &alert.Answer{Word: alert.Word{Choice: "butuh_bantuan"}})
		heard("a house's word", &word.Entry, append(duty, "warga")...)

		lines, err := tw.store.Read(ctx, tegalsari, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		echo := lines[slices.IndexFunc(lines, func(e rtrw.Entry) bool { return e.Type == "echo" })]
		heard("the first, spread to the RW", &echo, append(duty, "warga", "tetangga", "seberang")...)
		want := `{"act":"keluar","by":"resident","echoes":1,"houses":5,"kind":"kebakaran","reach":"rw","strokes":"3-3-3"}`
		if b, err := json.Marshal(tw.Streams.Notice(&echo).Event); echo.Told != want || err != nil || !json.Valid(b) {
			t.Errorf("told %s, in the frame %s (%v)", echo.Told, b, err)
		}
		var again rtrw.Event // as another node has it from the bus
		if b, _ := json.Marshal(echo.Event); json.Unmarshal(b, &again) != nil || again.Told != want {
			t.Errorf("by the bus it tells %s", again.Told)
		}

		for who, sees := range map[string]int{"tetangga": 1, "seberang": 1, "jauh": 0} { // on the board of the own RT, wherever it happens
			b, err := tw.Board(ctx, tw.people[who], tw.people[who].Household.Up(rtrw.RT))
			if err != nil {
				t.Fatal(err)
			}
			if len(b.Cases) != sees || len(b.Tallies) != 0 || b.More != 0 || len(b.Zones) != 0 {
				t.Errorf("the board of %s: %d cases, %v, more %d", who, len(b.Cases), b.Tallies, b.More)
			}
			for _, c := range b.Cases {
				if c.ID != first.Case || string(c.Told) != want {
					t.Errorf("the board of %s tells %s", who, c.Told)
				}
			}
		}
		if d, err := tw.Case(ctx, tw.people["tetangga"], first.Case); err != nil || d.Data["kind"] != "kebakaran" || d.Data["sender"] != nil || d.House != "" {
			t.Errorf("a neighbour reads %v, %v", d, err)
		}
		if n, err := tw.store.Kept(ctx, `SELECT CAST(COUNT(*) AS TEXT) FROM looks`); err != nil || n != "0" {
			t.Errorf("what is public left %s looks (%v)", n, err)
		}
		if _, err := tw.Case(ctx, tw.people["rt"], first.Case); err != nil { // who sees whose house it came from has looked
			t.Fatal(err)
		}
		if looks, err := tw.store.LooksOf(ctx, tw.people["warga"]); err != nil || len(looks) != 1 {
			t.Errorf("looks of the head: %v %v", looks, err)
		}
		roll, err := tw.Roll(ctx, tw.people["relawan"], "alert", rt0403)
		if err != nil || len(roll) != 1 || roll[0].Case.House != rt0403+"/H012" || roll[0].Case.State != "help" {
			t.Errorf("the roll: %+v %v", roll, err)
		}
		if _, err := tw.Roll(ctx, tw.people["tetangga"], "alert", rt0403); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("a neighbour reads the roll: %v", err)
		}

		tw.beat("rt", first.Case, "calm", "", nil)
		b, err := tw.Board(ctx, tw.people["tetangga"], rt0403)
		if err != nil || len(b.Cases) != 0 {
			t.Errorf("after it the board has %v, %v", b.Cases, err)
		}
		if list, err := tw.List(ctx, tw.people["tetangga"], rtrw.Query{Area: rt0403, Service: "alert", Limit: 10}); err != nil || len(list) != 2 {
			t.Errorf("a neighbour lists %+v, %v", list, err) // the one that sounded, and the own one that joined it
		}
		tw.whole()
	})
}

// TestAlarmsAtOnce: however many beat the drum in the same moment, one sounds, and all others
// are strokes on it; and a house has one entry, however many of it speak.
func TestAlarmsAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		var work sync.WaitGroup
		for _, who := range []string{"warga", "tetangga", "rt", "rw", "lurah", "staf", "relawan", "warga", "rt", "lurah"} {
			work.Go(func() { tw.beat(who, "", "raise", rt0403, &alert.Raise{Kind: "kebakaran"}) })
			work.Go(func() {
				tw.beat("warga", "", "answer", rt0403, &alert.Answer{Word: alert.Word{Choice: "aman"}})
			})
		}
		work.Wait()
		p, err := tw.Board(context.Background(), tw.people["lurah"], rt0403)
		if err != nil {
			t.Fatal(err)
		}
		got := p.Tallies[rt0403]["alert"]
		if got["sounding"] != int64(1) || got["safe"] != int64(1) || got["joined"] != int64(18) {
			t.Errorf("counted %v", got)
		}
		for _, c := range p.Cases {
			var told struct{ Echoes int }
			if c.State == "sounding" && (json.Unmarshal(c.Told, &told) != nil || told.Echoes != 9) {
				t.Errorf("it tells %s", c.Told)
			}
		}
		for _, c := range p.Cases {
			if c.State == "sounding" {
				tw.beat("rt", c.ID, "calm", "", nil)
			}
		}
		if p, _ = tw.Board(context.Background(), tw.people["lurah"], rt0403); p.Tallies[rt0403]["alert"]["settled"] != int64(1) {
			t.Errorf("settled: %v", p.Tallies[rt0403]["alert"])
		}
		tw.whole()
	})
}
