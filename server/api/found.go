package api

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"reflect"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Founding opens an empty house: it makes the first account, which makes all others ready. The
// code was printed where the server was started.
type Founding interface {
	Code() string // "" once somebody lives here
	First(ctx context.Context, f Founder) error
	// Find looks for a kelurahan by its name or code, and says whether there is a list to look in.
	Find(ctx context.Context, q string) (list []Place, listed bool, err error)
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

// quest looks for the kelurahan that shall be opened: nobody is signed in yet, so the code is asked.
type quest struct {
	Code string `json:"code" validate:"required,max=64" id:"Kode" en:"Code"`
	Q    string `json:"q" validate:"required,max=60,oneline" id:"Nama atau kode kelurahan" en:"Name or code of the kelurahan"`
}

var (
	foundingForm = door.New(reflect.TypeFor[founding]())
	questForm    = door.New(reflect.TypeFor[quest]())
)

func (s *server) found(c *gin.Context) error {
	var in founding
	if err := read(c, foundingForm, &in); err != nil {
		return err
	}
	if !s.founds(in.Code) {
		return notHere
	}
	if err := s.Founding.First(c.Request.Context(), Founder{in.Area, in.Place, in.Name, in.Login, in.Secret}); err != nil {
		return err
	}
	signed, err := s.Accounts.SignIn(c.Request.Context(), in.Login, in.Secret, deviceName(c.Request))
	if err != nil {
		return err
	}
	return s.welcome(c, &signed)
}

func (s *server) founds(code string) bool {
	return s.Founding != nil && sameCode(code, s.Founding.Code())
}

func sameCode(given, code string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(code))
	return code != "" && subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// homes looks for the kelurahan of an empty house.
func (s *server) homes(c *gin.Context) error {
	var in quest
	if err := read(c, questForm, &in); err != nil {
		return err
	}
	if !s.founds(in.Code) {
		return notHere
	}
	list, listed, err := s.Founding.Find(c.Request.Context(), in.Q)
	if err != nil {
		return err
	}
	type home struct {
		Place
		TimeZone string `json:"time_zone"`
	}
	found := make([]home, 0, len(list))
	for _, p := range list {
		found = append(found, home{p, p.Area.ZoneName()})
	}
	return answer(c, http.StatusOK, map[string]any{"areas": found, "listed": listed})
}
