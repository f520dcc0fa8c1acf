package main

import (
	"context"
	"fmt"
	"time"

	"jogotonggo/deploy/bench/fleet"
)

const ackP99 = "ack p99 ms"

// source is a server that takes reports and shows them to boards.
type source struct {
	writers
	boards *fleet.Fleet
	pid    int
	open   int // boards that read
	profiler
	close func() error
}

type profiler interface {
	profiled(file string, do func() error) error
}

// newSource starts a side with room for so many boards.
func (st *stand) newSource(ctx context.Context, side string, clients, residents, boards int) (*source, error) {
	s := &source{}
	s.n = clients
	switch side {
	case "product":
		p, err := st.newProduct(ctx, residents, boards)
		if err != nil {
			return nil, err
		}
		s.boards, s.pid, s.profiler, s.close = p.boards, p.Pid(), p, p.close
		s.addr, s.request = p.Addr, p.report
	default:
		f, err := st.newFan(ctx, side, 1, 0)
		if err != nil {
			return nil, err
		}
		s.boards, s.pid, s.profiler, s.close = f.boards, f.cmd.Process.Pid, f, func() error { f.close(); return nil }
		s.addr = f.addr
		s.request = func(_ int64, id string) []byte {
			return post(f.addr, "/report?topic=0", "", id, askFor(string(home)+"/RW01/RT01"))
		}
	}
	return s, nil
}

// opened lets boards open.
func (s *source) opened(ctx context.Context, boards int) error {
	if err := s.boards.Open(ctx, boards); err != nil {
		return fmt.Errorf("open %d boards: %w", boards, err)
	}
	s.open = boards
	return nil
}

// caughtUp waits until every board has got every report that was acknowledged.
func (s *source) caughtUp(ctx context.Context) error {
	return s.boards.Await(ctx, s.acked.Load()*int64(s.open))
}

func (s *source) lost() float64 {
	return float64(s.acked.Load()*int64(s.open) - s.boards.Received() + s.boards.Broken())
}

var ingest = scene{
	name: "ingest", what: "64 clients report without rest, each waiting for its answer; product: durable before it",
	sides: []string{"hub-shard", "product", "product, 100 boards", "product, 1,000 boards"},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		boards := map[string]int{"product, 100 boards": st.size(100, 5), "product, 1,000 boards": st.size(1000, 10)}[side]
		if boards > 0 {
			side = "product"
		}
		return st.ingestRun(ctx, side, boards)
	},
	goals: []goal{
		atLeast(0.10, acked, "product", "hub-shard"),
		atLeast(0.7, acked, "product, 100 boards", "product"),
		atLeast(0.3, acked, "product, 1,000 boards", "product"),
	},
}

// ingestRun measures 64 clients that report without rest.
func (st *stand) ingestRun(ctx context.Context, kind string, boards int) (figures, error) {
	residents := st.size(10_000, 500) // each may report ten times an hour, and 9,000 reports are taken a second where the disk is quick
	s, err := st.newSource(ctx, kind, 64, residents, boards)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if err := s.opened(ctx, boards); err != nil {
		return nil, err
	}
	if err := s.count(ctx, residents); err != nil { // once each: what happens at somebody's first report is not measured
		return nil, err
	}
	return s.reporting(ctx, st, func() error { return s.forThe(ctx, st.length(5*time.Second)) })
}

// reporting measures a server while do reports to it.
func (s *source) reporting(ctx context.Context, st *stand, do func() error) (fs figures, err error) {
	if err := s.caughtUp(ctx); err != nil {
		return nil, err
	}
	s.boards.Cut()
	s.took = fleet.Hist{}
	before := s.acked.Load()
	w, err := watched(s.pid)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := s.profiled(st.profileFile(), do); err != nil {
		return nil, err
	}
	took := time.Since(began)
	if err := s.caughtUp(ctx); err != nil {
		return nil, err
	}
	used, err := w.end()
	if err != nil {
		return nil, err
	}
	late, _ := s.boards.Cut()
	n := float64(s.acked.Load() - before)
	fs.add(acked, n/took.Seconds())
	fs.add("ack p50 ms", ms(s.took.Quantile(0.5)))
	fs.add(ackP99, ms(s.took.Quantile(0.99)))
	fs.add("CPU µs/report", used.µs(n))
	if s.open > 0 {
		fs.add(p50, ms(late.Quantile(0.5)))
		fs.add(p99, ms(late.Quantile(0.99)))
	}
	fs.add(ownCPU, used.generator)
	fs.add(others, used.others)
	fs.add(lost, s.lost())
	return fs, nil
}

const (
	tenBoards  = "10 boards"
	thousand   = "1,000 boards"
	onePercent = "1,000 boards, 1 % do not read"
)

var board = scene{
	name: "board", what: "from a phone to the boards: 300 reports/s",
	sides: []string{tenBoards, thousand, onePercent},
	run: func(ctx context.Context, st *stand, side string) (figures, error) {
		all, dead := st.size(1000, 20), 0
		switch side {
		case tenBoards:
			all = st.size(10, 5)
		case onePercent:
			dead = max(all/100, 1)
		}
		residents := st.size(1000, 100)
		s, err := st.newSource(ctx, "product", 64, residents, all)
		if err != nil {
			return nil, err
		}
		defer s.close()
		if err := s.opened(ctx, all); err != nil {
			return nil, err
		}
		s.boards.Stall(dead)
		s.open -= dead
		if err := s.count(ctx, residents); err != nil {
			return nil, err
		}
		return s.reporting(ctx, st, func() error { return s.paced(ctx, 300, st.length(10*time.Second)) })
	},
	goals: []goal{
		{figure: p99, of: thousand, by: tenBoards, limit: 1.5, or: 50},
		atMost(1.5, p99, onePercent, thousand),
	},
}
