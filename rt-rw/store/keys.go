package store

import (
	"context"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/chacha20poly1305"

	"jogotonggo/rt-rw"
)

// keyring holds one key per subject, wrapped under the secret in a database of its own.
// Erasing the row erases the person: texts, fingerprints and codes with it.
type keyring struct {
	db   *sql.DB
	wrap cipher.AEAD
	now  func() time.Time
	mu   sync.RWMutex
	have map[string]*subjectKey
}

// subjectKey is a key at work: one half seals, the other fingerprints.
type subjectKey struct {
	aead cipher.AEAD
	mac  []byte
}

// manyKeys bounds what is kept unwrapped in memory; past it the keyring starts afresh.
const manyKeys = 50_000

func newKeyring(db *sql.DB, kek []byte, now func() time.Time) *keyring {
	wrap, err := chacha20poly1305.NewX(kek)
	if err != nil {
		panic("store: a 32-byte key was refused: " + err.Error())
	}
	return &keyring{db: db, wrap: wrap, now: now, have: map[string]*subjectKey{}}
}

var errErased = rtrw.Errorf(rtrw.NotFound, "Data ini sudah dihapus atas permintaan yang bersangkutan.")

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
		raw := make([]byte, 32)
		rand.Read(raw)
		_, err := k.db.ExecContext(ctx, `INSERT INTO subject_keys (subject, wrapped, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
			subject, k.wrapped(subject, raw), k.now().UnixMilli())
		if err != nil {
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
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.have) >= manyKeys {
		clear(k.have)
	}
	k.have[subject] = sk
	return sk, nil
}

func (k *keyring) wrapped(subject string, raw []byte) string {
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	rand.Read(nonce)
	return base64.RawStdEncoding.EncodeToString(k.wrap.Seal(nonce, nonce, raw, []byte(subject)))
}

func (k *keyring) unwrap(subject, wrapped string) (*subjectKey, error) {
	b, err := base64.RawStdEncoding.DecodeString(wrapped)
	if err != nil || len(b) < chacha20poly1305.NonceSizeX {
		return nil, errors.New("a subject's key is damaged")
	}
	raw, err := k.wrap.Open(nil, b[:chacha20poly1305.NonceSizeX], b[chacha20poly1305.NonceSizeX:], []byte(subject))
	if err != nil {
		return nil, errors.New("a subject's key was not wrapped under this secret")
	}
	derive := func(purpose string) []byte {
		out, err := hkdf.Key(sha256.New, raw, nil, purpose, 32)
		if err != nil {
			panic("store: HKDF of 32 bytes cannot fail: " + err.Error())
		}
		return out
	}
	aead, err := chacha20poly1305.NewX(derive("text"))
	return &subjectKey{aead, derive("print")}, err
}

// Seal encrypts with a nonce made from the place, so that deciding stays pure; a place is
// used once, because it names case, version and number of the text.
func (k *keyring) Seal(subject, place, text string) ([]byte, error) {
	sk, err := k.key(subject, true)
	if err != nil {
		return nil, err
	}
	nonce := sk.sum("nonce", place)[:chacha20poly1305.NonceSizeX]
	return sk.aead.Seal(nonce, nonce, []byte(text), nil), nil
}

// Open decrypts; of an erased subject it is NotFound.
func (k *keyring) Open(subject string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	sk, err := k.key(subject, false)
	if err != nil {
		return "", err
	}
	if len(sealed) < chacha20poly1305.NonceSizeX {
		return "", errors.New("a sealed text is damaged")
	}
	plain, err := sk.aead.Open(nil, sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:], nil)
	return string(plain), err
}

// Digits gives n digits, never all noughts.
func (k *keyring) Digits(subject, place string, n int) (string, error) {
	sk, err := k.key(subject, true)
	if err != nil {
		return "", err
	}
	most := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	most.Sub(most, big.NewInt(1))
	v := new(big.Int).SetUint64(binary.BigEndian.Uint64(sk.sum("digits", place)))
	d := v.Mod(v, most).Add(v, big.NewInt(1)).String()
	return strings.Repeat("0", n-len(d)) + d, nil
}

// Print fingerprints under the subject's key.
func (k *keyring) Print(subject string, body []byte) ([]byte, error) {
	sk, err := k.key(subject, true)
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, sk.mac)
	h.Write([]byte("body\x00"))
	h.Write(body)
	return h.Sum(nil), nil
}

func (sk *subjectKey) sum(purpose, place string) []byte {
	h := hmac.New(sha256.New, sk.mac)
	h.Write([]byte(purpose + "\x00" + place))
	return h.Sum(nil)
}
