package rtrw

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// Head is what is published of a log once a day: that at the beginning of that day it ended
// with a certain line, whose place and chain stand in a commitment. Whoever has it on paper
// can have it proved later that the log still contains that line at that place. It tells
// nothing else: neither how long the log is, nor whether anything happened since yesterday.
type Head struct {
	Log        Area
	Day        string // as 2006-01-02, in the log's own zone
	Epoch      int64
	Commitment []byte // 32 bytes
	Signature  []byte // Ed25519
}

// Notary commits to the ends of logs, and signs. Every node of one secret is the same one.
type Notary struct {
	salts []byte
	key   ed25519.PrivateKey
}

// NewNotary takes two keys of 32 bytes.
func NewNotary(salts, seed []byte) *Notary {
	return &Notary{salts, ed25519.NewKeyFromSeed(seed)}
}

// Key is the public key, under which everybody can check the signature.
func (n *Notary) Key() string {
	return base64.RawURLEncoding.EncodeToString(n.key.Public().(ed25519.PublicKey))
}

// Publish commits to the end of a log at the beginning of a day. hash is the chain's at that
// line as it is stored; a log without a line ends at 0 with "".
func (n *Notary) Publish(log Area, day string, epoch, seq int64, hash string) Head {
	h := Head{Log: log, Day: day, Epoch: epoch}
	h.Commitment = digestOf(n.Opening(h, seq, hash))
	h.Signature = ed25519.Sign(n.key, h.signed())
	return h
}

// Opening is the text whose SHA-256 the commitment is. The salt is drawn anew for each log
// and day, so a quiet day is as new as a busy one, and without it nobody can try places out.
func (n *Notary) Opening(h Head, seq int64, hash string) string {
	m := hmac.New(sha256.New, n.salts)
	fmt.Fprintf(m, "%s\n%s\n%d", h.Log, h.Day, h.Epoch)
	return strings.Join([]string{"jogotonggo head", string(h.Log), h.Day, strconv.FormatInt(h.Epoch, 10), strconv.FormatInt(seq, 10), hash, hex.EncodeToString(m.Sum(nil))}, "\n")
}

// Opens says whether a head was published of exactly this line at this place.
func (n *Notary) Opens(h Head, seq int64, hash string) bool {
	return subtle.ConstantTimeCompare(digestOf(n.Opening(h, seq, hash)), h.Commitment) == 1
}

// Ours says whether this server signed a head.
func (n *Notary) Ours(h Head) bool {
	return ed25519.Verify(n.key.Public().(ed25519.PublicKey), h.signed(), h.Signature)
}

// signed is what the signature is over.
func (h *Head) signed() []byte {
	return []byte(strings.Join([]string{"jogotonggo head", string(h.Log), h.Day, strconv.FormatInt(h.Epoch, 10), base64.RawURLEncoding.EncodeToString(h.Commitment)}, "\n"))
}

func digestOf(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

// headMark stands before a head that is written out, and says by which rules.
const headMark = "jt1"

// String writes a head as it is printed.
func (h Head) String() string {
	return strings.Join([]string{headMark, string(h.Log), h.Day, strconv.FormatInt(h.Epoch, 10), base64.RawURLEncoding.EncodeToString(h.Commitment), base64.RawURLEncoding.EncodeToString(h.Signature)}, ":")
}

// ParseHead reads a printed head; spaces and broken lines, as paper has them, do not matter.
func ParseHead(s string) (h Head, err error) {
	parts := strings.Split(strings.Join(strings.Fields(s), ""), ":")
	if len(parts) != 6 || parts[0] != headMark {
		return h, fmt.Errorf("this is no published head: it begins with %s: and has six parts", headMark)
	}
	if h.Log, err = ParseArea(parts[1]); err != nil || h.Log.Log() != h.Log {
		return h, fmt.Errorf("the head names no kelurahan: %q", parts[1])
	}
	if h.Epoch, err = strconv.ParseInt(parts[3], 10, 64); err != nil {
		return h, fmt.Errorf("the head's epoch is no number: %q", parts[3])
	}
	h.Day = parts[2]
	if h.Commitment, err = base64.RawURLEncoding.DecodeString(parts[4]); err == nil {
		h.Signature, err = base64.RawURLEncoding.DecodeString(parts[5])
	}
	if err != nil || len(h.Commitment) != sha256.Size || len(h.Signature) != ed25519.SignatureSize {
		return h, fmt.Errorf("the head is cut off or has a wrong letter in it")
	}
	return h, nil
}
