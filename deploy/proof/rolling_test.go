package proof

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// blindest is how long a board may see nothing while the nodes behind it are changed.
const blindest = 3 * time.Second

// steady are people who write like the app: what was not answered is sent again under its
// own key until it is.
type steady struct {
	t     *testing.T
	stop  atomic.Bool
	work  sync.WaitGroup
	mu    sync.Mutex
	done  []sent
	again int // how often something had to be sent again
}

// asApp is how long the app waits before it tries again.
func asApp(tries int) time.Duration {
	longest := min(20*time.Second, 500*time.Millisecond<<min(tries, 6))
	return time.Duration(float64(longest) * (0.3 + 0.7*rand.Float64()))
}

func writeSteadily(t *testing.T, every time.Duration, people ...*person) *steady {
	s := &steady{t: t}
	for i, p := range people {
		s.work.Go(func() {
			for n := 0; !s.stop.Load(); n++ {
				key := newKey()
				s.send(sent{who: p, path: "/aid/request", key: key, body: ask(p.home(), fmt.Sprintf("penulis %d, yang ke-%d", i, n))})
				pause(every)
				s.send(sent{who: p, path: "/aid/cancel", key: newKey(), body: map[string]any{"case": key}})
				pause(every)
			}
		})
	}
	return s
}

// send gives up after half a minute, and at once on a refusal: both are failed commands.
func (s *steady) send(c sent) {
	for tries := 0; ; tries++ {
		began := time.Now()
		got, err := c.who.send("POST", c.path, c.key, c.body)
		c.got, c.at, c.known = got, time.Now(), err == nil && got.accepted()
		refused := err == nil && !got.accepted() && got.status < 500
		if c.known || refused || tries == 12 {
			s.mu.Lock()
			s.done, s.again = append(s.done, c), s.again+tries
			s.mu.Unlock()
			return
		}
		s.t.Logf("%s after %v: %v %s", c.path, time.Since(began).Round(time.Millisecond), err, got)
		pause(asApp(tries))
	}
}

func (s *steady) end() []sent {
	s.stop.Store(true)
	s.work.Wait()
	return s.done
}

// compose.yaml as processes: its two nodes, its Redis and its Caddy are restarted one after
// the other while people write and boards watch. No command fails for who sends it again,
// every event comes to every board once, and no board is blind for longer than 3 s.
//
// It measures seconds, so it runs alone, before the tests that run in parallel.
func TestRollingRestart(t *testing.T) {
	if configured() && caddy != "" {
		t.Run("cluster", rolling)
	}
}

func rolling(t *testing.T) {
	w := compose(t)
	street := w.proxy
	watch := []*follower{street.signIn("lurah").followAs(tegalsari, asApp), street.signIn("rt").followAs(rt0403, asApp), street.signIn("staf").followAs(tegalsari, asApp)}
	lurah := street.signIn("lurah")
	before := lurah.board(tegalsari).Cursor
	writers := writeSteadily(t, 20*time.Millisecond, street.signIn("warga"), street.signIn("tetangga"), street.signIn("rt"), street.signIn("warga2"))
	pause(time.Second)
	for i, n := range w.nodes {
		began := time.Now()
		n.end(syscall.SIGTERM)
		stopped := time.Since(began)
		n.start()
		t.Logf("measured: %s stopped in %v, ready again after %v", w.names[i], stopped.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
		pause(2 * time.Second) // what --wait of compose takes at least
	}
	w.redis.end()
	w.redis.start()
	pause(2 * time.Second)
	done := writers.end()

	failed := 0
	for _, s := range done {
		if !s.known {
			failed++
			t.Errorf("%s %s failed: %s", s.path, s.key, s.got)
		}
	}
	blind := time.Duration(0)
	for i, f := range watch {
		blind = max(blind, f.LongestBlind())
		for _, s := range done {
			if f.area != tegalsari && s.who.home() != f.area {
				continue
			}
			within(t, 5*time.Second, fmt.Sprintf("%s arrives at board %d", s.key, i), func() bool { _, ok := f.Has(s.key); return ok })
			at, _ := f.Has(s.key)
			blind = max(blind, at.Sub(s.at))
		}
		f.whole(t)
	}
	if blind > blindest {
		t.Errorf("a board was blind for %v", blind)
	}
	logged := lurah.log(tegalsari, before)
	slices.Sort(logged)
	if want := keysOf(done); !cmp.Equal(want, logged) {
		t.Errorf("sent and logged differ:\n%s", cmp.Diff(want, logged))
	}
	w.first().verify()
	t.Logf("measured: rolling restart of %d nodes and of Redis under %d commands: %d failed, %d sent again, boards blind ≤ %v",
		len(w.nodes), len(done), failed, writers.again, blind.Round(time.Millisecond))
}

func keysOf(done []sent) (keys []string) {
	for _, s := range done {
		keys = append(keys, s.key)
	}
	slices.Sort(keys)
	return keys
}

// An event stream comes through the proxy as it is written, and is not gathered there.
func TestStreamThroughProxy(t *testing.T) {
	t.Parallel()
	throughCaddy(t, streams)
}

func streams(t *testing.T) {
	at := freeAddr(t)
	n := newNode(t, "JT_DATA="+t.TempDir())
	n.start()
	p := n.signIn("lurah").at(startCaddy(t, at, n.addr))
	req, err := http.NewRequest("GET", p.node.url("/live?area=%s", tegalsari), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/event-stream")
	req.Header.Set("Authorization", "Bearer "+p.token)
	res, err := p.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	first := make([]byte, 5)
	if n, err := res.Body.Read(first); err != nil || n == 0 {
		t.Errorf("no hello: %q %v", first[:n], err)
	}
}
