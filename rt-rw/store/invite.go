package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// Invite lets somebody in. Its code is known only when it is made; the database keeps a
// digest.
type Invite struct {
	ID    string
	Code  string
	Kind  InviteKind
	Place rtrw.Area // the house of a house QR; the RT or house of a link; "" of a reset
	Until int64     // Unix milliseconds
	Uses  int64     // left
}

// InviteKind says what a code opens.
type InviteKind string

// A house QR hangs in a house and makes its people members at once. A link is sent and
// makes one person a pending member. A reset signs one account in again. A letter is carried to
// who was given an office, and signs that account in for the first time.
const (
	HouseQR InviteKind = "house"
	Link    InviteKind = "link"
	Again   InviteKind = "reset"
	First   InviteKind = "first"
)

// returns says whether a code opens an account that is there already.
func (k InviteKind) returns() bool { return k == Again || k == First }

// offers says how long each kind holds and how often it may be used.
var offers = map[InviteKind]struct {
	holds time.Duration
	uses  int64
}{HouseQR: {30 * 24 * time.Hour, 6}, Link: {72 * time.Hour, 1}, Again: {time.Hour, 1}, First: {7 * 24 * time.Hour, 1}}

// Invite makes a house QR, or with an area instead of a house a link. Only a head of the
// place may.
func (s *Store) Invite(ctx context.Context, by rtrw.Viewer, house, area rtrw.Area) (Invite, error) {
	switch {
	case house != "" && area == "":
		if house.Depth() != rtrw.House {
			return Invite{}, rtrw.AtField("house", "form", "Pilih rumah yang diundang.")
		}
		if err := s.heads(by, house); err != nil {
			return Invite{}, err
		}
		if err := s.houseKnown(ctx, house); err != nil {
			return Invite{}, err
		}
		return s.offer(ctx, by, HouseQR, string(house))
	case area != "" && house == "":
		if d := area.Depth(); d != rtrw.RT && d != rtrw.House {
			return Invite{}, rtrw.AtField("area", "wrong_area", "Tautan undangan hanya untuk satu RT.")
		}
		if err := s.heads(by, area); err != nil {
			return Invite{}, err
		}
		if area.Depth() == rtrw.House {
			if err := s.houseKnown(ctx, area); err != nil {
				return Invite{}, err
			}
		}
		return s.offer(ctx, by, Link, string(area))
	}
	return Invite{}, rtrw.AtField("house", "required", "Pilih satu: rumah untuk QR, atau RT untuk tautan.")
}

// heads refuses who is no head over the place.
func (s *Store) heads(by rtrw.Viewer, place rtrw.Area) error {
	for _, r := range []rtrw.Role{rtrw.RTHead, rtrw.RWHead, rtrw.Lurah} {
		if by.Has(r, place, s.now()) {
			return nil
		}
	}
	return rtrw.Errorf(rtrw.Forbidden, "Hanya ketua RT, ketua RW atau lurah setempat yang dapat mengundang.")
}

func (s *Store) houseKnown(ctx context.Context, house rtrw.Area) error {
	var one int
	err := s.db.QueryRowContext(ctx, `SELECT 1 FROM houses WHERE house = $1`, string(house)).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return rtrw.AtField("house", "unknown", "Rumah ini tidak ada di wilayah itu.")
	}
	return s.refuse(err)
}

func (s *Store) offer(ctx context.Context, by rtrw.Viewer, kind InviteKind, place string) (Invite, error) {
	inv, row := s.drawInvite(by, kind, place)
	return inv, s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return keepInvites(ctx, tx, [][]any{row}) })
}

// drawInvite makes a code, and the row that keeps its digest.
func (s *Store) drawInvite(by rtrw.Viewer, kind InviteKind, place string) (Invite, []any) {
	o, now := offers[kind], s.now()
	secret := make([]byte, 16)
	rand.Read(secret)
	inv := Invite{ID: newID(), Code: base64.RawURLEncoding.EncodeToString(secret), Kind: kind, Until: now.Add(o.holds).UnixMilli(), Uses: o.uses}
	if !kind.returns() {
		inv.Place = rtrw.Area(place)
	}
	return inv, []any{inv.ID, digest(inv.Code), string(kind), place, by.Account, now.UnixMilli(), inv.Until, inv.Uses, int64(0)}
}

func keepInvites(ctx context.Context, tx *sql.Tx, rows [][]any) error {
	return bulk(ctx, tx, "invites", strings.Fields("id code kind place made_by made_at until_at uses_left closed_at"), "", rows)
}

// Invites lists the invites of an area that can still be used, for its heads. Codes are
// not known any more.
func (s *Store) Invites(ctx context.Context, by rtrw.Viewer, area rtrw.Area) ([]Invite, error) {
	if err := s.heads(by, area); err != nil {
		return nil, err
	}
	list, err := query(ctx, s.db, `SELECT id, kind, place, until_at, uses_left FROM invites
		WHERE kind IN ('house', 'link') AND closed_at = 0 AND uses_left > 0 AND until_at > $3 AND `+under("place", 1)+` ORDER BY made_at DESC, id DESC`,
		append(span(area), s.now().UnixMilli()), func(r scanner) (i Invite, err error) { return i, r.Scan(&i.ID, &i.Kind, &i.Place, &i.Until, &i.Uses) })
	if err != nil {
		return nil, s.refuse(fmt.Errorf("list invites: %w", err))
	}
	return list, nil
}

// RevokeInvite closes an invite. Who came in by it stays; the head ends a membership by a
// move of its own.
func (s *Store) RevokeInvite(ctx context.Context, by rtrw.Viewer, id string) error {
	gone := rtrw.Errorf(rtrw.NotFound, "Undangan ini tidak ada.")
	var place rtrw.Area
	err := s.db.QueryRowContext(ctx, `SELECT place FROM invites WHERE id = $1 AND kind IN ('house', 'link') AND closed_at = 0`, id).Scan(&place)
	if errors.Is(err, sql.ErrNoRows) || err == nil && s.heads(by, place) != nil {
		return gone
	}
	if err != nil {
		return s.refuse(fmt.Errorf("find invite: %w", err))
	}
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE invites SET closed_at = $2 WHERE id = $1 AND closed_at = 0`, id, s.now().UnixMilli())
		return err
	})
}

// Reset makes a one-use code that signs an account in again, for a head who has its owner
// before them. Nobody resets an equal or somebody above: a neighbour's phone must not
// become the key to the lurah's desk.
func (s *Store) Reset(ctx context.Context, by rtrw.Viewer, account string) (Invite, error) {
	gone := rtrw.Errorf(rtrw.NotFound, "Warga ini tidak ada di wilayah Bapak/Ibu.")
	var household rtrw.Area
	err := s.db.QueryRowContext(ctx, `SELECT household FROM accounts WHERE id = $1 AND closed_at = 0`, account).Scan(&household)
	if errors.Is(err, sql.ErrNoRows) {
		return Invite{}, gone
	}
	if err != nil {
		return Invite{}, s.refuse(fmt.Errorf("find account: %w", err))
	}
	grants, err := s.grants(ctx, account)
	if err != nil {
		return Invite{}, err
	}
	// Whoever holds an office and lives in no house here is known by the office alone.
	if away := household == "" && len(grants) > 0; s.heads(by, household) != nil && !(away && s.outranks(by, grants)) {
		return Invite{}, gone
	}
	if account == by.Account || !s.outranks(by, grants) {
		return Invite{}, rtrw.Errorf(rtrw.Forbidden, "Akun petugas ini diatur ulang oleh pimpinan di atasnya.")
	}
	return s.offer(ctx, by, Again, account)
}

// LetIn makes such a code for whoever runs the server: above a lurah there is no head to ask.
func (s *Store) LetIn(ctx context.Context, login string) (Invite, error) {
	var account string
	err := s.db.QueryRowContext(ctx, `SELECT id FROM accounts WHERE login = $1 AND closed_at = 0`, strings.ToLower(strings.TrimSpace(login))).Scan(&account)
	if errors.Is(err, sql.ErrNoRows) {
		return Invite{}, rtrw.Errorf(rtrw.NotFound, "Tidak ada akun dengan nama masuk ini.")
	}
	if err != nil {
		return Invite{}, s.refuse(fmt.Errorf("find account: %w", err))
	}
	return s.offer(ctx, rtrw.Viewer{}, Again, account)
}

// outranks says whether one headship of the viewer covers every grant, offices strictly.
func (s *Store) outranks(by rtrw.Viewer, grants []rtrw.Grant) bool {
	for _, g := range by.Grants {
		if g.Role != rtrw.RTHead && g.Role != rtrw.RWHead && g.Role != rtrw.Lurah || !g.Active(s.now().UnixMilli()) {
			continue
		}
		covers := true
		for _, h := range grants {
			same := h.Area == g.Area
			helper := h.Role == rtrw.Resident || h.Role == rtrw.Pending || h.Role == rtrw.Volunteer || h.Role == rtrw.Kader ||
				h.Role == rtrw.Staff && g.Role == rtrw.Lurah // who appointed them lets them in again
			covers = covers && g.Area.Contains(h.Area) && (helper || !same)
		}
		if covers {
			return true
		}
	}
	return false
}
