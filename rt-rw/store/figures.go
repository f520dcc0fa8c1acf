package store

import (
	"context"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// Passages reads what became of the cases of some services in a log since a time: places in time
// and states, oldest first, no person and no house.
func (s *Store) Passages(ctx context.Context, log rtrw.Area, since time.Time, services []string) ([]rtrw.Passage, error) {
	from := since.UnixMilli()
	// Every line up to a checkpoint was written before it, so older ones need not be walked through.
	list, err := query(ctx, s.db, `SELECT service, case_id, at, from_state, state FROM events
		WHERE log = $1 AND seq > COALESCE((SELECT seq FROM checkpoints WHERE log = $2 AND at <= $3 ORDER BY at DESC LIMIT 1), 0)
		AND at >= $4 AND service `+s.dialect.in(5)+` ORDER BY seq`, []any{string(log), string(log), from, from, s.dialect.list(services)},
		func(r scanner) (t rtrw.Passage, err error) {
			return t, r.Scan(&t.Service, &t.Case, &t.At, &t.From, &t.State)
		})
	if err != nil {
		return nil, s.refuse(fmt.Errorf("read passages: %w", err))
	}
	return list, nil
}

// Households counts the houses known in each kelurahan of an area.
func (s *Store) Households(ctx context.Context, a rtrw.Area) (map[rtrw.Area]int64, error) {
	type counted struct {
		log rtrw.Area
		n   int64
	}
	list, err := query(ctx, s.db, `SELECT substr(house, 1, 13), COUNT(*) FROM houses WHERE `+under("house", 1)+` GROUP BY 1`, span(a),
		func(r scanner) (c counted, err error) { return c, r.Scan(&c.log, &c.n) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("count houses: %w", err))
	}
	n := map[rtrw.Area]int64{}
	for _, c := range list {
		n[c.log] = c.n
	}
	return n, nil
}

// Offices gives the grants of an area by which it is looked after, now in force: heads, who is
// away, and who has a duty by its name in an RT.
func (s *Store) Offices(ctx context.Context, a rtrw.Area) ([]rtrw.Grant, error) {
	now := s.now().UnixMilli()
	list, err := query(ctx, s.db, `SELECT g.id, g.account, g.role, g.area, g.from_at, g.until_at FROM grants g JOIN accounts a ON a.id = g.account
		WHERE `+under("g.area", 1)+` AND g.role <> 'resident' AND g.role IN ('rt_head', 'rw_head', 'away', 'volunteer') AND g.from_at <= $3 AND (g.until_at = 0 OR g.until_at > $4) AND a.closed_at = 0 ORDER BY g.area, g.from_at, g.id`,
		append(span(a), now, now), func(r scanner) (g rtrw.Grant, err error) {
			return g, r.Scan(&g.ID, &g.Account, &g.Role, &g.Area, &g.From, &g.Until)
		})
	if err != nil {
		return nil, s.refuse(fmt.Errorf("read offices: %w", err))
	}
	return list, nil
}

// LastHeard tells of every area with an office in an area when a device of one of its officers
// was last heard, to the hour; 0: never.
func (s *Store) LastHeard(ctx context.Context, a rtrw.Area) (map[rtrw.Area]int64, error) {
	type heard struct {
		area rtrw.Area
		at   int64
	}
	now := s.now().UnixMilli()
	list, err := query(ctx, s.db, `SELECT g.area, COALESCE(MAX(s.seen_at), 0) FROM grants g LEFT JOIN sessions s ON s.account = g.account AND s.closed_at = 0
		WHERE `+under("g.area", 1)+` AND g.role <> 'resident' AND g.role IN ('rt_head', 'rw_head', 'lurah', 'staff') AND g.from_at <= $3 AND (g.until_at = 0 OR g.until_at > $4) GROUP BY g.area`,
		append(span(a), now, now), func(r scanner) (h heard, err error) { return h, r.Scan(&h.area, &h.at) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("ask who was heard: %w", err))
	}
	at := map[rtrw.Area]int64{}
	for _, h := range list {
		at[h.area] = max(at[h.area], h.at)
	}
	return at, nil
}

// Under names a place and all above it, and lists the RTs under it.
func (s *Store) Under(ctx context.Context, a rtrw.Area) (path []rtrw.Place, rts []rtrw.Area, err error) {
	if path, err = s.path(ctx, s.db, a); err == nil {
		rts, err = query(ctx, s.db, `SELECT area FROM areas WHERE area LIKE '%/RT%' AND `+under("area", 1)+` ORDER BY area`, span(a), scanArea)
	}
	return path, rts, s.refuse(err)
}
