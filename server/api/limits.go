package api

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// What one account may do. Only what was accepted counts; a command that is sent again,
// or refused, costs nothing.
const (
	openingsAnHour = 10
	openingsADay   = 30
	commandsAMin   = 600
	keptAccounts   = 20_000 // beyond this, accounts that have been quiet are forgotten
)

// limits counts per account, in this process.
type limits struct {
	now func() time.Time
	mu  sync.Mutex
	by  map[string]*spent
}

// spent is what one account did lately.
type spent struct {
	openings []time.Time         // accepted opening moves of the last day
	flying   map[string]struct{} // keys of opening moves that are being judged now
	tokens   float64             // commands left
	at       time.Time           // when tokens was right
}

func newLimits(now func() time.Time) *limits { return &limits{now: now, by: map[string]*spent{}} }

// asked is a command on its way in.
type asked struct {
	account string
	key     string
	opening bool       // opens a case as a resident
	alone   string     // the move, where it is counted by itself: nothing else shuts it out, nor does it anything else
	quota   rtrw.Quota // then
}

// bound is how many openings fit into a time.
type bound struct {
	most   int
	within time.Duration
}

var ordinary = []bound{{openingsADay, 24 * time.Hour}, {openingsAnHour, time.Hour}}

func (a asked) bounds() []bound {
	if a.alone == "" {
		return ordinary
	}
	return []bound{{a.quota.Most, a.quota.Within}}
}

// askedFor describes a command to the limits.
func askedFor(cmd *rtrw.Command, m *rtrw.Move, officer bool) asked {
	a := asked{account: cmd.Viewer.Account, key: cmd.Key, opening: m.Opens() && m.Quota.Most == 0 && !officer}
	if m.Quota.Most > 0 {
		a.opening, a.alone, a.quota = true, cmd.Service+"/"+cmd.Move, m.Quota
	}
	return a
}

// admit reserves room for a command. The caller says afterwards whether it was accepted.
// Twins in flight share one place. known tells whether the key was accepted before.
func (l *limits) admit(a asked, known func() bool) (done func(accepted bool), err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.of(strings.TrimSpace(a.account + " " + a.alone))
	if s.tokens < 1 {
		return nil, a.tooMany(time.Duration((1 - s.tokens) / commandsAMin * float64(time.Minute)))
	}
	_, twin := s.flying[a.key]
	if a.opening && !twin {
		if wait := s.full(l.now(), a.bounds()); wait > 0 {
			l.mu.Unlock()
			before := known()
			l.mu.Lock()
			if !before {
				return nil, a.tooMany(wait)
			}
		}
		s.flying[a.key] = struct{}{}
	}
	s.tokens--
	return func(accepted bool) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if a.opening && !twin {
			delete(s.flying, a.key)
		}
		switch {
		case !accepted:
			s.tokens = min(s.tokens+1, commandsAMin)
		case a.opening:
			s.openings = append(s.openings, l.now())
		}
	}, nil
}

// of finds what an account spent, brought up to now.
func (l *limits) of(account string) *spent {
	now := l.now()
	s := l.by[account]
	if s == nil {
		if len(l.by) >= keptAccounts {
			l.forget(now)
		}
		s = &spent{flying: map[string]struct{}{}, tokens: commandsAMin, at: now}
		l.by[account] = s
	}
	s.tokens = min(s.tokens+now.Sub(s.at).Minutes()*commandsAMin, commandsAMin)
	s.at = now
	for len(s.openings) > 0 && now.Sub(s.openings[0]) >= 24*time.Hour {
		s.openings = s.openings[1:]
	}
	return s
}

func (l *limits) forget(now time.Time) {
	for account, s := range l.by {
		if len(s.flying) == 0 && len(s.openings) == 0 && now.Sub(s.at) > time.Minute {
			delete(l.by, account)
		}
	}
}

// full says how long no further opening move fits; 0: one fits now.
func (s *spent) full(now time.Time, bounds []bound) time.Duration {
	for _, bound := range bounds {
		room := bound.most - len(s.flying)
		lately := 0
		for _, at := range s.openings {
			if now.Sub(at) < bound.within {
				lately++
			}
		}
		if lately < room {
			continue
		}
		if oldest := len(s.openings) - max(room, 1); oldest >= 0 {
			return bound.within - now.Sub(s.openings[oldest])
		}
		return time.Second // what is in flight fills it
	}
	return 0
}

func (a asked) tooMany(wait time.Duration) error {
	r := door.Refuse(rtrw.TooMany, "Sudah banyak laporan dalam waktu singkat. Laporan tetap di HP, coba lagi nanti. Bila darurat, telepon 112.",
		"Many reports in a short time. This one stays on the phone; try again later. In an emergency call 112.")
	if a.alone != "" {
		n := a.quota.Most
		r = door.Refuse(rtrw.TooMany, fmt.Sprintf("Bapak/Ibu sudah %d kali melakukan ini belum lama ini. Bila masih darurat, telepon 112.", n),
			fmt.Sprintf("You have done this %d times lately. If it is still an emergency, call 112.", n))
	}
	r.Retry = max(wait, time.Second)
	return r
}

// patientTries is how many times a secret may be wrong before the door becomes slower;
// slowest is how slow it becomes.
const (
	patientTries = 5
	slowest      = 15 * time.Minute
	keptTries    = 50_000
)

// tries counts wrong secrets per device and account. A phone in a mobile network shares
// its address with others, so the address alone shuts nobody out.
type tries struct {
	now func() time.Time
	mu  sync.Mutex
	by  map[string]*failed
}

type failed struct {
	times int
	until time.Time
	at    time.Time
}

func newTries(now func() time.Time) *tries { return &tries{now: now, by: map[string]*failed{}} }

// begin takes one try, or says how long to wait. done gives it back, or forgets all of
// them once the secret was right.
func (t *tries) begin(who string) (done func(rtrw.Code), wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	f := t.by[who]
	if f == nil {
		if len(t.by) >= keptTries {
			t.forget(now)
		}
		f = &failed{}
		t.by[who] = f
	}
	if now.Before(f.until) {
		return nil, f.until.Sub(now)
	}
	f.times++ // counted before the answer is known: many at once are many
	f.at = now
	if over := f.times - patientTries; over >= 0 {
		f.until = now.Add(min(time.Second<<min(over, 20), slowest))
	}
	return func(code rtrw.Code) {
		t.mu.Lock()
		defer t.mu.Unlock()
		switch code {
		case rtrw.SignedOut:
		case "":
			delete(t.by, who)
		default: // nothing was compared
			f.times--
		}
	}, 0
}

// forget makes room for at least a quarter. Whose last try is long ago goes first, then who has
// hardly tried: a flood of made-up names is that, and must not wash away whoever has to wait.
func (t *tries) forget(now time.Time) {
	const enough = keptTries / 4 * 3
	for _, goes := range []func(*failed) bool{
		func(f *failed) bool { return now.Sub(f.at) > 2*slowest },
		func(f *failed) bool { return f.times < patientTries },
		func(f *failed) bool { return !now.Before(f.until) },
		func(*failed) bool { return true },
	} {
		for who, f := range t.by {
			if len(t.by) <= enough {
				return
			}
			if goes(f) {
				delete(t.by, who)
			}
		}
	}
}

// attempt lets a sign-in through, or asks for patience.
func (s *server) attempt(device, login string) (func(rtrw.Code), error) {
	if !s.Limited {
		return func(rtrw.Code) {}, nil
	}
	done, wait := s.tries.begin(device + " " + strings.ToLower(strings.TrimSpace(login))) // as the store reads it
	if wait > 0 {
		r := door.Refuse(rtrw.TooMany, "Terlalu banyak percobaan masuk. Tunggu sebentar, lalu coba lagi.", "Too many attempts to sign in. Wait a moment, then try again.")
		r.Retry = wait
		return nil, r
	}
	return done, nil
}
