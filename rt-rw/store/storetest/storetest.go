package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"io"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/access"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/arrival"
	"jogotonggo/rt-rw/direct"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/zone"
)

// Env gives a test stores of one kind: each Open makes a node on the same database.
type Env struct {
	t   testing.TB
	cfg store.Config
}

// Secret is the secret of every test.
var Secret = bytes.Repeat([]byte("s"), 32)

// Each runs a test on every database that is configured.
func Each(t *testing.T, test func(t *testing.T, e *Env)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	if os.Getenv("JT_TEST_DATABASE_URL") != "" {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			test(t, Postgres(t))
		})
	}
}

// SQLite gives an environment in a folder of the test's own.
func SQLite(t testing.TB) *Env { return &Env{t, store.Config{Dir: t.TempDir()}} }

// Postgres gives an environment in a schema of the test's own.
func Postgres(t testing.TB) *Env {
	t.Helper()
	base := os.Getenv("JT_TEST_DATABASE_URL")
	admin, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	schema := "t_" + strings.ToLower(rand.Text())
	if _, err := admin.Exec("CREATE SCHEMA " + schema); err != nil {
		t.Fatalf("make a schema: %v", err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP SCHEMA " + schema + " CASCADE"); err != nil {
			t.Errorf("drop schema: %v", err)
		}
		admin.Close()
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return &Env{t, store.Config{URL: u.String()}}
}

// Empty gives another, empty environment of the same kind.
func (e *Env) Empty() *Env {
	e.t.Helper()
	if e.cfg.URL != "" {
		return Postgres(e.t)
	}
	return SQLite(e.t)
}

// Config gives the configuration of a node, to change before Open.
func (e *Env) Config() store.Config {
	cfg := e.cfg
	cfg.Secret = Secret
	cfg.Registry = Registry()
	cfg.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	return cfg
}

// Registry holds the services of the tests.
func Registry() *rtrw.Registry {
	return rtrw.NewRegistry(aid.Service(), isolation.Service(), arrival.Service(), member.Service(), zone.Service(), privacy.Service(), access.Service(), direct.Service(), alert.Service())
}

// Open opens a node; change may alter its configuration. It is closed with the test.
func (e *Env) Open(change ...func(*store.Config)) *store.Store {
	e.t.Helper()
	cfg := e.Config()
	for _, c := range change {
		c(&cfg)
	}
	s, err := store.Open(context.Background(), cfg)
	if err != nil {
		e.t.Fatalf("open store: %v", err)
	}
	e.t.Cleanup(func() { s.Close() })
	return s
}

// Desk puts a desk in front of a node.
func Desk(t testing.TB, s *store.Store, now func() time.Time) *rtrw.Desk {
	t.Helper()
	if now == nil {
		now = time.Now
	}
	cursors, err := rtrw.NewCursors(s.Subkey("cursors"))
	if err != nil {
		t.Fatal(err)
	}
	return &rtrw.Desk{Registry: Registry(), Ledger: s, Cursors: cursors, Streams: rtrw.NewStreams(s.Subkey("streams")), Keys: s.Keys(), Now: now}
}
