package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	aead "github.com/tink-crypto/tink-go/v2/aead/subtle"

	"jogotonggo/rt-rw"
)

// photoWaits is how long a photo waits for a command that names it. A phone that comes later
// sends it again.
const photoWaits = 48 * time.Hour

const photoKeySize = 32

var noPhoto = rtrw.Errorf(rtrw.NotFound, "Foto tidak ditemukan.")

// HasPhoto says whether the account sent exactly this photo before; Conflict where the id is
// another's, or of another photo.
func (s *Store) HasPhoto(ctx context.Context, account, id string, sent []byte) (bool, error) {
	has, err := s.hasPhoto(ctx, s.db, account, id, sent)
	return has, s.refuse(err)
}

func (s *Store) hasPhoto(ctx context.Context, q querier, account, id string, sent []byte) (bool, error) {
	var owner, print string
	err := q.QueryRowContext(ctx, `SELECT account, print FROM photos WHERE id = $1`, id).Scan(&owner, &print)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for a photo: %w", err)
	}
	mine, err := s.photoPrint(account, sent)
	if err != nil {
		return false, err
	}
	if owner != account || !hmac.Equal([]byte(print), []byte(mine)) {
		return false, rtrw.Errorf(rtrw.Conflict, "Nomor foto ini sudah dipakai untuk foto lain.")
	}
	return true, nil
}

func (s *Store) photoPrint(account string, sent []byte) (string, error) {
	print, err := s.keys.Print(account, append([]byte("photo\x00"), sent...))
	return base64.RawStdEncoding.EncodeToString(print), err
}

// KeepPhoto keeps a picture under an id until a case has it. sent is what came over the wire,
// by which it is known again. Of twins one is kept, and both are told that it is.
func (s *Store) KeepPhoto(ctx context.Context, account, id string, sent, picture []byte) error {
	key := make([]byte, photoKeySize)
	rand.Read(key)
	box, err := aead.NewXChaCha20Poly1305(key)
	if err != nil {
		return fmt.Errorf("encrypt a photo: %w", err)
	}
	cipher, err := box.Encrypt(picture, []byte(id))
	if err != nil {
		return fmt.Errorf("encrypt a photo: %w", err)
	}
	secret, err := s.seal(account, "photo "+id, base64.RawStdEncoding.EncodeToString(key))
	if err != nil {
		return s.refuse(err)
	}
	print, err := s.photoPrint(account, sent)
	if err != nil {
		return s.refuse(err)
	}
	return s.aside(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO photos (id, account, case_id, print, secret, made_at, bytes) VALUES ($1, $2, '', $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
			id, account, print, secret, s.now().UnixMilli(), base64.RawStdEncoding.EncodeToString(cipher))
		if err != nil {
			return fmt.Errorf("keep a photo: %w", err)
		}
		_, err = s.hasPhoto(ctx, tx, account, id, sent)
		return err
	})
}

// PhotoOf names the case that has a photo.
func (s *Store) PhotoOf(ctx context.Context, id string) (of string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT case_id FROM photos WHERE id = $1 AND case_id <> ''`, id).Scan(&of)
	if errors.Is(err, sql.ErrNoRows) {
		return "", noPhoto
	}
	return of, s.refuse(err)
}

// Photo opens a photo with the key that its case keeps.
func (s *Store) Photo(ctx context.Context, id, key string) ([]byte, error) {
	var stored string
	err := s.db.QueryRowContext(ctx, `SELECT bytes FROM photos WHERE id = $1`, id).Scan(&stored)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, noPhoto
	}
	if err != nil {
		return nil, s.refuse(fmt.Errorf("read a photo: %w", err))
	}
	picture, err := openPhoto(id, key, stored)
	if err != nil { // whoever keeps the database put something else in its place, or spoilt it
		s.cfg.Log.Error("photo_damaged", "photo", id, "error", err)
		return nil, noPhoto
	}
	return picture, nil
}

func openPhoto(id, key, stored string) ([]byte, error) {
	raw, err := base64.RawStdEncoding.DecodeString(key)
	if err != nil {
		return nil, fmt.Errorf("the key of a photo is damaged: %w", err)
	}
	cipher, err := base64.RawStdEncoding.DecodeString(stored)
	if err != nil {
		return nil, fmt.Errorf("a photo is damaged: %w", err)
	}
	box, err := aead.NewXChaCha20Poly1305(raw)
	if err != nil {
		return nil, fmt.Errorf("open a photo: %w", err)
	}
	picture, err := box.Decrypt(cipher, []byte(id))
	if err != nil {
		return nil, fmt.Errorf("open a photo: %w", err)
	}
	return picture, nil
}

// readPhotos reads the photos that a batch names, and holds them for it.
func (b *batch) readPhotos(ids []string) error {
	b.photos = map[string]rtrw.Upload{}
	secrets := map[string]string{}
	text := `SELECT id, account, case_id, secret FROM photos WHERE id ` + b.s.dialect.in(1) + ` ORDER BY id` + b.s.dialect.lock("FOR UPDATE")
	err := b.rows("photos", text, ids, func(r *sql.Rows) error {
		var id, secret string
		var up rtrw.Upload
		err := r.Scan(&id, &up.Account, &up.Case, &secret)
		b.photos[id], secrets[id] = up, secret
		return err
	})
	if err != nil {
		return err
	}
	for id, secret := range secrets {
		up := b.photos[id]
		key, err := b.s.unseal(up.Account, secret)
		if err != nil {
			return err
		}
		up.Key = rtrw.Private(key)
		if b.photos[id] = up; key == "" && up.Case == "" { // who sent it is no more
			delete(b.photos, id)
		}
	}
	return nil
}

// take lays what becomes of photos over the batch.
func (b *batch) take(list []rtrw.Taken) {
	b.taken = append(b.taken, list...)
	for _, p := range list {
		up := b.photos[p.ID]
		up.Case = p.Case
		b.photos[p.ID] = up
	}
}

// writePhotos gives photos to their cases: from then on a case alone knows the key. One that
// was let go is gone at once.
func (b *batch) writePhotos() error {
	for _, p := range b.taken {
		text := `UPDATE photos SET case_id = $2, secret = '' WHERE id = $1`
		if p.Gone {
			text = `DELETE FROM photos WHERE id = $1 AND case_id = $2`
		}
		if _, err := b.tx.ExecContext(b.ctx, text, p.ID, p.Case); err != nil {
			return fmt.Errorf("give a photo to its case: %w", err)
		}
	}
	return nil
}

// dropPhotos deletes the pictures of one lot of cases, before its key goes.
func (s *Store) dropPhotos(ctx context.Context, lot string) error {
	_, err := s.writer.ExecContext(ctx, `DELETE FROM photos WHERE case_id <> '' AND EXISTS (SELECT 1 FROM cases c
		WHERE c.id = photos.case_id AND CASE WHEN c.house = '' THEN c.filer ELSE c.house END || '#' || c.lot = $1)`, lot)
	return err
}

// MyPhoto is a photo that somebody sent and that is still kept.
type MyPhoto struct {
	Case *string `json:"case"` // null while it waits for one
	At   string  `json:"at"`
}

func (s *Store) myPhotos(ctx context.Context, v rtrw.Viewer) ([]MyPhoto, error) {
	list, err := query(ctx, s.db, `SELECT case_id, made_at FROM photos WHERE account = $1 ORDER BY made_at DESC`, []any{v.Account}, func(r scanner) (p MyPhoto, err error) {
		var of string
		var at int64
		err = r.Scan(&of, &at)
		return MyPhoto{orNull(of), stamp(at, v.Household)}, err
	})
	if list == nil {
		list = []MyPhoto{}
	}
	return list, s.refuse(err)
}
