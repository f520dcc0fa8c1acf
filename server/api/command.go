package api

import (
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// opening and later are what a command carries beside what its move asks for.
type opening struct {
	Area rtrw.Area `json:"area" validate:"required,place" id:"Wilayah" en:"Area"`
}

type later struct {
	Case    string `json:"case" validate:"uuid" id:"Laporan" en:"Case"`
	Version *int   `json:"version,omitempty" validate:"min=1,max=1000000000" id:"Versi" en:"Version"`
}

// incoming is one move as the door knows it.
type incoming struct {
	service *rtrw.Service
	move    *rtrw.Move
	form    *door.Form
}

// takeMoves makes a form for each move that people make. A declaration that cannot be
// described stops the start here.
func (s *server) takeMoves() {
	for _, service := range s.Desk.Registry.Services() {
		for i := range service.Moves {
			m := &service.Moves[i]
			if !m.People.System() {
				s.moves[service.Name+"/"+m.Name] = &incoming{service, m, formOf(m)}
			}
		}
	}
}

// formOf is the form of a move's whole body.
func formOf(m *rtrw.Move) *door.Form {
	if m.Opens() {
		return door.New(reflect.TypeFor[opening](), m.Input())
	}
	return door.New(reflect.TypeFor[later](), m.Input())
}

// read decodes a body into a command.
func (in *incoming) read(body []byte) (*rtrw.Command, error) {
	cmd := &rtrw.Command{Service: in.service.Name, Move: in.move.Name, Input: in.move.NewInput(), Body: body}
	if in.move.Opens() {
		var o opening
		err := in.form.Decode(body, &o, cmd.Input)
		cmd.Area = o.Area
		return cmd, err
	}
	var l later
	err := in.form.Decode(body, &l, cmd.Input)
	cmd.Case, cmd.Version = l.Case, l.Version
	return cmd, err
}

// command makes a move. Everything that changes a case comes through here.
func (s *server) command(c *gin.Context, who *Signed) error {
	in, known := s.moves[c.Param("service")+"/"+c.Param("move")]
	if !known { // a clock's move is as unknown from outside as one that does not exist
		return notHere
	}
	key, err := idempotencyKey(c.Request.Header)
	if err != nil {
		return err
	}
	sent, err := body(c)
	if err != nil {
		return err
	}
	cmd, err := in.read(sent)
	if err != nil {
		return err
	}
	cmd.Key, cmd.Viewer = key, who.Viewer
	done, err := s.admit(c, askedFor(cmd, in.move, officer(who.Viewer, s.Now().UnixMilli())))
	if err != nil {
		return err
	}
	receipt, err := s.Desk.Do(c.Request.Context(), cmd)
	done(err == nil && !receipt.Replayed)
	if err != nil {
		return err
	}
	return s.receipt(c, in, receipt)
}

// receipt answers with facts only: the same bytes whenever the command is sent again.
func (s *server) receipt(c *gin.Context, in *incoming, r *rtrw.Receipt) error {
	facts, err := r.Body(s.Desk.Cursors)
	if err != nil {
		return err
	}
	if r.Replayed {
		c.Header("Idempotency-Replayed", "true")
	}
	status := http.StatusOK
	if in.move.Opens() {
		status = http.StatusCreated
	}
	c.Data(status, "application/json; charset=utf-8", facts)
	return nil
}

func (s *server) admit(c *gin.Context, a asked) (func(bool), error) {
	if !s.Limited {
		return func(bool) {}, nil
	}
	return s.limits.admit(a, func() bool {
		_, err := s.Desk.Ledger.Find(c.Request.Context(), a.key) // of an opening move the key is the case
		return err == nil
	})
}

// officer says whether somebody has a duty beside living here.
func officer(v rtrw.Viewer, now int64) bool {
	return slices.ContainsFunc(v.Grants, func(g rtrw.Grant) bool {
		return g.Active(now) && g.Role != rtrw.Resident && g.Role != rtrw.Pending
	})
}

// idempotencyKey reads the command's id. One UUID, in one way of writing it: the same
// command must not become two by capital letters.
func idempotencyKey(h http.Header) (string, error) {
	given := h.Values("Idempotency-Key")
	if len(given) == 1 && len(given[0]) == 36 {
		if id, err := uuid.Parse(given[0]); err == nil {
			return strings.ToLower(id.String()), nil
		}
	}
	return "", door.Refuse(rtrw.Malformed, "Kepala Idempotency-Key dengan satu UUID diperlukan.", "The header Idempotency-Key with one UUID is needed.")
}
