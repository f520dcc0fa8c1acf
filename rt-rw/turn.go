package rtrw

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"time"
)

// Turn is one move being decided. It knows everything the move may depend on and
// collects what it does; it performs nothing.
type Turn struct {
	Now   time.Time
	Actor Viewer
	Role  Role   // as what the actor was admitted
	Key   string // the command's id
	Case  *Case  // a copy; a move may set Priority and what this file has methods for

	facts    *Situation
	svc      *Service
	move     *Move
	effect   *Effect
	chosen   State
	passed   bool // to the next rung
	taken    bool // in hand anew
	asks     bool // the rota from its beginning
	answered bool // nobody any more
}

// Policy gives the rules in force at the case's place.
func (t *Turn) Policy() *Policy { return t.facts.Policy }

// Into chooses the state among those the arrow names.
func (t *Turn) Into(s State) { t.chosen = s }

// Hear notes that there was news now, for clocks that wait for some.
func (t *Turn) Hear() { t.Case.Heard = t.Now.UnixMilli() }

// Ask puts a question to the state's rota, from its first rung on.
func (t *Turn) Ask() { t.asks = true }

// Answered ends the question: somebody has taken it up.
func (t *Turn) Answered() { t.answered = true }

// Hold puts the case into an account's hands, or with "" out of anybody's. A new taking
// in hand is a new round: codes of the round before are void, and its clock begins anew.
func (t *Turn) Hold(account string) {
	if account != "" {
		t.Case.Round++
		t.taken = true
	}
	t.Case.Holder = account
}

// Concerns names the household that the case is about, where no person chose it.
func (t *Turn) Concerns(house Area) {
	t.Case.House, t.Case.Area = house, house.Up(RT)
	t.Case.Lot = lotOf(t.Case.Service, t.Now, t.facts.Lives[string(house)])
}

// Ends sets the case's own end (Unix milliseconds, 0: none), for a clock to fall due at.
func (t *Turn) Ends(at int64) { t.Case.Until = at }

// Seal encrypts personal text under the case's subject and gives the reference to keep.
func (t *Turn) Seal(p Private) (Sealed, error) {
	if p == "" {
		return "", nil
	}
	n := t.Case.Version*16 + len(t.effect.Texts) // unique in the case: at most 16 texts a move
	place := fmt.Sprintf("%s#%d", t.Case.ID, n)
	cipher, err := t.facts.Keys.Seal(t.Case.Subject(), place, string(p))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(cipher)
	s := Sealed(fmt.Sprintf("%d:%s", n, base64.RawURLEncoding.EncodeToString(sum[:12])))
	t.effect.Texts = append(t.effect.Texts, Text{t.Case.ID, s, cipher})
	return s, nil
}

// triesLeft many different wrong codes are borne before a code is void.
const triesLeft = 5

// Guess compares a code with the one that only the household sees. A wrong one is
// refused and remembered by its HMAC, outside log and fold, so that a resend never
// counts twice; the fifth different wrong one voids the code.
func (t *Turn) Guess(purpose, given string) error {
	void := Errorf(Refused, "Kode terima sudah tidak berlaku. Minta keluarga menekan Sudah saya terima, atau cari saksi tetangga.")
	if len(t.facts.Tries) >= triesLeft {
		return void
	}
	want, err := CodeFor(t.facts.Keys, t.Case, purpose)
	if err != nil {
		return err
	}
	if hmac.Equal([]byte(want), []byte(given)) {
		return nil
	}
	print, err := t.facts.Keys.Print(t.Case.Subject(), []byte(codePlace(t.Case, purpose)+given))
	if err != nil {
		return err
	}
	mac := base64.RawURLEncoding.EncodeToString(print[:12])
	t.effect.Guess = &Guess{t.Case.ID, t.Case.Round, mac}
	if !slices.Contains(t.facts.Tries, mac) && len(t.facts.Tries)+1 >= triesLeft {
		return void
	}
	return AtField("code", "wrong_code", "Kode belum cocok. Tanyakan lagi kepada keluarga.")
}

// CodeFor tells the six digits of a case's present round; only the household is shown them.
func CodeFor(k Keys, c *Case, purpose string) (string, error) {
	return k.Digits(c.Subject(), codePlace(c, purpose), 6)
}

func codePlace(c *Case, purpose string) string {
	return fmt.Sprintf("%s#%s#%d", c.ID, purpose, c.Round)
}

// Grant gives a role; the grant's id is the case's, so one member case is one grant.
func (t *Turn) Grant(account string, role Role, area Area, from, until int64) {
	t.effect.Grants = append(t.effect.Grants, Grant{t.Case.ID, account, role, area, from, until})
}

// Person gives another account that the input refers to, with its grants as they are now.
func (t *Turn) Person(account string) (Viewer, bool) {
	v, ok := t.facts.People[account]
	return v, ok
}

// passOn goes to the rung that was named as next; a post that has become vacant since is
// passed over at once.
func (t *Turn) passOn() error {
	c := t.Case
	if c.Next == NoLevel {
		return Errorf(Conflict, "Tidak ada lagi yang dapat meneruskan laporan ini.")
	}
	if late := t.Now.UnixMilli() - c.Due; t.Role == Timer && late > 0 {
		c.Asked += late // however late the server was, the next head has a whole time
	}
	c.Level, t.passed = nextLevel(t.svc.rotaOf(c.State), c.Next.below(), c.Area, c.House, t.facts.Posts), true
	t.Case.Hops++
	return nil
}

// into gives the state after the move, or an internal error where the move's function
// chose none of those its arrow names.
func (t *Turn) into(from State) (State, error) {
	if t.move.Stays {
		return from, nil
	}
	to := t.chosen
	if to == "" && len(t.move.To) == 1 {
		to = t.move.To[0]
	}
	if !slices.Contains(t.move.To, to) {
		return "", fmt.Errorf("move %s chose %q, its arrow names %v", t.move.Name, to, t.move.To)
	}
	return to, nil
}
