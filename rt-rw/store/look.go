package store

import (
	"context"
	"fmt"

	"jogotonggo/rt-rw"
)

// LookInfo says that somebody on duty opened a case of the household: as what, and when.
// Not who: an office answers for its people.
type LookInfo struct {
	Case    string
	Service string
	Role    rtrw.Role
	At      int64 // Unix milliseconds
}

// mostLooks bounds the list; the newest are given.
const mostLooks = "500"

// LooksOf lists who opened the viewer's cases: those of the household for its residents,
// the own ones for a pending member. Looks of the household itself are left out.
func (s *Store) LooksOf(ctx context.Context, v rtrw.Viewer) ([]LookInfo, error) {
	mine, args := s.own(v)
	list, err := query(ctx, s.db, `SELECT l.case_id, c.service, l.role, l.at FROM looks l JOIN cases c ON c.id = l.case_id JOIN accounts a ON a.id = l.account
		WHERE (c.house = '' OR a.household <> c.house) AND l.account <> $1 AND `+mine+` ORDER BY l.at DESC, l.case_id LIMIT `+mostLooks, args,
		func(r scanner) (l LookInfo, err error) { return l, r.Scan(&l.Case, &l.Service, &l.Role, &l.At) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list looks: %w", err))
	}
	return list, nil
}

// own is the condition that a case c is the viewer's; $1 is the account.
func (s *Store) own(v rtrw.Viewer) (string, []any) {
	if v.Household != "" && v.Has(rtrw.Resident, v.Household, s.now()) {
		return `(c.house = $2 OR c.house = '' AND c.filer = $1)`, []any{v.Account, string(v.Household)}
	}
	return `(c.filer = $1 AND (c.house = '' OR c.house = $2))`, []any{v.Account, string(v.Household)}
}
