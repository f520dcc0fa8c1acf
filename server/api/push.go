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

// Phones knows on which devices people are told, and what they were told.
type Phones interface {
	Key() string                   // what a browser needs to subscribe
	Admit(endpoint string) bool    // whether a push service may be used
	Fits(p256dh, auth string) bool // whether a browser's keys are such
	AddPhone(ctx context.Context, p rtrw.Phone) (id string, err error)
	RemovePhone(ctx context.Context, account, id string) error
	Phones(ctx context.Context, account string) ([]rtrw.Phone, error)
	SetQuiet(ctx context.Context, account string, q rtrw.Quiet) error
	QuietOf(ctx context.Context, account string) (rtrw.Quiet, error)
	CallsOf(ctx context.Context, account string, limit int) ([]rtrw.Call, error)
	Heard(ctx context.Context, account, push string, opened bool) error
}

// subscription is what a browser gives (PushSubscription), flat.
type subscription struct {
	Endpoint string `json:"endpoint" validate:"required,max=1024" id:"Alamat" en:"Address"`
	P256dh   string `json:"p256dh" validate:"required,max=100" id:"Kunci" en:"Key"`
	Auth     string `json:"auth" validate:"required,max=40" id:"Sandi" en:"Secret"`
	App      string `json:"app,omitempty" validate:"omitempty,oneof=phone desk board" id:"Tempat kerja" en:"App"`
}

// quietHours are hours of the day at the person's place; equal: none.
type quietHours struct {
	From  int `json:"from" validate:"min=0,max=23" id:"Mulai" en:"From"`
	Until int `json:"until" validate:"min=0,max=23" id:"Sampai" en:"Until"`
}

var (
	subscriptionForm = door.New(reflect.TypeFor[subscription]())
	quietForm        = door.New(reflect.TypeFor[quietHours]())
)

// manyNotices is how many of the last ones are shown.
const manyNotices = 20

// told shows somebody where they are told, when, and what came of it.
func (s *server) told(c *gin.Context, who *Signed) error {
	ctx, me := c.Request.Context(), who.Account.ID
	phones, err := s.Phones.Phones(ctx, me)
	if err != nil {
		return err
	}
	quiet, err := s.Phones.QuietOf(ctx, me)
	if err != nil {
		return err
	}
	calls, err := s.Phones.CallsOf(ctx, me, manyNotices)
	if err != nil {
		return err
	}
	zone := s.ownArea(who.Viewer)
	when := func(ms int64) *string {
		if ms == 0 {
			return nil
		}
		at := wire(ms, zone)
		return &at
	}
	devices, notices := make([]map[string]any, 0, len(phones)), make([]map[string]any, 0, len(calls))
	for _, p := range phones {
		devices = append(devices, map[string]any{"id": p.ID, "device": p.Device, "made_at": when(p.Made), "sent_at": when(p.Sent), "current": p.Session == who.SessionID})
	}
	for _, k := range calls {
		notices = append(notices, map[string]any{"case": k.Case, "why": k.Why, "priority": k.Priority, "state": k.State,
			"went_at": when(k.Went), "sent_at": when(k.Sent), "shown_at": when(k.Shown), "opened_at": when(k.Opened), "ended_at": when(k.Ended)})
	}
	return answer(c, http.StatusOK, map[string]any{"key": s.Phones.Key(), "devices": devices, "notices": notices, "quiet": map[string]any{"from": quiet.From, "until": quiet.Until}})
}

func (s *server) subscribe(c *gin.Context, who *Signed) error {
	var in subscription
	if err := read(c, subscriptionForm, &in); err != nil {
		return err
	}
	if !s.Phones.Admit(in.Endpoint) {
		return door.AtField("endpoint", "not_allowed", rtrw.Words{ID: "Layanan pemberitahuan ini belum didukung.", EN: "This push service is not supported."})
	}
	if !s.Phones.Fits(in.P256dh, in.Auth) {
		return door.AtField("p256dh", "format", rtrw.Words{ID: "Kunci pemberitahuan tidak dikenal.", EN: "The key has an unknown form."})
	}
	id, err := s.Phones.AddPhone(c.Request.Context(), rtrw.Phone{Account: who.Account.ID, Session: who.SessionID, Endpoint: in.Endpoint, P256dh: in.P256dh, Auth: in.Auth,
		App: in.App, Lang: language(c.Request)})
	if err != nil {
		return err
	}
	return answer(c, http.StatusCreated, map[string]any{"id": id})
}

func (s *server) unsubscribe(c *gin.Context, who *Signed) error {
	if err := s.Phones.RemovePhone(c.Request.Context(), who.Account.ID, c.Param("id")); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}

func (s *server) quiet(c *gin.Context, who *Signed) error {
	var in quietHours
	if err := read(c, quietForm, &in); err != nil {
		return err
	}
	if err := s.Phones.SetQuiet(c.Request.Context(), who.Account.ID, rtrw.Quiet{From: in.From, Until: in.Until}); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}

func (s *server) shown(c *gin.Context, who *Signed) error  { return s.heard(c, who, false) }
func (s *server) opened(c *gin.Context, who *Signed) error { return s.heard(c, who, true) }

// heard notes what the worker of a phone says of a message that it got.
func (s *server) heard(c *gin.Context, who *Signed, opened bool) error {
	id := c.Param("id")
	if uuid.Validate(id) != nil {
		return notHere
	}
	err := s.Phones.Heard(c.Request.Context(), who.Account.ID, id, opened)
	if rtrw.CodeOf(err) == rtrw.NotFound { // it may be meant for somebody else who is signed in on this browser
		err = s.heardBeside(c, who, id, opened)
	}
	if err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}

func (s *server) heardBeside(c *gin.Context, who *Signed, id string, opened bool) error {
	people, err := s.profiles(c)
	if err != nil {
		return err
	}
	for i := range people {
		if account := people[i].Account.ID; account != who.Account.ID && s.Phones.Heard(c.Request.Context(), account, id, opened) == nil {
			return nil
		}
	}
	return notHere
}
