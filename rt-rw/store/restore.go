package store

import (
	"bufio"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// Restore fills an empty database from a backup and begins a new epoch: cursors of the
// old lineage get a new board instead of a wrong place. It refuses a database that holds
// anything, a backup that is not whole, and keys of another secret; then nothing was
// written. Without the folder of keys it restores what needs none.
func Restore(ctx context.Context, cfg Config, dir string) (err error) {
	m, err := readManifest(dir)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	s, err := Open(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.mustBeEmpty(ctx); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := s.restoreKeys(ctx, filepath.Join(dir, "keys"), m); err != nil {
		return fmt.Errorf("restore the keys: %w", err)
	}
	if err := s.restoreLedger(ctx, filepath.Join(dir, "ledger"), m); err != nil {
		_, undone := s.keys.db.ExecContext(context.WithoutCancel(ctx), `DELETE FROM subject_keys`)
		return errors.Join(fmt.Errorf("restore the ledger: %w", err), undone)
	}
	return nil
}

func readManifest(dir string) (*manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return nil, fmt.Errorf("this folder holds no whole backup: %w", err)
	}
	m := new(manifest)
	if err := json.Unmarshal(b, m); err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	return m, nil
}

// mustBeEmpty looks at every table; what Open itself writes into about does not count.
func (s *Store) mustBeEmpty(ctx context.Context) error {
	for _, t := range ledgerTables[1:] {
		var n int64
		if err := s.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM `+t).Scan(&n); err != nil {
			return fmt.Errorf("look into %s: %w", t, err)
		}
		if n > 0 {
			return fmt.Errorf("the database is not empty: %d rows in %s", n, t)
		}
	}
	var n int64
	if err := s.keys.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM subject_keys`).Scan(&n); err != nil || n > 0 {
		return errors.Join(err, fmt.Errorf("the keys are not empty: %d subjects", n))
	}
	return nil
}

func (s *Store) restoreKeys(ctx context.Context, dir string, m *manifest) error {
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		s.cfg.Log.Warn("restore_without_keys", "subjects", m.Tables[keysTable])
		return nil
	}
	tx, err := s.keys.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := load(ctx, tx, dir, keysTable, m); err != nil {
		return err
	}
	type key struct{ subject, wrapped string }
	all, err := query(ctx, tx, `SELECT subject, wrapped FROM subject_keys WHERE wrapped <> ''`, nil,
		func(r scanner) (k key, err error) { return k, r.Scan(&k.subject, &k.wrapped) })
	if err != nil {
		return err
	}
	for _, k := range all {
		if _, err := s.keys.unwrap(k.subject, k.wrapped); err != nil {
			return fmt.Errorf("the backup belongs to another secret: %w", err)
		}
	}
	return tx.Commit()
}

func (s *Store) restoreLedger(ctx context.Context, dir string, m *manifest) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `DELETE FROM about`); err != nil {
		return err
	}
	for _, t := range ledgerTables {
		if err := load(ctx, tx, dir, t, m); err != nil {
			return fmt.Errorf("table %s: %w", t, err)
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE about SET value = $1 WHERE name = 'epoch'`, strconv.FormatInt(newEpoch(m.Epoch), 10)); err != nil {
		return err
	}
	return tx.Commit()
}

// columnForm is what a column of ours may be called; names cannot be parameters.
var columnForm = regexp.MustCompile(`^[a-z_]+$`)

// newEpoch draws a lineage that is not the one before.
func newEpoch(old int64) int64 {
	for {
		var b [4]byte
		rand.Read(b[1:])
		if e := int64(binary.BigEndian.Uint32(b[:]) | 1); e != old {
			return e
		}
	}
}

// load reads one table's file into the database.
func load(ctx context.Context, tx *sql.Tx, dir, table string, m *manifest) error {
	f, err := os.Open(filepath.Join(dir, table+".jsonl"))
	if err != nil {
		return err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<16))
	dec.UseNumber()
	var columns []string
	if err := dec.Decode(&columns); err != nil {
		return fmt.Errorf("read columns: %w", err)
	}
	if slices.ContainsFunc(columns, func(c string) bool { return !columnForm.MatchString(c) }) {
		return errors.New("a column has no proper name")
	}
	var rows [][]any
	var n int64
	for {
		var row []any
		err := dec.Decode(&row)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("row %d: %w", n+1, err)
		}
		if err != nil || len(rows) == 1024 {
			if err := bulk(ctx, tx, table, columns, "", rows); err != nil {
				return err
			}
			rows = rows[:0]
		}
		if err != nil {
			break
		}
		if err := asStored(row, len(columns)); err != nil {
			return fmt.Errorf("row %d: %w", n+1, err)
		}
		rows, n = append(rows, row), n+1
	}
	if n != m.Tables[table] {
		return fmt.Errorf("%d rows, the manifest says %d", n, m.Tables[table])
	}
	return nil
}

// asStored turns JSON numbers back into the integers they are.
func asStored(row []any, columns int) (err error) {
	if len(row) != columns {
		return fmt.Errorf("%d values for %d columns", len(row), columns)
	}
	for i, v := range row {
		switch v := v.(type) {
		case json.Number:
			if row[i], err = v.Int64(); err != nil {
				return err
			}
		case string:
		default:
			return fmt.Errorf("a value is neither text nor number")
		}
	}
	return nil
}
