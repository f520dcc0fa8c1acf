package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
)

// wireRolled is a house with the open case that it has in a roll; none: it said nothing yet.
type wireRolled struct {
	House
	Case   *rtrw.Facts `json:"case"`
	Holder string      `json:"holder"`
}

// roll reads an RT house by house.
func (s *server) roll(c *gin.Context, who *Signed, service string, rt rtrw.Area) error {
	standing, err := s.Desk.Roll(c.Request.Context(), who.Viewer, service, rt)
	if err != nil {
		return err
	}
	houses, err := s.Places.Houses(c.Request.Context(), rt)
	if err != nil {
		return err
	}
	by := map[rtrw.Area]*rtrw.Standing{}
	for i := range standing {
		by[standing[i].Case.House] = &standing[i]
	}
	list := make([]wireRolled, 0, len(houses))
	for _, h := range houses {
		w := wireRolled{House: h}
		if st := by[h.Area]; st != nil {
			facts := st.Case.Facts()
			w.Case, w.Holder = &facts, st.Holder
		}
		list = append(list, w)
	}
	return answer(c, http.StatusOK, map[string]any{"houses": list})
}
