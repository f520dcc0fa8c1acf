package api

import (
	"encoding/base64"
	"errors"
	"net/http"
	"reflect"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/carry"
	"jogotonggo/server/door"
)

// cargo is what a phone brings that found another one without a signal.
type cargo struct {
	Envelope string `json:"envelope" validate:"required,max=12000" id:"Titipan" en:"Carried report"`
}

var cargoForm = door.New(reflect.TypeFor[cargo]())

var (
	unreadable = door.Refuse(rtrw.Malformed, "QR titipan tidak terbaca. Pindai sekali lagi.", "The carried code can't be read. Scan it once more.")
	// notTaken says nothing of the reason: it is its author's, whose own phone will say it.
	notTaken = door.Refuse(rtrw.Refused, "Titipan ini belum dapat diterima. Minta pemiliknya membuka HP-nya saat ada sinyal.",
		"This carried report can't be accepted. Its author's own phone will say why once it has a signal.")
)

// carried makes a move for somebody whose phone has no signal. Who carries it needs no right to it and learns of it only
// what they may see anyway; the command is its author's, with its own key, so that it arrives once by whatever way.
func (s *server) carried(c *gin.Context, carrier *Signed) error {
	var in cargo
	if err := read(c, cargoForm, &in); err != nil {
		return err
	}
	sealed, err := base64.RawURLEncoding.DecodeString(in.Envelope)
	if err != nil {
		return unreadable
	}
	got, err := s.Carry.Open(sealed)
	if err != nil {
		return unreadable
	}
	receipt, err := s.forAuthor(c, carrier, got)
	if err != nil {
		return asCarried(err)
	}
	facts, err := s.Desk.FactsFor(carrier.Viewer, receipt)
	if err != nil {
		return err
	}
	if receipt.Replayed {
		c.Header("Idempotency-Replayed", "true")
	}
	return answer(c, http.StatusOK, map[string]any{"carried": got.Key, "case": facts})
}

// forAuthor judges the command as if its author's phone had sent it.
func (s *server) forAuthor(c *gin.Context, carrier *Signed, got *carry.Carried) (*rtrw.Receipt, error) {
	author, err := s.Accounts.SessionOf(c.Request.Context(), got.Session)
	if err != nil {
		return nil, err
	}
	in, known := s.moves[got.Move]
	if !known {
		return nil, notTaken
	}
	cmd, err := in.read(got.Body)
	if err != nil {
		return nil, err
	}
	cmd.Key, cmd.Viewer = got.Key, author.Viewer
	carrying, err := s.admit(c, asked{account: carrier.Viewer.Account, key: got.Key})
	if err != nil {
		return nil, err
	}
	done, err := s.admit(c, askedFor(cmd, in.move, officer(author.Viewer, s.Now().UnixMilli())))
	if err != nil {
		carrying(false)
		return nil, err
	}
	receipt, err := s.Desk.Do(c.Request.Context(), cmd)
	fresh := err == nil && !receipt.Replayed
	done(fresh)
	carrying(fresh)
	return receipt, err
}

// asCarried keeps what only asks for patience; every other reason is the author's business.
func asCarried(err error) error {
	switch rtrw.CodeOf(err) {
	case rtrw.Unavailable, rtrw.DiskFull:
		return err
	}
	var said *door.Refusal
	if errors.As(err, &said) && said.Code == rtrw.TooMany {
		return err
	}
	var ours *rtrw.Error
	if said == nil && !errors.As(err, &ours) { // a cut line, a fault of ours
		return err
	}
	return notTaken
}

// wireCarry is what a phone keeps to hand a command over without a signal.
type wireCarry struct {
	Box     string `json:"box"`
	Session string `json:"session"`
	Secret  string `json:"secret"`
}

func (s *server) carryOf(who *Signed) wireCarry {
	return wireCarry{s.Carry.Public(), who.SessionID, s.Carry.Secret(who.SessionID)}
}
