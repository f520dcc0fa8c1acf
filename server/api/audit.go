package api

import (
	"encoding/base64"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// Audited is one look at a case, as who guards personal data reads it.
type Audited struct {
	rtrw.Look
	Seq     int64
	Service string
}

// AuditQuery asks for a page of looks under an area, after where the page before ended.
type AuditQuery struct {
	Area  rtrw.Area
	At    int64
	Log   rtrw.Area
	Seq   int64
	Limit int
}

type wireAudited struct {
	Seq     int64     `json:"seq"`
	Log     rtrw.Area `json:"log"`
	At      string    `json:"at"`
	Case    string    `json:"case"`
	Service string    `json:"service"`
	Role    rtrw.Role `json:"role"`
	Title   string    `json:"title"`
	Account string    `json:"account"`
	Why     *string   `json:"why"` // the case under which a glass was broken
}

const usualLooks, mostLooks = 100, 500

// audit lists who opened which case, for the data protection officer of the area.
func (s *server) audit(c *gin.Context, who *Signed) error {
	area, err := place(c, "area")
	if err != nil {
		return err
	}
	if !who.Viewer.Has(rtrw.DPO, area, s.Now()) {
		return rtrw.Errorf(rtrw.Forbidden, "Catatan pembukaan hanya untuk petugas pelindungan data wilayah ini.")
	}
	q := AuditQuery{Area: area}
	if q.Limit, err = limit(c, usualLooks, mostLooks); err != nil {
		return err
	}
	if err := q.resume(c.Query("page")); err != nil {
		return err
	}
	wanted := q.Limit
	q.Limit++ // one more tells whether there is a next page
	list, err := s.Records.Audit(c.Request.Context(), q)
	if err != nil {
		return err
	}
	var next *string
	if len(list) > wanted {
		list = list[:wanted]
		last := list[wanted-1]
		page := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %d %s", last.At, last.Seq, last.Log))
		next = &page
	}
	lang, shown := language(c.Request), make([]wireAudited, 0, len(list))
	for _, l := range list {
		w := wireAudited{l.Seq, l.Log, wire(l.At, l.Log), l.Case, l.Service, l.Role, roleTitle(l.Role, lang), l.Account, nil}
		if house, err := rtrw.ParseArea(l.Case); l.Service == "" && err == nil && house.Depth() == rtrw.House {
			w.Case = string(house.Up(rtrw.RT)) // a ledger that was opened: whose door it was is the household's to know
		}
		if l.Why != "" {
			w.Why = &l.Why
		}
		shown = append(shown, w)
	}
	return answer(c, http.StatusOK, map[string]any{"looks": shown, "next": next})
}

// resume reads the marker of a page.
func (q *AuditQuery) resume(page string) error {
	if page == "" {
		return nil
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(page)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "%d %d %s", &q.At, &q.Seq, &q.Log)
	}
	if err != nil {
		return door.Refuse(rtrw.Malformed, "Penanda halaman tidak dikenal. Muat ulang daftar.", "Unknown page marker. Load the list again.")
	}
	return nil
}
