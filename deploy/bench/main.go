package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"jogotonggo/deploy/bench/yard"
	"jogotonggo/deploy/lab"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		end(serve(os.Args[2:]))
		return
	}
	var o options
	flag.IntVar(&o.runs, "runs", 3, "how often each scene is run; medians count")
	flag.BoolVar(&o.small, "small", false, "tiny sizes, to see that everything works; the figures say nothing")
	flag.StringVar(&o.keep, "keep", "", "append the table to this `file`")
	flag.StringVar(&o.profile, "profile", "", "write CPU profiles of what is measured into this `folder`")
	flag.StringVar(&o.binary, "binary", os.Getenv("JT_TEST_BINARY"), "the product to measure, a `file`; built from here by default")
	flag.StringVar(&o.redis, "redis", redisServer(), "the redis-server to put between two nodes, a `file`")
	flag.StringVar(&o.pocket, "pocketbase", "", "the PocketBase to measure beside, a `file`; built from deploy/bench/pocketbase by default")
	flag.StringVar(&o.on, "dir", "", "folder on the disk to measure; a temporary one by default")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "bench [flags] [scene…]")
		flag.PrintDefaults()
		for _, s := range scenes() {
			fmt.Fprintf(flag.CommandLine.Output(), "  %-9s %s\n", s.name, s.what)
		}
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	end(bench(ctx, o, flag.Args(), os.Stdout))
}

func end(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// serve is this program as a server: what to be, as JSON.
func serve(args []string) error {
	var cfg yard.Config
	if err := json.Unmarshal([]byte(strings.Join(args, " ")), &cfg); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	in, err := os.Open("/dev/stdin") // by the poller, as a server's input is: the one inherited would hold a thread between two lines
	if err != nil {
		return err
	}
	return yard.Serve(cfg, in, os.Stdout)
}

type options struct {
	runs    int
	small   bool
	keep    string
	profile string
	on      string
	binary  string
	redis   string
	pocket  string
}

func bench(ctx context.Context, o options, names []string, to io.Writer) error {
	st := &stand{options: o}
	var err error
	if st.self, err = os.Executable(); err != nil {
		return err
	}
	if st.dir, err = os.MkdirTemp(o.on, "jogo-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(st.dir)
	chosen, err := choose(names)
	if err != nil {
		return err
	}
	out := &report{to: to, machine: lab.Machine()}
	fmt.Fprintf(to, "%s, files in %s\n", out.machine, st.dir)
	for _, s := range chosen {
		if err = st.play(ctx, s, out); err != nil {
			break
		}
	}
	if o.keep != "" && len(out.verdicts) > 0 { // also of a run that was cut short
		err = errors.Join(err, out.keep(o.keep))
	}
	return errors.Join(err, out.lost())
}

// choose gives the scenes of these names, all where none is named.
func choose(names []string) (chosen []scene, err error) {
	all := scenes()
	for _, name := range names {
		i := slices.IndexFunc(all, func(s scene) bool { return s.name == name })
		if i < 0 {
			var known []string
			for _, s := range all {
				known = append(known, s.name)
			}
			return nil, fmt.Errorf("there is no scene %q; there are %s", name, strings.Join(known, " "))
		}
		chosen = append(chosen, all[i])
	}
	if len(names) == 0 {
		chosen = all
	}
	return chosen, nil
}
