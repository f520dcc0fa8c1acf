package redis

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"

	"jogotonggo/rt-rw"
)

// message is what travels: copies of events, or a probe. It is JSON so that who watches
// the channel can see for themselves that it carries public facts only.
type message struct {
	Epoch  int64    `json:"epoch"`
	Copies []sealed `json:"copies,omitempty"`
	Probe  string   `json:"probe,omitempty"`
	MAC    []byte   `json:"mac,omitempty"` // of the probe
}

// sealed is one event with the streams it is on. The MAC covers epoch, log, position and the
// bytes of the facts, so that nothing can be moved to another place or stream.
type sealed struct {
	Log   rtrw.Area       `json:"log"`
	Seq   int64           `json:"seq"`
	Facts json.RawMessage `json:"facts"`
	MAC   []byte          `json:"mac"`
}

type facts struct {
	Streams []string   `json:"streams"`
	Event   rtrw.Event `json:"event"`
}

// sealer makes and believes messages.
type sealer struct {
	key   []byte
	epoch func() int64
}

var errNotOurs = errors.New("redis: forged, foreign or broken message")

func (s sealer) mac(purpose string, epoch, seq int64, log rtrw.Area, body []byte) []byte {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte(purpose))
	var fixed [18]byte
	binary.BigEndian.PutUint64(fixed[:], uint64(epoch))
	binary.BigEndian.PutUint64(fixed[8:], uint64(seq))
	binary.BigEndian.PutUint16(fixed[16:], uint16(len(log)))
	h.Write(fixed[:])
	h.Write([]byte(log))
	h.Write(body)
	return h.Sum(nil)[:16]
}

// copies seals a batch.
func (s sealer) copies(ns []rtrw.Notice) ([]byte, error) {
	m := message{Epoch: s.epoch(), Copies: make([]sealed, len(ns))}
	for i, n := range ns {
		body, err := json.Marshal(facts{n.Streams, n.Event})
		if err != nil {
			return nil, err
		}
		m.Copies[i] = sealed{n.Log, n.Seq, body, s.mac("event", m.Epoch, n.Seq, n.Log, body)}
	}
	return json.Marshal(m)
}

// probe seals a probe.
func (s sealer) probe(name string) ([]byte, error) {
	epoch := s.epoch()
	return json.Marshal(message{Epoch: epoch, Probe: name, MAC: s.mac("probe", epoch, 0, "", []byte(name))})
}

// open believes a message only if every MAC in it holds and it is of this lineage.
func (s sealer) open(b string) (ns []rtrw.Notice, probe string, err error) {
	var m message
	if err := json.Unmarshal([]byte(b), &m); err != nil || m.Epoch != s.epoch() {
		return nil, "", errNotOurs
	}
	if m.Probe != "" {
		if len(m.Copies) > 0 || !hmac.Equal(m.MAC, s.mac("probe", m.Epoch, 0, "", []byte(m.Probe))) {
			return nil, "", errNotOurs
		}
		return nil, m.Probe, nil
	}
	ns = make([]rtrw.Notice, len(m.Copies))
	for i, c := range m.Copies {
		var f facts
		if !hmac.Equal(c.MAC, s.mac("event", m.Epoch, c.Seq, c.Log, c.Facts)) || json.Unmarshal(c.Facts, &f) != nil {
			return nil, "", errNotOurs
		}
		ns[i] = rtrw.Notice{Log: c.Log, Seq: c.Seq, Streams: f.Streams, Event: f.Event}
	}
	return ns, "", nil
}
