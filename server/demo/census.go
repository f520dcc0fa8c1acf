package demo

import (
	"context"
	"math/rand/v2"

	"jogotonggo/rt-rw"
)

// census lets heads say how many houses of an RT have somebody confirmed, as they do each
// morning: the RW head, or where there is no RW the RT head. Most have none to tell of.
func (l *Life) census(ctx context.Context) error {
	r := rand.New(rand.NewPCG(l.Seed, 2021))
	for _, rt := range l.folk.rts {
		n := houses(r)
		head := l.folk.heads[rt]
		if rw := rt.Up(rtrw.RW); rw != "" {
			head = l.folk.heads[rw]
		}
		if n == 0 || head == nil {
			continue
		}
		if _, err := submit(ctx, l.Desk, &rtrw.Command{Service: "zone", Move: "count", Viewer: head.Viewer(), Area: rt}, map[string]any{"houses": n}); rtrw.CodeOf(err) == rtrw.Refused {
			continue // nothing is declared here that houses would be counted for
		} else if err != nil {
			return err
		}
	}
	return nil
}

// houses draws a number that makes about every fifth RT yellow, a few orange and one red.
func houses(r *rand.Rand) int {
	switch n := r.IntN(100); {
	case n < 80:
		return 0
	case n < 92:
		return 1 + r.IntN(2)
	case n < 98:
		return 3 + r.IntN(3)
	}
	return 7
}
