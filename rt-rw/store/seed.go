package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"jogotonggo/rt-rw"
)

// Seed is a neighbourhood to begin with: what a demo or a test fills an empty database with.
type Seed struct {
	Areas    []SeedArea
	Houses   []House
	Accounts []SeedAccount
	Records  []rtrw.Record // rules in force from the start; Case is an id that belongs to no case
	Secret   string        // of all who sign in, hashed once; "" for none
}

// SeedArea is a place by its path and name.
type SeedArea struct {
	Area rtrw.Area
	Name string
}

// SeedAccount is a person with their offices. IDs must be the same each time, so that
// sowing again finds everything there.
type SeedAccount struct {
	Account
	Grants  []rtrw.Grant // ID, Role and Area count
	SignsIn bool         // with the seed's secret; else this account has none
}

// seedSource marks areas that were sown; an import of the official list leaves them alone.
const seedSource = "seed"

// Seed writes all of it at once. What exists already stays as it is, so sowing twice does
// no harm; the grants and rules it gives stand in no log, because nobody decided them.
func (s *Store) Seed(ctx context.Context, seed Seed) error {
	var secret string
	if seed.Secret != "" {
		var err error
		if secret, err = s.hash(ctx, seed.Secret); err != nil {
			return err
		}
	}
	now := s.now().UnixMilli()
	ids := make([]string, 0, len(seed.Accounts))
	for _, a := range seed.Accounts {
		ids = append(ids, a.ID)
	}
	if err := s.keys.prepare(ctx, ids); err != nil {
		return err
	}
	var areas, houses, accounts, grants, records [][]any
	for _, a := range seed.Areas {
		areas = append(areas, []any{string(a.Area), string(above(a.Area)), a.Name, seedSource})
	}
	for _, h := range seed.Houses {
		houses = append(houses, []any{string(h.Area), string(h.Area.Up(rtrw.RT)), h.Label, now})
	}
	for _, a := range seed.Accounts {
		own := ""
		if a.SignsIn {
			own = secret
		}
		name, err := s.seal(a.ID, "name", a.Name)
		if rtrw.CodeOf(err) == rtrw.Erased { // whoever asked to be forgotten does not move in again
			continue
		}
		if err != nil {
			return err
		}
		accounts = append(accounts, []any{a.ID, a.Login, name, string(a.Household), own, now, now, int64(0)})
		for _, g := range a.Grants {
			grants = append(grants, []any{g.ID, a.ID, string(g.Role), string(g.Area), now, int64(0)})
		}
	}
	for _, r := range seed.Records {
		records = append(records, recordRow(&r))
	}
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, t := range []struct {
			table   string
			columns string
			rows    [][]any
		}{
			{"areas", "area parent name source", areas},
			{"houses", "house rt label added_at", houses},
			{"accounts", "id login name household secret added_at changed_at closed_at", accounts},
			{"grants", "id account role area from_at until_at", grants},
			{"records", "case_id name area from_at until_at value", records},
		} {
			if err := bulk(ctx, tx, t.table, strings.Fields(t.columns), ` ON CONFLICT DO NOTHING`, t.rows); err != nil {
				return err
			}
		}
		return nil
	})
}

// bulk writes many rows in few statements.
func bulk(ctx context.Context, tx *sql.Tx, table string, columns []string, after string, rows [][]any) error {
	for _, size := range [...]int{256, 16, 1} {
		if len(rows) < size {
			continue
		}
		st, err := tx.PrepareContext(ctx, insertText(numbered, table, columns, after, size))
		if err != nil {
			return fmt.Errorf("prepare %s: %w", table, err)
		}
		for ; len(rows) >= size; rows = rows[size:] {
			args := make([]any, 0, size*len(columns))
			for _, r := range rows[:size] {
				args = append(args, r...)
			}
			if _, err := st.ExecContext(ctx, args...); err != nil {
				st.Close()
				return fmt.Errorf("write %s: %w", table, err)
			}
		}
		if err := st.Close(); err != nil {
			return fmt.Errorf("write %s: %w", table, err)
		}
	}
	return nil
}
