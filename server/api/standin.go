package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// StandIn is an absence of the head of a place, with who acts meanwhile.
type StandIn struct {
	Case    string
	Account string
	Name    string
	Role    rtrw.Role
	From    int64
	Until   int64
}

// Resident is somebody of an RT, for a head who asks them to stand in.
type Resident struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	House rtrw.Area `json:"house"`
}

type wireStandIn struct {
	Case    string  `json:"case"`
	Account string  `json:"account"`
	Name    string  `json:"name"`
	Away    bool    `json:"away"` // nobody acts; the post is passed over
	From    string  `json:"from"`
	Until   *string `json:"until"`
}

// standIns tells the head of a place who stands in there. Names come RT by RT: a head knows the
// people of an RT, and a list of a whole RW is nothing that a choice needs.
func (s *server) standIns(c *gin.Context, who *Signed) error {
	at, err := place(c, "area")
	if err != nil {
		return err
	}
	if d := at.Depth(); d != rtrw.RT && d != rtrw.RW {
		return door.AtField("area", "format", rtrw.Words{ID: "Pilih satu RT atau RW.", EN: "Choose an RT or an RW."})
	}
	if !who.Viewer.Has(rtrw.RTHead, at, s.Now()) && !who.Viewer.Has(rtrw.RWHead, at, s.Now()) {
		return rtrw.Errorf(rtrw.Forbidden, "Pengganti hanya dipilih oleh ketua RT atau ketua RW setempat.")
	}
	standing, err := s.Places.StandIns(c.Request.Context(), at)
	if err != nil {
		return err
	}
	list := make([]wireStandIn, 0, len(standing))
	for _, in := range standing {
		w := wireStandIn{Case: in.Case, Account: in.Account, Name: in.Name, Away: in.Role == rtrw.Away, From: wire(in.From, at)}
		if in.Until != 0 {
			until := wire(in.Until, at)
			w.Until = &until
		}
		list = append(list, w)
	}
	people := []Resident{}
	if at.Depth() == rtrw.RT {
		if people, err = s.Places.Residents(c.Request.Context(), at); err != nil {
			return err
		}
	}
	return answer(c, http.StatusOK, map[string]any{"standing": list, "people": people})
}
