package store

import (
	"context"
	"fmt"

	"jogotonggo/rt-rw"
)

// Town is how a kelurahan is laid out, and who looks after it: what its lurah makes ready.
type Town struct {
	Places   []PlaceInfo // RWs and RTs, each RW before its RTs
	Houses   map[rtrw.Area]int
	Members  map[rtrw.Area]int
	Officers []Officer
}

// Officer is somebody in office, and whether they have ever been here.
type Officer struct {
	Account
	Role rtrw.Role
	Area rtrw.Area // of the office
	Came bool
}

// Town reads all of a kelurahan's.
func (s *Store) Town(ctx context.Context, k rtrw.Area) (t Town, err error) {
	if t.Places, err = s.Children(ctx, k, true); err != nil {
		return t, err
	}
	if t.Houses, err = s.countByRT(ctx, `SELECT rt, COUNT(*) FROM houses WHERE `+under("rt", 1)+` GROUP BY rt`, span(k)); err != nil {
		return t, err
	}
	now := s.now().UnixMilli()
	t.Members = map[rtrw.Area]int{}
	homes, err := s.countByRT(ctx, `SELECT g.area, COUNT(DISTINCT g.account) FROM grants g JOIN accounts a ON a.id = g.account
		WHERE `+under("g.area", 1)+` AND g.role IN ('resident', 'pending') AND g.from_at <= $3 AND (g.until_at = 0 OR g.until_at > $4) AND a.closed_at = 0 GROUP BY g.area`,
		append(span(k), now, now))
	for house, n := range homes {
		t.Members[house.Up(rtrw.RT)] += n
	}
	if err != nil {
		return t, err
	}
	t.Officers, err = s.officers(ctx, k)
	return t, err
}

func (s *Store) countByRT(ctx context.Context, text string, args []any) (map[rtrw.Area]int, error) {
	type row struct {
		rt rtrw.Area
		n  int
	}
	rows, err := query(ctx, s.db, text, args, func(r scanner) (x row, err error) { return x, r.Scan(&x.rt, &x.n) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("count houses and members: %w", err))
	}
	count := make(map[rtrw.Area]int, len(rows))
	for _, r := range rows {
		count[r.rt] = r.n
	}
	return count, nil
}

// officers lists the heads and the staff in office under a place, in the order of their offices.
func (s *Store) officers(ctx context.Context, a rtrw.Area) ([]Officer, error) {
	now := s.now().UnixMilli()
	list, err := query(ctx, s.db, `SELECT g.role, g.area, a.id, a.login, a.name, a.household, a.secret <> '', EXISTS (SELECT 1 FROM sessions s WHERE s.account = a.id)
		FROM grants g JOIN accounts a ON a.id = g.account
		WHERE `+under("g.area", 1)+` AND g.role <> 'resident' AND g.role IN ('rt_head', 'rw_head', 'staff') AND g.from_at <= $3 AND (g.until_at = 0 OR g.until_at > $4) AND a.closed_at = 0
		ORDER BY g.area, g.from_at, g.id`, append(span(a), now, now),
		func(r scanner) (o Officer, err error) {
			if err = r.Scan(&o.Role, &o.Area, &o.ID, &o.Login, &o.Name, &o.Household, &o.HasSecret, &o.Came); err != nil {
				return o, err
			}
			return o, s.unsealName(&o.Account)
		})
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list officers: %w", err))
	}
	return list, nil
}
