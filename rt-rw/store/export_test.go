package store

import (
	"context"
	"database/sql"
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
