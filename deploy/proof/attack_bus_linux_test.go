package proof

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
)

// Garbage on the bus, a great deal of it and some of it huge, reaches no board, takes no memory that is not given
// back, and makes no true event late for good.
func TestGarbageOnTheBus(t *testing.T) {
	t.Parallel()
	clustered(t, func(t *testing.T, w *town) {
		t.Parallel()
		ear := w.redis.listen()
		warga, lurah := w.first().signIn("warga"), w.last().signIn("lurah")
		start := lurah.board(tegalsari).Cursor
		watch := lurah.follow(tegalsari)
		id := warga.file(rt0403, "sebelum")
		var genuine redis.Message
		within(t, 10*time.Second, "the true message is heard", func() bool { var ok bool; genuine, ok = ear.naming(id); return ok })
		before, _ := w.last().memory()
		const small, giant = 5_000, 12
		ctx, began := context.Background(), time.Now()
		forged := forgeries(genuine.Payload, id)
		for i := 0; i < small; i += 100 {
			batch := ear.client.Pipeline()
			for range 100 {
				noise := make([]byte, 60+i%400)
				rand.Read(noise)
				batch.Publish(ctx, genuine.Channel, forged[i%len(forged)])
				batch.Publish(ctx, genuine.Channel, string(noise))
				batch.Publish(ctx, genuine.Channel, `{"epoch":1,"copies":[{"log":"33.74.08.1006","seq":`+fmt.Sprint(i)+`,"facts":{"streams":["`+base64.RawURLEncoding.EncodeToString(noise[:9])+`"],"event":{}},"mac":"AAAAAAAAAAAAAAAAAAAAAA=="}]}`)
			}
			if _, err := batch.Exec(ctx); err != nil {
				t.Fatal(err)
			}
		}
		for range giant {
			if err := ear.client.Publish(ctx, genuine.Channel, `{"epoch":1,"copies":[`+strings.Repeat(`{"facts":{}},`, 600_000)+`{}]}`).Err(); err != nil {
				t.Fatal(err)
			}
		}
		took := time.Since(began)
		last := warga.file(rt0403, "sesudah")
		late := within(t, 20*time.Second, "the next true event arrives", func() bool { _, ok := watch.Has(last); return ok })
		want := lurah.log(tegalsari, start)
		slices.Sort(want)
		if diff := cmp.Diff(want, watch.IDs()); diff != "" {
			t.Errorf("the log and the socket differ:\n%s", diff)
		}
		watch.whole(t)
		equal(t, lurah, []*follower{watch})
		for _, n := range w.nodes {
			n.alive(t)
		}
		w.last().verify()
		t.Logf("measured: %d forged messages and %d of 7 MiB in %.1f s: none on a board, the next true event after %v; %s", 3*small, giant, took.Seconds(), late.Round(time.Millisecond), w.last().bounded(before, 400*mib))
	})
}
