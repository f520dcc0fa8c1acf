package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Why is a reason that the operator can do something about.
type Why int

// What keeps a database shut.
const (
	ReadOnly Why = iota + 1 // its files cannot be written
	Full                    // its disk is
	Damaged                 // no database of ours, or a broken one
	Newer                   // a newer version of the server wrote it
	Older                   // its schema must be changed, and nobody asked for that
)

// Shut says why a database could not be opened. Nothing was changed in it.
type Shut struct {
	Why  Why
	Name string // of the file in the data folder; "" for PostgreSQL
	Err  error
}

func (s *Shut) Error() string { return fmt.Sprintf("open %s: %v", s.Name, s.Err) }

// Unwrap gives what the database itself said.
func (s *Shut) Unwrap() error { return s.Err }

// why finds what the operator must know in a driver's error; 0: nothing of that kind.
func (d dialect) why(err error) Why {
	if d.full(err) {
		return Full
	}
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return 0
	}
	switch lite.Code() & 0xff {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ReadOnly
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return Damaged
	}
	return 0
}

// full says whether the disk is.
func (d dialect) full(err error) bool {
	var lite *sqlite.Error
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &lite):
		return lite.Code()&0xff == sqlite3.SQLITE_FULL || lite.Code() == sqlite3.SQLITE_IOERR_SHMSIZE
	case errors.As(err, &pg):
		return pg.Code == "53100"
	}
	return false
}

// schema is one database with its folder of migrations and the table that counts them.
type schema struct {
	db         *sql.DB
	files      fs.FS
	dir, table string
	name       string // of the file
}

// migrate brings every schema up to date, or none: a database that cannot be read, or that
// a newer version has changed, is found before anything is written.
func (s *Store) migrate(ctx context.Context, all ...schema) error {
	var ready []*goose.Provider
	for _, one := range all {
		p, err := s.dialect.provider(one)
		if err == nil {
			err = older(ctx, p)
		}
		if err != nil {
			return s.dialect.shut(one, err)
		}
		ready = append(ready, p)
	}
	if err := s.keepBefore(ctx, all, ready); err != nil {
		return err
	}
	for i, p := range ready {
		if _, err := p.Up(ctx); err != nil {
			return s.dialect.shut(all[i], fmt.Errorf("migrate %s: %w", all[i].dir, err))
		}
	}
	return nil
}

func (d dialect) provider(of schema) (*goose.Provider, error) {
	sub, err := fs.Sub(of.files, of.dir)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(d.goose, of.db, d.translate(sub), append(d.gooseOptions(), goose.WithTableName(of.table))...)
}

// older refuses a schema that knows more than this program: it would write rows that the
// newer one does not expect.
func older(ctx context.Context, p *goose.Provider) error {
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	if known := sources[len(sources)-1].Version; have > known {
		return &Shut{Why: Newer, Err: fmt.Errorf("its schema is version %d, this program knows %d", have, known)}
	}
	return nil
}

// shut names the file in what kept it shut; what no operator can mend stays as it is.
func (d dialect) shut(of schema, err error) error {
	name := of.name
	if d.postgres {
		name = ""
	}
	var known *Shut
	if errors.As(err, &known) {
		known.Name = name
		return known
	}
	if why := d.why(err); why != 0 {
		return &Shut{why, name, err}
	}
	return err
}
