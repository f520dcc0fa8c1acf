package api

import (
	"context"
	"net/http"
	"reflect"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Invites lets people in. However many accept a code at once, it lets in as many as it says.
type Invites interface {
	// Invite makes a house QR, or with an area instead of a house a link.
	Invite(ctx context.Context, by rtrw.Viewer, house, area rtrw.Area) (Invite, error)
	Invites(ctx context.Context, by rtrw.Viewer, area rtrw.Area) ([]Invite, error)
	RevokeInvite(ctx context.Context, by rtrw.Viewer, id string) error
	Accept(ctx context.Context, code, name, device string) (Signed, error)
	// Return opens an account that is there already, by a letter or a reset; a secret is kept with it.
	Return(ctx context.Context, code, secret, device string) (Signed, error)
	// Reset makes a one-use QR that signs an existing account in again.
	Reset(ctx context.Context, by rtrw.Viewer, account string) (Invite, error)
}

// Invite is a way in. Its code is known only when it is made.
type Invite struct {
	ID    string
	Code  string
	Kind  string // "house", "link", "reset" or "first"
	Place rtrw.Area
	Until int64 // Unix milliseconds
	Uses  int64 // left
}

type wireInvite struct {
	ID    string    `json:"id"`
	Code  string    `json:"code,omitempty"`
	Kind  string    `json:"kind"`
	Place rtrw.Area `json:"place,omitempty"`
	Until string    `json:"until"`
	Uses  int64     `json:"uses"`
}

func (i *Invite) wire(at rtrw.Area) wireInvite {
	return wireInvite{i.ID, i.Code, i.Kind, i.Place, wire(i.Until, at), i.Uses}
}

// invitation names the house of a QR, or the RT of a link.
type invitation struct {
	House rtrw.Area `json:"house,omitempty" validate:"house" id:"Rumah" en:"House"`
	Area  rtrw.Area `json:"area,omitempty" validate:"place" id:"Wilayah" en:"Area"`
}

// acceptance is what somebody brings who was invited.
type acceptance struct {
	Code string `json:"code" validate:"required,max=64" id:"Kode undangan" en:"Invitation code"`
	Name string `json:"name" validate:"required,max=60,oneline" id:"Nama" en:"Name"`
}

// homecoming is what somebody brings whose account is there already.
type homecoming struct {
	Code   string `json:"code" validate:"required,max=64" id:"Kode" en:"Code"`
	Secret string `json:"secret,omitempty" validate:"max=200" id:"Kata sandi" en:"Password"`
}

var (
	homecomingForm = door.New(reflect.TypeFor[homecoming]())
	invitationForm = door.New(reflect.TypeFor[invitation]())
	acceptanceForm = door.New(reflect.TypeFor[acceptance]())
)

func (s *server) invite(c *gin.Context, who *Signed) error {
	var in invitation
	if err := read(c, invitationForm, &in); err != nil {
		return err
	}
	if (in.House == "") == (in.Area == "") {
		return door.AtField("house", "required", rtrw.Words{ID: "Pilih satu: rumah untuk QR, atau RT untuk tautan.", EN: "Choose one: a house for a QR, or an RT for a link."})
	}
	made, err := s.Invites.Invite(c.Request.Context(), who.Viewer, in.House, in.Area)
	if err != nil {
		return err
	}
	return answer(c, http.StatusCreated, map[string]any{"invite": made.wire(made.Place)})
}

func (s *server) invites(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	list, err := s.Invites.Invites(c.Request.Context(), who.Viewer, area)
	if err != nil {
		return err
	}
	shown := make([]wireInvite, 0, len(list))
	for i := range list {
		shown = append(shown, list[i].wire(list[i].Place))
	}
	return answer(c, http.StatusOK, map[string]any{"invites": shown})
}

func (s *server) revokeInvite(c *gin.Context, who *Signed) error {
	if err := s.Invites.RevokeInvite(c.Request.Context(), who.Viewer, c.Param("id")); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}

func (s *server) accept(c *gin.Context) error {
	var in acceptance
	if err := read(c, acceptanceForm, &in); err != nil {
		return err
	}
	kept, err := s.beside(c, "")
	if err != nil {
		return err
	}
	signed, err := s.Invites.Accept(c.Request.Context(), in.Code, in.Name, deviceName(c.Request))
	if err != nil {
		return err
	}
	if err := kept(&signed); err != nil {
		return err
	}
	return s.welcome(c, &signed)
}

func (s *server) comeBack(c *gin.Context) error {
	var in homecoming
	if err := read(c, homecomingForm, &in); err != nil {
		return err
	}
	kept, err := s.beside(c, "")
	if err != nil {
		return err
	}
	signed, err := s.Invites.Return(c.Request.Context(), in.Code, in.Secret, deviceName(c.Request))
	if err != nil {
		return err
	}
	if err := kept(&signed); err != nil {
		return err
	}
	return s.welcome(c, &signed)
}

func (s *server) reset(c *gin.Context, who *Signed) error {
	if uuid.Validate(c.Param("id")) != nil {
		return rtrw.Errorf(rtrw.NotFound, "Warga ini tidak ada di wilayah Bapak/Ibu.")
	}
	made, err := s.Invites.Reset(c.Request.Context(), who.Viewer, c.Param("id"))
	if err != nil {
		return err
	}
	return answer(c, http.StatusCreated, map[string]any{"invite": made.wire(who.Account.Household)})
}
