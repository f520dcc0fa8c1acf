package api

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

func (s *server) board(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	at, past, err := moment(c)
	if err != nil {
		return err
	}
	var b *rtrw.Board
	if past {
		b, err = s.Desk.BoardAt(c.Request.Context(), who.Viewer, area, at)
	} else {
		b, err = s.Desk.Board(c.Request.Context(), who.Viewer, area)
	}
	if err != nil {
		return err
	}
	b.RTs, b.Path = some(b.RTs), some(b.Path)
	return answer(c, http.StatusOK, b)
}

// moment reads the time of which somebody asks; none: now is meant. A plus that nobody
// escaped comes as the space that it stands for in a query.
func moment(c *gin.Context) (at time.Time, past bool, err error) {
	text, past := c.GetQuery("at")
	if !past {
		return at, false, nil
	}
	if at, err = time.Parse(time.RFC3339, strings.Replace(text, " ", "+", 1)); err != nil {
		err = door.AtField("at", "format", rtrw.Words{ID: "Tulis waktu lengkap, seperti 2026-11-28T10:00:00+07:00.", EN: "Write the whole time, as in 2026-11-28T10:00:00+07:00."})
	}
	return at, true, err
}

const (
	usualCases, mostCases   = 50, 200
	usualUrgent             = 20 // what is most urgent is looked at a screen at a time
	usualEvents, mostEvents = 100, 1000
)

// cases lists what the viewer may see, newest first, or of open ones the most urgent first.
// Without an area, the widest of the viewer's own.
func (s *server) cases(c *gin.Context, who *Signed) error {
	q := rtrw.Query{Area: s.ownArea(who.Viewer), Service: c.Query("service"), State: rtrw.State(c.Query("state"))}
	var err error
	if q.Urgent, err = urgentFirst(c); err != nil {
		return err
	}
	if c.Query("area") != "" {
		if q.Area, err = place(c, "area"); err != nil {
			return err
		}
	}
	usual := usualCases
	if q.Urgent {
		usual = usualUrgent
	}
	if q.Limit, err = limit(c, usual, mostCases); err != nil {
		return err
	}
	if q.After, err = openPage(c.Query("page"), q.Urgent); err != nil {
		return err
	}
	wanted := q.Limit
	q.Limit++ // one more tells whether there is a next page
	list, err := s.Desk.List(c.Request.Context(), who.Viewer, q)
	if err != nil {
		return err
	}
	var next *string
	if len(list) > wanted {
		list = list[:wanted]
		page := closePage(list[wanted-1].At(), q.Urgent)
		next = &page
	}
	facts := make([]rtrw.Facts, 0, len(list))
	for i := range list {
		facts = append(facts, list[i].Facts())
	}
	return answer(c, http.StatusOK, map[string]any{"cases": facts, "next": next})
}

// ownArea is the widest place where the viewer is somebody.
func (s *server) ownArea(v rtrw.Viewer) (widest rtrw.Area) {
	for _, g := range v.Grants {
		if g.Active(s.Now().UnixMilli()) && (widest == "" || len(g.Area) < len(widest)) {
			widest = g.Area
		}
	}
	if widest.Depth() == rtrw.House {
		widest = widest.Up(rtrw.RT)
	}
	return widest
}

// urgentFirst reads the order that is wanted.
func urgentFirst(c *gin.Context) (bool, error) {
	switch order, there := c.GetQuery("order"); {
	case !there, order == "newest":
		return false, nil
	case order == "urgent":
		return true, nil
	}
	return false, door.AtField("order", "enum", rtrw.Words{ID: "Pilih urutan newest atau urgent.", EN: "Choose the order newest or urgent."})
}

// A page begins after a case of the page before, which the viewer saw there. A marker of
// one order says nothing in the other.
func closePage(at rtrw.Position, urgent bool) string {
	mark := fmt.Appendf(nil, "%d %s", at.Opened, at.ID)
	if urgent {
		mark = fmt.Appendf(nil, "%d %d %d %s", at.Urgency, at.Due, at.Opened, at.ID)
	}
	return base64.RawURLEncoding.EncodeToString(mark)
}

func openPage(page string, urgent bool) (at rtrw.Position, err error) {
	if page == "" {
		return at, nil
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(page)
	if err == nil && urgent {
		_, err = fmt.Sscanf(string(raw), "%d %d %d %s", &at.Urgency, &at.Due, &at.Opened, &at.ID)
	} else if err == nil {
		_, err = fmt.Sscanf(string(raw), "%d %s", &at.Opened, &at.ID)
	}
	if err != nil || uuid.Validate(at.ID) != nil {
		return rtrw.Position{}, door.Refuse(rtrw.Malformed, "Penanda halaman tidak dikenal. Muat ulang daftar.", "Unknown page marker. Load the list again.")
	}
	return at, nil
}

func (s *server) log(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	n, err := limit(c, usualEvents, mostEvents)
	if err != nil {
		return err
	}
	page, err := s.Desk.Log(c.Request.Context(), who.Viewer, area, c.Query("after"), n)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, page)
}

type wireCase struct {
	rtrw.Facts
	Household *rtrw.Area     `json:"household"`
	Holder    *wireHolder    `json:"holder"`
	Updated   string         `json:"updated_at"`
	Closed    *string        `json:"closed_at"`
	Data      map[string]any `json:"data"`
}

type wireHolder struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Mine bool   `json:"mine"`
}

type wireStep struct {
	ID    string     `json:"id"`
	At    string     `json:"at"`
	Type  string     `json:"type"`
	Title string     `json:"title"`
	From  rtrw.State `json:"from"`
	State rtrw.State `json:"state"`
	By    wireOffice `json:"by"`
}

type wireOffice struct {
	Role  rtrw.Role `json:"role"`
	Title string    `json:"title"`
}

// caseByID opens a case: an audited read.
func (s *server) caseByID(c *gin.Context, who *Signed) error {
	id := strings.ToLower(c.Param("id"))
	if uuid.Validate(id) != nil {
		return rtrw.Errorf(rtrw.NotFound, "Laporan tidak ditemukan.")
	}
	d, err := s.Desk.Case(c.Request.Context(), who.Viewer, id)
	if err != nil {
		return err
	}
	lang, k := language(c.Request), &d.Found.Case
	shown := wireCase{Facts: k.Facts(), Updated: wire(k.Updated, k.Area), Data: d.Data}
	if d.House != "" {
		shown.Household = &d.House
	}
	if k.Holder != "" {
		shown.Holder = &wireHolder{k.Holder, d.Holder, k.Holder == who.Account.ID}
	}
	if k.Closed != 0 {
		closed := wire(k.Closed, k.Area)
		shown.Closed = &closed
	}
	at := func(role rtrw.Role, ms int64) any {
		if ms == 0 {
			return nil
		}
		return map[string]any{"role": role, "title": roleTitle(role, lang), "at": wire(ms, k.Area)}
	}
	return answer(c, http.StatusOK, map[string]any{"case": shown, "timeline": s.timeline(d, lang), "seen": at(d.SeenBy, d.SeenAt), "rang": at(d.RangBy, d.RangAt), "moves": s.offers(k.Service, d.Moves, lang)})
}

func (s *server) timeline(d *rtrw.Detail, lang string) []wireStep {
	steps := make([]wireStep, 0, len(d.Entries))
	for i := range d.Entries {
		e := &d.Entries[i]
		step := wireStep{ID: e.ID, At: wire(e.At, e.Area), Type: e.Type, Title: e.Type, From: e.From, State: e.State, By: wireOffice{e.Role, roleTitle(e.Role, lang)}}
		if service, ok := s.Desk.Registry.Service(e.Service); ok {
			step.Title = service.TitleOf(e.Type).In(lang)
		}
		steps = append(steps, step)
	}
	return steps
}
