package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jogotonggo/deploy/lab"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/config"
)

// ground is where a ledger lies.
type ground struct {
	kind  string
	dir   string
	url   string
	drop  func() error
	cfg   store.Config
	ready store.Loaded
}

// place makes an empty one.
func place(ctx context.Context, o options, dir string) (*ground, error) {
	g := &ground{kind: "SQLite", dir: dir, drop: func() error { return nil }}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	secret, err := (&config.Node{Data: dir}).TheSecret() // the one that the server finds there
	if err != nil {
		return nil, err
	}
	if o.postgres != "" {
		g.kind = "PostgreSQL"
		if g.url, g.drop, err = database(ctx, o.postgres); err != nil {
			return nil, err
		}
	}
	g.cfg = store.Config{Dir: dir, URL: g.url, Secret: secret, Registry: services(), Log: slog.New(slog.DiscardHandler)}
	return g, nil
}

// database makes one of its own on a server.
func database(ctx context.Context, at string) (address string, drop func() error, err error) {
	u, err := url.Parse(at)
	if err != nil {
		return "", nil, err
	}
	admin, err := sql.Open("pgx", at)
	if err != nil {
		return "", nil, err
	}
	name := "city_" + strings.ToLower(rand.Text())
	if _, err := admin.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", nil, errors.Join(err, admin.Close())
	}
	u.Path = "/" + name
	return u.String(), func() error {
		_, err := admin.Exec("DROP DATABASE " + name)
		return errors.Join(err, admin.Close())
	}, nil
}

func (g *ground) gone() error { return g.drop() }

// fill loads a past and says what that took.
func (g *ground) fill(ctx context.Context, o options, lines int, until time.Time, to io.Writer) error {
	p := history(o.town, min(o.few, lines), lines, until)
	before, err := lab.Processor()
	if err != nil {
		return err
	}
	if g.ready, err = store.Load(ctx, g.cfg, p); err != nil {
		return err
	}
	after, err := lab.Processor()
	if err != nil {
		return err
	}
	most, err := lab.Peak()
	if err != nil {
		return err
	}
	n, size := &g.ready, int64(0)
	if g.url == "" {
		size, err = weight(g.dir)
	} else {
		size, err = g.databaseSize(ctx)
	}
	fmt.Fprintf(to, "- loaded %d lines, %d cases, %d texts, %d keys: decided and written in %s (%.0f lines a second), indexes in %s; processor %s in all; %.1f MiB on disk, at most %d MiB of memory so far\n",
		n.Lines, n.Cases, n.Texts, n.Keys, n.Told.Round(time.Millisecond), float64(n.Lines)/n.Told.Seconds(), n.Sorted.Round(time.Millisecond), (after - before).Round(time.Millisecond), float64(size)/(1<<20), most>>20)
	return err
}

func weight(dir string) (sum int64, err error) {
	return sum, filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
}

func (g *ground) databaseSize(ctx context.Context) (n int64, err error) {
	db, err := sql.Open("pgx", g.url)
	if err != nil {
		return 0, err
	}
	err = db.QueryRowContext(ctx, `SELECT pg_database_size(current_database())`).Scan(&n)
	return n, errors.Join(err, db.Close())
}

func (g *ground) open(ctx context.Context, town size, until time.Time) (s *side, err error) {
	if s, err = openSide(ctx, g.cfg, town, until); err != nil {
		return nil, err
	}
	if g.url != "" {
		s.touch, err = touchServer(ctx, g.url)
	} else {
		s.touch, err = touchFiles(g.dir)
	}
	return s, err
}

func (s *side) close() error { return errors.Join(s.touch.close(), s.store.Close()) }

// serve proves the ledger by the server's own command, and starts the server on it.
func (g *ground) serve(ctx context.Context, o options, to io.Writer) error {
	env := []string{"JT_DATA=" + g.dir}
	if g.url != "" {
		env = append(env, "JT_DATABASE_URL="+g.url, "JT_SECRET_FILE="+filepath.Join(g.dir, "secret"))
	}
	n, err := lab.NewNode(o.binary, filepath.Join(g.dir, "log"), env...)
	if err != nil {
		return err
	}
	n.Args, n.Env = []string{"serve"}, append(append(lab.CleanEnv(), "JT_ADDR="+n.Addr), env...) // no demo
	began := time.Now()
	out, code, err := n.CLI(ctx, "verify")
	if err == nil && code != 0 {
		err = fmt.Errorf("verify ends with %d: %s", code, out)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(to, "- `verify`: %s in %s\n", strings.ReplaceAll(strings.TrimSpace(out), "\n", "; "), time.Since(began).Round(time.Millisecond))
	var starts []time.Duration
	for range o.rounds {
		began = time.Now()
		if err := n.Start(ctx); err != nil {
			return err
		}
		starts = append(starts, time.Since(began))
		if len(starts) == o.rounds {
			err = g.memory(n, o, to)
		}
		if err := errors.Join(err, n.Stop()); err != nil {
			return err
		}
	}
	fmt.Fprintf(to, "- start to ready: %s ms (goal 3000)\n", ms(median(starts)))
	return nil
}

// memory reads what the server takes after its start, and after a thousand boards and lists.
func (g *ground) memory(n *lab.Node, o options, to io.Writer) error {
	before, err := lab.Resident(n.Pid())
	if err != nil {
		return err
	}
	lurah, err := lab.SignIn(n.Addr, o.town.build(0).lurah.login, secretWord)
	if err != nil {
		return err
	}
	city, err := lab.SignIn(n.Addr, "kota", secretWord)
	if err != nil {
		return err
	}
	for range 250 {
		var any any
		err = errors.Join(lurah.Read("/board?area="+string(ward), &any), lurah.Read("/cases?area="+string(ward), &any), lurah.Read("/log?area="+string(ward), &any), city.Read("/board?area="+string(cityArea), &any))
		if err != nil {
			return err
		}
	}
	after, err := lab.Resident(n.Pid())
	fmt.Fprintf(to, "- memory of the server: %.0f MiB after its start, %.0f MiB after 1000 boards, lists and log pages\n", before/(1<<20), after/(1<<20))
	return err
}
