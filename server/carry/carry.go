package carry

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strconv"

	"github.com/google/uuid"
)

// An envelope, as a phone makes it (frontend/src/core/carry.ts):
//
//	version 1 | ephemeral P-256 point 65 | AES-256-GCM ciphertext
//
// Key and nonce are HKDF-SHA256 of the shared secret, salted with both points; the version and the point are bound in. Inside:
//
//	session 16 | key 16 | HMAC 32 | length of move 1 | length of body 2 | move | body | noughts up to a multiple of 32
//
// The HMAC is under the device's carrying secret and covers the point too, so that no part fits another envelope.
const (
	version   = 1
	pointSize = 65
	headSize  = 1 + pointSize
	macSize   = sha256.Size
	fixedSize = 16 + 16 + macSize + 1 + 2
	purpose   = "jogotonggo carry 1"
)

// Carried is one command out of an envelope.
type Carried struct {
	Session string // of the phone that made it
	Key     string // the command's own
	Move    string // "aid/request"
	Body    []byte
}

// Box opens envelopes. Its keys are derived from the server's secret, so every node has the same.
type Box struct {
	key    *ecdh.PrivateKey
	secret []byte
}

// ErrUnreadable is an envelope that was not made for this server by one of its phones, or was changed on the way.
var ErrUnreadable = errors.New("carry: unreadable envelope")

// New derives a box; subkey gives 32 bytes for a purpose.
func New(subkey func(purpose string) []byte) *Box {
	b := &Box{secret: subkey("carry secrets")}
	for n := 0; b.key == nil; n++ { // a number beyond the curve's order is no key; one in four thousand million is
		b.key, _ = ecdh.P256().NewPrivateKey(subkey("carry box " + strconv.Itoa(n)))
	}
	return b
}

// Public is the key that phones seal to, base64url.
func (b *Box) Public() string {
	return base64.RawURLEncoding.EncodeToString(b.key.PublicKey().Bytes())
}

// Secret is what a device signs with, base64url. It holds as long as its session does, and is kept nowhere here.
func (b *Box) Secret(session string) string {
	return base64.RawURLEncoding.EncodeToString(b.secretOf(session))
}

func (b *Box) secretOf(session string) []byte {
	h := hmac.New(sha256.New, b.secret)
	h.Write([]byte(session))
	return h.Sum(nil)
}

// Open gives what is in an envelope, after it was found whole and signed by the device it names. Whether that device is
// still signed in is not known here.
func (b *Box) Open(envelope []byte) (*Carried, error) {
	if len(envelope) < headSize || envelope[0] != version {
		return nil, ErrUnreadable
	}
	point := envelope[1:headSize]
	from, err := ecdh.P256().NewPublicKey(point)
	if err != nil {
		return nil, ErrUnreadable
	}
	shared, err := b.key.ECDH(from)
	if err != nil {
		return nil, ErrUnreadable
	}
	seal, nonce, err := keysOf(shared, point, b.key.PublicKey().Bytes())
	if err != nil {
		return nil, err
	}
	plain, err := seal.Open(nil, nonce, envelope[headSize:], envelope[:headSize])
	if err != nil {
		return nil, ErrUnreadable
	}
	return b.read(plain, point)
}

// keysOf derives the cipher of one envelope. Its key is used once, so its nonce may be derived beside it.
func keysOf(shared, point, public []byte) (cipher.AEAD, []byte, error) {
	okm, err := hkdf.Key(sha256.New, shared, append(append([]byte(nil), point...), public...), purpose, 32+12)
	if err != nil {
		return nil, nil, err
	}
	block, err := aes.NewCipher(okm[:32])
	if err != nil {
		return nil, nil, err
	}
	seal, err := cipher.NewGCM(block)
	return seal, okm[32:], err
}

func (b *Box) read(plain, point []byte) (*Carried, error) {
	if len(plain) < fixedSize {
		return nil, ErrUnreadable
	}
	session, key := uuid.UUID(plain[:16]).String(), uuid.UUID(plain[16:32]).String()
	mac, rest := plain[32:32+macSize], plain[32+macSize:]
	move, body := int(rest[0]), int(binary.BigEndian.Uint16(rest[1:]))
	if len(rest) < 3+move+body {
		return nil, ErrUnreadable
	}
	h := hmac.New(sha256.New, b.secretOf(session))
	h.Write([]byte(purpose + "\x00"))
	h.Write(point)
	h.Write(plain[:32])
	h.Write(rest[:3+move+body])
	if !hmac.Equal(h.Sum(nil), mac) {
		return nil, ErrUnreadable
	}
	return &Carried{session, key, string(rest[3 : 3+move]), rest[3+move : 3+move+body]}, nil
}
