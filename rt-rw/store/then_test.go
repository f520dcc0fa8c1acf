package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/rtrwtest"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// years is a town whose clock is turned by hand, and what everybody was shown at each time.
type years struct {
	*town
	now    atomic.Int64
	chance *rand.Rand
	cases  []string
	seen   []sight
	done   map[string]int // moves made, by service
	clocks rtrw.Scheduler
}

// sight is a board as somebody was shown it.
type sight struct {
	who  string
	area rtrw.Area
	at   time.Time
	face rtrw.Board
}

func liveYears(t *testing.T, e *storetest.Env, seed uint64) *years {
	y := &years{chance: rand.New(rand.NewPCG(2026, seed)), done: map[string]int{}}
	clock := func() time.Time { return time.UnixMilli(y.now.Load()).In(tegalsari.Location()) }
	y.now.Store(time.Date(2026, 8, 1, 21, 50, 0, 7e6, tegalsari.Location()).UnixMilli())
	y.town = newTown(t, e.Open(func(c *store.Config) { c.Now = clock }))
	y.Now = clock
	for name, o := range map[string]rtrw.Grant{"nakes": {Role: rtrw.Health, Area: tegalsari}, "kota": {Role: rtrw.CityCenter, Area: "33.74"}, "kader": {Role: rtrw.Kader, Area: tegalsari + "/RW04"}} {
		y.people[name] = y.office(name, o.Role, o.Area)
	}
	y.clocks = rtrw.Scheduler{Desk: y.Desk, Key: []byte("clocks"), Log: slog.New(slog.DiscardHandler)}
	return y
}

// step lets somebody try something that may be refused, or lets a clock strike.
func (y *years) step() {
	y.now.Add(1 + y.chance.Int64N([]int64{2, 60_000, 3 * 3600_000}[y.chance.IntN(3)]))
	if y.chance.IntN(8) == 0 {
		y.clocks.Tick(y.t.Context())
		y.now.Add(1)
		return
	}
	svc := y.Registry.Services()[y.chance.IntN(len(y.Registry.Services()))]
	var c rtrw.Case
	if len(y.cases) > 0 && y.chance.IntN(3) > 0 {
		f, err := y.store.Find(y.t.Context(), y.cases[y.chance.IntN(len(y.cases))])
		if err != nil {
			y.t.Fatal(err)
		}
		c = f.Case
		svc, _ = y.Registry.Service(c.Service)
	}
	moves := slices.DeleteFunc(slices.Clone(svc.Moves), func(m rtrw.Move) bool { return m.Opens() != (c.ID == "") || !m.Opens() && !m.Leaves(c.State) })
	if svc.Name == "member" || svc.Name == "privacy" || len(moves) == 0 { // offices and erasures change who may look, and at whom
		return
	}
	y.try(svc, &moves[y.chance.IntN(len(moves))], &c)
}

// try makes a move as the first who may.
func (y *years) try(svc *rtrw.Service, m *rtrw.Move, c *rtrw.Case) {
	in := rapid.Custom(func(r *rapid.T) any {
		rapid.Bool().Draw(r, "something") // a move may need nothing
		return rtrwtest.Sample(r, m)
	}).Example(y.chance.IntN(1 << 30))
	fields := reflect.ValueOf(in).Elem()
	if f := fields.FieldByName("Since"); f.IsValid() && f.Kind() == reflect.String {
		f.SetString(y.Now().Format(time.DateOnly))
	}
	if f := fields.FieldByName("Houses"); f.IsValid() && f.Kind() == reflect.Int {
		f.SetInt(f.Int() % 4) // three are known
	}
	cmd := rtrw.Command{Service: svc.Name, Move: m.Name, Input: in, Body: []byte(m.Name), Case: c.ID}
	names := slices.Sorted(maps.Keys(y.people))
	y.chance.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, who := range names {
		for _, area := range []rtrw.Area{rt0403, tegalsari + "/RW04", tegalsari, "33.74"} {
			if cmd.Key, cmd.Viewer = newID(), y.people[who]; m.Opens() {
				cmd.Area = area
			} else if area != rt0403 {
				break
			}
			got, err := y.Do(y.t.Context(), &cmd)
			if err == nil {
				if y.done[svc.Name]++; m.Opens() {
					y.cases = append(y.cases, got.Case)
				}
				y.look()
				return
			}
			if rtrw.CodeOf(err) == "" {
				y.t.Fatalf("%s/%s: %v", svc.Name, m.Name, err)
			}
		}
	}
}

// look remembers what a few people are shown now.
func (y *years) look() {
	names := slices.Sorted(maps.Keys(y.people))
	for range 2 {
		who, area := names[y.chance.IntN(len(names))], []rtrw.Area{tegalsari, rt0403, tegalsari + "/RW04", "33.74.08", "33.74"}[y.chance.IntN(5)]
		b, err := y.Board(y.t.Context(), y.people[who], area)
		if rtrw.CodeOf(err) == rtrw.Forbidden {
			continue
		}
		if err != nil {
			y.t.Fatal(err)
		}
		y.seen = append(y.seen, sight{who, area, y.Now(), *b})
	}
}

// compare asks again for every so many-th thing that was seen.
func (y *years) compare(when string, every int, zones bool) {
	y.t.Helper()
	for i, s := range y.seen {
		if i%every != 0 {
			continue
		}
		b, err := y.BoardAt(y.t.Context(), y.people[s.who], s.area, s.at)
		if err != nil {
			y.t.Fatalf("%s: %s at %v: %v", when, s.who, s.at, err)
		}
		want := s.face
		if want.Cursor == "" || b.Cursor != "" || b.Then == nil || b.Then.Zones != zones {
			y.t.Fatalf("%s: cursors %q and %q, then %v", when, want.Cursor, b.Cursor, b.Then)
		}
		want.Cursor, want.Then = "", b.Then
		if !zones {
			want.Zones, want.Hash = b.Zones, b.Hash
			if len(b.Zones) != 0 {
				y.t.Fatalf("%s: zones %v", when, b.Zones)
			}
		}
		if s.area.Depth() < rtrw.Kelurahan { // from above, no case
			want.Cases, want.More = b.Cases, 0
			if len(b.Cases) != 0 {
				y.t.Fatalf("%s: %d cases from above", when, len(b.Cases))
			}
		}
		if d := cmp.Diff(plain(y.t, want), plain(y.t, *b)); d != "" {
			y.t.Fatalf("%s: what %s was shown of %s at %v: %s", when, s.who, s.area, s.at, d)
		}
	}
}

// plain is a board as it is read on the other side of the wire.
func plain(t *testing.T, b rtrw.Board) (tree any) {
	t.Helper()
	raw, err := json.Marshal(b)
	if err == nil {
		err = json.Unmarshal(raw, &tree)
	}
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// remember writes what is due, and says how many checkpoints there are.
func (y *years) remember() int {
	y.t.Helper()
	for more := true; more; {
		var err error
		if more, err = y.store.Remember(context.Background()); err != nil {
			y.t.Fatal(err)
		}
	}
	report, err := y.store.Verify(context.Background())
	if err != nil || !report.Clean() {
		y.t.Fatalf("verify: %v %+v", err, report)
	}
	return int(report.Checkpoints)
}

// TestThen: through random weeks of everything that people and clocks do, the board of each
// time is, whenever it is asked for, the one that was shown at that time: without checkpoints,
// with those that the hours left, with those that are made anew from the log, and months later
// from those of the days.
func TestThen(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		y := liveYears(t, e, 1)
		for n := range 420 {
			y.step()
			if n%100 == 99 {
				y.remember()
			}
		}
		for _, service := range []string{"aid", "isolation", "zone", "alert", "arrival", "direct"} {
			if y.done[service] < 10 {
				t.Errorf("%d moves of %s: nothing was tried", y.done[service], service)
			}
		}
		if opened, err := y.Board(t.Context(), y.people["lurah"], tegalsari); err != nil || len(opened.Cases) < 10 || len(y.seen) < 250 {
			t.Errorf("%v: %d sights of %d cases", err, len(y.seen), len(opened.Cases))
		}
		hours := y.remember()
		y.compare("by the hours", 1, true)
		if n := y.forget(); n != int64(hours) || hours < 40 {
			t.Errorf("%d of %d checkpoints were deleted", n, hours)
		}
		y.compare("by the log alone", 6, true)
		if anew := y.remember(); anew < hours {
			t.Errorf("%d checkpoints, %d when they are made anew", hours, anew)
		}
		y.compare("made anew", 6, true)
		y.now.Add((100 * 24 * time.Hour).Milliseconds())
		days := y.remember()
		y.compare("by the days", 6, false)
		y.forget()
		if anew := y.remember(); days >= hours || anew < 10 || anew > days+1 {
			t.Errorf("%d hours, %d days, %d when made anew", hours, days, anew)
		}
		y.compare("by days made anew", 6, false)
		y.bounds()
	})
}

func (y *years) forget() int64 {
	y.t.Helper()
	n, err := y.store.Forget(y.t.Context())
	if err != nil {
		y.t.Fatal(err)
	}
	return n
}

// bounds: what has not come yet is refused, and what lies further back than boards are kept;
// before the first line there is nothing.
func (y *years) bounds() {
	lurah, first := y.people["lurah"], y.seen[0].at
	at := func(at time.Time) (*rtrw.Board, string) {
		b, err := y.BoardAt(y.t.Context(), lurah, tegalsari, at)
		if err == nil {
			return b, ""
		}
		said, ok := err.(*rtrw.Error)
		if !ok {
			y.t.Fatal(err)
		}
		return nil, fmt.Sprint(said.Code, " ", said.Fields[0].Field, " ", said.Fields[0].Code)
	}
	if b, said := at(first.Add(-time.Hour)); said != "" || len(b.Cases) != 0 || b.More != 0 || len(b.Tallies[tegalsari]) != 0 {
		y.t.Errorf("before the first line: %s %+v", said, b)
	}
	if _, said := at(y.Now().Add(time.Millisecond)); said != "refused at future" {
		y.t.Errorf("what has not come: %q", said)
	}
	y.now.Store(first.Add(rtrw.BoardsKept).UnixMilli())
	if _, said := at(first); said != "" {
		y.t.Errorf("the last day on which a board is kept: %q", said)
	}
	y.now.Add(1)
	if _, said := at(first); said != "refused at too_early" {
		y.t.Errorf("the day after: %q", said)
	}
	y.now.Add((30 * 24 * time.Hour).Milliseconds())
	y.remember()
	y.seen = slices.DeleteFunc(y.seen, func(s sight) bool { return s.at.Before(y.Now().Add(-rtrw.BoardsKept)) })
	y.compare("what is still kept", 6, false)
}

// TestThen_Erased: who was erased is not shown on any board of before; the numbers stand.
func TestThen_Erased(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		y := liveYears(t, e, 2)
		gone, stays := newID(), newID()
		y.must(y.request(gone, "warga"))
		y.must(y.request(stays, "tetangga"))
		then := y.Now()
		shown := func() (ids []string, n any) {
			b, err := y.BoardAt(t.Context(), y.people["lurah"], tegalsari, then)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range b.Cases {
				ids = append(ids, c.ID)
			}
			slices.Sort(ids)
			return ids, b.Tallies[tegalsari]["aid"]["filed"]
		}
		both := []string{gone, stays}
		slices.Sort(both)
		if got, n := shown(); !slices.Equal(got, both) || n != int64(2) {
			t.Fatalf("before: %v, %v", got, n)
		}
		y.now.Add(2 * time.Hour.Milliseconds())
		y.must(y.town.step("warga", gone, "cancel", nil))
		asked := y.must(y.wish("warga", "privacy", "ask_erasure", "", &privacy.Ask{What: "reports"}))
		y.must(y.wish("dpo", "privacy", "erase", asked.ID, nil))
		for range 2 {
			if got, n := shown(); !slices.Equal(got, []string{stays}) || n != int64(2) {
				t.Errorf("after: %v, %v", got, n)
			}
			y.remember()
		}
	})
}
