package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// leaseTerm is how long one node alone lets clocks strike; it renews while it ticks.
const leaseTerm = 150 * time.Second

// Lease says whether this node is the one that lets clocks strike. The embedded database
// has one node and no lease.
func (s *Store) Lease(ctx context.Context) (bool, error) {
	if !s.dialect.postgres {
		return true, nil
	}
	mine := false
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now := s.now().UnixMilli()
		var node string
		err := tx.QueryRowContext(ctx, `INSERT INTO leases (name, node, until_at) VALUES ('clocks', $1, $2)
			ON CONFLICT (name) DO UPDATE SET node = excluded.node, until_at = excluded.until_at
			WHERE leases.node = excluded.node OR leases.until_at < $3 RETURNING node`, s.node, now+leaseTerm.Milliseconds(), now).Scan(&node)
		if errors.Is(err, sql.ErrNoRows) {
			return nil // another node holds it
		}
		mine = node == s.node
		return err
	})
	return mine, err
}

// Shared says whether other nodes may write to this database.
func (s *Store) Shared() bool { return s.dialect.postgres }

// Yield gives the lease back, so that another node need not wait for its end.
func (s *Store) Yield(ctx context.Context) error {
	if !s.dialect.postgres {
		return nil
	}
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM leases WHERE name = 'clocks' AND node = $1`, s.node)
		return err
	})
}
