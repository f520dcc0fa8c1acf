package main

import (
	"container/heap"
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// life is what happens in a kelurahan: cases begin one after another, and each goes its way.
// The same seed gives the same life.
type life struct {
	*kelurahan
	chapters []chapter
	rng      *rand.Rand
	began    int // cases of the present chapter
	agenda   agenda
	turn     int                     // keeps acts of the same moment in order
	alarmed  map[rtrw.Area]time.Time // by RT: the last alarm
	answered map[rtrw.Area]time.Time // by house
}

// chapter is a stretch of a life with so many cases, evenly spread.
type chapter struct {
	from, until time.Time
	cases       int
	recent      bool // the street and the house that are looked at have more of it; and the house is spared all before
}

// entry is an act that will be made.
type entry struct {
	store.Act
	turn int
}

type agenda []entry

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].At.Before(a[j].At) || a[i].At.Equal(a[j].At) && a[i].turn < a[j].turn
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(entry)) }
func (a *agenda) Pop() any     { old := *a; x := old[len(old)-1]; *a = old[:len(old)-1]; return x }

func newLife(k *kelurahan, chapters []chapter) *life {
	l := &life{kelurahan: k, chapters: chapters, alarmed: map[rtrw.Area]time.Time{}, answered: map[rtrw.Area]time.Time{}}
	l.open()
	return l
}

// open begins the first of the chapters that are left, each with chance of its own, so that the
// same days are the same whatever was before them.
func (l *life) open() {
	l.began = 0
	if len(l.chapters) == 0 {
		return
	}
	var seed [32]byte
	copy(seed[:], l.log)
	binary.BigEndian.PutUint64(seed[24:], uint64(l.chapters[0].from.Unix()))
	l.rng = rand.New(rand.NewChaCha8(seed))
}

// next gives the acts of the life in their order.
func (l *life) next() (store.Act, bool) {
	for {
		begins, more := l.begins()
		if len(l.agenda) > 0 && (!more || !begins.Before(l.agenda[0].At)) {
			return heap.Pop(&l.agenda).(entry).Act, true
		}
		if !more {
			return store.Act{}, false
		}
		l.begin(begins)
	}
}

// begins tells when the next case begins. Chapters that have all their cases are left.
func (l *life) begins() (time.Time, bool) {
	for len(l.chapters) > 0 {
		c := &l.chapters[0]
		if l.began < c.cases {
			return c.from.Add(c.until.Sub(c.from) / time.Duration(c.cases) * time.Duration(l.began)), true
		}
		l.chapters = l.chapters[1:]
		l.open()
	}
	return time.Time{}, false
}

func (l *life) begin(at time.Time) {
	recent := l.chapters[0].recent
	l.began++
	st, home := l.where(recent)
	at = awake(at.Add(time.Duration(l.rng.Int64N(int64(3 * time.Hour)))))
	switch n := l.rng.IntN(100); {
	case n < 58:
		l.aid(at, st, home)
	case n < 70:
		l.isolation(at, st, home)
	case n < 90:
		l.arrival(at, st, home)
	case n < 94:
		l.alarm(at, st)
	default:
		l.count(at, st)
	}
}

// where draws the house that a case is about.
func (l *life) where(recent bool) (*street, person) {
	for {
		st := &l.streets[l.rng.IntN(len(l.streets))]
		if recent && l.log == ward && l.rng.IntN(6) == 0 {
			st = &l.streets[0]
		}
		home := st.homes[l.rng.IntN(len(st.homes))]
		if recent && st.area == wardRT && l.rng.IntN(6) == 0 {
			for _, p := range st.homes {
				if p.Household == house {
					home = p
				}
			}
		}
		if recent || home.Household != house {
			return st, home
		}
	}
}

// awake moves a time of the night to the morning after it.
func awake(at time.Time) time.Time {
	at = at.In(cityArea.Location())
	if h := at.Hour(); h < 6 || h >= 21 {
		return at.Add(time.Duration((30-h)%24) * time.Hour)
	}
	return at
}

// soon is some time after, mostly little of it.
func (l *life) soon(at time.Time, mean time.Duration) time.Time {
	return awake(at.Add(time.Minute + min(time.Duration(l.rng.ExpFloat64()*float64(mean)), 6*mean)))
}

// id makes a key as a phone makes it.
func (l *life) id(at time.Time) string {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[:8], uint64(at.UnixMilli())<<16|0x7000|uint64(l.rng.IntN(0x1000)))
	binary.BigEndian.PutUint64(u[8:], l.rng.Uint64()&^(3<<62)|1<<63)
	return u.String()
}

// opens plans the opening of a case and gives its id.
func (l *life) opens(at time.Time, by person, service, move string, area rtrw.Area, input any, body string) string {
	key := l.id(at)
	l.plan(store.Act{At: at, Command: &rtrw.Command{Service: service, Move: move, Key: key, Viewer: by.Viewer, Area: area, Input: input, Body: []byte(body)}})
	return key
}

// moves plans a later move.
func (l *life) moves(at time.Time, by person, service, move, id string, input any, body string) {
	l.plan(store.Act{At: at, Command: &rtrw.Command{Service: service, Move: move, Key: l.id(at), Viewer: by.Viewer, Case: id, Input: input, Body: []byte(body)}})
}

// still plans a later move that carries nothing.
func (l *life) still(at time.Time, by person, service, move, id string) {
	l.moves(at, by, service, move, id, &rtrw.None{}, `{}`)
}

func (l *life) plan(a store.Act) {
	l.turn++
	heap.Push(&l.agenda, entry{a, l.turn})
}
