package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"jogotonggo/rt-rw"
)

// StandIn is an absence of a head, with who acts meanwhile; it runs or is still to come.
type StandIn struct {
	Case    string // of the membership, to end it by
	Account string // who acts; the head, where nobody does
	Name    string
	Role    rtrw.Role // the office, or away
	From    int64     // Unix milliseconds
	Until   int64     // 0: no end
}

// StandIns lists the absences of the office that sits exactly here. An appointment is none.
func (s *Store) StandIns(ctx context.Context, at rtrw.Area) ([]StandIn, error) {
	list, err := query(ctx, s.db, `SELECT g.id, g.account, a.name, g.role, g.from_at, g.until_at
		FROM grants g JOIN events e ON e.id = g.id JOIN accounts a ON a.id = g.account
		WHERE g.area = $1 AND (g.until_at = 0 OR g.until_at > $2) AND e.service = 'member' AND e.type = 'stand_in' AND a.closed_at = 0
		ORDER BY g.from_at, g.id`,
		[]any{string(at), s.now().UnixMilli()}, func(r scanner) (in StandIn, err error) {
			if err = r.Scan(&in.Case, &in.Account, &in.Name, &in.Role, &in.From, &in.Until); err != nil {
				return in, err
			}
			in.Name, err = s.unseal(in.Account, in.Name)
			return in, err
		})
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list stand-ins: %w", err))
	}
	return list, nil
}

// Residents names who lives in an RT and was let in, in the order of their houses.
func (s *Store) Residents(ctx context.Context, rt rtrw.Area) ([]Account, error) {
	now := s.now().UnixMilli()
	list, err := query(ctx, s.db, `SELECT DISTINCT a.id, a.login, a.name, a.household FROM grants g JOIN accounts a ON a.id = g.account
		WHERE `+under("g.area", 1)+` AND g.role = 'resident' AND g.from_at <= $3 AND (g.until_at = 0 OR g.until_at > $4) AND a.closed_at = 0`,
		append(span(rt), now, now), func(r scanner) (a Account, err error) { return a, r.Scan(&a.ID, &a.Login, &a.Name, &a.Household) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list residents: %w", err))
	}
	for i := range list {
		if err := s.unsealName(&list[i]); err != nil {
			return nil, s.refuse(err)
		}
	}
	slices.SortFunc(list, func(a, b Account) int {
		return cmp.Or(byNumber(a.Household, b.Household), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}
