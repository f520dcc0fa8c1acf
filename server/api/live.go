package api

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jogotonggo/hub"
	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Live carries what happens to who may watch it. It is told who that is; it asks nothing more.
type Live interface {
	Serve(w http.ResponseWriter, r *http.Request, t hub.Ticket)
	ServeEvents(w http.ResponseWriter, r *http.Request, t hub.Ticket)
}

// mostAfter is how many positions a client may name: it watches a handful of streams.
const mostAfter = 64

// live opens the streams of an area, as a WebSocket or as server-sent events.
func (s *server) live(c *gin.Context) error {
	who, err := s.watcher(c.Request)
	if err != nil {
		return err
	}
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	t, err := s.ticket(c, who, area)
	if err != nil {
		return err
	}
	switch {
	case strings.EqualFold(c.GetHeader("Upgrade"), "websocket"):
		c.Status(http.StatusSwitchingProtocols) // for the log; the hub answers
		s.Live.Serve(c.Writer, c.Request, t)
	case strings.Contains(c.GetHeader("Accept"), "text/event-stream"):
		if err := endless(c.Writer); err != nil {
			return err
		}
		s.Live.ServeEvents(c.Writer, c.Request, t)
	default:
		return door.Refuse(rtrw.Malformed, "Alamat ini hanya untuk sambungan langsung (WebSocket atau SSE).", "This address is for live connections only (WebSocket or SSE).")
	}
	return nil
}

// endless lifts the server's time limits from one connection.
func endless(w http.ResponseWriter) error {
	rc := http.NewResponseController(w)
	for _, lift := range []func(time.Time) error{rc.SetReadDeadline, rc.SetWriteDeadline} {
		if err := lift(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
	}
	return nil
}

// watcher tells who wants to watch. A page's Origin must be on the list, whatever it
// brings; without an Origin it is no page of a browser, and only a bearer token counts: a
// cookie alone could have been sent by anybody's page.
func (s *server) watcher(r *http.Request) (*Signed, error) {
	origins := r.Header.Values("Origin")
	if len(origins) > 0 {
		if len(origins) > 1 || !s.origins[origins[0]] {
			return nil, door.Refuse(rtrw.Forbidden, "Halaman ini tidak boleh memakai server ini.", "This page may not use this server.")
		}
		return s.who(r)
	}
	token, _ := bearerOf(r)
	return s.signed(r.Context(), token)
}

func (s *server) ticket(c *gin.Context, who *Signed, area rtrw.Area) (t hub.Ticket, err error) {
	t = hub.Ticket{Session: who.SessionID, Account: who.Account.ID, Area: area, Log: area.Log(), After: map[string]rtrw.Cursor{}}
	if t.Streams, err = s.Desk.Watch(who.Viewer, area); err != nil {
		return t, err
	}
	if len(t.Streams) == 0 && s.Desk.Oversees(who.Viewer, area) {
		t.Overview, t.Under = s.overview(who.Viewer, area)
	}
	t.Zones = func(all map[rtrw.Area]rtrw.Zone) []byte {
		return rtrw.Canonical(s.Desk.ZonesFor(who.Viewer, area, all))
	}
	if s.Desk.SeesZones(who.Viewer, area) {
		t.Map = func(ctx context.Context) (map[rtrw.Area]rtrw.Zone, error) { return s.Desk.Map(ctx, t.Log) }
	}
	positions := c.QueryArray("after")
	if last := c.GetHeader("Last-Event-ID"); last != "" {
		positions = strings.Split(last, ",")
	}
	if len(positions) > mostAfter {
		return t, door.Refuse(rtrw.Malformed, "Terlalu banyak penanda posisi.", "Too many positions.")
	}
	for _, p := range positions {
		if err := s.resume(&t, p); err != nil {
			return t, err
		}
	}
	return t, nil
}

// resume notes where a client stopped: one cursor for all streams, or one for each.
func (s *server) resume(t *hub.Ticket, position string) error {
	if position == "" {
		return nil
	}
	stream, cursor, one := strings.Cut(position, "~")
	if !one {
		cursor = stream
	}
	at, err := s.Desk.Resume(cursor, t.Log)
	switch {
	case rtrw.CodeOf(err) == rtrw.OtherEpoch:
		t.Stale = true
	case err != nil:
		return err
	case one:
		t.After[stream] = at
	default:
		t.Board = &at
	}
	return nil
}

// overview gives the counts of an area as somebody above it sees them, and the logs whose
// events may change them.
func (s *server) overview(v rtrw.Viewer, area rtrw.Area) (func(context.Context) (string, rtrw.Tallies, error), func(context.Context) ([]rtrw.Area, error)) {
	counts := func(ctx context.Context) (string, rtrw.Tallies, error) {
		b, err := s.Desk.Board(ctx, v, area)
		if err != nil {
			return "", nil, err
		}
		return b.Cursor, b.Tallies, nil
	}
	return counts, func(ctx context.Context) ([]rtrw.Area, error) {
		_, tallies, err := counts(ctx)
		return slices.Sorted(maps.Keys(tallies)), err
	}
}
