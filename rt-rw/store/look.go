package store

import (
	"context"
	"encoding/json"
	"fmt"

	"jogotonggo/rt-rw"
)

// LookInfo says that somebody on duty opened a case of the household, or its ledger: as what,
// and when. Not who: an office answers for its people.
type LookInfo struct {
	Case    string // the ledger's house, where no service stands beside it
	Service string
	Role    rtrw.Role
	At      int64  // Unix milliseconds
	Why     string // the reason given when a glass was broken; "" for who looks by duty
}

// mostLooks bounds the list; the newest are given.
const mostLooks = "500"

// LooksOf lists who opened the viewer's cases: those of the household for its residents,
// the own ones for a pending member. Looks of the household itself are left out.
func (s *Store) LooksOf(ctx context.Context, v rtrw.Viewer) ([]LookInfo, error) {
	mine, args := s.own(v)
	list, err := query(ctx, s.db, `SELECT l.case_id, c.service, l.role, l.at, l.why FROM looks l JOIN cases c ON c.id = l.case_id JOIN accounts a ON a.id = l.account
		WHERE (c.house = '' OR a.household <> c.house) AND l.account <> $1 AND `+mine+`
		UNION ALL SELECT l.case_id, '', l.role, l.at, l.why FROM looks l JOIN accounts a ON a.id = l.account WHERE `+s.ownHouse(v)+` AND a.household <> l.case_id
		ORDER BY 4 DESC, 1 LIMIT `+mostLooks, args,
		func(r scanner) (l LookInfo, err error) { return l, r.Scan(&l.Case, &l.Service, &l.Role, &l.At, &l.Why) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list looks: %w", err))
	}
	reasons := map[string]string{"": ""}
	for i := range list {
		why := list[i].Why
		if _, known := reasons[why]; !known {
			if reasons[why], err = s.reason(ctx, why); err != nil {
				return nil, s.refuse(fmt.Errorf("read why: %w", err))
			}
		}
		list[i].Why = reasons[why]
	}
	return list, nil
}

// reason reads why a glass was broken: a plain fact of the case that broke it.
func (s *Store) reason(ctx context.Context, id string) (string, error) {
	var data string
	if err := s.db.QueryRowContext(ctx, `SELECT data FROM cases WHERE id = $1`, id).Scan(&data); err != nil {
		return "", err
	}
	var said struct {
		Reason string `json:"reason"`
	}
	return said.Reason, json.Unmarshal([]byte(data), &said)
}

// Audited is one look as who guards personal data reads it.
type Audited struct {
	rtrw.Look
	Seq     int64
	Service string
}

// AuditQuery asks for a page of looks under an area, newest first, after where the page
// before ended (At 0: from the newest).
type AuditQuery struct {
	Area  rtrw.Area
	At    int64
	Log   rtrw.Area
	Seq   int64
	Limit int
}

// Audit lists every look at a case, a household's ledger or a list of households under an area.
func (s *Store) Audit(ctx context.Context, q AuditQuery) ([]Audited, error) {
	w := &where{}
	w.and(w.under("l.log", q.Area))
	if q.At != 0 {
		at, log := w.arg(q.At), w.arg(string(q.Log))
		w.and("(l.at < " + at + " OR l.at = " + at + " AND (l.log < " + log + " OR l.log = " + log + " AND l.seq < " + w.arg(q.Seq) + "))")
	}
	list, err := query(ctx, s.db, `SELECT l.log, l.seq, l.case_id, l.account, l.role, l.at, l.why, COALESCE(c.service, '') FROM looks l LEFT JOIN cases c ON c.id = l.case_id
		WHERE `+w.String()+` ORDER BY l.at DESC, l.log DESC, l.seq DESC LIMIT `+w.arg(int64(q.Limit)), w.args, func(r scanner) (a Audited, err error) {
		return a, r.Scan(&a.Log, &a.Seq, &a.Case, &a.Account, &a.Role, &a.At, &a.Why, &a.Service)
	})
	return list, s.refuse(err)
}

// own is the condition that a case c is the viewer's; $1 is the account.
func (s *Store) own(v rtrw.Viewer) (string, []any) {
	if v.Household != "" && v.Has(rtrw.Resident, v.Household, s.now()) {
		return `(c.house = $2 OR c.house = '' AND c.filer = $1)`, []any{v.Account, string(v.Household)}
	}
	return `(c.filer = $1 AND (c.house = '' OR c.house = $2))`, []any{v.Account, string(v.Household)}
}

// ownHouse is the condition that a look l is one at the ledger of the viewer's house, $2.
func (s *Store) ownHouse(v rtrw.Viewer) string {
	if v.Household != "" && v.Has(rtrw.Resident, v.Household, s.now()) {
		return `l.case_id = $2`
	}
	return `l.case_id = $2 AND 1 = 0`
}
