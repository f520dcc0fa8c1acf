package bustest

import (
	"context"
	"math/rand/v2"
	"sync"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
)

// Faulty stands between a bus and a hub and loses, doubles and swaps what comes in. The
// numbers are probabilities; Filter, if there, sees every batch first and may change it.
type Faulty struct {
	hub.Bus
	Lose, Double, Swap float64
	Filter             func([]rtrw.Notice) []rtrw.Notice
	Seed               uint64
}

// Run delivers what is left of the bus.
func (f *Faulty) Run(ctx context.Context, deliver func([]rtrw.Notice)) {
	var mu sync.Mutex
	dice := rand.New(rand.NewPCG(f.Seed, 7))
	var held []rtrw.Notice
	f.Bus.Run(ctx, func(ns []rtrw.Notice) {
		mu.Lock()
		defer mu.Unlock()
		if f.Filter != nil {
			ns = f.Filter(ns)
		}
		for _, n := range ns {
			switch roll := dice.Float64(); {
			case roll < f.Lose:
				continue
			case roll < f.Lose+f.Swap: // comes after the one behind it
				held = append(held, n)
				continue
			}
			deliver([]rtrw.Notice{n})
			if dice.Float64() < f.Double {
				deliver([]rtrw.Notice{n})
			}
			if len(held) > 0 {
				deliver(held)
				held = nil
			}
		}
	})
}
