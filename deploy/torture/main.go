package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"syscall"
)

// options say what a run is made of.
type options struct {
	minutes float64
	seed    uint64
	binary  string
	redis   string
	pgbin   string
	work    string
	lanes   string
	only    string
	until   column // found once, the run may end; "": it goes on
}

func main() {
	var o options
	flag.Float64Var(&o.minutes, "minutes", 5, "how long")
	flag.Uint64Var(&o.seed, "seed", 0, "from which every choice follows; 0: one is drawn")
	flag.StringVar(&o.binary, "binary", "dist/jogotonggo", "the server")
	flag.StringVar(&o.redis, "redis", "redis-server", "the program of Redis")
	flag.StringVar(&o.pgbin, "pgbin", "", "folder of PostgreSQL's programs")
	flag.StringVar(&o.work, "work", "", "empty folder for ledgers, logs and journals")
	flag.StringVar(&o.lanes, "lanes", "embedded,cluster", "which lanes run, with commas between them")
	flag.StringVar(&o.only, "only", "", "a fault, to see nothing else; empty: all")
	falsify := flag.Bool("broken", false, "build servers that are broken on purpose, and see that each is found out")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	for o.seed == 0 {
		o.seed = rand.Uint64N(1 << 32)
	}
	run := whole
	if *falsify {
		run = broken
	}
	clean, err := run(ctx, o, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
	}
	if err != nil || !clean {
		fmt.Fprintf(os.Stderr, "torture FAILED; the same choices again: MINUTES=%g SEED=%d\n", o.minutes, o.seed)
		os.Exit(1)
	}
}

var errCut = errors.New("the run was cut short")
