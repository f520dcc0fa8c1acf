package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
)

type wireBulletin struct {
	Area    rtrw.Area      `json:"area"`
	Name    string         `json:"name"`
	Day     string         `json:"day"`
	AsOf    string         `json:"as_of"`
	Derived bool           `json:"derived"` // counted from RTs; no official map of risk
	Kind    *string        `json:"kind"`
	Policy  *string        `json:"policy"`
	Worst   *string        `json:"worst"`
	Zones   map[string]int `json:"zones"`
	Actions []string       `json:"actions"`
}

// bulletin tells everybody who lives or serves there what the morning was like.
func (s *server) bulletin(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	b, err := s.Desk.Bulletin(c.Request.Context(), who.Viewer, area)
	if err != nil {
		return err
	}
	lang := language(c.Request)
	w := wireBulletin{Area: b.Area, Day: b.At.Format(time.DateOnly), AsOf: b.At.Format(rtrw.TimeForm), Derived: true,
		Kind: orNull(b.Kind), Policy: orNull(b.Policy), Worst: orNull(b.Worst), Zones: b.Zones, Actions: said(b.Actions, lang)}
	if w.Name, err = s.nameOf(c.Request.Context(), b.Area); err != nil {
		return err
	}
	c.Header("Vary", "Accept-Language")
	c.Header("Content-Language", lang)
	return answer(c, http.StatusOK, w)
}

// nameOf is what an RW or a kelurahan is called.
func (s *server) nameOf(ctx context.Context, a rtrw.Area) (string, error) {
	list, err := s.Places.Children(ctx, a.Up(a.Depth()-1), false)
	for _, p := range list {
		if p.Area == a {
			return p.Name, err
		}
	}
	return a.Short(), err
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// wireColour is what a colour is called and what it asks.
type wireColour struct {
	Title   string   `json:"title"`
	Actions []string `json:"actions"`
}

func coloursOf(s *rtrw.Service, lang string) map[string]wireColour {
	if len(s.Colours) == 0 {
		return nil
	}
	w := map[string]wireColour{}
	for name, c := range s.Colours {
		w[name] = wireColour{c.Title.In(lang), said(c.Actions, lang)}
	}
	return w
}

func said(words []rtrw.Words, lang string) []string {
	list := []string{}
	for _, w := range words {
		list = append(list, w.In(lang))
	}
	return list
}
