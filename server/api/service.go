package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

type wireService struct {
	Name   string                `json:"name"`
	Title  string                `json:"title"`
	States []rtrw.State          `json:"states"`
	Titles map[rtrw.State]string `json:"state_titles"`
	Final  []rtrw.State          `json:"final"`
	Inner  bool                  `json:"inner"` // work of the house itself, no report of a neighbour
	Moves  []wireMove            `json:"moves"`
	Clocks []wireClock           `json:"clocks"`

	Colours map[string]wireColour `json:"colours,omitempty"` // of the service that draws the map
}

type wireMove struct {
	Name   string       `json:"name"`
	Title  string       `json:"title"`
	Opens  bool         `json:"opens"`
	Roles  []rtrw.Role  `json:"roles"`
	From   []rtrw.State `json:"from"`
	To     []rtrw.State `json:"to"`
	Schema *door.Schema `json:"schema"`
}

// wireClock is a promise: in this state, after a while, this move.
type wireClock struct {
	State rtrw.State   `json:"state"`
	Move  string       `json:"move"`
	Title string       `json:"title"`
	To    []rtrw.State `json:"to"`
}

type wireOffer struct {
	Name   string       `json:"name"`
	Title  string       `json:"title"`
	Schema *door.Schema `json:"schema"`
}

// describeServices writes every declaration in one language; it is done once, at start.
func describeServices(r *rtrw.Registry, lang string) []byte {
	list := make([]wireService, 0, len(r.Services()))
	for _, s := range r.Services() {
		w := wireService{Name: s.Name, Title: s.Title.In(lang), States: s.States(), Titles: map[rtrw.State]string{}, Final: some(s.Final), Inner: s.Inner, Moves: []wireMove{}, Clocks: []wireClock{}, Colours: coloursOf(s, lang)}
		for _, st := range s.States() {
			w.Titles[st] = s.TitleOf(string(st)).In(lang)
		}
		for i := range s.Moves {
			m := &s.Moves[i]
			if !m.People.System() {
				w.Moves = append(w.Moves, wireMove{m.Name, s.TitleOf(m.Name).In(lang), m.Opens(), m.People.Roles(), some(m.From), m.To, schemaOf(m, lang)})
			}
		}
		for _, k := range s.Clocks {
			if m, ok := s.Move(k.Move); ok {
				w.Clocks = append(w.Clocks, wireClock{k.State, k.Move, s.TitleOf(k.Move).In(lang), m.To})
			}
		}
		list = append(list, w)
	}
	return rtrw.Canonical(map[string]any{"services": list})
}

// schemaOf describes what a move asks for, without its case or area.
func schemaOf(m *rtrw.Move, lang string) *door.Schema {
	s := door.New(m.Input()).Schema(lang)
	s.Dialect = door.Dialect
	return s
}

// some writes an empty list as one.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (s *server) listServices(c *gin.Context, _ *Signed) error {
	lang := language(c.Request)
	c.Header("Cache-Control", "private, max-age=300")
	c.Header("Vary", "Accept-Language")
	c.Header("Content-Language", lang)
	c.Data(http.StatusOK, "application/json; charset=utf-8", s.services[lang])
	return nil
}

// offers describes the moves that somebody may make now.
func (s *server) offers(service string, moves []*rtrw.Move, lang string) []wireOffer {
	list := []wireOffer{}
	svc, known := s.Desk.Registry.Service(service)
	for _, m := range moves {
		if known && !m.People.System() {
			list = append(list, wireOffer{m.Name, svc.TitleOf(m.Name).In(lang), schemaOf(m, lang)})
		}
	}
	return list
}

func (s *server) openAPI(c *gin.Context) error  { return s.document(c, s.openapi) }
func (s *server) asyncAPI(c *gin.Context) error { return s.document(c, s.asyncapi) }

func (s *server) document(c *gin.Context, doc []byte) error {
	c.Header("Cache-Control", "public, max-age=300")
	c.Data(http.StatusOK, "application/json; charset=utf-8", doc)
	return nil
}

func (s *server) about(c *gin.Context) error { return answer(c, http.StatusOK, s.About) }
