package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the same driver as the store's
)

var rowBody = strings.Repeat("abcdefghijklmnopqrstuvwxyz ", 15)[:400]

// row is one caller's row that waits for its commit.
type row struct {
	topic string
	done  chan error
}

// bare measures the yardstick: a 400-byte row with an index besides its key, one writer
// that takes up to 256 waiting rows into one transaction, WAL, synchronous=FULL.
func bare(ctx context.Context, dir string, o callers) (rate float64, err error) {
	dir, err = os.MkdirTemp(dir, "bare")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "bare.db"))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, q := range []string{"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
		"CREATE TABLE report (id INTEGER PRIMARY KEY, topic TEXT, body TEXT, created INTEGER)",
		"CREATE INDEX report_topic ON report (topic, created)"} {
		if _, err := db.ExecContext(ctx, q); err != nil {
			return 0, err
		}
	}
	insert, err := db.PrepareContext(ctx, "INSERT INTO report (topic, body, created) VALUES ($1, $2, $3)")
	if err != nil {
		return 0, err
	}
	rows, ended := make(chan row, 1024), make(chan struct{})
	go func() {
		defer close(ended)
		groupCommit(db, insert, rows)
	}()
	n := make([]int, o.n)
	rate, err = load(ctx, o, func(_ context.Context, caller int) error {
		n[caller]++
		r := row{fmt.Sprint("t", n[caller]%177), make(chan error, 1)}
		rows <- r
		return <-r.done
	})
	close(rows)
	<-ended
	return rate, err
}

func groupCommit(db *sql.DB, insert *sql.Stmt, rows <-chan row) {
	for r := range rows {
		batch := gather(r, rows)
		err := write(db, insert, batch)
		for _, b := range batch {
			b.done <- err
		}
	}
}

func gather(first row, rows <-chan row) []row {
	batch := []row{first}
	for len(batch) < 256 {
		select {
		case r, open := <-rows:
			if !open {
				return batch
			}
			batch = append(batch, r)
		default:
			return batch
		}
	}
	return batch
}

func write(db *sql.DB, insert *sql.Stmt, batch []row) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	st := tx.Stmt(insert)
	for _, b := range batch {
		if _, err := st.Exec(b.topic, rowBody, time.Now().UnixMilli()); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}
