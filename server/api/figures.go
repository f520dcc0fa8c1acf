package api

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
)

// wireFigures is the pace of an area. null: it would stand for fewer than five.
type wireFigures struct {
	Days     int        `json:"days"`
	Verify   *int64     `json:"verify_minutes"`
	Help     *int64     `json:"help_minutes"`
	Received *int64     `json:"received"`
	Share    *wireShare `json:"confirmed"`
}

type wireShare struct {
	Percent int64 `json:"percent"`
	AtLeast bool  `json:"at_least"`
}

func paceOf(f *rtrw.Figures, days int) wireFigures {
	w := wireFigures{Days: days, Verify: f.Verify, Help: f.Help, Received: f.Received}
	if f.Share != nil {
		w.Share = &wireShare{f.Share.Percent, f.Share.AtLeast}
	}
	return w
}

type wireOverview struct {
	Area       rtrw.Area           `json:"area"`
	AsOf       string              `json:"as_of"`
	Pace       wireFigures         `json:"pace"`
	Households map[rtrw.Area]int64 `json:"households"`
	Cut        []wireCut           `json:"cut"`
	Connected  *wireConnected      `json:"connected"`
}

type wireCut struct {
	Area rtrw.Area `json:"area"`
	Last string    `json:"last"`
}

type wireConnected struct {
	RTs int64 `json:"rts"`
	Of  int64 `json:"of"`
}

// figures tells overseers, and the desk of a kelurahan, how fast things go in an area.
func (s *server) figures(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	o, err := s.Desk.Overview(c.Request.Context(), who.Viewer, area)
	if err != nil {
		return err
	}
	w := wireOverview{Area: area, AsOf: o.AsOf.In(area.Location()).Format(rtrw.TimeForm), Pace: paceOf(&o.Figures, o.Days), Households: o.Households, Cut: []wireCut{}}
	for _, at := range o.CutOff() {
		w.Cut = append(w.Cut, wireCut{at, wire(o.Cut[at], at)})
	}
	if o.Connected != nil {
		w.Connected = &wireConnected{o.Connected.RTs, o.Connected.Of}
	}
	return answer(c, http.StatusOK, w)
}

type wireLobby struct {
	Area       rtrw.Area                `json:"area"`
	Name       string                   `json:"name"`
	Path       []rtrw.Place             `json:"path"`
	TimeZone   string                   `json:"time_zone"`
	AsOf       string                   `json:"as_of"`
	RTs        []rtrw.Area              `json:"rts"`
	Posts      map[rtrw.Area]rtrw.Watch `json:"posts"`
	Manned     int64                    `json:"manned"`
	Households int64                    `json:"households"`
	Pace       wireFigures              `json:"pace"`
}

// lobby is the one board that a screen without a person may read.
func (s *server) lobby(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if c.Query("area") == "" {
		area, err = s.ownArea(who.Viewer), nil
	}
	if err != nil {
		return err
	}
	l, err := s.Desk.Lobby(c.Request.Context(), who.Viewer, area)
	if err != nil {
		return err
	}
	w := wireLobby{Area: area, Path: some(l.Path), TimeZone: area.ZoneName(), AsOf: l.AsOf.Truncate(time.Second).In(area.Location()).Format(rtrw.TimeForm),
		RTs: some(l.RTs), Posts: l.Posts, Manned: l.Manned, Households: l.Households, Pace: paceOf(&l.Figures, l.Days)}
	if n := len(l.Path); n > 0 {
		w.Name = l.Path[n-1].Name
	}
	return answer(c, http.StatusOK, w)
}
