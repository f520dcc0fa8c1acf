package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"jogotonggo/deploy/lab"
)

// options say how large, and where.
type options struct {
	few, events int
	rounds      int
	each        time.Duration
	dir         string // of the files; a temporary one by default
	binary      string // the server; "": start-up is not measured
	postgres    string // address of a server on which databases may be made; "": files
	keep        string
	town        size
}

func main() {
	var o options
	part := flag.Int("kelurahan", semarang.kelurahan, "only so many of the city's kelurahan, with all who live there")
	flag.IntVar(&o.few, "few", 10_000, "lines of the small ledger")
	flag.IntVar(&o.events, "events", 10_000_000, "lines of the large one")
	flag.IntVar(&o.rounds, "rounds", 3, "how often everything is read; medians count")
	flag.DurationVar(&o.each, "each", 300*time.Millisecond, "how long a read is repeated in a round")
	flag.StringVar(&o.dir, "dir", "", "folder on the disk to measure; a temporary one by default")
	flag.StringVar(&o.binary, "binary", "", "the built server, for verify, start-up and memory")
	flag.StringVar(&o.postgres, "postgres", "", "measure on this PostgreSQL instead of files: its address")
	flag.StringVar(&o.keep, "keep", "", "append the tables to this `file`")
	flag.Parse()
	o.town = semarang.part(*part)
	debug.SetGCPercent(400) // the load makes much that lives for a moment
	debug.SetMemoryLimit(memory)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := city(ctx, o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "city:", err)
		os.Exit(1)
	}
}

// memory is what a load may take, beside what SQLite keeps of its files: a city's people are
// half a gigabyte, and the rest leaves them in peace.
const memory = 2 << 30

// city fills two ledgers, reads them, and leaves nothing behind.
func city(ctx context.Context, o options, to io.Writer) (err error) {
	dir, err := os.MkdirTemp(o.dir, "jogo-city")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	until := time.Now().Truncate(time.Second)
	few, err := place(ctx, o, filepath.Join(dir, "few"))
	if err != nil {
		return err
	}
	defer few.gone()
	many, err := place(ctx, o, filepath.Join(dir, "many"))
	if err != nil {
		return err
	}
	defer many.gone()

	var table strings.Builder
	both := io.MultiWriter(to, &table)
	fmt.Fprintf(both, "\n## %s\n\n%s. %d kelurahan, %d RW, %d RT, %d households.\n\n", many.kind, lab.Machine(), o.town.kelurahan, o.town.rw, o.town.rt, o.town.households)
	for _, l := range []struct {
		*ground
		lines int
	}{{few, o.few}, {many, o.events}} {
		if err := l.fill(ctx, o, l.lines, until, both); err != nil {
			return err
		}
	}
	if err := many.weigh(ctx, both); err != nil {
		return err
	}
	if o.binary != "" {
		if err := many.serve(ctx, o, both); err != nil {
			return err
		}
	}
	if err := readBoth(ctx, o, few, many, until, both); err != nil {
		return err
	}
	if o.keep == "" {
		return nil
	}
	f, err := os.OpenFile(o.keep, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, table.String())
	return errors.Join(err, f.Close())
}

func readBoth(ctx context.Context, o options, few, many *ground, until time.Time, to io.Writer) error {
	a, err := few.open(ctx, o.town, until)
	if err != nil {
		return err
	}
	defer a.close()
	b, err := many.open(ctx, o.town, until)
	if err != nil {
		return err
	}
	defer b.close()
	fmt.Fprintf(to, "\n| read | a page | ms, %d lines | ms, %d lines | ratio | queries | rows (answer) | rows, large | pages | pages, large | read whole | ≤ %.1f |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n", o.few, o.events, most)
	return compare(ctx, a, b, o.rounds, o.each, func(v *verdict) { fmt.Fprintln(to, v) })
}
