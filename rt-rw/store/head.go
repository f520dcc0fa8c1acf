package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// Before gives the last line of a log before a time, and the chain's hash at it.
func (s *Store) Before(ctx context.Context, log rtrw.Area, t time.Time) (seq int64, hash string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT seq, hash FROM events WHERE log = $1 AND at < $2 ORDER BY seq DESC LIMIT 1`, string(log), t.UnixMilli()).Scan(&seq, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", nil
	}
	if err != nil {
		return 0, "", s.refuse(fmt.Errorf("read the end of a log: %w", err))
	}
	return seq, hash, nil
}

// Contains looks for the line of which a head was published. The hashes are those that are
// stored: Verify says whether they are the chain's.
func (s *Store) Contains(ctx context.Context, n *rtrw.Notary, h rtrw.Head) (seq int64, hash string, found bool, err error) {
	if n.Opens(h, 0, "") {
		return 0, "", true, nil
	}
	rows, err := s.db.QueryContext(ctx, `SELECT seq, hash FROM events WHERE log = $1 ORDER BY seq`, string(h.Log))
	if err != nil {
		return 0, "", false, fmt.Errorf("walk the log: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&seq, &hash); err != nil {
			return 0, "", false, fmt.Errorf("walk the log: %w", err)
		}
		if n.Opens(h, seq, hash) {
			return seq, hash, true, nil
		}
	}
	return 0, "", false, rows.Err()
}
