package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jogotonggo/deploy/bench/fleet"
	"jogotonggo/deploy/bench/yard"
)

// fan is one server with boards at it, and what they have to get.
type fan struct {
	*child
	boards   *fleet.Fleet
	topics   int
	expected int64
	st       *stand
}

// newFan starts a side and opens boards, dealt to the topics in turn.
func (st *stand) newFan(ctx context.Context, side string, topics, boards int) (f *fan, err error) {
	return st.fanOf(ctx, lingering(side), topics, boards)
}

func (st *stand) fanOf(ctx context.Context, cfg yard.Config, topics, boards int) (f *fan, err error) {
	f = &fan{topics: topics, st: st}
	if f.child, err = st.serveChild(ctx, cfg); err != nil {
		return nil, err
	}
	if f.boards, err = fleet.New(f.addr, topicOf(topics)); err == nil {
		err = f.boards.Open(ctx, boards)
	}
	if err != nil {
		f.close()
		return nil, fmt.Errorf("open %d boards: %w", boards, err)
	}
	return f, nil
}

// lingering reads a side's name: "hub, linger 25ms" is the hub with that.
func lingering(side string) yard.Config {
	kind, rest, _ := strings.Cut(side, ", linger ")
	if rest == "none" {
		return yard.Config{Kind: kind, Linger: -1}
	}
	linger, _ := time.ParseDuration(rest) // no rest, no linger of its own
	return yard.Config{Kind: kind, Linger: linger}
}

func topicOf(topics int) func(int) fleet.Board {
	return func(nth int) fleet.Board {
		return fleet.Board{Target: fmt.Sprintf("/ws?topic=%d", nth%topics), Topic: nth % topics}
	}
}

func (f *fan) close() {
	if f.boards != nil {
		f.boards.Close()
	}
	f.stop()
}

// send publishes one event on each of the topics named.
func (f *fan) send(at time.Time, topics ...int) error {
	for _, t := range topics {
		f.expected += f.boards.Boards(t)
	}
	return f.publish(at, topics...)
}

// paced publishes so many a second, topic after topic. An event counts as due at its time,
// so that a publisher that is late adds to the latency.
func (f *fan) paced(ctx context.Context, rate int, length time.Duration) error {
	start, step := time.Now(), time.Second/time.Duration(rate)
	for n := 0; time.Duration(n)*step < length; n++ {
		due := start.Add(time.Duration(n) * step)
		time.Sleep(time.Until(due))
		if err := f.send(due, n%f.topics); err != nil {
			return err
		}
	}
	return f.boards.Await(ctx, f.expected)
}

// closed keeps so many events under way at most.
func (f *fan) closed(ctx context.Context, window int64, length time.Duration) error {
	end := time.Now().Add(length)
	for n := 0; time.Now().Before(end); n++ {
		topic := n % f.topics
		if err := f.send(time.Now(), topic); err != nil {
			return err
		}
		if err := f.boards.Await(ctx, f.expected-(window-1)*f.boards.Boards(topic)); err != nil {
			return err
		}
	}
	return f.boards.Await(ctx, f.expected)
}

// measure tells what do cost the server and how late its events came.
func (f *fan) measure(do func() error) (figures, error) {
	f.boards.Cut()
	return meterOf(f.boards, []int{f.cmd.Process.Pid}, &f.expected, func() error { return f.profiled(f.st.profileFile(), do) })
}

// meterOf measures processes while their boards get what do publishes.
func meterOf(boards *fleet.Fleet, pids []int, expected *int64, do func() error) (fs figures, err error) {
	before := boards.Received()
	w, err := watched(pids...)
	if err != nil {
		return nil, err
	}
	if err := do(); err != nil {
		return nil, err
	}
	used, err := w.end()
	if err != nil {
		return nil, err
	}
	got := float64(boards.Received() - before)
	late, perRead := boards.Cut()
	fs.add(perDelivery, used.µs(got))
	fs.add(deliveries, got/used.seconds())
	fs.add(p50, ms(late.Quantile(0.5)))
	fs.add(p99, ms(late.Quantile(0.99)))
	fs.add(joined, perRead)
	fs.add(ownCPU, used.generator)
	fs.add(others, used.others)
	fs.add(lost, float64(*expected-boards.Received()+boards.Broken()))
	return fs, nil
}
