package simulation

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jogotonggo/rt-rw"
)

// submitting is a ledger whose Submit is another one.
type submitting struct {
	rtrw.Ledger
	submit func(context.Context, *rtrw.Command) (*rtrw.Receipt, error)
}

// Submit is that other one.
func (s submitting) Submit(ctx context.Context, c *rtrw.Command) (*rtrw.Receipt, error) {
	return s.submit(ctx, c)
}

// instead puts something in the place of Submit.
func instead(submit func(ctx context.Context, of rtrw.Ledger, c *rtrw.Command) (*rtrw.Receipt, error)) plant {
	return plant{ledger: func(_ *life, of rtrw.Ledger) rtrw.Ledger {
		return submitting{of, func(ctx context.Context, c *rtrw.Command) (*rtrw.Receipt, error) { return submit(ctx, of, c) }}
	}}
}

// replays changes what is done with a command that was accepted before.
func replays(change func(ctx context.Context, of rtrw.Ledger, c *rtrw.Command, r *rtrw.Receipt)) plant {
	return instead(func(ctx context.Context, of rtrw.Ledger, c *rtrw.Command) (*rtrw.Receipt, error) {
		r, err := of.Submit(ctx, c)
		if err == nil && r.Replayed {
			change(ctx, of, c, r)
		}
		return r, err
	})
}

// sometimes is true for some keys, the same ones each time.
func sometimes(c *rtrw.Command) bool { return c.Viewer.System == "" && c.Key[0] == '7' }

// defects are put into the product one at a time. What the simulation must say of each stands beside it.
var defects = map[string]struct {
	plant plant
	says  string
}{
	"a line is missing from the log": {plant{read: func(_ *life, es []rtrw.Entry) []rtrw.Entry {
		return slices.DeleteFunc(es, func(e rtrw.Entry) bool { return e.Seq == 7 })
	}}, "stands where"},
	"a line tells another state than was published": {plant{read: func(_ *life, es []rtrw.Entry) []rtrw.Entry {
		for i := range es {
			if es[i].Seq == 9 {
				es[i].Version++
			}
		}
		return es
	}}, "is not what was published"},
	"some lines are told to nobody": {plant{notices: func(_ *life, ns []rtrw.Notice) []rtrw.Notice {
		for i := range ns {
			if ns[i].ID[0] == '3' {
				ns[i].Streams = nil
			}
		}
		return ns
	}}, "lacks"},
	"boards are told less than the log holds": {plant{notices: func(_ *life, ns []rtrw.Notice) []rtrw.Notice {
		for i := range ns {
			ns[i].Due = 0
		}
		return ns
	}}, "where the log has"},
	racing: {plant{heads: func(heads map[rtrw.Area]int64) map[rtrw.Area]int64 {
		for log := range heads {
			heads[log] = min(heads[log], 20)
		}
		return heads
	}}, "lacks|on a fresh one"},
	"a resident is let into the streams of the desk": {plant{streams: func(l *life, b *board, names []string) []string {
		if b.who.office {
			return names
		}
		log := b.area.Log()
		return append(names, l.streams.For(rtrw.Viewer{Grants: []rtrw.Grant{{Role: rtrw.Staff, Area: log}}}, log, l.now())...)
	}}, "watches a stream that is not its own"},
	"sent again, it is answered otherwise": {replays(func(_ context.Context, _ rtrw.Ledger, _ *rtrw.Command, r *rtrw.Receipt) {
		r.Seq++
	}), "and now"},
	"sent again, it is done again": {replays(func(ctx context.Context, of rtrw.Ledger, c *rtrw.Command, _ *rtrw.Receipt) {
		again := *c
		again.Key = rtrw.DerivedID([]byte("again"), c.Key)
		of.Submit(ctx, &again)
	}), "nobody sent it"},
	"it is accepted and written nowhere": {instead(func(ctx context.Context, of rtrw.Ledger, c *rtrw.Command) (*rtrw.Receipt, error) {
		if sometimes(c) {
			return &rtrw.Receipt{Entry: rtrw.Entry{Log: tegalsari, Seq: 1, Event: rtrw.Event{ID: c.Key}}, After: &rtrw.Case{ID: c.Key, Area: c.Area}}, nil
		}
		return of.Submit(ctx, c)
	}), "in a log: false"},
	"it is refused and written": {instead(func(ctx context.Context, of rtrw.Ledger, c *rtrw.Command) (*rtrw.Receipt, error) {
		r, err := of.Submit(ctx, c)
		if err == nil && sometimes(c) {
			return nil, rtrw.Errorf(rtrw.Refused, "Tidak.")
		}
		return r, err
	}), "accepted: false; in a log: true"},
	"some are never answered": {instead(func(ctx context.Context, of rtrw.Ledger, c *rtrw.Command) (*rtrw.Receipt, error) {
		if sometimes(c) {
			<-ctx.Done()
		}
		return of.Submit(ctx, c)
	}), "was not answered within"},
	"clocks sleep":             {plant{tick: func(l *life) bool { return l.now().Before(l.dawn.Add(6 * time.Hour)) }}, "and forgotten"},
	"something waits for ever": {plant{settled: func(*life) { go func() { <-make(chan bool) }() }}, "waits for ever"},
}

// racing is the defect of which every board suffers that has to rely on the log just then; which do,
// in the moment in which a line is committed and a socket opened, is the processors' to say. It is
// found again at the same moment, and not always on the same board.
const racing = "heads are not compared"

// TestFindsDefects: a defect of the product is found within a day, and the same seed finds the
// same one again.
func TestFindsDefects(t *testing.T) {
	t.Parallel()
	for name, d := range defects {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var found [2]string
			var runs sync.WaitGroup
			for i := range found {
				runs.Go(func() { found[i] = live(t, 3, 1, d.plant).first })
			}
			runs.Wait()
			if !regexp.MustCompile(d.says).MatchString(found[0]) {
				t.Errorf("found %q, want %q", found[0], d.says)
			}
			if name == racing {
				for i := range found {
					found[i], _, _ = strings.Cut(found[i], ": the board of ")
				}
			}
			if found[0] != found[1] {
				t.Errorf("found first %q, and then %q", found[0], found[1])
			}
		})
	}
}
