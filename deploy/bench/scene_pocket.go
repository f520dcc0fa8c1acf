package main

import (
	"context"
	"fmt"
	"time"

	"jogotonggo/deploy/bench/fleet"
)

// pocketbase is measured with 1, 100 and 1,000 who watch. It keeps a record with
// synchronous=NORMAL and checks nobody; the product keeps FULL and knows everybody.
var pocketbase = scene{
	name: "pocketbase", what: "ingest beside PocketBase: 64 clients, and so many who watch",
	sides: []string{"pocketbase, 1", "product, 1", "pocketbase, 100", "product, 100", "pocketbase, 1000", "product, 1000"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		kind, boards := "", 0
		if _, err := fmt.Sscanf(side, "%s %d", &kind, &boards); err != nil {
			return nil, err
		}
		if st.small {
			boards = min(boards, 5)
		}
		if kind == "product," {
			return st.ingestRun(ctx, "product", boards)
		}
		return st.pocketRun(ctx, boards)
	},
	goals: []goal{
		atLeast(1.5, acked, "product, 1", "pocketbase, 1"),
		atLeast(6, acked, "product, 100", "pocketbase, 100"),
		atLeast(20, acked, "product, 1000", "pocketbase, 1000"),
	},
}

func (st *stand) pocketRun(ctx context.Context, listeners int) (fs figures, err error) {
	p, err := st.newPocket(ctx)
	if err != nil {
		return nil, err
	}
	defer p.close()
	if err := p.listen(listeners); err != nil {
		return nil, err
	}
	w := &writers{addr: p.addr, n: 64, request: p.record}
	if err := w.forThe(ctx, st.length(time.Second)); err != nil {
		return nil, err
	}
	w.took = fleet.Hist{}
	before, began := w.acked.Load(), time.Now()
	watch, err := watched(p.Pid())
	if err != nil {
		return nil, err
	}
	if err := w.forThe(ctx, st.length(5*time.Second)); err != nil {
		return nil, err
	}
	took := time.Since(began)
	want := w.acked.Load() * int64(listeners)
	for last, since := int64(-1), time.Now(); p.heard.Load() < want && time.Since(since) < patience; time.Sleep(5 * time.Millisecond) {
		if now := p.heard.Load(); now != last {
			last, since = now, time.Now()
		}
	}
	used, err := watch.end()
	n := float64(w.acked.Load() - before)
	fs.add(acked, n/took.Seconds())
	fs.add("ack p50 ms", ms(w.took.Quantile(0.5)))
	fs.add(ackP99, ms(w.took.Quantile(0.99)))
	fs.add("CPU µs/report", used.µs(n))
	fs.add(ownCPU, used.generator)
	fs.add(others, used.others)
	fs.add(lost, float64(want-p.heard.Load()))
	return fs, err
}
