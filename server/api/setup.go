package api

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"reflect"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Setup opens an empty house: it makes the first account, which appoints all others. The
// code was printed where the server was started.
type Setup interface {
	Code() string // "" once somebody lives here
	First(ctx context.Context, f Founder) error
}

// Founder is the first person of a server: the lurah of a kelurahan, or the city's command
// center, as the area says.
type Founder struct {
	Area   rtrw.Area
	Place  string // name of the area, where the official list was not imported
	Name   string
	Login  string
	Secret string
}

type founding struct {
	Code   string    `json:"code" validate:"required,max=64" id:"Kode" en:"Code"`
	Area   rtrw.Area `json:"area" validate:"required,place" id:"Kode wilayah" en:"Area code"`
	Place  string    `json:"place" validate:"required,max=60,oneline" id:"Nama wilayah" en:"Name of the area"`
	Name   string    `json:"name" validate:"required,max=60,oneline" id:"Nama" en:"Name"`
	Login  string    `json:"login" validate:"required,max=40" id:"Nama masuk" en:"Login"`
	Secret string    `json:"secret" validate:"min=8,max=200" id:"Kata sandi" en:"Password"`
}

var foundingForm = door.New(reflect.TypeFor[founding]())

func (s *server) setup(c *gin.Context) error {
	var in founding
	if err := read(c, foundingForm, &in); err != nil {
		return err
	}
	if s.Setup == nil || !sameCode(in.Code, s.Setup.Code()) {
		return notHere
	}
	if err := s.Setup.First(c.Request.Context(), Founder{in.Area, in.Place, in.Name, in.Login, in.Secret}); err != nil {
		return err
	}
	signed, err := s.Accounts.SignIn(c.Request.Context(), in.Login, in.Secret, deviceName(c.Request))
	if err != nil {
		return err
	}
	return s.welcome(c, &signed)
}

func sameCode(given, code string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(code))
	return code != "" && subtle.ConstantTimeCompare(a[:], b[:]) == 1
}
