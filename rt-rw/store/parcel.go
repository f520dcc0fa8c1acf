package store

import (
	"context"
	"database/sql"
	"time"

	"jogotonggo/rt-rw"
)

// TakeParcels gives parcels that are due and sets each aside for as long as sending one may
// take: another node does not take it meanwhile, and when this one dies it is due again.
func (s *Store) TakeParcels(ctx context.Context, now time.Time, aside time.Duration, limit int) (list []rtrw.Parcel, err error) {
	err = s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		list, err = query(ctx, tx, `SELECT push, phone, account, topic, urgency, payload, due, until_at, tries FROM parcels WHERE due <= $1 ORDER BY CASE urgency WHEN 'high' THEN 0 ELSE 1 END, due LIMIT $2`+s.dialect.lock("FOR UPDATE SKIP LOCKED"),
			[]any{now.UnixMilli(), int64(limit)}, func(r scanner) (p rtrw.Parcel, err error) {
				return p, r.Scan(&p.Push, &p.Phone, &p.Account, &p.Topic, &p.Urgency, &p.Payload, &p.Due, &p.Until, &p.Tries)
			})
		if err != nil {
			return err
		}
		for i := range list {
			p := &list[i]
			p.Tries++
			if _, err := tx.ExecContext(ctx, `UPDATE parcels SET due = $3, tries = $4 WHERE push = $1 AND phone = $2`, p.Push, p.Phone, now.Add(aside).UnixMilli(), int64(p.Tries)); err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

// Delivered notes that a push service took a parcel.
func (s *Store) Delivered(ctx context.Context, p rtrw.Parcel) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now := s.now().UnixMilli()
		if _, err := tx.ExecContext(ctx, `DELETE FROM parcels WHERE push = $1 AND phone = $2`, p.Push, p.Phone); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE calls SET sent_at = $2 WHERE push = $1 AND sent_at = 0`, p.Push, now); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE phones SET sent_at = $2 WHERE id = $1`, p.Phone, now)
		return err
	})
}

// Retry lets a parcel go again later.
func (s *Store) Retry(ctx context.Context, p rtrw.Parcel, at time.Time) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE parcels SET due = $3 WHERE push = $1 AND phone = $2`, p.Push, p.Phone, at.UnixMilli())
		return err
	})
}

// Drop gives a parcel up.
func (s *Store) Drop(ctx context.Context, p rtrw.Parcel) error {
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM parcels WHERE push = $1 AND phone = $2`, p.Push, p.Phone); err != nil {
			return err
		}
		return s.unheard(ctx, tx, p.Push)
	})
}
