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

// Kiosks lets screens in that hang where everybody sees them.
type Kiosks interface {
	NewKiosk(ctx context.Context, by rtrw.Viewer, area rtrw.Area) (Kiosk, error)
	Kiosks(ctx context.Context, by rtrw.Viewer, area rtrw.Area) ([]Kiosk, error)
	CloseKiosk(ctx context.Context, by rtrw.Viewer, id string) error
	// OpenKiosk takes a code, once.
	OpenKiosk(ctx context.Context, code, device string) (Signed, error)
}

// Kiosk is a screen in a lobby. Times are Unix milliseconds.
type Kiosk struct {
	ID     string
	Code   string // only when it was just made
	Area   rtrw.Area
	Made   int64
	Until  int64 // of the code
	Opened int64 // 0: no screen has come yet
}

type wireKiosk struct {
	ID     string    `json:"id"`
	Code   string    `json:"code,omitempty"`
	Area   rtrw.Area `json:"area"`
	Made   string    `json:"made_at"`
	Until  string    `json:"until"`
	Opened *string   `json:"opened_at"`
}

func (k *Kiosk) wire() wireKiosk {
	w := wireKiosk{ID: k.ID, Code: k.Code, Area: k.Area, Made: wire(k.Made, k.Area), Until: wire(k.Until, k.Area)}
	if k.Opened != 0 {
		opened := wire(k.Opened, k.Area)
		w.Opened = &opened
	}
	return w
}

// screen names the kelurahan for whose lobby it is.
type screen struct {
	Area rtrw.Area `json:"area" validate:"required,place" id:"Kelurahan" en:"Kelurahan"`
}

// arrival is what a screen brings.
type arrival struct {
	Code string `json:"code" validate:"required,max=64" id:"Kode layar" en:"Screen code"`
}

var (
	screenForm  = door.New(reflect.TypeFor[screen]())
	arrivalForm = door.New(reflect.TypeFor[arrival]())
)

func (s *server) newKiosk(c *gin.Context, who *Signed) error {
	var in screen
	if err := read(c, screenForm, &in); err != nil {
		return err
	}
	made, err := s.Kiosks.NewKiosk(c.Request.Context(), who.Viewer, in.Area)
	if err != nil {
		return err
	}
	return answer(c, http.StatusCreated, map[string]any{"kiosk": made.wire()})
}

func (s *server) kiosks(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	list, err := s.Kiosks.Kiosks(c.Request.Context(), who.Viewer, area)
	if err != nil {
		return err
	}
	shown := make([]wireKiosk, 0, len(list))
	for i := range list {
		shown = append(shown, list[i].wire())
	}
	return answer(c, http.StatusOK, map[string]any{"kiosks": shown})
}

func (s *server) closeKiosk(c *gin.Context, who *Signed) error {
	if uuid.Validate(c.Param("id")) != nil {
		return rtrw.Errorf(rtrw.NotFound, "Layar ini tidak ada dalam daftar.")
	}
	if err := s.Kiosks.CloseKiosk(c.Request.Context(), who.Viewer, c.Param("id")); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}

func (s *server) openKiosk(c *gin.Context) error {
	var in arrival
	if err := read(c, arrivalForm, &in); err != nil {
		return err
	}
	signed, err := s.Kiosks.OpenKiosk(c.Request.Context(), in.Code, deviceName(c.Request))
	if err != nil {
		return err
	}
	return s.welcome(c, &signed)
}

var lobbyOnly = door.Refuse(rtrw.Forbidden, "Layar ini hanya menampilkan papan lobi.", "This screen shows the lobby's board alone.")

// hangs says whether a screen asks, and no person: it may read the lobby's board, hear what
// everybody may hear, and be signed out.
func (w *Signed) hangs() bool {
	for _, g := range w.Viewer.Grants {
		if g.Role == rtrw.Kiosk {
			return true
		}
	}
	return false
}
