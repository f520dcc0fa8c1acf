package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"jogotonggo/rt-rw"
)

// Kiosk is a screen in a lobby. Its code is known only when it is made, opens once, and lives
// for a day; the screen that brought it stays in until it is closed.
type Kiosk struct {
	ID     string
	Code   string // only when it was just made
	Area   rtrw.Area
	Made   int64 // Unix milliseconds
	Until  int64 // of the code
	Opened int64 // 0: no screen has come yet
}

// codeHolds is how long a kiosk's code waits for its screen.
const codeHolds = 24 * time.Hour

// NewKiosk makes the code of a screen for the lobby of a kelurahan. Only its lurah may.
func (s *Store) NewKiosk(ctx context.Context, by rtrw.Viewer, area rtrw.Area) (Kiosk, error) {
	if area.Depth() != rtrw.Kelurahan {
		return Kiosk{}, rtrw.AtField("area", "wrong_area", "Layar lobi dibuat untuk satu kelurahan.")
	}
	if err := s.hosts(by, area); err != nil {
		return Kiosk{}, err
	}
	now, secret := s.now(), make([]byte, 16)
	rand.Read(secret)
	k := Kiosk{ID: newID(), Code: base64.RawURLEncoding.EncodeToString(secret), Area: area, Made: now.UnixMilli(), Until: now.Add(codeHolds).UnixMilli()}
	return k, s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO kiosks (id, code, area, account, made_by, made_at, until_at, opened_at, closed_at) VALUES ($1, $2, $3, '', $4, $5, $6, 0, 0)`,
			k.ID, digest(k.Code), string(area), by.Account, k.Made, k.Until)
		if err != nil {
			return fmt.Errorf("make kiosk: %w", err)
		}
		return nil
	})
}

// hosts refuses who is not the lurah of the place.
func (s *Store) hosts(by rtrw.Viewer, area rtrw.Area) error {
	if by.Has(rtrw.Lurah, area, s.now()) {
		return nil
	}
	return rtrw.Errorf(rtrw.Forbidden, "Hanya lurah setempat yang dapat mengatur layar lobi.")
}

// Kiosks lists the screens of a kelurahan: those that are in, and codes that still wait.
func (s *Store) Kiosks(ctx context.Context, by rtrw.Viewer, area rtrw.Area) ([]Kiosk, error) {
	if err := s.hosts(by, area); err != nil {
		return nil, err
	}
	list, err := query(ctx, s.db, `SELECT id, area, made_at, until_at, opened_at FROM kiosks
		WHERE area = $1 AND closed_at = 0 AND (opened_at <> 0 OR until_at > $2) ORDER BY made_at DESC, id DESC`, []any{string(area), s.now().UnixMilli()},
		func(r scanner) (k Kiosk, err error) { return k, r.Scan(&k.ID, &k.Area, &k.Made, &k.Until, &k.Opened) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list kiosks: %w", err))
	}
	return list, nil
}

// CloseKiosk turns a screen dark: its code opens no more, its session has ended.
func (s *Store) CloseKiosk(ctx context.Context, by rtrw.Viewer, id string) error {
	gone := rtrw.Errorf(rtrw.NotFound, "Layar ini tidak ada dalam daftar.")
	var area rtrw.Area
	var account string
	err := s.db.QueryRowContext(ctx, `SELECT area, account FROM kiosks WHERE id = $1 AND closed_at = 0`, id).Scan(&area, &account)
	if errors.Is(err, sql.ErrNoRows) || err == nil && s.hosts(by, area) != nil {
		return gone
	}
	if err != nil {
		return s.refuse(fmt.Errorf("find kiosk: %w", err))
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now := s.now()
		row := tx.QueryRowContext(ctx, `UPDATE kiosks SET closed_at = $2 WHERE id = $1 AND closed_at = 0 RETURNING account`, id, now.UnixMilli())
		switch err := row.Scan(&account); {
		case errors.Is(err, sql.ErrNoRows):
			return gone
		case err != nil:
			return fmt.Errorf("close kiosk: %w", err)
		case account == "":
			return nil // no screen came
		}
		return closeAccount(ctx, tx, account, now)
	})
	if err == nil && account != "" {
		s.signed.forget(account)
	}
	return err
}

// OpenKiosk lets the screen in that brings a code, once: as an account that is nobody, with
// the role kiosk over the kelurahan.
func (s *Store) OpenKiosk(ctx context.Context, code, device string) (Signed, error) {
	spent := rtrw.Errorf(rtrw.NotFound, "Tautan layar ini sudah tidak berlaku. Minta yang baru kepada Lurah.")
	token := newToken()
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now, account := s.now().UnixMilli(), Account{ID: newID(), Name: "Layar lobi"}
		account.Login = "lobi-" + account.ID
		var id string
		var area rtrw.Area
		row := tx.QueryRowContext(ctx, `UPDATE kiosks SET opened_at = $2, account = $3 WHERE code = $1 AND opened_at = 0 AND closed_at = 0 AND until_at > $2 RETURNING id, area`,
			digest(code), now, account.ID)
		if err := row.Scan(&id, &area); errors.Is(err, sql.ErrNoRows) {
			return spent
		} else if err != nil {
			return fmt.Errorf("take a kiosk's code: %w", err)
		}
		if _, err := s.insertAccount(ctx, tx, account, "", now); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO grants (id, account, role, area, from_at, until_at) VALUES ($1, $2, $3, $4, $5, 0)`,
			newID(), account.ID, string(rtrw.Kiosk), string(area), now)
		if err != nil {
			return fmt.Errorf("give a kiosk its role: %w", err)
		}
		return s.openSession(ctx, tx, newID(), token, account.ID, device, id)
	})
	if err != nil {
		return Signed{}, err
	}
	return s.fresh(ctx, token)
}
