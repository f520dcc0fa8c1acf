package main

import (
	"context"
	"slices"
	"time"
)

var paced = scene{
	name: "paced", what: "one topic, 1,000 boards, 100 events/s",
	sides: []string{"hub", "hub-chan", "raw"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		return st.pacedRun(ctx, side, 1, st.size(1000, 20), 100)
	},
	goals: []goal{atMost(0.85, perDelivery, "hub", "hub-chan")},
}

var many = scene{
	name: "many", what: "177 topics, 10,000 boards, 500 events/s",
	sides: []string{"hub", "raw"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		return st.pacedRun(ctx, side, st.size(177, 5), st.size(10_000, 50), 500)
	},
	goals: []goal{atMost(1.3, perDelivery, "hub", "raw")},
}

var linger = scene{
	name: "linger", what: "one topic, 1,000 boards, 500 events/s, with and without a linger",
	sides: []string{"hub, linger 25ms", "hub, linger none"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		return st.pacedRun(ctx, side, 1, st.size(1000, 20), 500)
	},
	goals: []goal{atMost(0.4, perDelivery, "hub, linger 25ms", "hub, linger none")},
}

// pacedRun measures for five seconds after one that warms up.
func (st *stand) pacedRun(ctx context.Context, side string, topics, boards, rate int) (figures, error) {
	f, err := st.newFan(ctx, side, topics, boards)
	if err != nil {
		return nil, err
	}
	defer f.close()
	if err := f.paced(ctx, rate, st.length(time.Second)); err != nil {
		return nil, err
	}
	return f.measure(func() error { return f.paced(ctx, rate, st.length(5*time.Second)) })
}

var closed = scene{
	name: "closed", what: "one topic, 1,000 boards, 32 events under way",
	sides: []string{"hub", "hub-chan", "raw"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		// 32 are under way on an average: with 8 boards no single one can be as far behind as hub-chan bears, however busy the machine.
		f, err := st.newFan(ctx, side, 1, st.size(1000, 8))
		if err != nil {
			return nil, err
		}
		defer f.close()
		if err := f.closed(ctx, 32, st.length(time.Second)); err != nil {
			return nil, err
		}
		return f.measure(func() error { return f.closed(ctx, 32, st.length(5*time.Second)) })
	},
	goals: []goal{atLeast(1.8, deliveries, "hub", "hub-chan")},
}

var burst = scene{
	name: "burst", what: "one topic, 10,000 boards, 100 events at once, three times",
	sides: []string{"hub", "hub-chan"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		f, err := st.newFan(ctx, side, 1, st.size(10_000, 50))
		if err != nil {
			return nil, err
		}
		defer f.close()
		var took []float64
		volley := func(events int) error {
			began := time.Now()
			err := f.send(began, make([]int, events)...)
			if err == nil {
				err = f.boards.Await(ctx, f.expected)
			}
			took = append(took, ms(time.Since(began)))
			return err
		}
		if err := volley(2); err != nil {
			return nil, err
		}
		took = nil
		fs, err := f.measure(func() error {
			for range 3 {
				if err := volley(100); err != nil {
					return err
				}
			}
			return nil
		})
		return slices.Concat(figures{{drain, median(took)}}, fs), err
	},
	goals: []goal{atMost(0.12, drain, "hub", "hub-chan")},
}
