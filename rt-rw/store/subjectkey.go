package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/big"
	"strings"

	daead "github.com/tink-crypto/tink-go/v2/daead/subtle"
)

// subjectKey is a key at work: one half seals, the other fingerprints.
type subjectKey struct {
	seal *daead.AESSIV // RFC 5297: the same text at the same place gives the same bytes
	mac  []byte
}

// sealer finds the key of a subject, whose door it is to what rtrw.Keys promises. fresh says
// whether a new subject gets one.
type sealer func(subject string, fresh bool) (*subjectKey, error)

// placeSize is how much of a place's fingerprint stands before a ciphertext, so that equal
// texts at two places do not look equal.
const placeSize = 16

// Seal encrypts deterministically, so that deciding stays pure.
func (find sealer) Seal(subject, place, text string) ([]byte, error) {
	sk, err := find(subject, true)
	if err != nil {
		return nil, err
	}
	at := sk.sum("place", place)[:placeSize:placeSize]
	sealed, err := sk.seal.EncryptDeterministically([]byte(text), at)
	return append(at, sealed...), err
}

// Open decrypts; of an erased subject it is Erased. Whether a ciphertext is the one that was
// written is Verify's to say, by its digest and the chain.
func (find sealer) Open(subject string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	sk, err := find(subject, false)
	if err != nil {
		return "", err
	}
	if len(sealed) < placeSize {
		return "", errors.New("a sealed text is damaged")
	}
	plain, err := sk.seal.DecryptDeterministically(sealed[placeSize:], sealed[:placeSize])
	if err != nil { // its key was lost, and the subject has a new one since: as good as erased
		return "", errErased
	}
	return string(plain), nil
}

// Digits gives n digits, never all noughts.
func (find sealer) Digits(subject, place string, n int) (string, error) {
	sk, err := find(subject, true)
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
func (find sealer) Print(subject string, body []byte) ([]byte, error) {
	sk, err := find(subject, true)
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
