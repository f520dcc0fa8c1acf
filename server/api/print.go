package api

import (
	"bytes"
	"net/http"
	"reflect"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
	"jogotonggo/server/paper"
)

// printing says for which place paper is wanted.
type printing struct {
	Area   rtrw.Area `json:"area" validate:"required,place" id:"Wilayah" en:"Area"`
	Vacant bool      `json:"vacant,omitempty" id:"Hanya rumah tanpa anggota" en:"Houses without a member only"`
}

var printingForm = door.New(reflect.TypeFor[printing]())

// printSlips answers with paper: a code for each house of an RT, an RW or the kelurahan.
func (s *server) printSlips(c *gin.Context, who *Signed) error {
	var in printing
	if err := read(c, printingForm, &in); err != nil {
		return err
	}
	if in.Area.Depth() < rtrw.Kelurahan {
		return door.AtField("area", "format", rtrw.Words{ID: "Pilih kelurahan, RW atau RT.", EN: "Choose a kelurahan, an RW or an RT."})
	}
	slips, err := s.Setup.Slips(c.Request.Context(), who.Viewer, in.Area, in.Vacant)
	if err != nil {
		return err
	}
	t, err := s.Setup.Town(c.Request.Context(), in.Area.Up(rtrw.Kelurahan))
	if err != nil {
		return err
	}
	sheet := paper.Sheet{Origin: s.originOf(c.Request), Lang: language(c.Request), Town: t.Name, Asks: map[rtrw.Area]string{}}
	for _, rt := range t.RTs {
		if len(rt.Heads) > 0 {
			sheet.Asks[rt.Area] = rt.Heads[0].Name
		}
	}
	var b bytes.Buffer
	if err := sheet.Slips(&b, slips); err != nil {
		return err
	}
	return s.printed(c, b.Bytes())
}

// printLetters answers with paper for the heads who have never been here.
func (s *server) printLetters(c *gin.Context, who *Signed) error {
	var in printing
	if err := read(c, printingForm, &in); err != nil {
		return err
	}
	letters, err := s.Setup.Letters(c.Request.Context(), who.Viewer, in.Area)
	if err != nil {
		return err
	}
	t, err := s.Setup.Town(c.Request.Context(), in.Area.Up(rtrw.Kelurahan))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	sheet := paper.Sheet{Origin: s.originOf(c.Request), Lang: language(c.Request), Town: t.Name}
	if err := sheet.Letters(&b, letters); err != nil {
		return err
	}
	return s.printed(c, b.Bytes())
}

func (s *server) printed(c *gin.Context, pdf []byte) error {
	c.Header("Content-Disposition", `attachment; filename="jogotonggo-`+s.Now().Format("060102-1504")+`.pdf"`)
	c.Data(http.StatusOK, "application/pdf", pdf)
	return nil
}

// originOf is the address under which somebody came here, for codes that bring others.
func (s *server) originOf(r *http.Request) string {
	if origin := r.Header.Get("Origin"); s.origins[origin] {
		return origin
	}
	if s.secure(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
