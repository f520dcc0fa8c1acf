package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing/fstest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"jogotonggo/rt-rw"
)

// dialect is all in which the two databases differ.
type dialect struct {
	goose    goose.Dialect
	postgres bool
}

func dialectFor(dbURL string) dialect {
	if dbURL != "" {
		return dialect{goose.DialectPostgres, true}
	}
	return dialect{goose.DialectSQLite3, false}
}

// The files of the embedded database.
const (
	ledgerFile = "jogo.db"
	keysFile   = "keys.db"
)

// oldestSQLite is the first version without the bug that corrupted a database when a WAL
// was reset while another connection checkpointed.
const oldestSQLite = "3.51.3"

// databases are the connections to a ledger and its keys, by what they are for.
type databases struct {
	read, write, keys *sql.DB
	list              *sql.DB // of PostgreSQL, with one plan for each question; of SQLite those that read
}

func (d *databases) close() error {
	return errors.Join(d.read.Close(), d.list.Close(), d.write.Close(), d.keys.Close())
}

// onePlan has PostgreSQL keep one plan for each question of this connection. It is said after connecting,
// because a pooler in between refuses what it does not know in the greeting.
func onePlan(ctx context.Context, c *pgx.Conn) error {
	_, err := c.Exec(ctx, "SET plan_cache_mode = force_generic_plan")
	return err
}

func (d dialect) open(cfg Config) (*databases, error) {
	if d.postgres {
		at, err := pgx.ParseConfig(cfg.URL)
		if err != nil {
			return nil, fmt.Errorf("open PostgreSQL: %w", err)
		}
		open := func(conns int, options ...stdlib.OptionOpenDB) *sql.DB {
			db := stdlib.OpenDB(*at, options...)
			db.SetMaxOpenConns(conns)
			return db
		}
		return &databases{read: open(8), list: open(4, stdlib.OptionAfterConnect(onePlan)), write: open(6), keys: open(2)}, nil
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	var err error
	file, keyFile := filepath.Join(cfg.Dir, ledgerFile), filepath.Join(cfg.Dir, keysFile)
	open := func(file, more string, conns int) *sql.DB {
		if err != nil {
			return nil
		}
		var db *sql.DB
		db, err = sql.Open("sqlite", "file:"+(&url.URL{Path: file}).EscapedPath()+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)"+
			"&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)&_pragma=secure_delete(ON)"+cfg.bounded()+more)
		if err == nil {
			db.SetMaxOpenConns(conns)
			db.SetMaxIdleConns(conns)
		}
		return db
	}
	// A page that splits out of order is renumbered through one beyond the end of the file, and then the
	// commit looks at every page that the connection keeps (balance_nonroot, pcache1Truncate). Reports split
	// pages in nearly every commit: with 64 MiB that walk was up to a third of the time of a node under load.
	const write = "&_txlock=immediate&_pragma=wal_autocheckpoint(16000)&_pragma=cache_size(-16384)"
	writer := open(file, write, 1) // first, so that it makes the file
	reader := open(file, "&_pragma=query_only(1)&_pragma=cache_size(-65536)", 4)
	return &databases{read: reader, list: reader, write: writer, keys: open(keyFile, write, 1)}, err
}

// check refuses a database that cannot keep its promises.
func (d dialect) check(ctx context.Context, db *sql.DB) error {
	if d.postgres {
		return db.PingContext(ctx)
	}
	var version string
	if err := db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version); err != nil {
		return fmt.Errorf("open SQLite: %w", err)
	}
	var have, want [3]int
	fmt.Sscanf(version, "%d.%d.%d", &have[0], &have[1], &have[2])
	fmt.Sscanf(oldestSQLite, "%d.%d.%d", &want[0], &want[1], &want[2])
	for i := range have {
		if have[i] != want[i] {
			if have[i] < want[i] {
				return fmt.Errorf("SQLite %s is too old: %s or newer is needed", version, oldestSQLite)
			}
			return nil
		}
	}
	return nil
}

// scrub lets nothing stay in the files of what was deleted. SQLite overwrites it in its
// place (secure_delete), but the write-ahead log holds the pages of before until it begins
// anew. PostgreSQL does both in its own time: see README.md.
func (d dialect) scrub(ctx context.Context, dbs ...*sql.DB) error {
	if d.postgres {
		return nil
	}
	for _, db := range dbs {
		var busy, pages, moved int64
		err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
		if err == nil && busy != 0 {
			err = errors.New("somebody is reading the pages of before")
		}
		if err != nil {
			return fmt.Errorf("begin the write-ahead log anew: %w", err)
		}
	}
	return nil
}

// lock ends a query that takes rows for this transaction.
func (d dialect) lock(of string) string {
	if d.postgres {
		return " " + of
	}
	return ""
}

// claim holds logs that have no row yet against other nodes for this transaction; "" where
// the transaction holds the whole database.
func (d dialect) claim() string {
	if d.postgres {
		return `SELECT pg_advisory_xact_lock(hashtextextended(log, 0)) FROM (SELECT unnest($1::text[]) AS log ORDER BY 1) AS fresh`
	}
	return ""
}

// in is the condition that a column is among the $n-th parameter, made by list.
func (d dialect) in(n int) string {
	if d.postgres {
		return fmt.Sprintf("= ANY($%d)", n)
	}
	return fmt.Sprintf("IN (SELECT value FROM json_each($%d))", n)
}

// stretch is one of several questions whose answers are merged in an order that each of them has by
// an index. SQLite sees that by itself; PostgreSQL sorts all of them unless each has its own end.
func (d dialect) stretch(n int, text, first string) string {
	if d.postgres {
		return fmt.Sprintf("SELECT * FROM (%s%s) stretch%d", text, first, n)
	}
	return text
}

// numbers is list for whole numbers.
func (d dialect) numbers(values []int64) any {
	if d.postgres {
		return values
	}
	b, _ := json.Marshal(values) // numbers always marshal
	return string(b)
}

// mark is the n-th parameter of an insert of many rows. SQLite looks a named one up by
// walking the list of all names, which took a quarter of the writer's time; it counts "?".
func (d dialect) mark(n int) string {
	if d.postgres {
		return numbered(n)
	}
	return "?"
}

func numbered(n int) string { return "$" + strconv.Itoa(n) }

func (d dialect) list(values []string) any {
	if d.postgres {
		return values
	}
	b, _ := json.Marshal(values) // strings always marshal
	return string(b)
}

// snapshot are the options of a read that must be one picture.
func (d dialect) snapshot() *sql.TxOptions {
	if d.postgres {
		return &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
	}
	return &sql.TxOptions{ReadOnly: true}
}

func (d dialect) gooseOptions() []goose.ProviderOption {
	opts := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if d.postgres {
		// Nodes that start together wait for each other; asked every second, not every five.
		if l, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)); err == nil {
			opts = append(opts, goose.WithSessionLocker(l))
		}
	}
	return opts
}

// translate makes text compare by bytes in PostgreSQL, as it does in SQLite (areas are
// found by ranges), and leaves out how SQLite lays a narrow table down.
func (d dialect) translate(dir fs.FS) fs.FS {
	if !d.postgres {
		return dir
	}
	out := fstest.MapFS{}
	names, _ := fs.Glob(dir, "*.sql")
	for _, name := range names {
		b, err := fs.ReadFile(dir, name)
		if err == nil {
			text := strings.ReplaceAll(string(b), "-- PostgreSQL: ", "") // what the other reads over
			text = strings.ReplaceAll(text, " TEXT", ` TEXT COLLATE "C"`)
			out[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, ") WITHOUT ROWID;", ");"))}
		}
	}
	return out
}

// under is the condition that a column is the area or lies in it: one stretch of an index, for
// '.' and '/' stand next to each other, and '0' after both. It takes two parameters from the
// n-th on, made by span.
func under(column string, n int) string {
	return fmt.Sprintf("(%[1]s >= $%[2]d AND %[1]s < $%[3]d)", column, n, n+1)
}

// span gives them. Nowhere contains nothing.
func span(a rtrw.Area) []any {
	if a == "" {
		return []any{"0", "0"}
	}
	return []any{string(a), string(a) + "0"}
}
