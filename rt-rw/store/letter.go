package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"jogotonggo/rt-rw"
)

// Coded is a house with the code that lets its people in.
type Coded struct {
	House  House
	Invite Invite
}

// mostCodes bounds what is made at once: a kelurahan of the largest kind, RT by RT.
const mostCodes = 4000

// HouseCodes makes a house QR for every house under a place, or for those in which nobody is a
// member yet, all at once: they are printed and given out. The heads of the place may, and the
// staff of the kelurahan, who print for them.
func (s *Store) HouseCodes(ctx context.Context, by rtrw.Viewer, a rtrw.Area, vacant bool) ([]Coded, error) {
	if err := s.heads(by, a); err != nil && !by.Has(rtrw.Staff, a, s.now()) {
		return nil, err
	}
	now := s.now().UnixMilli()
	text, args := `SELECT house, label FROM houses WHERE `+under("house", 1), span(a)
	if vacant {
		text += ` AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.area = houses.house AND g.role IN ('resident', 'pending') AND g.from_at <= $3 AND (g.until_at = 0 OR g.until_at > $4))`
		args = append(args, now, now)
	}
	houses, err := query(ctx, s.db, text, args, func(r scanner) (h House, err error) { return h, r.Scan(&h.Area, &h.Label) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list houses: %w", err))
	}
	switch {
	case len(houses) == 0:
		return nil, rtrw.AtField("area", "none", "Belum ada rumah di sini yang perlu kode.")
	case len(houses) > mostCodes:
		return nil, rtrw.AtField("area", "many", "Terlalu banyak rumah sekaligus. Cetak per RW.")
	}
	slices.SortFunc(houses, func(a, b House) int { return byNumber(a.Area, b.Area) })
	list, rows := make([]Coded, len(houses)), make([][]any, len(houses))
	for i, h := range houses {
		list[i].House = h
		list[i].Invite, rows[i] = s.drawInvite(by, HouseQR, string(h.Area))
	}
	return list, s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error { return keepInvites(ctx, tx, rows) })
}

// Letter is a way in for somebody who was given an office.
type Letter struct {
	Officer Officer
	Invite  Invite
}

// Letters makes a letter for every head under a place who has never been here. One that was made
// before opens nothing any more: of two sheets of paper only the newer one counts.
func (s *Store) Letters(ctx context.Context, by rtrw.Viewer, a rtrw.Area) ([]Letter, error) {
	if err := s.heads(by, a); err != nil {
		return nil, err
	}
	officers, err := s.officers(ctx, a)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(officers, func(a, b Officer) int { return byNumber(a.Area, b.Area) })
	var list []Letter
	var rows [][]any
	var ids []string
	for _, o := range officers {
		if o.Role == rtrw.Staff || o.Came || slices.Contains(ids, o.ID) {
			continue
		}
		grants, err := s.grants(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		if o.ID == by.Account || !s.outranks(by, grants) {
			continue
		}
		made, row := s.drawInvite(by, First, o.ID)
		list, rows, ids = append(list, Letter{o, made}), append(rows, row), append(ids, o.ID)
	}
	if len(list) == 0 {
		return nil, rtrw.AtField("area", "none", "Semua ketua di sini sudah pernah masuk.")
	}
	return list, s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE invites SET closed_at = $2 WHERE kind = 'first' AND closed_at = 0 AND place `+s.dialect.in(1), s.dialect.list(ids), s.now().UnixMilli())
		if err != nil {
			return fmt.Errorf("close older letters: %w", err)
		}
		return keepInvites(ctx, tx, rows)
	})
}
