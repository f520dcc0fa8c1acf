package demo

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
)

// act is one move that somebody invented is about to make.
type act struct {
	who   *Person
	move  string
	input map[string]any
	reads *Person // who opens the case first: a head before judging, the household for its code
}

// choice is one way on from a state with its weight; nil from its function: nobody is
// there to do it.
type choice struct {
	weight int
	act    func(f *folk, r *rand.Rand, c *rtrw.Case) *act
}

// ways are what may happen next in each state of an aid request, about as often as it
// does. Most go well.
var ways = map[rtrw.State][]choice{
	"filed": {
		{80, judged("verify", nil)}, {8, judged("return", reasons)}, {5, judged("decline", reasons)}, {1, household("cancel")},
	},
	"returned":   {{85, amended}, {15, household("cancel")}},
	"verified":   {{70, claimed}, {25, assigned}, {3, household("cancel")}},
	"claimed":    {{85, holding("dispatch")}, {8, holding("release")}, {2, household("cancel")}},
	"dispatched": {{65, handedOver(true)}, {35, handedOver(false)}},
	"handed_over": {
		{75, household("confirm")}, {15, witnessed}, {10, household("dispute")},
	},
	"disputed": {{50, reopened}, {50, household("confirm")}},
}

// next draws what happens next, or nil.
func (f *folk) next(r *rand.Rand, c *rtrw.Case) *act {
	if c.Holder != "" && f.ids[c.Holder] == nil {
		return nil // a visitor has it in hand
	}
	total := 0
	for _, w := range ways[c.State] {
		total += w.weight
	}
	if total == 0 {
		return nil
	}
	n := r.IntN(total)
	for _, w := range ways[c.State] {
		if n -= w.weight; n < 0 {
			return w.act(f, r, c)
		}
	}
	return nil
}

func reasons(r *rand.Rand) map[string]any {
	return map[string]any{"reason": pick(r, []string{"bukan_warga", "sudah_dilaporkan", "lainnya"})}
}

func judged(move string, input func(*rand.Rand) map[string]any) func(*folk, *rand.Rand, *rtrw.Case) *act {
	return func(f *folk, r *rand.Rand, c *rtrw.Case) *act {
		head := f.judge(c)
		if head == nil {
			return nil
		}
		a := &act{who: head, move: move, reads: head}
		if input != nil {
			a.input = input(r)
		}
		return a
	}
}

func household(move string) func(*folk, *rand.Rand, *rtrw.Case) *act {
	return func(f *folk, _ *rand.Rand, c *rtrw.Case) *act {
		if p := f.households[c.House]; p != nil {
			return &act{who: p, move: move}
		}
		return nil
	}
}

func amended(f *folk, r *rand.Rand, c *rtrw.Case) *act {
	if p := f.households[c.House]; p != nil {
		return &act{who: p, move: "amend", input: need(r)}
	}
	return nil
}

func claimed(f *folk, r *rand.Rand, c *rtrw.Case) *act {
	if p := f.helper(r, c); p != nil {
		return &act{who: p, move: "claim"}
	}
	return nil
}

func assigned(f *folk, r *rand.Rand, c *rtrw.Case) *act {
	desk, helper := f.desks[c.Area.Log()], f.helper(r, c)
	if desk == nil || helper == nil {
		return nil
	}
	return &act{who: desk, move: "assign", input: map[string]any{"holder": helper.ID}}
}

func holding(move string) func(*folk, *rand.Rand, *rtrw.Case) *act {
	return func(f *folk, _ *rand.Rand, c *rtrw.Case) *act {
		if p := f.ids[c.Holder]; p != nil {
			return &act{who: p, move: move}
		}
		return nil
	}
}

// handedOver may ask the household for its code at the door.
func handedOver(code bool) func(*folk, *rand.Rand, *rtrw.Case) *act {
	return func(f *folk, _ *rand.Rand, c *rtrw.Case) *act {
		p := f.ids[c.Holder]
		if p == nil {
			return nil
		}
		a := &act{who: p, move: "hand_over"}
		if code {
			a.reads = f.households[c.House]
		}
		return a
	}
}

func witnessed(f *folk, _ *rand.Rand, c *rtrw.Case) *act {
	if p := f.witness(c); p != nil {
		return &act{who: p, move: "witness"}
	}
	return nil
}

func reopened(f *folk, _ *rand.Rand, c *rtrw.Case) *act {
	if p := f.desks[c.Area.Log()]; p != nil {
		return &act{who: p, move: "reopen"}
	}
	return nil
}

// do makes the act through the desk, as anybody's phone would.
func (a *act) do(ctx context.Context, d *rtrw.Desk, c *rtrw.Case) (*rtrw.Case, error) {
	if a.reads != nil {
		seen, err := d.Case(ctx, a.reads.Viewer(), c.ID)
		if err != nil {
			return nil, fmt.Errorf("open a case: %w", err)
		}
		if code, ok := seen.Data["hand_over_code"].(string); ok && a.move == "hand_over" {
			a.input = map[string]any{"code": code}
		}
	}
	return submit(ctx, d, &rtrw.Command{Move: a.move, Viewer: a.who.Viewer(), Case: c.ID}, a.input)
}

// file opens a request of a household.
func file(ctx context.Context, d *rtrw.Desk, who *Person, r *rand.Rand) (*rtrw.Case, error) {
	return submit(ctx, d, &rtrw.Command{Move: "request", Viewer: who.Viewer(), Area: who.Household.Up(rtrw.RT)}, need(r))
}

// submit fills the command in and gives the case as it is afterwards.
func submit(ctx context.Context, d *rtrw.Desk, cmd *rtrw.Command, input map[string]any) (*rtrw.Case, error) {
	svc, ok := d.Registry.Service(cmp.Or(cmd.Service, "aid"))
	if !ok {
		return nil, fmt.Errorf("demo: no service %q is declared", cmd.Service)
	}
	move, ok := svc.Move(cmd.Move)
	if !ok {
		return nil, fmt.Errorf("demo: %s has no move %s", svc.Name, cmd.Move)
	}
	key, err := uuid.NewV7()
	if err != nil {
		return nil, err
	}
	if input == nil {
		input = map[string]any{}
	}
	if cmd.Body, err = json.Marshal(input); err != nil {
		return nil, err
	}
	cmd.Service, cmd.Key, cmd.Input = svc.Name, key.String(), move.NewInput()
	if err := json.Unmarshal(cmd.Body, cmd.Input); err != nil {
		return nil, fmt.Errorf("demo: input of %s: %w", cmd.Move, err)
	}
	receipt, err := d.Do(ctx, cmd)
	if err != nil {
		return nil, fmt.Errorf("demo: %s: %w", cmd.Move, err)
	}
	c := new(rtrw.Case)
	return c, json.Unmarshal(receipt.Payload, c)
}
