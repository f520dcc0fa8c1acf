package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// loadKeys are the subjects' keys of one log while its past is told. Their bytes follow from a
// secret that ends with the load, so that few need be at work at once and none is read again;
// after it each is as lost, once destroyed, as one that was drawn alone.
type loadKeys struct {
	secret []byte
	ring   *keyring
	keep   map[string]time.Duration // how long a service keeps what its cases say
	until  time.Time                // the end of the past
	now    func() int64

	at   map[string]*subjectKey // all that were made; nil: not at work now
	busy int
	rows [][]any          // to write
	over map[string][]any // of lots whose time will be over at the end
	held map[string]bool  // those of them that must stay nonetheless
}

// busyKeys bounds the keys of one log that are at work.
const busyKeys = 256

var keyNames = append(strings.Fields(keyColumns), "erased_at")

func (k *loadKeys) key(subject string, fresh bool) (*subjectKey, error) {
	sk, made := k.at[subject]
	if sk != nil {
		return sk, nil
	}
	if !made && !fresh {
		return nil, errErased
	}
	h := hmac.New(sha256.New, k.secret)
	h.Write([]byte(subject))
	raw := h.Sum(nil)
	if !made {
		row, err := k.ring.row(subject, raw, k.now())
		if err != nil {
			return nil, err
		}
		if row = append(row, int64(0)); k.ends(subject) {
			k.over[subject] = row
		} else {
			k.rows = append(k.rows, row)
		}
	}
	sk, err := newSubjectKey(raw)
	if err != nil {
		return nil, err
	}
	if k.busy++; k.busy > busyKeys {
		for s := range k.at {
			k.at[s] = nil
		}
		k.busy = 1
	}
	k.at[subject] = sk
	return sk, nil
}

// ends says whether the time of a lot is over at the end of the past: see Retain.
func (k *loadKeys) ends(subject string) bool {
	_, in, _ := strings.Cut(subject, "#")
	lot, ok := rtrw.ParseLot(in)
	return ok && k.keep[lot.Service] > 0 && lot.Ends.Before(k.until.Add(-k.keep[lot.Service]))
}

// hold keeps the key of a case that is open, or has not been closed for long enough.
func (k *loadKeys) hold(c *rtrw.Case) {
	subject := c.Subject()
	if _, over := k.over[subject]; over && (c.Closed == 0 || c.Closed >= k.until.Add(-k.keep[c.Service]).UnixMilli()) {
		k.held[subject] = true
	}
}

// left gives what is still to be written: of lots whose time is over, rows without a key.
func (k *loadKeys) left() [][]any {
	rows := k.rows
	for subject, row := range k.over {
		if !k.held[subject] {
			row[1], row[len(row)-1] = "", k.until.UnixMilli()
		}
		rows = append(rows, row)
	}
	return rows
}
