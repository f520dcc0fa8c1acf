package rtrw

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"math/bits"
	"sync"
	"time"
)

// Mask is a set of audiences.
type Mask uint32

// The audiences of a case. Who may see a field is said with their names in its `see` tag.
const (
	ForHousehold       Mask = 1 << iota // the own household
	ForHeads                            // RT and RW heads of the place
	ForKader                            // health volunteers of the place (posyandu, dasawisma)
	ForVolunteers                       // who carries and brings
	ForDesk                             // kelurahan staff
	ForHealth                           // puskesmas
	ForLurah                            // the lurah
	ForHolder                           // who has the case in hand
	ForReporter                         // who filed it
	ForPublic                           // everybody around, as far as the case reaches: alarms, announcements; of an entry, of the RT
	ForDPO                              // who guards personal data
	ForPublicRW                         // of an entry: everybody of the RW
	ForPublicKelurahan                  // of an entry: everybody of the kelurahan
)

// ForHelpers are kader and volunteers together.
const ForHelpers = ForKader | ForVolunteers

var audienceNames = map[string]Mask{
	"household": ForHousehold, "head": ForHeads, "helper": ForHelpers, "kader": ForKader, "desk": ForDesk, "health": ForHealth, "lurah": ForLurah, "holder": ForHolder, "dpo": ForDPO, "public": ForPublic,
}

// Streams names what one audience may see of one area. The names are keyed, so that they
// say nothing to who reads them in Redis or a URL; every node derives the same.
type Streams struct {
	key   []byte
	mu    sync.RWMutex
	known map[watched]string
}

type watched struct {
	area     Area
	audience Mask
}

// manyStreams bounds the names kept; past it they are made afresh.
const manyStreams = 100_000

// NewStreams takes a key that all nodes share.
func NewStreams(key []byte) *Streams {
	return &Streams{key: append([]byte("stream "), key...), known: map[watched]string{}}
}

// name is asked for each event by each of its audiences, so it is made once.
func (s *Streams) name(a Area, m Mask) string {
	w := watched{a, m}
	s.mu.RLock()
	name, ok := s.known[w]
	s.mu.RUnlock()
	if ok {
		return name
	}
	name = s.derive(a, m)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) >= manyStreams {
		clear(s.known)
	}
	s.known[w] = name
	return name
}

func (s *Streams) derive(a Area, m Mask) string {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte{byte(m), byte(m >> 8)})
	h.Write([]byte(a))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:9])
}

// Of lists the streams an entry belongs to: at most a dozen and the public one.
func (s *Streams) Of(e *Entry) []string {
	names := make([]string, 0, 13)
	if e.Mask&ForHousehold != 0 && e.House != "" {
		names = append(names, s.name(e.House, ForHousehold))
	}
	for _, at := range [...]struct {
		audience Mask
		depth    Depth
	}{{ForHeads, RT}, {ForHeads, RW}, {ForKader, RT}, {ForKader, RW}, {ForKader, Kelurahan}, {ForVolunteers, RT}, {ForVolunteers, RW}, {ForVolunteers, Kelurahan}} {
		if a := e.Area.Up(at.depth); a != "" && e.Mask&at.audience != 0 {
			names = append(names, s.name(a, at.audience))
		}
	}
	for m := e.Mask & (ForDesk | ForHealth | ForLurah | ForDPO); m != 0; m &= m - 1 {
		names = append(names, s.name(e.Log, 1<<bits.TrailingZeros32(uint32(m))))
	}
	for _, far := range reachMask {
		if a := e.Area.Up(far.Depth); a != "" && e.Mask&far.Mask != 0 {
			names = append(names, s.name(a, ForPublic))
		}
	}
	return names
}

// Notice makes the hub's copy of an entry.
func (s *Streams) Notice(e *Entry) Notice { return Notice{e.Log, e.Seq, s.Of(e), e.Event} }

// For lists the streams of one kelurahan that a viewer may watch while looking at area a.
func (s *Streams) For(v Viewer, a Area, now time.Time) []string {
	log := a.Log()
	if log.Depth() != Kelurahan {
		return nil
	}
	var names []string
	seen := map[string]bool{}
	add := func(at Area, m Mask) {
		if n := s.name(at, m); !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	for _, g := range v.Grants {
		if !g.Active(now.UnixMilli()) || !g.Area.Overlaps(a) {
			continue
		}
		switch g.Role {
		case Resident:
			add(g.Area, ForHousehold)
			for _, d := range [...]Depth{RT, RW, Kelurahan} {
				if at := g.Area.Up(d); at != "" {
					add(at, ForPublic)
				}
			}
		case RTHead, RWHead:
			add(g.Area, ForHeads)
		case Kader:
			add(g.Area, ForKader)
		case Volunteer:
			add(g.Area, ForVolunteers)
		case Staff:
			add(log, ForDesk)
		case Health:
			add(log, ForHealth)
		case Kiosk:
			add(g.Area, ForPublic)
		case Lurah:
			add(log, ForLurah)
		case DPO:
			add(log, ForDPO)
		}
	}
	return names
}
