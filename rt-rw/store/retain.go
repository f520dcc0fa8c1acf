package store

import (
	"context"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// keptUntil tells when the texts and health facts of a case go by themselves: so many days
// after it closed, or after its lot was over, whichever is later; nil while it is open.
func (s *Store) keptUntil(c *rtrw.Case) *string {
	svc, ok := s.cfg.Registry.Service(c.Service)
	lot, sealed := rtrw.ParseLot(c.Lot)
	if !ok || !sealed || svc.Keep == 0 || c.Closed == 0 {
		return nil
	}
	from := lot.Ends
	if closed := time.UnixMilli(c.Closed); closed.After(from) {
		from = closed
	}
	until := stamp(from.AddDate(0, 0, svc.Keep).UnixMilli(), c.Area)
	return &until
}

// Retain destroys the keys of lots whose time is over: every case of the lot closed for as
// long as its service keeps what it says. It says how many keys went.
func (s *Store) Retain(ctx context.Context) (gone int, err error) {
	now := s.now()
	for _, svc := range s.cfg.Registry.Services() {
		if svc.Keep == 0 {
			continue
		}
		n, err := s.retain(ctx, svc.Name, now.AddDate(0, 0, -svc.Keep).UnixMilli())
		gone += n
		if err != nil {
			return gone, s.refuse(fmt.Errorf("retention of %s: %w", svc.Name, err))
		}
	}
	if _, err := s.writer.ExecContext(ctx, `DELETE FROM marks WHERE at < $1`, now.Add(-rtrw.MarksKept).UnixMilli()); err != nil {
		return gone, s.refuse(fmt.Errorf("retention of marks: %w", err))
	}
	if _, err := s.writer.ExecContext(ctx, `DELETE FROM photos WHERE case_id = '' AND made_at < $1`, now.Add(-photoWaits).UnixMilli()); err != nil {
		return gone, s.refuse(fmt.Errorf("retention of photos: %w", err))
	}
	if err := s.dropCopies(now.Add(-beforeKept)); err != nil {
		return gone, fmt.Errorf("retention of copies: %w", err)
	}
	return gone, nil
}

func (s *Store) retain(ctx context.Context, service string, before int64) (gone int, err error) {
	old, err := query(ctx, s.keys.db, `SELECT subject FROM subject_keys WHERE service = $1 AND until_at < $2 AND wrapped <> ''`, []any{service, before}, scanText)
	if err != nil || len(old) == 0 {
		return 0, err
	}
	needed, err := query(ctx, s.db, `SELECT DISTINCT CASE WHEN house = '' THEN filer ELSE house END || '#' || lot FROM cases
		WHERE service = $1 AND lot <> '' AND (closed = 0 OR closed >= $2)`, []any{service, before}, scanText)
	if err != nil {
		return 0, err
	}
	keep := make(map[string]bool, len(needed))
	for _, n := range needed {
		keep[n] = true
	}
	for _, subject := range old {
		if keep[subject] {
			continue
		}
		if err := s.dropPhotos(ctx, subject); err != nil {
			return gone, err
		}
		if err := s.keys.destroy(ctx, `subject = $2`, subject); err != nil {
			return gone, err
		}
		gone++
	}
	if gone > 0 {
		return gone, s.scrub(ctx)
	}
	return gone, nil
}
