package hub_test

import (
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/rt-rw"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const area = bustest.Area

// bubble runs a test with a node in fake time.
func bubble(t *testing.T, cfg hub.Config, do func(t *testing.T, n *bustest.Node, log *bustest.Log)) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := bustest.NewLog()
		cfg.Log = log
		if cfg.Bus == nil {
			cfg.Bus = hub.NewMemory()
		}
		n := bustest.StartInBubble(t, cfg)
		do(t, n, log)
		n.Stop()
	})
}

// commit writes an event and publishes it, as the store does.
func commit(n *bustest.Node, log *bustest.Log, streams ...string) {
	n.Published([]rtrw.Notice{log.Append(area, streams...)})
}

func TestHelloThenStatusThenReplayThenLive(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		for range 3 {
			log.Append(area, "desk")
		}
		f := n.NewFollower("a", "desk", "rt")
		if err := f.Open(n.Board(1)); err != nil {
			t.Fatal(err)
		}
		defer f.Cut()
		if len(f.Last.Streams) != 2 || f.Last.Epoch != "000001" {
			t.Errorf("hello = %+v", f.Last)
		}
		if err := f.Next(); err != nil || f.Last.Kind != "status" || f.Last.Degraded || f.Last.Bus != "memory" {
			t.Errorf("after hello: %+v, %v", f.Last, err)
		}
		commit(n, log, "rt", "desk")
		f.Until(t, "desk", 3)
		f.Until(t, "rt", 1)
		if d := cmp.Diff(log.IDs(area, "desk")[1:], f.Got["desk"]); d != "" {
			t.Error(d)
		}
	})
}

// TestLastBeforeQuiet: nothing tells of the lost event but the comparison of heads.
func TestLastBeforeQuiet(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		f := n.Follow(t, "a", "", "desk")
		began := time.Now()
		log.Append(area, "desk") // committed by another node whose message was lost
		f.Until(t, "desk", 1)
		if took := time.Since(began); took > 500*time.Millisecond {
			t.Errorf("healed after %v", took)
		}
	})
}

func TestWhoCannotContinueIsSentForABoard(t *testing.T) {
	cases := map[string]struct {
		after int64
		admit func(*hub.Ticket)
	}{
		"another epoch":       {1, func(t *hub.Ticket) { t.Board.Epoch = 2 }},
		"another log":         {1, func(t *hub.Ticket) { t.Board.Log = "33.74.08.1001" }},
		"stale by the door":   {1, func(t *hub.Ticket) { t.Stale = true }},
		"too far behind":      {0, func(*hub.Ticket) {}},
		"from the future":     {30_000, func(*hub.Ticket) {}},
		"a stream it had not": {1, func(t *hub.Ticket) { t.After, t.Board = map[string]rtrw.Cursor{"rt": *t.Board}, nil }},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
				for range 20_001 {
					log.Append(area, "desk")
				}
				n.Admit = func(_ *http.Request, ticket *hub.Ticket) { c.admit(ticket) }
				f := n.Follow(t, "a", n.Board(c.after), "desk")
				f.UntilKind(t, "resync")
				if code := f.Closed(t); code != int(hub.Resync) {
					t.Errorf("closed with %d", code)
				}
			})
		})
	}
}

// TestTheFurthestReplay: 20,000 positions behind is not yet too far.
func TestTheFurthestReplay(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		for i := range 20_000 {
			if i%10 == 0 {
				log.Append(area, "rt", "desk")
			} else {
				log.Append(area, "desk")
			}
		}
		f := n.Follow(t, "a", n.Board(0), "rt")
		f.Until(t, "rt", 2000)
		commit(n, log, "rt")
		f.Until(t, "rt", 2001)
	})
}

// TestBoardAheadOfTheFeed: a board may be read before its event reaches this node.
func TestBoardAheadOfTheFeed(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		first := n.Follow(t, "a", "", "desk")
		log.Append(area, "desk")
		second := n.Follow(t, "b", n.Board(1), "desk")
		commit(n, log, "desk")
		second.Until(t, "desk", 1)
		if d := cmp.Diff(log.IDs(area, "desk")[1:], second.Got["desk"]); d != "" {
			t.Errorf("an event of the board came again: %s", d)
		}
		first.Until(t, "desk", 2)
	})
}

// TestStreamOutlivesItsReader: within five minutes the chain goes on from memory; after
// that it is another incarnation, and the log is asked.
func TestStreamOutlivesItsReader(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		f := n.NewFollower("a", "desk")
		for i, away := range []time.Duration{0, 4 * time.Minute, 30 * time.Minute} {
			<-time.After(away)
			synctest.Wait()
			if feeds := n.Stats().Feeds; (feeds == 0) != (i != 1) {
				t.Errorf("after %v there are %d feeds", away, feeds)
			}
			if err := f.Open(""); err != nil {
				t.Fatal(err)
			}
			commit(n, log, "desk")
			f.Until(t, "desk", 2*i+1)
			f.Cut()
			commit(n, log, "desk") // missed
		}
		if err := f.Open(""); err != nil {
			t.Fatal(err)
		}
		f.Until(t, "desk", 6)
		f.Cut()
	})
}

func TestFiftyJoinersAreOneRead(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		for range 600 {
			log.Append(area, "desk")
		}
		var all []*bustest.Follower
		for range 50 {
			all = append(all, n.Follow(t, "a", n.Board(100), "desk"))
		}
		for _, f := range all {
			f.Until(t, "desk", 500)
		}
		if reads := log.Reads.Load(); reads > 3 {
			t.Errorf("the log was read %d times", reads)
		}
	})
}

func TestBrokenLog(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		f := n.Follow(t, "a", "", "desk")
		f.UntilKind(t, "status")
		log.Broken.Store(true)
		if s := f.UntilKind(t, "status"); !s.Degraded {
			t.Error("a log that cannot be read is not told")
		}
		commit(n, log, "desk") // what is next needs no log
		f.Until(t, "desk", 1)
		late := n.NewFollower("b", "desk")
		if err := late.Open(n.Board(0)); err != nil {
			t.Fatal(err) // the chain has it
		}
		late.Until(t, "desk", 1)
		late.Cut()
		log.Broken.Store(false)
		if s := f.UntilKind(t, "status"); s.Degraded {
			t.Error("still degraded")
		}
	})
}

func TestUnreadableLogSendsJoinersAway(t *testing.T) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		log.Broken.Store(true)
		f := n.NewFollower("a", "desk")
		if err := f.Open(""); !closedWith(err, hub.Unready) {
			t.Errorf("got %v", err)
		}
		log.Broken.Store(false)
		if err := f.Open(""); err != nil {
			t.Errorf("afterwards: %v", err)
		}
		f.Cut()
	})
}

// TestEpochChange: a database that was replaced under the node sends everybody for a board.
func TestEpochChange(t *testing.T) {
	var epoch atomic.Int64
	epoch.Store(1)
	bubble(t, hub.Config{Epoch: epoch.Load}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		f := n.Follow(t, "a", "", "desk")
		epoch.Store(2)
		f.UntilKind(t, "resync")
		if code := f.Closed(t); code != int(hub.Resync) {
			t.Errorf("closed with %d", code)
		}
		again := n.Follow(t, "a", "", "desk")
		if again.Last.Epoch != "000002" {
			t.Errorf("hello names epoch %s", again.Last.Epoch)
		}
	})
}

func discard() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
