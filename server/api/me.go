package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
)

// Records is what is kept about somebody, and who looked at it.
type Records interface {
	MyData(ctx context.Context, v rtrw.Viewer) (any, error)
	LooksOf(ctx context.Context, v rtrw.Viewer) ([]Look, error)
	Audit(ctx context.Context, q AuditQuery) ([]Audited, error)
}

// Look is one reading of a case by somebody on duty.
type Look struct {
	Case    string
	Service string
	Role    rtrw.Role
	At      int64 // Unix milliseconds
	Why     string
}

type wireAccount struct {
	ID        string      `json:"id"`
	Name      string      `json:"name"`
	Login     string      `json:"login"`
	Household *rtrw.Area  `json:"household"`
	TimeZone  string      `json:"time_zone"` // of the place where the account belongs
	Grants    []wireGrant `json:"grants"`
}

type wireGrant struct {
	Role  rtrw.Role `json:"role"`
	Area  rtrw.Area `json:"area"`
	Until *string   `json:"until"`
}

// accountOf shows an account to itself.
func (s *server) accountOf(c *gin.Context, who *Signed) (wireAccount, error) {
	name, err := s.Accounts.NameOf(c.Request.Context(), who.Account.ID)
	if err != nil {
		return wireAccount{}, err
	}
	a := wireAccount{ID: who.Account.ID, Name: name, Login: who.Account.Login, Grants: []wireGrant{}}
	if who.Account.Household != "" {
		a.Household = &who.Account.Household
	}
	a.TimeZone = s.ownArea(who.Viewer).ZoneName()
	for _, g := range who.Viewer.Grants {
		if !g.Active(s.Now().UnixMilli()) {
			continue
		}
		w := wireGrant{Role: g.Role, Area: g.Area}
		if g.Until != 0 {
			until := wire(g.Until, g.Area)
			w.Until = &until
		}
		a.Grants = append(a.Grants, w)
	}
	return a, nil
}

// wire writes a time with the offset of the place.
func wire(ms int64, at rtrw.Area) string {
	return time.UnixMilli(ms).In(at.Location()).Format("2006-01-02T15:04:05.000Z07:00")
}

func (s *server) me(c *gin.Context, who *Signed) error {
	account, err := s.accountOf(c, who)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, map[string]any{"account": account, "carry": s.carryOf(who)})
}

func (s *server) myData(c *gin.Context, who *Signed) error {
	data, err := s.Records.MyData(c.Request.Context(), who.Viewer)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, data)
}

func (s *server) myLooks(c *gin.Context, who *Signed) error {
	list, err := s.Records.LooksOf(c.Request.Context(), who.Viewer)
	if err != nil {
		return err
	}
	lang := language(c.Request)
	shown := make([]map[string]any, 0, len(list))
	for _, l := range list {
		shown = append(shown, map[string]any{"case": l.Case, "service": l.Service, "at": wire(l.At, who.Account.Household),
			"by": map[string]any{"role": l.Role, "title": roleTitle(l.Role, lang)}, "why": s.why(l.Why, lang)})
	}
	return answer(c, http.StatusOK, map[string]any{"looks": shown})
}

// why says in words for which reason a glass was broken; nil where somebody looked by duty.
func (s *server) why(reason, lang string) any {
	if reason == "" {
		return nil
	}
	title := reason
	if in, known := s.moves["access/open"]; known {
		if p := in.form.Schema(lang).Properties["reason"]; p != nil && p.Titles[reason] != "" {
			title = p.Titles[reason]
		}
	}
	return map[string]any{"reason": reason, "title": title}
}
