package rtrw

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
)

// Cursor is a place in a log. On the wire it is one AES block, so that nobody can count
// what is hidden from them by comparing two cursors.
type Cursor struct {
	Epoch int64 // 24 bits
	Log   Area  // 36 bits: the official code as a number, nought where it ends early
	Seq   int64 // 40 bits
	Salt  int64 // 16 bits, fresh per stream incarnation, board and answer
}

// cursorLetters is how long a cursor is when it is written.
const cursorLetters = 22

// Cursors seals and opens cursors under one secret.
type Cursors struct {
	block cipher.Block
	mac   []byte
}

// NewCursors takes a 32-byte key, the same on every node.
func NewCursors(key []byte) (*Cursors, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return &Cursors{block: block, mac: append([]byte("cursor salt "), key...)}, nil
}

// Salt draws a fresh salt.
func (cs *Cursors) Salt() int64 {
	var b [2]byte
	rand.Read(b[:])
	return int64(binary.BigEndian.Uint16(b[:]))
}

// saltOf derives an answer's salt from its event, so that a replay gives the same bytes.
func (cs *Cursors) saltOf(id string) int64 {
	m := hmac.New(sha256.New, cs.mac)
	m.Write([]byte(id))
	return int64(binary.BigEndian.Uint16(m.Sum(nil)))
}

// Encode seals a cursor into 22 characters of base64url.
func (cs *Cursors) Encode(c Cursor) string {
	var b [aes.BlockSize]byte
	hi := uint64(c.Epoch&0xffffff)<<40 | (logNumber(c.Log)&0xfffffffff)<<4 | uint64(c.Seq>>36)&0xf
	lo := uint64(c.Seq&0xfffffffff)<<28 | uint64(c.Salt&0xffff)<<12 // the last 12 bits are nought: a forged block is seen
	binary.BigEndian.PutUint64(b[:8], hi)
	binary.BigEndian.PutUint64(b[8:], lo)
	cs.block.Encrypt(b[:], b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// Decode opens a cursor; one that was not sealed here is Malformed.
func (cs *Cursors) Decode(s string) (Cursor, error) {
	broken := Errorf(Malformed, "Penanda posisi tidak dikenal. Muat ulang halaman.")
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != aes.BlockSize || len(s) != cursorLetters { // base64 passes over ends of lines
		return Cursor{}, broken
	}
	cs.block.Decrypt(b, b)
	hi, lo := binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])
	log, ok := logArea(hi >> 4 & 0xfffffffff)
	if !ok || lo&0xfff != 0 {
		return Cursor{}, broken
	}
	return Cursor{Epoch: int64(hi >> 40), Log: log, Seq: int64(hi&0xf)<<36 | int64(lo>>28), Salt: int64(lo >> 12 & 0xffff)}, nil
}

// logNumber writes "33.74.08.1006" as 3374081006 and pads a shorter code with noughts.
func logNumber(a Area) uint64 {
	digits := strings.ReplaceAll(string(a), ".", "")
	n, _ := strconv.ParseUint((digits + "0000000000")[:10], 10, 64) // areas are parsed before they get here
	return n
}

func logArea(n uint64) (Area, bool) {
	d := strconv.FormatUint(n, 10)
	if len(d) != 10 {
		return "", false
	}
	code := d[:2] + "." + d[2:4] + "." + d[4:6] + "." + d[6:]
	for _, empty := range []string{".0000", ".00", ".00"} {
		code = strings.TrimSuffix(code, empty)
	}
	return Area(code), len(code) >= 2
}
