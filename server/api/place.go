package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Places knows the country and its houses.
type Places interface {
	// Children lists what lies right under parent; deep gives all RWs and RTs of a kelurahan.
	Children(ctx context.Context, parent rtrw.Area, deep bool) ([]Place, error)
	Search(ctx context.Context, q string, limit int) ([]Place, error)
	Houses(ctx context.Context, rt rtrw.Area) ([]House, error)
	// Helpers names volunteers and staff in office over an area.
	Helpers(ctx context.Context, a rtrw.Area) ([]Helper, error)
	// StandIns lists the absences of the head of exactly this place, Residents who lives in an RT.
	StandIns(ctx context.Context, at rtrw.Area) ([]StandIn, error)
	Residents(ctx context.Context, rt rtrw.Area) ([]Resident, error)
}

// Helper is somebody into whose hands a case can be put.
type Helper struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Place is an area in a list.
type Place struct {
	rtrw.Place
	Level string `json:"level"`
	In    string `json:"in,omitempty"` // what contains it: names are not unique
}

// House is one house of an RT, with the label that stands at its gate.
type House struct {
	Area  rtrw.Area `json:"area"`
	Label string    `json:"label"`
}

// found is how many places a search gives.
const found = 20

func (s *server) areas(c *gin.Context, _ *Signed) error {
	var list []Place
	q, err := c.Query("q"), error(nil)
	switch {
	case q != "":
		list, err = s.Places.Search(c.Request.Context(), q, found)
	case c.Query("parent") == "": // the provinces
		list, err = s.Places.Children(c.Request.Context(), "", false)
	default:
		parent, bad := place(c, "parent")
		if bad != nil {
			return bad
		}
		list, err = s.Places.Children(c.Request.Context(), parent, c.Query("deep") == "1")
	}
	if err != nil {
		return err
	}
	if list == nil {
		list = []Place{}
	}
	return answer(c, http.StatusOK, map[string]any{"areas": list})
}

// houses lists an RT's houses for who is on duty there; a resident needs no list of them. With
// a service, each has the open case that it has in that service's roll.
func (s *server) houses(c *gin.Context, who *Signed) error {
	rt, err := place(c, "area")
	if err != nil {
		return err
	}
	if rt.Depth() != rtrw.RT {
		return door.AtField("area", "format", rtrw.Words{ID: "Pilih satu RT.", EN: "Choose an RT."})
	}
	if service := c.Query("service"); service != "" {
		return s.roll(c, who, service, rt)
	}
	if !s.asksThere(who.Viewer, rt) {
		return rtrw.Errorf(rtrw.Forbidden, "Daftar rumah hanya untuk petugas di RT ini.")
	}
	list, err := s.Places.Houses(c.Request.Context(), rt)
	if err != nil {
		return err
	}
	if list == nil {
		list = []House{}
	}
	return answer(c, http.StatusOK, map[string]any{"houses": list})
}

// helpers lists who can bring help to an area, for the desk that assigns it.
func (s *server) helpers(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	if !who.Viewer.Has(rtrw.Staff, area, s.Now()) && !who.Viewer.Has(rtrw.Lurah, area, s.Now()) {
		return rtrw.Errorf(rtrw.Forbidden, "Daftar relawan hanya untuk petugas kelurahan ini.")
	}
	list, err := s.Places.Helpers(c.Request.Context(), area)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, map[string]any{"helpers": some(list)})
}

// asksThere says whether the viewer has a duty over the RT in which houses matter.
func (s *server) asksThere(v rtrw.Viewer, rt rtrw.Area) bool {
	for _, r := range []rtrw.Role{rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Staff, rtrw.Kader, rtrw.Health} {
		if v.Has(r, rt, s.Now()) {
			return true
		}
	}
	return false
}
