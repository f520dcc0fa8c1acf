package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// Restore fills an empty database from a backup's folder and begins a new epoch: cursors of the
// old lineage get a new board instead of a wrong place. It refuses a database that holds
// anything, a backup that is not whole, and keys of another secret; then nothing was
// written. Without the folder of keys it restores what needs none.
func Restore(ctx context.Context, cfg Config, dir string) error {
	m, err := readManifest(dir)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	from := func(part string, tables []string) opener {
		return func(fill filler) error {
			for _, t := range tables {
				if err := fromFile(filepath.Join(dir, part, t+".jsonl"), t, fill, m); err != nil {
					return fmt.Errorf("table %s: %w", t, err)
				}
			}
			return nil
		}
	}
	keys := from(keysPart, keyTables)
	if _, err := os.Stat(filepath.Join(dir, keysPart)); errors.Is(err, os.ErrNotExist) {
		keys = nil
	}
	return restore(ctx, cfg, m, from(ledgerPart, ledgerTables), keys)
}

// RestoreFrom is Restore from a backup's two streams; keys may be nil. Whoever calls it has seen by CheckBackup that
// both are whole, and hands over what the ledger's manifest said.
func RestoreFrom(ctx context.Context, cfg Config, m *Manifest, ledger, keys io.Reader) error {
	if keys == nil {
		return restore(ctx, cfg, m, fromStream(ledger, ledgerTables), nil)
	}
	return restore(ctx, cfg, m, fromStream(ledger, ledgerTables), fromStream(keys, keyTables))
}

// filler takes a table's columns and its rows one after another until io.EOF, and says how many there were.
type filler func(table string, columns []string, next func() ([]any, error)) (int64, error)

// opener hands the tables of a part to a filler.
type opener func(filler) error

func restore(ctx context.Context, cfg Config, m *Manifest, ledger, keys opener) (err error) {
	if here := schemaHere(); m.Schema != "" && m.Schema != here {
		return fmt.Errorf("restore: the backup is of another version of the program (schema %s, this one has %s): restore it with the version that made it, then update", m.Schema, here)
	}
	s, err := Open(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.mustBeEmpty(ctx); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if keys == nil {
		s.cfg.Log.Warn("restore_without_keys", "subjects", m.Tables[keysTable])
	} else if err := s.restoreKeys(ctx, keys); err != nil {
		return fmt.Errorf("restore the keys: %w", err)
	}
	if err := s.restoreLedger(ctx, ledger, m); err != nil {
		_, undone := s.keys.db.ExecContext(context.WithoutCancel(ctx), `DELETE FROM subject_keys`)
		return errors.Join(fmt.Errorf("restore the ledger: %w", err), undone)
	}
	return nil
}

func readManifest(dir string) (*Manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return nil, fmt.Errorf("this folder holds no whole backup: %w", err)
	}
	m := new(Manifest)
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

func (s *Store) restoreKeys(ctx context.Context, keys opener) error {
	tx, err := s.keys.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := keys(filling(ctx, tx)); err != nil {
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

func (s *Store) restoreLedger(ctx context.Context, ledger opener, m *Manifest) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `DELETE FROM about`); err != nil {
		return err
	}
	if err := ledger(filling(ctx, tx)); err != nil {
		return err
	}
	if err := beginLineage(ctx, tx, m); err != nil {
		return err
	}
	if err := callFromHere(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM checkpoints`); err != nil { // of other lines than these
		return err
	}
	return tx.Commit()
}

// columnForm is what a column of ours may be called; names cannot be parameters.
var columnForm = regexp.MustCompile(`^[a-z_]+$`)

// fromFile hands over one table of a folder.
func fromFile(file, table string, fill filler, m *Manifest) error {
	f, err := os.Open(file)
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
	n, err := fill(table, columns, func() (row []any, err error) { return row, dec.Decode(&row) })
	if err == nil && n != m.Tables[table] {
		err = fmt.Errorf("%d rows, the manifest says %d", n, m.Tables[table])
	}
	return err
}

// fromStream hands over the tables of a part as they come.
func fromStream(r io.Reader, tables []string) opener {
	return func(fill filler) error {
		in := newStream(r)
		if _, err := in.begin(); err != nil {
			return err
		}
		for _, t := range tables {
			columns, next, err := in.table(t)
			if err != nil {
				return err
			}
			if _, err := fill(t, columns, next); err != nil {
				return fmt.Errorf("table %s: %w", t, err)
			}
		}
		_, err := in.end()
		return err
	}
}

// filling writes tables into the database.
func filling(ctx context.Context, tx *sql.Tx) filler {
	return func(table string, columns []string, next func() ([]any, error)) (n int64, err error) {
		if slices.ContainsFunc(columns, func(c string) bool { return !columnForm.MatchString(c) }) {
			return 0, errors.New("a column has no proper name")
		}
		var rows [][]any
		for {
			row, err := next()
			if err != nil && !errors.Is(err, io.EOF) {
				return n, fmt.Errorf("row %d: %w", n+1, err)
			}
			if ended := err != nil; ended || len(rows) == 1024 {
				if err := bulk(ctx, tx, table, columns, "", rows); err != nil || ended {
					return n, err
				}
				rows = rows[:0]
			}
			if err := asStored(row, len(columns)); err != nil {
				return n, fmt.Errorf("row %d: %w", n+1, err)
			}
			rows, n = append(rows, row), n+1
		}
	}
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
