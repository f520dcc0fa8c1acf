package demo_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
	"jogotonggo/server/demo"
)

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

var kelurahan = []rtrw.Area{demo.Tegalsari, demo.Candi, demo.Prapatan}

func history(t *testing.T, s *store.Store) (all []rtrw.Entry) {
	t.Helper()
	for _, k := range kelurahan {
		for after := int64(0); ; {
			part, err := s.Read(context.Background(), k, after, 1000)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, part...)
			if len(part) < 1000 {
				break
			}
			after = part[len(part)-1].Seq
		}
	}
	return all
}

// TestMorning: on the first start there is something to see in most states, and nothing
// is filed a second time.
func TestMorning(t *testing.T) {
	t.Parallel()
	s, w := storetest.SQLite(t).Open(), demo.NewWorld()
	sow(t, s, w)
	life := demo.NewLife(demo.Config{Desk: storetest.Desk(t, s, nil), World: w, Level: 1, Log: quiet})
	for range 2 {
		if err := life.Morning(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	states, cases, counted := map[rtrw.State]int{}, map[string]rtrw.State{}, 0
	for _, e := range history(t, s) {
		if e.Service == "zone" {
			counted++
			continue
		}
		cases[e.Case] = e.State
	}
	if counted < 10 {
		t.Errorf("%d RTs were counted", counted)
	}
	for _, st := range cases {
		states[st]++
	}
	if len(cases) != 60 || len(states) < 6 || states["filed"] < 5 || states["closed"] < 5 {
		t.Errorf("%d cases: %v", len(cases), states)
	}
	inbox, err := storetest.Desk(t, s, nil).List(context.Background(), who(w, "rt"), rtrw.Query{Area: demo.Tegalsari + "/RW04/RT03", State: "filed", Limit: 10})
	if err != nil || len(inbox) != 1 {
		t.Errorf("the inbox of rt: %+v, %v", inbox, err)
	}
	if r, err := s.Verify(context.Background()); err != nil || !r.Clean() {
		t.Errorf("verify: %+v, %v", r, err)
	}
}

func who(w *demo.World, login string) rtrw.Viewer {
	for i := range w.People {
		if w.People[i].Login == login {
			return w.People[i].Viewer()
		}
	}
	return rtrw.Viewer{}
}

// TestStill: at level 0 nothing moves by itself.
func TestStill(t *testing.T) {
	t.Parallel()
	s, w := storetest.SQLite(t).Open(), demo.NewWorld()
	sow(t, s, w)
	life := demo.NewLife(demo.Config{Desk: storetest.Desk(t, s, nil), World: w, Log: quiet})
	if err := life.Morning(context.Background()); err != nil {
		t.Fatal(err)
	}
	life.Run(context.Background())
	if n := len(history(t, s)); n != 0 {
		t.Errorf("%d events", n)
	}
}

// TestLife lets forty minutes go by, with clocks, a restart in between and two visitors:
// acts keep their distance, nobody acts who can be entered as, a visitor's cases are left
// alone, and requests go all the ways there are.
func TestLife(t *testing.T) {
	t.Parallel()
	for _, level := range []int{1, 10} {
		synctest.Test(t, func(t *testing.T) { live(t, level) })
	}
}

func live(t *testing.T, level int) {
	cfg := storetest.SQLite(t).Config()
	s, err := store.Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := demo.NewWorld()
	sow(t, s, w)
	desk := storetest.Desk(t, s, nil)
	morning := demo.NewLife(demo.Config{Desk: desk, World: w, Level: level, Log: quiet})
	if err := morning.Morning(context.Background()); err != nil {
		t.Fatal(err)
	}
	before := len(history(t, s))
	mine := visit(t, desk, w)
	for seed := range uint64(2) {
		ctx, cancel := context.WithTimeout(context.Background(), 40*time.Minute/time.Duration(2*level))
		var group sync.WaitGroup
		group.Go(func() {
			demo.NewLife(demo.Config{Desk: desk, World: w, Level: level, Seed: seed, Log: quiet}).Run(ctx)
		})
		group.Go(func() { (&rtrw.Scheduler{Desk: desk, Key: s.Subkey("clocks"), Wake: s.Wake(), Log: quiet}).Run(ctx) })
		group.Wait()
		cancel()
	}
	judgeLife(t, w, history(t, s), before, mine, level)
	if r, err := s.Verify(context.Background()); err != nil || !r.Clean() {
		t.Errorf("verify: %+v, %v", r, err)
	}
}

// visit files a request as warga and takes one of life's in hand as staf; life may touch
// neither.
func visit(t *testing.T, desk *rtrw.Desk, w *demo.World) (cases map[string]int) {
	t.Helper()
	ctx := context.Background()
	svc, _ := desk.Registry.Service("aid")
	do := func(cmd rtrw.Command, login, body string) string {
		move, _ := svc.Move(cmd.Move)
		cmd.Service, cmd.Viewer, cmd.Body, cmd.Input = "aid", who(w, login), []byte(body), move.NewInput()
		if err := json.Unmarshal(cmd.Body, cmd.Input); err != nil {
			t.Fatal(err)
		}
		r, err := desk.Do(ctx, &cmd)
		if err != nil {
			t.Fatalf("%s as %s: %v", cmd.Move, login, err)
		}
		return r.Case
	}
	filed := do(rtrw.Command{Move: "request", Key: "019a0000-0000-7000-8000-000000000001", Area: demo.Tegalsari + "/RW04/RT03"}, "warga", `{"need":"sembako","people":2}`)
	ready, err := desk.List(ctx, who(w, "staf"), rtrw.Query{Area: demo.Tegalsari, State: "verified", Limit: 1})
	if err != nil || len(ready) != 1 {
		t.Fatalf("nothing is verified in the morning: %v", err)
	}
	taken := do(rtrw.Command{Move: "claim", Key: "019a0000-0000-7000-8000-000000000002", Case: ready[0].ID}, "staf", `{}`)
	return map[string]int{filed: 1, taken: ready[0].Version + 1}
}

// TestLease: of two nodes the one without the lease neither files a morning nor lives.
func TestLease(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := store.Open(context.Background(), storetest.SQLite(t).Config())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		w := demo.NewWorld()
		sow(t, s, w)
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		asked := 0
		demo.NewLife(demo.Config{Desk: storetest.Desk(t, s, nil), World: w, Level: 1, Log: quiet, Lease: func(context.Context) (bool, error) {
			asked++
			return asked > 10, nil // the other node is gone
		}}).Run(ctx)
		if n := len(history(t, s)); n == 0 || n > 20-9 {
			t.Errorf("%d acts in the half minute after the other node was gone", n)
		}
	})
}

func judgeLife(t *testing.T, w *demo.World, all []rtrw.Entry, before int, mine map[string]int, level int) {
	t.Helper()
	named := map[string]string{}
	for _, p := range w.People {
		if p.Named {
			named[p.ID] = p.Login
		}
	}
	moves, acts, open := map[string]int{}, 0, map[string]bool{}
	for _, e := range all {
		if e.Role == rtrw.Timer {
			continue
		}
		moves[e.Type]++
		open[e.Case] = e.State != "closed" && e.State != "declined" && e.State != "cancelled"
		visitor := named[e.Actor]
		if visitor == "" {
			acts++
		}
		if v, ok := mine[e.Case]; ok && e.Version > v && visitor == "" {
			t.Errorf("life did %s on a visitor's case", e.Type)
		}
		if visitor != "" && mine[e.Case] == 0 {
			t.Errorf("%s acted by itself: %s", visitor, e.Type)
		}
	}
	acts -= before
	if most := 40 * 60 / 3; acts > most || acts < most/2 {
		t.Errorf("level %d: %d acts in %d minutes", level, acts, 40/level)
	}
	t.Logf("level %d: %d acts, %v", level, acts, moves)
	n := 0
	for _, o := range open {
		if o {
			n++
		}
	}
	if n > 300*level {
		t.Errorf("%d cases are open", n)
	}
	for _, m := range []string{"request", "verify", "return", "amend", "claim", "assign", "release", "dispatch", "hand_over", "confirm"} {
		if moves[m] == 0 {
			t.Errorf("nobody made the move %s: %v", m, moves)
		}
	}
}
