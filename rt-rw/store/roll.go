package store

import (
	"context"
	"fmt"

	"jogotonggo/rt-rw"
)

// Roll lists the open cases that the houses of an RT have in some states of a service, with
// the names of who has them in hand.
func (s *Store) Roll(ctx context.Context, service string, states []rtrw.State, rt rtrw.Area) ([]rtrw.Standing, error) {
	names := make([]string, len(states))
	for i, st := range states {
		names[i] = string(st)
	}
	text := `SELECT ` + listColumns + `, house, holder, COALESCE((SELECT name FROM accounts a WHERE a.id = cases.holder), '') FROM cases
		WHERE log = $1 AND ` + stage + ` = 0 AND service = $2 AND area = $3 AND state ` + s.dialect.in(4) + ` ORDER BY opened, id`
	args := []any{string(rt.Log()), service, string(rt), s.dialect.list(names)}
	list, err := query(ctx, s.db, text, args, func(r scanner) (st rtrw.Standing, err error) {
		var house rtrw.Area
		var holder string
		if st.Case, err = scanListed(and(r, &house, &holder, &st.Holder)); err != nil {
			return st, err
		}
		st.Case.House, st.Case.Holder = house, holder
		st.Holder, err = s.unseal(holder, st.Holder)
		return st, err
	})
	if err != nil {
		return nil, s.refuse(fmt.Errorf("read a roll: %w", err))
	}
	return list, nil
}
