package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// A backup has two parts, the ledger and the keys, each a picture of one moment as JSON lines. Both databases write and
// read the same, so a laptop's backup also moves a neighbourhood into a city's PostgreSQL. It comes in two forms: two
// streams (stream.go), which the server encrypts, and a plain folder of one file a table:
//
//	manifest.json            when, which epoch, how many rows of each table; written last
//	ledger/<table>.jsonl     everything but the keys: ciphertexts, digests, hashes
//	keys/subject_keys.jsonl  the subjects' keys, wrapped under the secret: keep 30 days at most
//
// The secret is never part of it.

// ledgerTables are copied in this order; leases belong to a running node, and so does what is
// under way to phones: who was called before a restore is not called again.
var ledgerTables = strings.Fields(`about areas houses accounts grants sessions invites kiosks logs events cases texts photos tallies tries looks look_heads marks records erasures phones quiet`)

const keysTable = "subject_keys"

var keyTables = []string{keysTable}

// Manifest stands last in a backup and proves that it is whole.
type Manifest struct {
	At     string           `json:"at"`
	Epoch  int64            `json:"epoch"`
	Schema string           `json:"schema,omitempty"` // of the ledger and of the keys; "" in backups older than this field
	Place  string           `json:"place,omitempty"`  // the kelurahan, where there is only one
	Tables map[string]int64 `json:"tables"`
}

func (s *Store) manifest(ctx context.Context) (*Manifest, error) {
	m := &Manifest{At: s.now().Format(time.RFC3339), Epoch: s.epoch, Schema: schemaHere(), Tables: map[string]int64{}}
	type place struct {
		log  rtrw.Area
		name string
	}
	all, err := query(ctx, s.db, `SELECT l.log, a.name FROM logs l JOIN areas a ON a.area = l.log`, nil, func(r scanner) (p place, err error) { return p, r.Scan(&p.log, &p.name) })
	all = slices.DeleteFunc(all, func(p place) bool { return p.log.Depth() != rtrw.Kelurahan })
	if len(all) == 1 {
		m.Place = all[0].name
	}
	return m, err
}

// Backup writes one picture of the ledger, and after it the keys, into an empty or new
// folder. The keys come second, so that none of the texts lacks its key, and a person
// erased meanwhile stays erased.
func (s *Store) Backup(ctx context.Context, dir string) error {
	for _, d := range []string{dir, filepath.Join(dir, "ledger"), filepath.Join(dir, "keys")} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("backup: %s has one already", dir), err)
	}
	m, err := s.manifest(ctx)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	into := func(part string) func(string, tableWriter) error {
		return func(table string, write tableWriter) error {
			return writeWhole(filepath.Join(dir, part, table+".jsonl"), func(w *bufio.Writer) (err error) {
				m.Tables[table], err = write(w)
				return err
			})
		}
	}
	if err := s.dump(ctx, s.db.DB, ledgerTables, into("ledger")); err != nil {
		return fmt.Errorf("backup the ledger: %w", err)
	}
	if err := s.dump(ctx, s.keys.db, keyTables, into("keys")); err != nil {
		return fmt.Errorf("backup the keys: %w", err)
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return writeWhole(filepath.Join(dir, "manifest.json"), func(w *bufio.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
}

// tableWriter writes a table's columns and rows and says how many rows there were.
type tableWriter func(io.Writer) (int64, error)

// dump hands out tables as they were at one moment.
func (s *Store) dump(ctx context.Context, db *sql.DB, tables []string, take func(table string, write tableWriter) error) error {
	tx, err := db.BeginTx(ctx, s.dialect.snapshot())
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, t := range tables {
		if err := take(t, func(w io.Writer) (int64, error) { return dumpTable(ctx, tx, t, w) }); err != nil {
			return fmt.Errorf("table %s: %w", t, err)
		}
	}
	return nil
}

func dumpTable(ctx context.Context, tx *sql.Tx, table string, w io.Writer) (n int64, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(columns); err != nil {
		return 0, err
	}
	row, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range row {
		to[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return n, err
		}
		for i, v := range row {
			if b, ok := v.([]byte); ok { // a driver may hand text over as bytes
				row[i] = string(b)
			}
		}
		if err := enc.Encode(row); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

// writeWhole makes a file that is either complete and on the disk, or not there.
func writeWhole(name string, fill func(*bufio.Writer) error) error {
	f, err := os.OpenFile(name+".part", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	if err := errors.Join(fill(w), w.Flush(), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(name+".part"))
	}
	return os.Rename(name+".part", name)
}
