package api

import (
	"net/http"
	"reflect"
	"strconv"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

type wireGift struct {
	Case    string      `json:"case"`
	Service string      `json:"service"`
	State   rtrw.State  `json:"state"`
	At      string      `json:"at"`
	What    *wireChoice `json:"what"`
	Proof   rtrw.Proof  `json:"proof"`
	By      *wireOffice `json:"by"`
}

type wireChoice struct {
	Value string `json:"value"`
	Title string `json:"title"`
}

// household names whose ledger is wanted. It is asked for in a body: an address would lie in
// logs and histories on the way.
type household struct {
	House rtrw.Area `json:"house" validate:"required,house" id:"Rumah" en:"House"`
}

var householdForm = door.New(reflect.TypeFor[household]())

// ledger tells what a household was given by all programmes: an audited look at it.
func (s *server) ledger(c *gin.Context, who *Signed) error {
	var in household
	if err := read(c, householdForm, &in); err != nil {
		return err
	}
	house := in.House
	l, err := s.Desk.HouseLedger(c.Request.Context(), who.Viewer, house)
	if err != nil {
		return err
	}
	lang, rows := language(c.Request), make([]wireGift, 0, len(l.Gifts))
	for _, g := range l.Gifts {
		row := wireGift{g.Case.ID, g.Case.Service, g.Case.State, wire(g.At, house), s.choice(g.Case.Service, g.What, lang), g.Proof, nil}
		if g.By != "" {
			row.By = &wireOffice{g.By, roleTitle(g.By, lang)}
		}
		rows = append(rows, row)
	}
	return answer(c, http.StatusOK, map[string]any{"house": l.House, "label": l.Label, "since": wire(l.Since, house), "withheld": l.Withheld, "rows": rows})
}

// choice gives what was asked for in the words of the form that asked.
func (s *server) choice(service, what, lang string) *wireChoice {
	svc, ok := s.Desk.Registry.Service(service)
	if !ok || what == "" {
		return nil
	}
	title := what
	for i := range svc.Moves {
		m := &svc.Moves[i]
		if in, known := s.moves[service+"/"+m.Name]; known && m.Opens() {
			if p := in.form.Schema(lang).Properties[svc.Gives.What]; p != nil && p.Titles[what] != "" {
				title = p.Titles[what]
			}
		}
	}
	return &wireChoice{what, title}
}

type wireForgotten struct {
	rtrw.Gate
	Given *string   `json:"given_at"`
	Told  *string   `json:"told_at"`
	Asks  []wireAsk `json:"asks"`
}

type wireAsk struct {
	Case    string      `json:"case"`
	Service string      `json:"service"`
	State   rtrw.State  `json:"state"`
	What    *wireChoice `json:"what"`
	Opened  string      `json:"opened_at"`
}

const (
	usualHouses, mostHouses = 100, 500
	usualDays, mostDays     = 30, 180
)

// untouched lists the households of a place that nothing has reached for some days, or with
// `only=counts` their numbers alone.
func (s *server) untouched(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	if area.Depth() < rtrw.Kelurahan {
		return door.AtField("area", "format", rtrw.Words{ID: "Pilih kelurahan, RW, atau RT.", EN: "Choose a kelurahan, an RW or an RT."})
	}
	q := rtrw.UntouchedQuery{Area: area, Days: usualDays, After: rtrw.Area(c.Query("after"))}
	if days, there := c.GetQuery("days"); there {
		if q.Days, err = strconv.Atoi(days); err != nil || q.Days < 1 || q.Days > mostDays {
			return door.AtField("days", "max", rtrw.Words{ID: "Isi angka 1 sampai 180.", EN: "Give a number from 1 to 180."})
		}
	}
	switch only, there := c.GetQuery("only"); {
	case !there:
		if q.Limit, err = limit(c, usualHouses, mostHouses); err != nil {
			return err
		}
	case only != "counts":
		return door.AtField("only", "enum", rtrw.Words{ID: "Pilih counts.", EN: "Choose counts."})
	}
	u, err := s.Desk.Untouched(c.Request.Context(), who.Viewer, q)
	if err != nil {
		return err
	}
	lang, list := language(c.Request), make([]wireForgotten, 0, len(u.Houses))
	for _, f := range u.Houses {
		w := wireForgotten{f.Gate, wireOrNull(f.Given, area), wireOrNull(f.Told, area), make([]wireAsk, 0, len(f.Asks))}
		for _, a := range f.Asks {
			w.Asks = append(w.Asks, wireAsk{a.Case.ID, a.Case.Service, a.Case.State, s.choice(a.Case.Service, a.What, lang), wire(a.Case.Opened, area)})
		}
		list = append(list, w)
	}
	return answer(c, http.StatusOK, map[string]any{"as_of": wire(s.Now().UnixMilli(), area), "days": q.Days, "total": u.Total, "more": u.More, "counts": some(u.Counts), "households": list})
}

func wireOrNull(ms int64, at rtrw.Area) *string {
	if ms == 0 {
		return nil
	}
	text := wire(ms, at)
	return &text
}
