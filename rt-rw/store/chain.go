package store

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"

	"jogotonggo/rt-rw"
)

// chain gives the hash of a line: SHA-256 over the hash before it and every column with
// its length, so that no two lines read the same. before is base64 as it is stored, ""
// for the first line.
func chain(before string, e *rtrw.Entry) []byte {
	h := sha256.New()
	var size [8]byte
	part := func(s string) {
		binary.BigEndian.PutUint64(size[:], uint64(len(s)))
		h.Write(size[:])
		h.Write([]byte(s))
	}
	num := func(n int64) { part(strconv.FormatInt(n, 10)) }
	part(before)
	part(string(e.Log))
	num(e.Seq)
	part(e.ID)
	num(e.Epoch)
	num(e.At)
	part(string(e.Area))
	part(e.Service)
	part(e.Type)
	part(e.Case)
	part(string(e.From))
	part(string(e.State))
	part(string(e.Priority))
	part(string(e.Level))
	part(string(e.Next))
	num(e.Due)
	part(e.DueFor)
	num(int64(e.Version))
	num(int64(e.Mask))
	part(string(e.House))
	part(e.Actor)
	part(string(e.Role))
	part(string(e.Payload))
	part(base64.RawStdEncoding.EncodeToString(e.Print))
	return h.Sum(nil)
}
