package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

// whole is what one measured command does; bare does the third, fourth and last line only.
const whole = `A whole command, aid/request with a note, one caller waiting for its answer:
  - the body's fingerprint, an HMAC under the sender's key
  - the log's row read as its lock, the key looked up (was it sent before?), the account and its grants re-read,
    the heads in office over the place read
  - one row inserted in its table, with its index
  - one transaction for all who wait, synchronous=FULL
  - the move decided from the service's table: who may, from which state, whose turn, which clock
  - the note sealed under the household's key (XChaCha20-Poly1305) and kept beside the case with its digest
  - the case (23 columns, 4 indexes), the tallies of RT and kelurahan, counter and chain head of the log
  - the event (24 columns, 3 unique indexes) with its payload, chained by SHA-256 over all columns
  - after the commit: the event's streams named (HMAC) for the hub, the answer built, its cursor sealed (AES)
Not in it: HTTP, JSON in, the session, the sockets. People's keys are made before, once in a life.`

func main() {
	var o options
	flag.DurationVar(&o.each, "each", 3*time.Second, "how long one measurement lasts")
	flag.IntVar(&o.rounds, "rounds", 5, "how often each is measured; medians are printed")
	flag.IntVar(&o.callers, "callers", 64, "how many wait for answers at once")
	flag.StringVar(&o.dir, "dir", "", "folder on the disk to measure; a temporary one by default")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := bench(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	each    time.Duration
	rounds  int
	callers int
	dir     string
}

func bench(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp(o.dir, "jogo-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Println(machine(dir))
	hot, err := openTown(ctx, dir, 1)
	if err != nil {
		return err
	}
	defer hot.close()
	spread, err := openTown(ctx, dir, 100)
	if err != nil {
		return err
	}
	defer spread.close()

	var bares, hots, spreads []float64
	fmt.Printf("\n%d callers, %v each, rates a second\n%-8s%12s%12s%12s\n", o.callers, o.each, "round", "bare rows", "hot", "spread")
	for round := range o.rounds {
		before, err := bare(ctx, dir, o)
		if err != nil {
			return err
		}
		h, err := load(ctx, o, hot.request)
		if err != nil {
			return err
		}
		after, err := bare(ctx, dir, o)
		if err != nil {
			return err
		}
		s, err := load(ctx, o, spread.request)
		if err != nil {
			return err
		}
		bares, hots, spreads = append(bares, before, after), append(hots, h), append(spreads, s)
		fmt.Printf("%-8d%12s%12.0f%12.0f\n", round+1, fmt.Sprintf("%.0f %.0f", before, after), h, s)
	}
	b := median(bares)
	fmt.Printf("%-8s%12.0f%12.0f%12.0f\n\n", "median", b, median(hots), median(spreads))
	say := func(what string, rate, target float64, t *town) {
		met := "met"
		if rate/b < target {
			met = "MISSED"
		}
		fmt.Printf("%-34s %.3f of bare   target %.2f %s   mean batch %.0f\n", what, rate/b, target, met, t.meanBatch())
	}
	say("one hot kelurahan, 60 RT", median(hots), 0.15, hot)
	say("100 kelurahan, 60 RT each", median(spreads), 0.10, spread)
	fmt.Println("\n" + strings.TrimSpace(whole))
	return nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
