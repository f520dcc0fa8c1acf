package api

import (
	"context"
	"net/http"
	"reflect"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
	"jogotonggo/server/paper"
	"jogotonggo/server/setup"
)

// Setup makes a kelurahan ready: what a lurah does on the first day, and whenever something is added.
type Setup interface {
	Town(ctx context.Context, k rtrw.Area) (*setup.Town, error)
	Build(ctx context.Context, p *setup.Plan) error
	// Appoint gives everybody on a list an account and the office. Sent again it goes on where it stopped.
	Appoint(ctx context.Context, by rtrw.Viewer, heads []setup.Head) error
	Hire(ctx context.Context, by rtrw.Viewer, k rtrw.Area, c setup.Clerk) error
	// Slips and Letters make codes that are printed, and known nowhere afterwards.
	Slips(ctx context.Context, by rtrw.Viewer, a rtrw.Area, vacant bool) ([]paper.Slip, error)
	Letters(ctx context.Context, by rtrw.Viewer, a rtrw.Area) ([]paper.Letter, error)
}

// layout, roster and clerk are what the lurah writes.
type layout struct {
	Area   rtrw.Area `json:"area" validate:"required,place" id:"Kelurahan" en:"Kelurahan"`
	Lines  string    `json:"lines" validate:"required,max=12000" id:"RW dan RT" en:"RWs and RTs"`
	Houses int       `json:"houses" validate:"min=0,max=999" id:"Rumah tiap RT" en:"Houses of each RT"`
	Check  bool      `json:"check,omitempty" id:"Periksa saja" en:"Check only"`
}

type roster struct {
	Area  rtrw.Area `json:"area" validate:"required,place" id:"Kelurahan" en:"Kelurahan"`
	CSV   string    `json:"csv" validate:"required,max=40000" id:"Daftar ketua" en:"List of heads"`
	Check bool      `json:"check,omitempty" id:"Periksa saja" en:"Check only"`
}

type clerk struct {
	Area   rtrw.Area `json:"area" validate:"required,place" id:"Kelurahan" en:"Kelurahan"`
	Name   string    `json:"name" validate:"required,max=60,oneline" id:"Nama" en:"Name"`
	Login  string    `json:"login" validate:"required,max=40" id:"Nama masuk" en:"Login"`
	Secret string    `json:"secret" validate:"min=8,max=200" id:"Kata sandi" en:"Password"`
}

var (
	layoutForm = door.New(reflect.TypeFor[layout]())
	rosterForm = door.New(reflect.TypeFor[roster]())
	clerkForm  = door.New(reflect.TypeFor[clerk]())
)

// settles is whether the viewer may make a kelurahan ready; with also who else, such as those at its desk.
func (s *server) settles(who *Signed, a rtrw.Area, also ...rtrw.Role) error {
	if a.Depth() != rtrw.Kelurahan {
		return door.AtField("area", "format", rtrw.Words{ID: "Pilih satu kelurahan.", EN: "Choose a kelurahan."})
	}
	for _, r := range append(also, rtrw.Lurah) {
		if who.Viewer.Has(r, a, s.Now()) {
			return nil
		}
	}
	return rtrw.Errorf(rtrw.Forbidden, "Kelurahan disiapkan oleh lurahnya.")
}

// town is how a kelurahan is laid out, for who may make it ready.
func (s *server) town(c *gin.Context, who *Signed, a rtrw.Area, also ...rtrw.Role) (*setup.Town, error) {
	if err := s.settles(who, a, also...); err != nil {
		return nil, err
	}
	return s.Setup.Town(c.Request.Context(), a)
}

func (s *server) laidOut(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	t, err := s.town(c, who, area, rtrw.Staff)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, t)
}

// layOut makes RWs, RTs and houses known. Written again with more, it adds; nothing is taken away.
func (s *server) layOut(c *gin.Context, who *Signed) error {
	var in layout
	if err := read(c, layoutForm, &in); err != nil {
		return err
	}
	t, err := s.town(c, who, in.Area)
	if err != nil {
		return err
	}
	p, err := setup.ReadPlan(t, in.Lines, in.Houses)
	if err != nil {
		return err
	}
	rws, rts := p.Fresh(t)
	if !in.Check {
		if err := s.Setup.Build(c.Request.Context(), p); err != nil {
			return err
		}
	}
	return answer(c, http.StatusOK, map[string]any{"rws": len(p.RWs), "rts": len(p.RTs), "houses": p.Total(), "new_rws": rws, "new_rts": rts})
}

func (s *server) nameHeads(c *gin.Context, who *Signed) error {
	var in roster
	if err := read(c, rosterForm, &in); err != nil {
		return err
	}
	t, err := s.town(c, who, in.Area)
	if err != nil {
		return err
	}
	heads, err := setup.ReadHeads(t, in.CSV)
	if err != nil {
		return err
	}
	if !in.Check {
		if err := s.Setup.Appoint(c.Request.Context(), who.Viewer, heads); err != nil {
			return err
		}
	}
	return answer(c, http.StatusOK, map[string]any{"heads": some(heads)})
}

func (s *server) hire(c *gin.Context, who *Signed) error {
	var in clerk
	if err := read(c, clerkForm, &in); err != nil {
		return err
	}
	if err := s.settles(who, in.Area); err != nil {
		return err
	}
	if err := s.Setup.Hire(c.Request.Context(), who.Viewer, in.Area, setup.Clerk{Name: in.Name, Login: in.Login, Secret: in.Secret}); err != nil {
		return err
	}
	t, err := s.Setup.Town(c.Request.Context(), in.Area)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, t)
}
