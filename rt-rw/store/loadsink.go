package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
)

// sink takes the rows of a load, table by table.
type sink interface {
	put(ctx context.Context, table string, names []string, rows [][]any) error
	commit(ctx context.Context) error
	finish(ctx context.Context) error // makes the indexes; from then on the ledger may be opened
	close() error
}

// filled are the tables whose indexes are made after the load.
var filled = strings.Fields(`houses accounts grants events cases marks`)

// sink opens the databases for one load.
func (d dialect) sink(ctx context.Context, s *Store) (sink, error) {
	if d.postgres {
		return copyInto(ctx, s.cfg.URL)
	}
	open := func(file string) (*fileSink, error) {
		path := (&url.URL{Path: filepath.Join(s.cfg.Dir, file)}).EscapedPath()
		// Nobody else reads, and what is cut short is thrown away: no journal, and nothing waits for the disk.
		db, err := sql.Open("sqlite", "file:"+path+"?_pragma=locking_mode(EXCLUSIVE)&_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=cache_size(-196608)")
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(1)
		return &fileSink{db: db}, nil
	}
	ledger, err := open(ledgerFile)
	if err != nil {
		return nil, err
	}
	keys, err := open(keysFile)
	if err != nil {
		return nil, errors.Join(err, ledger.db.Close())
	}
	for _, f := range []*fileSink{ledger, keys} {
		if err := f.strip(ctx); err != nil {
			return nil, errors.Join(err, ledger.db.Close(), keys.db.Close())
		}
	}
	return &fileSinks{ledger, keys}, nil
}

// fileSinks are the two files of the embedded database.
type fileSinks struct{ ledger, keys *fileSink }

func (f *fileSinks) put(ctx context.Context, table string, names []string, rows [][]any) error {
	if table == keysTable {
		return f.keys.put(ctx, table, names, rows)
	}
	return f.ledger.put(ctx, table, names, rows)
}

func (f *fileSinks) commit(ctx context.Context) error {
	return errors.Join(f.ledger.commit(), f.keys.commit())
}

func (f *fileSinks) finish(ctx context.Context) error {
	if err := f.keys.finish(ctx, `SELECT 1`); err != nil {
		return err
	}
	return f.ledger.finish(ctx, `DELETE FROM about WHERE name = 'loading'`)
}

func (f *fileSinks) close() error { return errors.Join(f.ledger.close(), f.keys.close()) }

// fileSink writes one of them.
type fileSink struct {
	db      *sql.DB
	tx      *sql.Tx
	stmts   map[string]*sql.Stmt
	indexes []string // to be made again
}

// strip takes the indexes away: made once at the end they are sorted, not searched.
func (f *fileSink) strip(ctx context.Context) error {
	type index struct{ name, text string }
	all, err := query(ctx, f.db, `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('`+strings.Join(append(filled, keysTable), "', '")+`') ORDER BY name`, nil,
		func(r scanner) (x index, err error) { return x, r.Scan(&x.name, &x.text) })
	if err != nil {
		return fmt.Errorf("list indexes: %w", err)
	}
	for _, x := range all {
		if _, err := f.db.ExecContext(ctx, `DROP INDEX "`+x.name+`"`); err != nil {
			return fmt.Errorf("drop index %s: %w", x.name, err)
		}
		f.indexes = append(f.indexes, x.text)
	}
	return nil
}

// atOnce rows go into one statement.
const atOnce = 16

func (f *fileSink) put(ctx context.Context, table string, names []string, rows [][]any) (err error) {
	if f.tx == nil {
		if f.tx, err = f.db.BeginTx(ctx, nil); err != nil {
			return err
		}
		f.stmts = map[string]*sql.Stmt{}
	}
	args := make([]any, 0, atOnce*len(names))
	for len(rows) > 0 {
		n := 1
		if len(rows) >= atOnce {
			n = atOnce
		}
		st, err := f.prepared(ctx, table, names, n)
		if err != nil {
			return err
		}
		args = args[:0]
		for _, row := range rows[:n] {
			args = append(args, row...)
		}
		if _, err := st.ExecContext(ctx, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

func (f *fileSink) prepared(ctx context.Context, table string, names []string, rows int) (*sql.Stmt, error) {
	text := insertText(func(int) string { return "?" }, table, names, "", rows)
	if st := f.stmts[text]; st != nil {
		return st, nil
	}
	st, err := f.tx.PrepareContext(ctx, text)
	f.stmts[text] = st
	return st, err
}

func (f *fileSink) commit() error {
	if f.tx == nil {
		return nil
	}
	tx := f.tx
	f.tx = nil
	return tx.Commit()
}

func (f *fileSink) finish(ctx context.Context, last string) error {
	for _, text := range append(f.indexes, last) {
		if _, err := f.db.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

func (f *fileSink) close() error {
	var err error
	if f.tx != nil {
		err = f.tx.Rollback()
	}
	return errors.Join(err, f.db.Close())
}
