package proof

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"
)

// Garbage on the bus, a great deal of it and some of it huge, reaches no board, takes no memory that is not given
// back, and makes no true event late for good.
func TestGarbageOnTheBus(t *testing.T) {
	t.Parallel()
	clustered(t, func(t *testing.T, w *town) {
		t.Parallel()
		x := tap(t, w)
		before, _ := w.last().memory()
		const small, giant = 5_000, 12
		ctx, began := context.Background(), time.Now()
		forged := forgeries(x.genuine.Payload, x.id)
		for i := 0; i < small; i += 100 {
			batch := x.ear.client.Pipeline()
			for range 100 {
				noise := make([]byte, 60+i%400)
				rand.Read(noise)
				batch.Publish(ctx, x.genuine.Channel, forged[i%len(forged)])
				batch.Publish(ctx, x.genuine.Channel, string(noise))
				batch.Publish(ctx, x.genuine.Channel, `{"epoch":1,"copies":[{"log":"33.74.08.1006","seq":`+fmt.Sprint(i)+`,"facts":{"streams":["`+base64.RawURLEncoding.EncodeToString(noise[:9])+`"],"event":{}},"mac":"AAAAAAAAAAAAAAAAAAAAAA=="}]}`)
			}
			if _, err := batch.Exec(ctx); err != nil {
				t.Fatal(err)
			}
		}
		for range giant {
			if err := x.ear.client.Publish(ctx, x.genuine.Channel, `{"epoch":1,"copies":[`+strings.Repeat(`{"facts":{}},`, 600_000)+`{}]}`).Err(); err != nil {
				t.Fatal(err)
			}
		}
		took := time.Since(began)
		last := x.warga.file(rt0403, "sesudah")
		late := within(t, 20*time.Second, "the next true event arrives", func() bool { _, ok := x.watch.Has(last); return ok })
		x.agree(t)
		for _, n := range w.nodes {
			n.alive(t)
		}
		w.last().verify()
		t.Logf("measured: %d forged messages and %d of 7 MiB in %.1f s: none on a board, the next true event after %v; %s", 3*small, giant, took.Seconds(), late.Round(time.Millisecond), w.last().bounded(before, 400*mib))
	})
}
