package push

import (
	"crypto/ecdh"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// key is the pair by which push services know this server (VAPID, RFC 8292). It follows from
// the server's secret, so every node has the same and none has to keep it.
type key struct{ public, private string }

func newKey(seed []byte) key {
	for n := byte(0); ; n++ { // of 2^32 seeds one is no scalar of the curve
		h := hmac.New(sha256.New, seed)
		h.Write([]byte{n})
		if k, err := ecdh.P256().NewPrivateKey(h.Sum(nil)); err == nil {
			return key{base64.RawURLEncoding.EncodeToString(k.PublicKey().Bytes()), base64.RawURLEncoding.EncodeToString(k.Bytes())}
		}
	}
}

// KeysFit says whether what a browser gave is a public key and a secret of the right form.
func KeysFit(p256dh, auth string) bool {
	point, err := base64.RawURLEncoding.DecodeString(p256dh)
	if err != nil {
		return false
	}
	secret, err := base64.RawURLEncoding.DecodeString(auth)
	if err != nil || len(secret) != 16 {
		return false
	}
	_, err = ecdh.P256().NewPublicKey(point)
	return err == nil
}
