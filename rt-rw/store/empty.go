package store

import (
	"context"
	"fmt"
)

// Empty says whether nobody has an account here yet.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	var n int
	if err := s.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM (SELECT 1 FROM accounts LIMIT 1) AS any_account`).Scan(&n); err != nil {
		return false, s.refuse(fmt.Errorf("look for accounts: %w", err))
	}
	return n == 0, nil
}
