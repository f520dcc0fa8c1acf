package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"modernc.org/sqlite/vfs"

	"jogotonggo/rt-rw/store"
)

// touched is what a question is to a database, the same on every machine: pages that it looked at, with
// nothing in memory before, rows where it counts them, and large tables that it read from one end
// to the other.
type touched struct {
	pages  int64
	rows   int64 // looked at, whether they were wanted or not; SQLite does not say
	answer int64 // rows of the answer
	whole  []string
}

// beyond is how many rows were looked at and not answered.
func (t *touched) beyond() int64 { return max(t.rows-t.answer, 0) }

func (t *touched) add(o touched) {
	t.pages += o.pages
	t.rows += o.rows
	t.answer += o.answer
	for _, table := range o.whole {
		if !slices.Contains(t.whole, table) {
			t.whole = append(t.whole, table)
		}
	}
}

// large tables grow with what happens.
var large = []string{"events", "cases", "texts", "marks", "looks", "accounts", "houses", "grants"}

// toucher looks at a question beside the store.
type toucher interface {
	touch(ctx context.Context, q store.Question) (touched, error)
	close() error
}

// files counts the pages that SQLite reads from its file: it is opened through a file system of ours.
type files struct {
	dir  string
	name string
	fs   *vfs.FS

	mu   sync.Mutex
	seen map[int64]bool // pages by number
}

const pageSize = 4096

func touchFiles(dir string) (*files, error) {
	f := &files{dir: dir, seen: map[int64]bool{}}
	var err error
	f.name, f.fs, err = vfs.New(f)
	return f, err
}

// Open gives a file that tells which pages are read.
func (f *files) Open(name string) (fs.File, error) {
	file, err := os.Open(filepath.Join(f.dir, name))
	if err != nil {
		return nil, err
	}
	return &watchedFile{File: file, files: f}, nil
}

// watchedFile hides all of a file but reading in order.
type watchedFile struct {
	*os.File
	files *files
	pos   int64
}

func (w *watchedFile) Seek(offset int64, whence int) (at int64, err error) {
	w.pos, err = w.File.Seek(offset, whence)
	return w.pos, err
}

func (w *watchedFile) Read(b []byte) (int, error) {
	w.files.mu.Lock()
	w.files.seen[w.pos/pageSize] = true
	w.files.mu.Unlock()
	n, err := w.File.Read(b)
	w.pos += int64(n)
	return n, err
}

func (w *watchedFile) ReadAt(b []byte, at int64) (int, error) {
	w.files.mu.Lock()
	w.files.seen[at/pageSize] = true
	w.files.mu.Unlock()
	return w.File.ReadAt(b, at)
}

func (f *files) touch(ctx context.Context, q store.Question) (got touched, err error) {
	db, err := sql.Open("sqlite", "file:jogo.db?vfs="+f.name+"&immutable=1&_pragma=query_only(1)&_pragma=cache_size(-262144)&_pragma=temp_store(MEMORY)")
	if err != nil {
		return got, err
	}
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	if got.whole, err = scans(ctx, db, q.Text, q.Args); err != nil {
		return got, err
	}
	f.mu.Lock()
	clear(f.seen) // what was read to know the schema is no part of the question
	f.mu.Unlock()
	if err := runThrough(ctx, db, q.Text, q.Args); err != nil {
		return got, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	got.pages = int64(len(f.seen))
	return got, nil
}

// named finds what a question calls its tables: "grants g" is g in the plan.
var named = regexp.MustCompile(`\b(?:FROM|JOIN) (\w+)(?: ([a-z]\w*))?`)

// scans lists the large tables that the plan reads whole. A stretch of an index that ends with
// a limit is none of them: of the clocks the nearest are wanted.
func scans(ctx context.Context, db *sql.DB, text string, args []any) (tables []string, err error) {
	calls := map[string]string{}
	for _, m := range named.FindAllStringSubmatch(text, -1) {
		calls[m[1]] = m[1]
		if m[2] != "" {
			calls[m[2]] = m[1]
		}
	}
	rows, err := db.QueryContext(ctx, "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		return nil, fmt.Errorf("plan of %s: %w", text, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int64
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			return nil, err
		}
		words := strings.Fields(step)
		if len(words) < 2 || words[0] != "SCAN" || strings.HasSuffix(step, "USING INDEX cases_due") {
			continue
		}
		if table := calls[words[1]]; slices.Contains(large, table) {
			tables = append(tables, table)
		}
	}
	return tables, rows.Err()
}

func runThrough(ctx context.Context, db *sql.DB, text string, args []any) error {
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func (f *files) close() error { return f.fs.Close() }

var _ io.ReaderAt = (*watchedFile)(nil)
