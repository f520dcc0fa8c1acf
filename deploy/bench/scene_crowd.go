package main

import (
	"context"
	"fmt"
	"time"

	"jogotonggo/deploy/lab"
)

const (
	kibEach  = "KiB/socket"
	kibAfter = "KiB/socket after a burst"
	growth   = "growth by a burst"
)

var idle = scene{
	name: "idle", what: "19,000 boards that are signed in; memory of each, and after 100 events to all",
	sides: []string{"product", "hub-chan"},
	run: func(ctx context.Context, st *stand, side string) (fs figures, err error) {
		boards := st.size(19_000, 50)
		s, err := st.newSource(ctx, side, 8, 100, boards)
		if err != nil {
			return nil, err
		}
		defer s.close()
		before, err := lab.Resident(s.pid)
		if err != nil {
			return nil, err
		}
		began := time.Now()
		if err := s.opened(ctx, boards); err != nil {
			return nil, err
		}
		fs.add("connects/s", float64(boards)/time.Since(began).Seconds())
		connected, err := st.settled(ctx, s.pid)
		if err != nil {
			return nil, err
		}
		if err := s.volley(ctx, 100); err != nil {
			return nil, err
		}
		after, err := st.settled(ctx, s.pid)
		if err != nil {
			return nil, err
		}
		each, later := max(connected-before, 4096)/1024/float64(boards), (after-before)/1024/float64(boards)
		fs.add(kibEach, each)
		fs.add(kibAfter, later)
		fs.add(growth, later/each)
		fs.add(lost, s.lost())
		return fs, nil
	},
	goals: []goal{atMost(9, kibEach, "product", ""), atMost(1.3, growth, "product", ""), atMost(1, kibEach, "product", "hub-chan")},
}

const caughtUpAfter = "caught up ms"

var storm = scene{
	name: "storm", what: "5,000 boards drop, 100 events pass, all come back and get what they missed",
	sides: []string{"product", "hub-shard"},
	run: func(ctx context.Context, st *stand, side string) (fs figures, err error) {
		boards, missed := st.size(5000, 50), st.size(100, 20)
		s, err := st.newSource(ctx, side, 8, 100, boards)
		if err != nil {
			return nil, err
		}
		defer s.close()
		if err := s.opened(ctx, boards); err != nil {
			return nil, err
		}
		if err := s.volley(ctx, 5); err != nil {
			return nil, err
		}
		s.boards.Drop(false)
		if err := s.count(ctx, missed); err != nil {
			return nil, err
		}
		if _, err := st.settled(ctx, s.pid); err != nil {
			return nil, err
		}
		w, err := watched(s.pid)
		if err != nil {
			return nil, err
		}
		var back, all time.Duration
		err = s.profiled(st.profileFile(), func() error {
			began := time.Now()
			if err := s.boards.Return(ctx, boards); err != nil {
				return fmt.Errorf("come back: %w", err)
			}
			back = time.Since(began)
			err := s.caughtUp(ctx)
			all = time.Since(began)
			return err
		})
		if err != nil {
			return nil, err
		}
		used, err := w.end()
		if err != nil {
			return nil, err
		}
		fs.add("back ms", ms(back))
		fs.add(caughtUpAfter, ms(all))
		fs.add("server CPU s", used.cpu.Seconds())
		fs.add(others, used.others)
		fs.add(lost, s.lost())
		return fs, nil
	},
	goals: []goal{atMost(1.5, caughtUpAfter, "product", "hub-shard")},
}

// volley reports so often and waits until all boards know.
func (s *source) volley(ctx context.Context, n int) error {
	if err := s.count(ctx, n); err != nil {
		return err
	}
	return s.caughtUp(ctx)
}

// settled is the memory of a process that nobody asked anything for three seconds.
func (st *stand) settled(ctx context.Context, pid int) (float64, error) {
	select {
	case <-time.After(st.length(3 * time.Second)):
		return lab.Resident(pid)
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
