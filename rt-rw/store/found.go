package store

import (
	"context"
	"database/sql"
	"fmt"

	"jogotonggo/rt-rw"
)

// Found lets the first person into an empty database: the account with its office, and the
// place where that is, all at once or not at all. Of two who do it at the same time on two nodes
// one is the first, and the other is told by a Conflict.
func (s *Store) Found(ctx context.Context, place SeedArea, n NewAccount) error {
	a, secret, err := s.draft(ctx, n)
	if err != nil {
		return err
	}
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		taken := rtrw.Errorf(rtrw.Conflict, "Rumah ini sudah dibuka. Silakan masuk.")
		var accounts int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM accounts`).Scan(&accounts); err != nil {
			return fmt.Errorf("look for accounts: %w", err)
		}
		done, err := tx.ExecContext(ctx, `INSERT INTO about (name, value) VALUES ('founded_by', $1) ON CONFLICT DO NOTHING`, a.ID)
		if err != nil {
			return fmt.Errorf("note the founder: %w", err)
		}
		if first, err := done.RowsAffected(); err != nil || first == 0 || accounts > 0 {
			if err == nil {
				err = taken
			}
			return err
		}
		row := [][]any{{string(place.Area), string(above(place.Area)), place.Name, seedSource}}
		if err := bulk(ctx, tx, "areas", areaColumns, ` ON CONFLICT DO NOTHING`, row); err != nil {
			return err
		}
		return s.admit(ctx, tx, a, secret, n.Grants)
	})
}

// AddPlaces makes RWs, RTs and houses known. What is there already stays as it is.
func (s *Store) AddPlaces(ctx context.Context, areas []SeedArea, houses []House) error {
	return s.Seed(ctx, Seed{Areas: areas, Houses: houses})
}
