package api

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Accounts knows who people are and on which devices they are signed in. Its refusals are
// *rtrw.Error; a token that opens nothing is SignedOut.
type Accounts interface {
	// SignIn takes as long, and refuses in the same words, whether the login or the secret is wrong.
	SignIn(ctx context.Context, login, secret, device string) (Signed, error)
	Session(ctx context.Context, token string) (Signed, error)
	// SessionOf tells the same of a session by its id, for what another phone brings.
	SessionOf(ctx context.Context, id string) (Signed, error)
	// NameOf is what somebody is called: a session does not carry it.
	NameOf(ctx context.Context, account string) (string, error)
	Sessions(ctx context.Context, account string) ([]Device, error)
	EndSession(ctx context.Context, account, session string) error
	// Knows gives the account of a login and its secret, and opens no session.
	Knows(ctx context.Context, login, secret string) (account string, err error)
}

// Signed is somebody who is in.
type Signed struct {
	Token     string // only when it was just made
	SessionID string
	Seen      int64   // Unix milliseconds, to the hour
	Account   Account // without its name
	Viewer    rtrw.Viewer
}

// Account is somebody known here.
type Account struct {
	ID        string
	Login     string
	Name      string
	Household rtrw.Area // "" for who lives elsewhere
	HasSecret bool      // can come back by it; others are let in again by their head
}

// Device is one device that is signed in. Times are Unix milliseconds.
type Device struct {
	ID     string
	Device string
	Opened int64
	Seen   int64
}

var notIn = door.Refuse(rtrw.SignedOut, "Silakan masuk dahulu.", "Please sign in.")

// who tells who asks: by a bearer token, or else by the cookie.
func (s *server) who(r *http.Request) (*Signed, error) {
	token, bearer := bearerOf(r)
	if !bearer {
		if cookie, err := r.Cookie(s.cookieName(r)); err == nil {
			token = cookie.Value
		}
	}
	return s.signed(r.Context(), token)
}

func (s *server) signed(ctx context.Context, token string) (*Signed, error) {
	if token == "" || len(token) > 100 {
		return nil, notIn
	}
	who, err := s.Accounts.Session(ctx, token)
	if rtrw.CodeOf(err) == rtrw.SignedOut {
		err = notIn
	}
	return &who, err
}

// bearerOf gives the token of an Authorization header, and whether there is such a header
// at all: one that is wrong is not made good by a cookie.
func bearerOf(r *http.Request) (token string, there bool) {
	given := r.Header.Get("Authorization")
	scheme, token, _ := strings.Cut(given, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", given != ""
	}
	return strings.TrimSpace(token), true
}

// cookieName: a cookie of https belongs to this host alone and to no http page.
func (s *server) cookieName(r *http.Request) string {
	if s.secure(r) {
		return "__Host-jt"
	}
	return "jt"
}

// cookieLives is how long a device stays signed in without being used.
const cookieLives = 180 * 24 * time.Hour

// keepCookie gives the browser its token. Over http it does so on loopback alone: on an
// open network everybody could read it.
func (s *server) keepCookie(c *gin.Context, token string) {
	s.setCookie(c, s.cookieName(c.Request), token)
}

// setCookie is the one way in which a session gets into a browser, and with "" out of it.
func (s *server) setCookie(c *gin.Context, name, token string) {
	secure := s.secure(c.Request)
	if !secure && !s.Loopback {
		return
	}
	cookie := &http.Cookie{Name: name, Value: token, Path: "/", MaxAge: int(cookieLives.Seconds()), Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if token == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(c.Writer, cookie)
}

// credentials are what one signs in with.
type credentials struct {
	Login  string `json:"login" validate:"required,max=64" id:"Nama masuk" en:"Login"`
	Secret string `json:"secret" validate:"required,max=200" id:"Kata sandi" en:"Password"`
}

var credentialsForm = door.New(reflect.TypeFor[credentials]())

// wrong is the one answer to a wrong login and to a wrong secret.
var wrong = door.Refuse(rtrw.SignedOut, "Nama masuk atau kata sandi belum cocok.", "Login or password does not match.")

func (s *server) signIn(c *gin.Context) error {
	var in credentials
	if err := read(c, credentialsForm, &in); err != nil {
		return err
	}
	kept, err := s.beside(c, in.Login)
	if err != nil {
		return err
	}
	done, err := s.attempt(c.ClientIP(), in.Login)
	if err != nil {
		return err
	}
	leave, err := s.turns.wait(c.Request.Context(), c.ClientIP())
	if err != nil {
		done(rtrw.Unavailable)
		return err
	}
	signed, err := s.Accounts.SignIn(c.Request.Context(), in.Login, in.Secret, deviceName(c.Request))
	leave()
	done(rtrw.CodeOf(err))
	if rtrw.CodeOf(err) == rtrw.SignedOut {
		return wrong
	}
	if err != nil {
		return err
	}
	if err := kept(&signed); err != nil {
		return err
	}
	return s.welcome(c, &signed)
}

// welcome answers with a session that was just opened.
func (s *server) welcome(c *gin.Context, signed *Signed) error {
	s.keepCookie(c, signed.Token)
	account, err := s.accountOf(c, signed)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, map[string]any{"token": signed.Token, "account": account})
}

func (s *server) signOut(c *gin.Context, who *Signed) error {
	if err := s.Accounts.EndSession(c.Request.Context(), who.Account.ID, who.SessionID); err != nil {
		return err
	}
	s.forgetCookie(c, who)
	c.Status(http.StatusNoContent)
	return nil
}

// forgetCookie takes a session that ended off the browser; whoever else is signed in on it stays, and nobody takes its place.
func (s *server) forgetCookie(c *gin.Context, who *Signed) {
	s.keepCookie(c, "")
	s.unpark(c, who.Account.ID)
}

func (s *server) devices(c *gin.Context, who *Signed) error {
	list, err := s.Accounts.Sessions(c.Request.Context(), who.Account.ID)
	if err != nil {
		return err
	}
	shown := make([]map[string]any, 0, len(list))
	for _, d := range list {
		shown = append(shown, map[string]any{"id": d.ID, "device": d.Device, "opened_at": wire(d.Opened, who.Account.Household),
			"seen_at": wire(d.Seen, who.Account.Household), "current": d.ID == who.SessionID})
	}
	return answer(c, http.StatusOK, map[string]any{"sessions": shown})
}

func (s *server) endSession(c *gin.Context, who *Signed) error {
	if err := s.Accounts.EndSession(c.Request.Context(), who.Account.ID, c.Param("id")); err != nil {
		return err
	}
	if c.Param("id") == who.SessionID {
		s.forgetCookie(c, who)
	}
	c.Status(http.StatusNoContent)
	return nil
}

// deviceName is how a person recognises a device in their list.
func deviceName(r *http.Request) string {
	agent := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, r.UserAgent())
	return agent[:min(len(agent), 120)]
}
