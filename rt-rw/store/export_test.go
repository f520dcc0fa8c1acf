package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Tampered lets a test change anything behind the ledger's back, verifies what is then
// there, and takes the change back.
func (s *Store) Tampered(ctx context.Context, change func(*sql.Tx) error) (Report, error) {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return Report{}, err
	}
	defer tx.Rollback()
	if err := change(tx); err != nil {
		return Report{}, err
	}
	return s.verify(ctx, tx)
}

// Kept reads one text of the database, for what a test may not find there.
func (s *Store) Kept(ctx context.Context, text string, args ...any) (v string, err error) {
	return v, s.db.QueryRowContext(ctx, text, args...).Scan(&v)
}

// Undone leaves a wish to be forgotten as a node that dies before the keys are gone does.
func (s *Store) Undone(ctx context.Context, place string) error {
	_, err := s.writer.ExecContext(ctx, `INSERT INTO erasures (case_id, place, everything, at, done_at) VALUES ('wish', $1, 0, $2, 0)`, place, s.now().UnixMilli())
	return err
}

// KeptKey does the same in the keys' database.
func (s *Store) KeptKey(ctx context.Context, text string, args ...any) (v string, err error) {
	return v, s.keys.db.QueryRowContext(ctx, text, args...).Scan(&v)
}

// Bounded makes the disk as small as that many pages.
func Bounded(c *Config, pages int) { c.pages = pages }

// Ahead makes the database look as if a newer version of the server had been there.
func (s *Store) Ahead(ctx context.Context) error {
	_, err := s.writer.ExecContext(ctx, `INSERT INTO schema_kernel (version_id, is_applied) VALUES (9001, $1)`, true)
	return err
}

// Back takes the newest step of the schema back, as the version before left the database.
func (s *Store) Back(ctx context.Context) (step string, err error) {
	p, err := s.dialect.provider(schema{s.writer, kernelSQL, "migration", "schema_kernel", ledgerFile})
	if err != nil {
		return "", err
	}
	done, err := p.Down(ctx)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%03d", done.Source.Version), nil
}

// Touched makes a file or folder of the data folder as old as that.
func (c *Config) Touched(name string, at time.Time) error {
	return os.Chtimes(filepath.Join(c.Dir, name), at, at)
}

// Forget deletes all checkpoints.
func (s *Store) Forget(ctx context.Context) (int64, error) {
	r, err := s.writer.ExecContext(ctx, `DELETE FROM checkpoints`)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}
