package api

import (
	"encoding/base64"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

type wireOpenly struct {
	Area     rtrw.Area    `json:"area"`
	Name     string       `json:"name"`
	Path     []rtrw.Place `json:"path"`
	TimeZone string       `json:"time_zone"`
	From     string       `json:"from"`
	Until    string       `json:"until"` // the last day
	Requests *int64       `json:"requests"`
	Pace     wireFigures  `json:"pace"`
	AsOf     string       `json:"as_of"`
	Head     wireHead     `json:"head"`
}

type wireHead struct {
	Text       string `json:"text"` // all of it, as it is printed
	Key        string `json:"key"`
	Day        string `json:"day"`
	Epoch      int64  `json:"epoch"`
	Commitment string `json:"commitment"`
	Signature  string `json:"signature"`
}

// openly answers everybody, signed in or not, with the same bytes all day.
func (s *server) openly(c *gin.Context) error {
	if err := s.visit(c.ClientIP()); err != nil {
		return err
	}
	area, err := rtrw.ParseArea(c.Param("id"))
	if err != nil {
		return notHere
	}
	o, err := s.Desk.Openly(c.Request.Context(), area)
	if err != nil {
		return err
	}
	w := wireOpenly{Area: area, Path: some(o.Path), TimeZone: area.ZoneName(), From: o.From.Format(time.DateOnly), Until: o.Until.AddDate(0, 0, -1).Format(time.DateOnly),
		Requests: o.Requests, Pace: paceOf(&o.Figures, o.Days()), AsOf: o.AsOf.Format(rtrw.TimeForm),
		Head: wireHead{Text: o.Head.String(), Key: o.Key, Day: o.Head.Day, Epoch: o.Head.Epoch, Commitment: encoded(o.Head.Commitment), Signature: encoded(o.Head.Signature)}}
	if n := len(o.Path); n > 0 {
		w.Name = o.Path[n-1].Name
	}
	c.Header("Cache-Control", "public, max-age=300")
	return answer(c, http.StatusOK, w)
}

// visit counts who asks without an account, by address: many share one in a mobile network,
// so there is room for all of them, and none for a machine.
func (s *server) visit(ip string) error {
	if !s.Limited {
		return nil
	}
	s.limits.mu.Lock()
	defer s.limits.mu.Unlock()
	from := s.limits.of("visit " + ip)
	if from.tokens < 1 {
		r := door.Refuse(rtrw.TooMany, "Terlalu banyak permintaan dari jaringan ini. Coba lagi sebentar.", "Too many requests from this network. Try again in a moment.")
		r.Retry = time.Second
		return r
	}
	from.tokens--
	return nil
}

func encoded(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
