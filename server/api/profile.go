package api

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// manyProfiles is how many people may be signed in on one browser: a family shares a phone.
// manyCookies bounds what is looked up for one request, whatever a browser sends.
const (
	manyProfiles = 5
	manyCookies  = 3 * manyProfiles
)

// profile is one person of this browser, by a session that holds.
type profile struct {
	Signed
	token  string
	active bool
}

var (
	goneHere = door.Refuse(rtrw.SignedOut, "Orang ini perlu masuk lagi di HP ini.", "This person has to sign in again on this phone.")
	noRoom   = door.Refuse(rtrw.Conflict, "HP ini sudah dipakai lima orang. Keluarkan satu dulu, lalu coba lagi.",
		"Five people are signed in on this phone. Sign one out, then try again.")
	otherAccount = door.Refuse(rtrw.OtherAccount, "HP ini sedang dipakai orang lain. Tidak ada yang dikirim atau dibaca.",
		"Somebody else is using this phone now. Nothing was sent or read.")
)

// parkedName is the cookie in which a person's session waits while somebody else uses the
// browser. Each person has a name of their own, so that two tabs which change over at once
// never write over each other's way back. It proves nothing: the token in it does.
func (s *server) parkedName(r *http.Request, account string) string {
	sum := sha256.Sum256([]byte(account))
	return s.cookieName(r) + "-" + hex.EncodeToString(sum[:4])
}

// profiles lists the people of this browser, the active one first. Cookies whose session
// ended, or was never any, are taken off the browser.
func (s *server) profiles(c *gin.Context) (list []profile, err error) {
	if _, bearer := bearerOf(c.Request); bearer {
		who, err := s.who(c.Request)
		if err != nil {
			return nil, err
		}
		if who.hangs() {
			return nil, lobbyOnly
		}
		return []profile{{Signed: *who, active: true}}, nil
	}
	name := s.cookieName(c.Request)
	active, parked := "", []*http.Cookie{}
	for _, cookie := range c.Request.Cookies() {
		if cookie.Name == name {
			active = cookie.Value
		} else if strings.HasPrefix(cookie.Name, name+"-") && len(parked) < manyCookies {
			parked = append(parked, cookie)
		}
	}
	add := func(token string, active bool) (ended bool, err error) {
		who, err := s.signed(c.Request.Context(), token)
		if err != nil {
			return isRefusal(err, rtrw.SignedOut), err
		}
		if who.hangs() {
			return false, lobbyOnly
		}
		if !slices.ContainsFunc(list, func(p profile) bool { return p.Account.ID == who.Account.ID }) {
			list = append(list, profile{*who, token, active})
		}
		return false, nil
	}
	if active != "" {
		if ended, err := add(active, true); err != nil && !ended {
			return nil, err
		}
	}
	for _, cookie := range parked {
		switch ended, err := add(cookie.Value, false); {
		case ended:
			s.setCookie(c, cookie.Name, "")
		case err != nil:
			return nil, err
		}
	}
	return list, nil
}

// asksSecret says whether one has to prove who one is before changing over to an account:
// who has a duty reads what neighbours told, and a phone that lies about must not open it.
func (s *server) asksSecret(p *Signed) bool {
	return p.Account.HasSecret && officer(p.Viewer, s.Now().UnixMilli())
}

func (s *server) listProfiles(c *gin.Context) error {
	list, err := s.profiles(c)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return notIn
	}
	shown := make([]map[string]any, 0, len(list))
	for i := range list {
		p := &list[i]
		name, err := s.Accounts.NameOf(c.Request.Context(), p.Account.ID)
		if err != nil {
			return err
		}
		shown = append(shown, map[string]any{"account": map[string]any{"id": p.Account.ID, "name": name}, "active": p.active, "asks_secret": s.asksSecret(&p.Signed)})
	}
	return answer(c, http.StatusOK, map[string]any{"profiles": shown})
}

// change names who uses the browser from now on.
type change struct {
	Account string `json:"account" validate:"uuid" id:"Orang" en:"Person"`
	Secret  string `json:"secret,omitempty" validate:"max=200" id:"Kata sandi" en:"Password"`
}

var changeForm = door.New(reflect.TypeFor[change]())

func (s *server) switchProfile(c *gin.Context) error {
	list, err := s.profiles(c)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return notIn
	}
	var in change
	if err := read(c, changeForm, &in); err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(p profile) bool { return p.Account.ID == in.Account })
	if at < 0 {
		return goneHere
	}
	to := &list[at]
	if !to.active || in.Secret != "" { // a phone that was handed on without a network asks again, though no session changed
		if err := s.prove(c, &to.Signed, in.Secret); err != nil {
			return err
		}
	}
	if !to.active {
		s.park(c, list)
		s.setCookie(c, s.cookieName(c.Request), to.token)
	}
	account, err := s.accountOf(c, &to.Signed)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, map[string]any{"account": account, "carry": s.carryOf(&to.Signed)})
}

// prove asks for the secret where one is needed. Wrong ones count as at the door, and are
// said at the field: nobody is signed out by them.
func (s *server) prove(c *gin.Context, to *Signed, secret string) error {
	if !s.asksSecret(to) {
		return nil
	}
	if secret == "" {
		return door.AtField("secret", "required", rtrw.Words{ID: "Tulis kata sandi untuk membuka tugas ini.", EN: "Write the password to open this duty."})
	}
	done, err := s.attempt(c.ClientIP(), to.Account.Login)
	if err != nil {
		return err
	}
	account, err := s.Accounts.Knows(c.Request.Context(), to.Account.Login, secret)
	done(rtrw.CodeOf(err))
	if rtrw.CodeOf(err) == rtrw.SignedOut || err == nil && account != to.Account.ID {
		return door.AtField("secret", "wrong", rtrw.Words{ID: "Kata sandi belum cocok.", EN: "The password does not match."})
	}
	return err
}

// park puts the active session aside.
func (s *server) park(c *gin.Context, list []profile) {
	for i := range list {
		if p := &list[i]; p.active && p.token != "" {
			s.setCookie(c, s.parkedName(c.Request, p.Account.ID), p.token)
		}
	}
}

// unpark takes a person's parked session off the browser, where there is one.
func (s *server) unpark(c *gin.Context, account string) {
	name := s.parkedName(c.Request, account)
	if slices.ContainsFunc(c.Request.Cookies(), func(k *http.Cookie) bool { return k.Name == name }) || parkedNow(c, name) {
		s.setCookie(c, name, "")
	}
}

// parkedNow says whether this very answer parks it.
func parkedNow(c *gin.Context, name string) bool {
	return slices.ContainsFunc(c.Writer.Header().Values("Set-Cookie"), func(line string) bool { return strings.HasPrefix(line, name+"=") })
}

// beside makes room for somebody who comes in where others are signed in: nobody loses the
// way back, for many have no secret to return by. When there are too many, whoever has one
// and was longest away gives way; where nobody has, the newcomer is refused before a code
// is spent. kept says what is still to be done once the newcomer is in.
func (s *server) beside(c *gin.Context, login string) (kept func(*Signed) error, err error) {
	list, err := s.profiles(c)
	if isRefusal(err, rtrw.Forbidden) || isRefusal(err, rtrw.SignedOut) { // a lobby's screen, or a wrong token, is nobody to come back
		return func(*Signed) error { return nil }, nil
	}
	if err != nil {
		return nil, err
	}
	again := func(p profile) bool { return strings.EqualFold(p.Account.Login, strings.TrimSpace(login)) }
	var leaves *profile
	if len(list) >= manyProfiles && !slices.ContainsFunc(list, again) {
		for i := range list {
			if p := &list[i]; p.Account.HasSecret && (leaves == nil || p.Seen <= leaves.Seen) {
				leaves = p
			}
		}
		if leaves == nil {
			return nil, noRoom
		}
	}
	return func(in *Signed) error {
		s.park(c, list)
		s.unpark(c, in.Account.ID)
		for i := range list { // the same person anew: the session before is of no use any more
			if p := &list[i]; p == leaves || p.Account.ID == in.Account.ID && p.token != "" {
				if err := s.leave(c, p); err != nil {
					return err
				}
			}
		}
		return nil
	}, nil
}

// leave ends one person's session on this browser.
func (s *server) leave(c *gin.Context, p *profile) error {
	s.unpark(c, p.Account.ID)
	err := s.Accounts.EndSession(c.Request.Context(), p.Account.ID, p.SessionID)
	if rtrw.CodeOf(err) == rtrw.NotFound { // it ended meanwhile
		return nil
	}
	return err
}

// meant refuses what was meant for somebody else: a page says as whom it acts, and another
// tab, or the phone before it heard, may have changed who uses the browser.
func meant(r *http.Request, who *Signed) error {
	if as := r.Header.Get("X-Account"); as != "" && as != who.Account.ID {
		return otherAccount
	}
	return nil
}
