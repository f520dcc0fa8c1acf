package store

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	aead "github.com/tink-crypto/tink-go/v2/aead/subtle"
	daead "github.com/tink-crypto/tink-go/v2/daead/subtle"

	"jogotonggo/rt-rw"
)

// keyring holds one key per subject, wrapped under the secret in a database of its own.
// Destroying the key destroys texts, health facts, names, fingerprints and codes with it,
// in the log, in the rows and in every backup. Its row stays, so that it is never made again.
type keyring struct {
	sealer
	db   *sql.DB
	wrap *aead.XChaCha20Poly1305
	now  func() time.Time
	mu   sync.RWMutex
	have map[string]*subjectKey
	told int64 // destroyed keys until then are followed
}

// manyKeys bounds what is kept unwrapped in memory; past it the keyring starts afresh.
const manyKeys = 50_000

func newKeyring(db *sql.DB, kek []byte, now func() time.Time) *keyring {
	wrap, err := aead.NewXChaCha20Poly1305(kek)
	if err != nil {
		panic("store: a 32-byte key was refused: " + err.Error())
	}
	k := &keyring{db: db, wrap: wrap, now: now, have: map[string]*subjectKey{}}
	k.sealer = k.key
	return k
}

var errErased = rtrw.Errorf(rtrw.Erased, "Data ini sudah dihapus dan tidak dapat dibuka lagi.")

// key unwraps a subject's key; fresh says whether a new subject gets one.
func (k *keyring) key(subject string, fresh bool) (*subjectKey, error) {
	k.mu.RLock()
	known := k.have[subject]
	k.mu.RUnlock()
	if known != nil {
		return known, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	if fresh {
		row, err := k.fresh(subject)
		if err != nil {
			return nil, err
		}
		if err := putKeys(ctx, k.db, [][]any{row}); err != nil {
			return nil, fmt.Errorf("make a subject's key: %w", err)
		}
	}
	var wrapped string
	err := k.db.QueryRowContext(ctx, `SELECT wrapped FROM subject_keys WHERE subject = $1`, subject).Scan(&wrapped)
	if errors.Is(err, sql.ErrNoRows) || err == nil && wrapped == "" {
		return nil, errErased
	}
	if err != nil {
		return nil, fmt.Errorf("read a subject's key: %w", err)
	}
	sk, err := k.unwrap(subject, wrapped)
	if err != nil {
		return nil, err
	}
	k.keep(subject, sk)
	return sk, nil
}

func (k *keyring) keep(subject string, sk *subjectKey) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.have) >= manyKeys {
		clear(k.have)
	}
	k.have[subject] = sk
}

// prepare makes the keys of many subjects at once, where a whole neighbourhood moves in.
func (k *keyring) prepare(ctx context.Context, subjects []string) error {
	if err := k.make(ctx, subjects); err != nil {
		return err
	}
	type key struct{ subject, wrapped string }
	got, err := query(ctx, k.db, `SELECT subject, wrapped FROM subject_keys WHERE life = 0 AND service = '' AND wrapped <> ''`, nil,
		func(r scanner) (x key, err error) { return x, r.Scan(&x.subject, &x.wrapped) })
	if err != nil {
		return fmt.Errorf("read subjects' keys: %w", err)
	}
	for _, x := range got {
		sk, err := k.unwrap(x.subject, x.wrapped)
		if err != nil {
			return err
		}
		k.keep(x.subject, sk)
	}
	return nil
}

// ready makes the keys of a few subjects in one commit, and has them at hand.
func (k *keyring) ready(ctx context.Context, subjects []string) error {
	if err := k.make(ctx, subjects); err != nil {
		return err
	}
	for _, s := range subjects {
		if _, err := k.key(s, false); err != nil && rtrw.CodeOf(err) != rtrw.Erased {
			return err
		}
	}
	return nil
}

// make draws keys for subjects that have none, in one commit.
func (k *keyring) make(ctx context.Context, subjects []string) error {
	rows := make([][]any, 0, len(subjects))
	for _, s := range subjects {
		row, err := k.fresh(s)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	if err := putKeys(ctx, k.db, rows); err != nil {
		return fmt.Errorf("make subjects' keys: %w", err)
	}
	return nil
}

const keyColumns = `subject wrapped made_at place service until_at life`

// fresh draws a key for a subject and wraps it; nobody has it before its row is written.
func (k *keyring) fresh(subject string) ([]any, error) {
	raw := make([]byte, 32)
	rand.Read(raw)
	return k.row(subject, raw, k.now().UnixMilli())
}

// row wraps a subject's key as it is stored.
func (k *keyring) row(subject string, raw []byte, madeAt int64) ([]any, error) {
	wrapped, err := k.wrap.Encrypt(raw, []byte(subject))
	if err != nil {
		return nil, fmt.Errorf("wrap a subject's key: %w", err)
	}
	place, in, _ := strings.Cut(subject, "#")
	lot, _ := rtrw.ParseLot(in)
	var until int64
	if lot.Service != "" {
		until = lot.Ends.UnixMilli()
	}
	return []any{subject, base64.RawStdEncoding.EncodeToString(wrapped), madeAt, place, lot.Service, until, int64(lot.Life)}, nil
}

// putKeys writes new keys; one that is there, or was there and is destroyed, stays as it is.
func putKeys(ctx context.Context, db *sql.DB, rows [][]any) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := bulk(ctx, tx, keysTable, strings.Fields(keyColumns), ` ON CONFLICT DO NOTHING`, rows); err != nil {
		return err
	}
	return tx.Commit()
}

func (k *keyring) unwrap(subject, wrapped string) (*subjectKey, error) {
	b, err := base64.RawStdEncoding.DecodeString(wrapped)
	if err != nil {
		return nil, errors.New("a subject's key is damaged")
	}
	raw, err := k.wrap.Decrypt(b, []byte(subject))
	if err != nil {
		return nil, errors.New("a subject's key was not wrapped under this secret")
	}
	return newSubjectKey(raw)
}

// newSubjectKey sets a subject's 32 bytes to work.
func newSubjectKey(raw []byte) (*subjectKey, error) {
	derive := func(purpose string, n int) []byte {
		out, err := hkdf.Key(sha256.New, raw, nil, purpose, n)
		if err != nil {
			panic("store: HKDF of a few bytes cannot fail: " + err.Error())
		}
		return out
	}
	seal, err := daead.NewAESSIV(derive("seal", daead.AESSIVKeySize))
	return &subjectKey{seal, derive("print", 32)}, err
}
