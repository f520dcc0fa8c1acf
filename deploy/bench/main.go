package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// whole is what one measured command does; bare does the third, fourth and last line only.
const whole = `A whole command, aid/request with a note, one caller waiting for its answer:
  - the body's fingerprint, an HMAC under the sender's key
  - the log's row read as its lock, the key looked up (was it sent before?); whether another process wrote is asked once a
    batch; the account, its grants and the heads in office come from the writer's roster, and are read where it has none
  - one row inserted in its table, with its index
  - one transaction for all who wait, synchronous=FULL
  - the move decided from the service's table: who may, from which state, whose turn, which clock
  - the note sealed under the household's key (AES-SIV) and kept beside the case with its digest
  - the case (25 columns, 3 indexes), the tallies of RT and kelurahan, counter and chain head of the log
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

	m := meter{ctx: ctx, dir: dir, o: o}
	fmt.Printf("\n%d callers, %v each, rates a second, each town between two measurements of bare rows\n", o.callers, o.each)
	fmt.Printf("%-8s%10s%10s%10s%10s%10s\n", "round", "bare", "hot", "bare", "spread", "bare")
	for round := range o.rounds {
		h := m.between(&m.hot, hot.request)
		s := m.between(&m.spread, spread.request)
		if m.err != nil {
			return m.err
		}
		fmt.Printf("%-8d%10.0f%10.0f%10.0f%10.0f%10.0f\n", round+1, h.before, h.rate, h.after, s.rate, s.after)
	}
	fmt.Printf("%-8s%10.0f%10.0f%10s%10.0f\n\n", "median", median(m.bare), median(m.hot.rates), "", median(m.spread.rates))
	m.hot.say("one hot kelurahan, 60 RT", 0.15, hot)
	m.spread.say("100 kelurahan, 60 RT each", 0.10, spread)
	fmt.Println("\n" + strings.TrimSpace(whole))
	return nil
}
