package proof

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
)

// listener hears everything that passes through a Redis.
type listener struct {
	client *redis.Client
	mu     sync.Mutex
	heard  []redis.Message
}

func (r *redisServer) listen() *listener {
	r.t.Helper()
	l := &listener{client: redis.NewClient(&redis.Options{Addr: r.addr})}
	sub := l.client.PSubscribe(context.Background(), "*")
	if _, err := sub.Receive(context.Background()); err != nil {
		r.t.Fatalf("PSUBSCRIBE: %v", err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m := range sub.Channel(redis.WithChannelSize(10_000)) {
			l.mu.Lock()
			l.heard = append(l.heard, *m)
			l.mu.Unlock()
		}
	}()
	r.t.Cleanup(func() {
		sub.Close()
		<-done
		l.client.Close()
	})
	return l
}

func (l *listener) all() []redis.Message {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.heard)
}

// naming gives the first message that holds the text.
func (l *listener) naming(text string) (redis.Message, bool) {
	for _, m := range l.all() {
		if strings.Contains(m.Payload, text) {
			return m, true
		}
	}
	return redis.Message{}, false
}

// facts are the keys that may travel: the public columns of an event and how it is sealed.
var facts = strings.Fields(`epoch copies probe mac log seq facts streams event
	id at area service type case from state priority level next due due_for version`)

// Redis carries each event, and of each only public facts: no name, no house, no text.
func TestNewsOnRedis(t *testing.T) {
	t.Parallel()
	clustered(t, func(t *testing.T, w *town) {
		t.Parallel()
		ear := w.redis.listen()
		warga, rt, staf := w.first().signIn("warga"), w.last().signIn("rt"), w.first().signIn("staf")
		const canary = "kenari-7Q4X catatan rahasia"
		var keys []string
		for range 10 {
			id := warga.file(rt0403, canary)
			rt.move(id, "verify", nil)
			staf.move(id, "claim", nil)
			staf.move(id, "dispatch", nil)
			staf.move(id, "hand_over", map[string]any{"code": warga.code(id)})
			keys = append(keys, id)
		}
		secrets := append(warga.names(), "kenari", "rahasia", warga.house, "jogotonggo\"", warga.token, rt.token)
		house := regexp.MustCompile(`/H\d{3}`)
		for _, id := range w.first().signIn("lurah").log(tegalsari, "") {
			within(t, 5*time.Second, "event "+id+" is heard", func() bool { _, ok := ear.naming(`"id":"` + id + `"`); return ok })
		}
		messages := ear.all()
		for _, m := range messages {
			if i := slices.IndexFunc(secrets, func(s string) bool { return strings.Contains(m.Payload+m.Channel, s) }); i >= 0 {
				t.Errorf("Redis carries %q: %s", secrets[i], m.Payload)
			}
			if house.MatchString(m.Payload) {
				t.Errorf("Redis carries a house: %s", m.Payload)
			}
			var v any
			if err := json.Unmarshal([]byte(m.Payload), &v); err != nil {
				t.Errorf("no JSON on Redis: %q", m.Payload)
			}
			eachKey(v, func(key string) {
				if !slices.Contains(facts, key) {
					t.Errorf("Redis carries %q, which is no public fact: %s", key, m.Payload)
				}
			})
		}
		t.Logf("measured: PSUBSCRIBE '*' heard %d messages, each of %d events, facts only", len(messages), 5*len(keys))
	})
}

// code reads the hand-over code that the own household is shown.
func (p *person) code(id string) string {
	p.t.Helper()
	var c struct {
		Case struct {
			Data struct {
				Code string `json:"hand_over_code"`
			}
		}
	}
	p.read("/cases/"+id, &c)
	return c.Case.Data.Code
}

// names lists the invented people of the demo.
func (p *person) names() (list []string) {
	p.t.Helper()
	var about struct{ Logins []struct{ Name string } }
	p.read("/about", &about)
	for _, l := range about.Logins {
		list = append(list, l.Name)
	}
	if len(list) == 0 {
		p.t.Fatal("the demo names nobody")
	}
	return list
}

func eachKey(v any, do func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			do(k)
			eachKey(inner, do)
		}
	case []any:
		for _, inner := range v {
			eachKey(inner, do)
		}
	}
}

// tapped is a bus on which somebody listens, and one true event that came over it to a board.
type tapped struct {
	ear          *listener
	warga, lurah *person
	start, id    string // where the board stood before, and what came then
	watch        *follower
	genuine      redis.Message
}

func tap(t *testing.T, w *town) *tapped {
	t.Helper()
	x := &tapped{ear: w.redis.listen(), warga: w.first().signIn("warga"), lurah: w.last().signIn("lurah")}
	x.start = x.lurah.board(tegalsari).Cursor
	x.watch = x.lurah.follow(tegalsari)
	x.id = x.warga.file(rt0403, "asli")
	within(t, 5*time.Second, "the true event arrives", func() bool { _, ok := x.watch.Has(x.id); return ok })
	within(t, 5*time.Second, "the true message is heard", func() bool { var ok bool; x.genuine, ok = x.ear.naming(x.id); return ok })
	return x
}

// agree holds what the board was told against the log, and what it shows against a fresh one.
func (x *tapped) agree(t *testing.T) {
	t.Helper()
	want := x.lurah.log(tegalsari, x.start)
	slices.Sort(want)
	if diff := cmp.Diff(want, x.watch.IDs()); diff != "" {
		t.Errorf("the log and the socket differ:\n%s", diff)
	}
	x.watch.whole(t)
	equal(t, x.lurah, []*follower{x.watch})
}

// Who can write to Redis cannot write to a board: what was not sealed here is not believed,
// and what was sealed here is believed once, in its own place.
func TestForgedNews(t *testing.T) {
	t.Parallel()
	clustered(t, func(t *testing.T, w *town) {
		t.Parallel()
		x := tap(t, w)
		forged := forgeries(x.genuine.Payload, x.id)
		for _, payload := range forged {
			for _, channel := range []string{x.genuine.Channel, "jogo:boards", "jogotonggo"} {
				if err := x.ear.client.Publish(context.Background(), channel, payload).Err(); err != nil {
					t.Fatal(err)
				}
			}
		}
		next := x.warga.file(rt0403, "yang berikut")
		within(t, 5*time.Second, "the next true event arrives", func() bool { _, ok := x.watch.Has(next); return ok })
		x.warga.move(next, "cancel", nil)
		within(t, 5*time.Second, "all three events arrive", func() bool { return len(x.watch.IDs()) >= 3 })
		x.agree(t)
		w.last().verify()
		t.Logf("measured: %d forged messages on 3 channels, no board changed", len(forged))
	})
}

// forgeries are a true message bent in every way that its form allows.
func forgeries(payload, id string) (list []string) {
	bend := func(change func(m map[string]any, one map[string]any)) {
		var m map[string]any
		if json.Unmarshal([]byte(payload), &m) != nil {
			return
		}
		for _, c := range m["copies"].([]any) {
			change(m, c.(map[string]any))
		}
		b, err := json.Marshal(m)
		if err == nil {
			list = append(list, string(b))
		}
	}
	other := newKey()
	seq := func(by float64) func(_, c map[string]any) {
		return func(_, c map[string]any) { c["seq"] = c["seq"].(float64) + by }
	}
	bend(seq(1))
	bend(seq(2))
	bend(seq(1_000_000))
	bend(func(_, c map[string]any) { c["log"] = "33.74.08.1001" })
	bend(func(_, c map[string]any) { c["mac"] = "AAAAAAAAAAAAAAAAAAAAAA==" })
	bend(func(_, c map[string]any) { delete(c, "mac") })
	bend(func(m, _ map[string]any) { m["epoch"] = m["epoch"].(float64) + 1 })
	bend(func(_, c map[string]any) {
		b, _ := json.Marshal(c["facts"])
		c["facts"] = json.RawMessage(bytes.ReplaceAll(b, []byte(id), []byte(other)))
		c["seq"] = c["seq"].(float64) + 1
	})
	bend(func(_, c map[string]any) {
		b, _ := json.Marshal(c["facts"])
		c["facts"] = json.RawMessage(bytes.ReplaceAll(b, []byte(`"filed"`), []byte(`"closed"`)))
	})
	return append(list, payload, payload, "", "{}", "[]", "null", strings.Repeat("[", 10_000), "\x00\xff", `{"copies":[{}]}`, `{"probe":"x"}`)
}
