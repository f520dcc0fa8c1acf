package store

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"strconv"

	"jogotonggo/rt-rw"
)

// link hashes a row that follows another: every column with its length, so that no two rows
// read the same.
type link struct{ hash.Hash }

// after begins a row; before is the hash before it in base64 as it is stored, "" for the
// first row of a chain.
func after(before string) link {
	l := link{sha256.New()}
	l.part(before)
	return l
}

func (l link) part(s string) {
	var size [8]byte
	binary.BigEndian.PutUint64(size[:], uint64(len(s)))
	l.Write(size[:])
	l.Write([]byte(s))
}

func (l link) num(n int64) { l.part(strconv.FormatInt(n, 10)) }

// chain gives the hash of a line of a log.
func chain(before string, e *rtrw.Entry) []byte {
	l := after(before)
	l.part(string(e.Log))
	l.num(e.Seq)
	l.part(e.ID)
	l.num(e.Epoch)
	l.num(e.At)
	l.part(string(e.Area))
	l.part(e.Service)
	l.part(e.Type)
	l.part(e.Case)
	l.part(string(e.From))
	l.part(string(e.State))
	l.part(string(e.Priority))
	l.part(string(e.Level))
	l.part(string(e.Next))
	l.num(e.Due)
	l.part(e.DueFor)
	l.num(int64(e.Version))
	l.num(int64(e.Mask))
	l.part(string(e.House))
	l.part(e.Actor)
	l.part(string(e.Role))
	l.part(string(e.Payload))
	l.part(base64.RawStdEncoding.EncodeToString(e.Print))
	return l.Sum(nil)
}
