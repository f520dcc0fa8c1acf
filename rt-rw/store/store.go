package store

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"jogotonggo/rt-rw"
)

//go:embed migration/*.sql
var kernelSQL embed.FS

//go:embed keymigration/*.sql
var keySQL embed.FS

// Config says where the ledger lives. Zero values that are allowed say so.
type Config struct {
	Dir       string             // folder of the SQLite files; used when URL is empty
	URL       string             // PostgreSQL, or empty
	Migrate   bool               // PostgreSQL: change an older schema, which other nodes may be using
	Secret    []byte             // at least 32 bytes, never stored here
	Registry  *rtrw.Registry     // the services
	Now       func() time.Time   // nil: time.Now
	Log       *slog.Logger       // nil: slog.Default
	Published func([]rtrw.Entry) // told of each committed batch, in order; must not block; may be nil

	pages int // how large a SQLite file may grow, for a test of a full disk; 0: as the disk
}

func (c *Config) bounded() string {
	if c.pages == 0 {
		return ""
	}
	return fmt.Sprintf("&_pragma=max_page_count(%d)", c.pages)
}

// Store is the ledger and what stands beside it: accounts, sessions, houses, places.
type Store struct {
	cfg      Config
	dialect  dialect
	db       *readers
	lists    *readers // for the newest cases
	writer   *sql.DB  // writes; a single connection in SQLite
	keys     *keyring
	stmts    statements
	roster   roster
	epoch    int64
	restored *Restored

	reacting []byte // derives the ids of reactions' commands

	queue     chan *job
	committed chan []rtrw.Entry
	wake      chan struct{}
	earliest  atomic.Int64 // the nearest due time the scheduler knows
	signed    sessionCache
	hashing   chan struct{} // argon2id, two at a time
	node      string

	done    sync.WaitGroup
	closing chan struct{}
	silent  chan struct{} // closed when the writer has answered for the last time
}

// Open opens or makes the database, brings its schema up to date and starts the writer.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	if len(cfg.Secret) < 32 {
		return nil, errors.New("open store: the secret must have at least 32 bytes")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	d := dialectFor(cfg.URL)
	dbs, err := d.open(cfg)
	if err != nil {
		return nil, err
	}
	s := &Store{cfg: cfg, dialect: d, db: newReaders(dbs.read, false), lists: newReaders(dbs.list, d.postgres), writer: dbs.write, queue: make(chan *job, 4096), committed: make(chan []rtrw.Entry, batchesUntold), wake: make(chan struct{}, 1),
		closing: make(chan struct{}), silent: make(chan struct{}), hashing: make(chan struct{}, 2), node: rand.Text()}
	s.earliest.Store(math.MaxInt64)
	if err := s.prepare(ctx, dbs.keys); err != nil {
		return nil, errors.Join(err, dbs.close())
	}
	s.done.Go(s.work)
	s.done.Go(s.announcing)
	return s, nil
}

func (s *Store) prepare(ctx context.Context, keyDB *sql.DB) error {
	kernel := schema{s.writer, kernelSQL, "migration", "schema_kernel", ledgerFile}
	if err := s.dialect.check(ctx, s.writer); err != nil {
		return s.dialect.shut(kernel, err)
	}
	if err := s.migrate(ctx, kernel, schema{keyDB, keySQL, "keymigration", "schema_keys", keysFile}); err != nil {
		return err
	}
	if err := filledHalf(ctx, s.writer); err != nil {
		return err
	}
	var b [4]byte
	rand.Read(b[1:])
	fresh := strconv.FormatUint(uint64(binary.BigEndian.Uint32(b[:]))|1, 10)
	if _, err := s.writer.ExecContext(ctx, `INSERT INTO about (name, value) VALUES ('epoch', $1) ON CONFLICT DO NOTHING`, fresh); err != nil {
		return fmt.Errorf("name the epoch: %w", err)
	}
	if err := s.writer.QueryRowContext(ctx, `SELECT CAST(value AS BIGINT) FROM about WHERE name = 'epoch'`).Scan(&s.epoch); err != nil {
		return fmt.Errorf("read the epoch: %w", err)
	}
	var err error
	if s.restored, err = readRestored(ctx, s.writer); err != nil {
		return fmt.Errorf("read the last restore: %w", err)
	}
	s.stmts = statements{db: s.writer, byText: map[string]*sql.Stmt{}}
	s.roster.forget()
	s.reacting = s.Subkey("reactions")
	s.keys = newKeyring(keyDB, s.Subkey("keys"), s.cfg.Now)
	return nil
}

// Close waits for the batch under way and closes the databases.
func (s *Store) Close() error {
	close(s.closing)
	s.done.Wait()
	return errors.Join(s.stmts.close(), s.writer.Close(), s.db.close(), s.lists.close(), s.keys.db.Close())
}

// Epoch names this lineage of the database; a restore changes it.
func (s *Store) Epoch() int64 { return s.epoch }

// Restored is nil where this database never came from a backup.
func (s *Store) Restored() *Restored { return s.restored }

// Keys gives the subjects' keys at work.
func (s *Store) Keys() rtrw.Keys { return s.keys }

// Wake tells the scheduler that something became due earlier than it knows.
func (s *Store) Wake() <-chan struct{} { return s.wake }

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.refuse(s.db.PingContext(ctx)) }

// Subkey derives a 32-byte key for one purpose from the secret (HKDF-SHA256, RFC 5869).
func (s *Store) Subkey(purpose string) []byte {
	k, err := hkdf.Key(sha256.New, s.cfg.Secret, nil, "jogotonggo "+purpose, 32)
	if err != nil {
		panic("store: HKDF of 32 bytes cannot fail: " + err.Error())
	}
	return k
}

func (s *Store) now() time.Time { return s.cfg.Now() }

// writeTimeout bounds a transaction that is no longer its caller's to cancel: a command
// must not be cut in two because a phone went out of reach.
const writeTimeout = 10 * time.Second

// write runs one transaction beside the commands' batches.
func (s *Store) write(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := do(ctx, tx); err != nil {
			return err
		}
		s.roster.forgetIn(s.dialect)
		return nil
	})
}

// aside is write for what touches neither people nor rules: the roster stands.
func (s *Store) aside(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTimeout)
	defer cancel()
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return s.refuse(err)
	}
	if err := do(ctx, tx); err != nil {
		return errors.Join(s.refuse(err), ignoreDone(tx.Rollback()))
	}
	return s.refuse(tx.Commit())
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// refuse turns a driver's error into what a person is told; refusals pass unchanged.
func (s *Store) refuse(err error) error {
	if err == nil || rtrw.CodeOf(err) != "" || errors.Is(err, sql.ErrNoRows) {
		return err
	}
	s.cfg.Log.Error("store", "error", err)
	if s.dialect.full(err) {
		return rtrw.Errorf(rtrw.DiskFull, "Penyimpanan server penuh. Laporan belum tercatat, coba lagi nanti.")
	}
	return rtrw.Errorf(rtrw.Unavailable, "Server sedang tidak dapat mencatat. Laporan tetap di HP, coba lagi sebentar.")
}
