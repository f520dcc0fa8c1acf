package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/server/api"
)

// widened gives a grant once more over the whole province: what a server does that forgot
// to ask for the area.
func widened(g rtrw.Grant) []rtrw.Grant {
	wide := g
	wide.ID, wide.Area = g.ID+"-wide", g.Area.Up(rtrw.Province)
	return []rtrw.Grant{g, wide}
}

// province lets sessions speak for the whole province. What a transaction reads for itself
// stays as it is.
type province struct{ api.Accounts }

func (p province) Session(ctx context.Context, token string) (api.Signed, error) {
	who, err := p.Accounts.Session(ctx, token)
	var wide []rtrw.Grant
	for _, g := range who.Viewer.Grants {
		wide = append(wide, widened(g)...)
	}
	who.Viewer.Grants = wide
	return who, err
}

// anyoneOfTheRole declares every move anew for whoever holds one of its roles over the
// place: nobody asks any more whose household it is, who was reached and who has it in hand.
func anyoneOfTheRole() *rtrw.Registry {
	list := services().Services()
	for _, sv := range list {
		for i := range sv.Moves {
			if m := &sv.Moves[i]; !m.People.System() {
				m.People = m.People.Or(rtrw.By(m.People.Roles()...))
			}
		}
	}
	return rtrw.NewRegistry(list...)
}

// sample is enough of the matrix to find what is broken.
var sample = []string{"own", "same RT", "other kelurahan"}

// TestMatrixFindsARemovedScope removes the scope check in every way that the server can be
// put together without it, and asks the same questions: the matrix must say so.
func TestMatrixFindsARemovedScope(t *testing.T) {
	t.Parallel()
	t.Run("of commands", func(t *testing.T) {
		t.Parallel()
		s, book := newStreet(t, breach{relations: sample, stored: widened}), &tallyBook{}
		for _, name := range []string{"aid", "zone"} {
			sv, _ := s.registry.Service(name)
			before := len(book.wrong)
			s.askService(sv, book)
			if len(book.wrong) == before {
				t.Errorf("%s: nothing was found", name)
			}
		}
		t.Logf("grants that reach too far: %s", book)
	})
	t.Run("of who may move", func(t *testing.T) {
		t.Parallel()
		s, book := newStreet(t, breach{relations: []string{"own", "same RT"}, services: anyoneOfTheRole()}), &tallyBook{}
		for _, name := range []string{"aid"} {
			sv, _ := s.registry.Service(name)
			before := len(book.wrong)
			s.askService(sv, book)
			if len(book.wrong) == before {
				t.Errorf("%s: nothing was found", name)
			}
		}
		t.Logf("relations unasked: %s", book)
	})
	t.Run("of reading", func(t *testing.T) {
		t.Parallel()
		s := stage(newStreet(t, breach{relations: sample, behind: func(c *api.Config) { c.Accounts = province{c.Accounts} }}))
		book := s.askRoutes()
		for _, route := range []string{"GET /api/v1/board", "GET /api/v1/cases?", "GET /api/v1/cases/", "GET /api/v1/log", "GET /api/v1/bulletin", "GET /api/v1/tallies.csv", "GET /api/v1/audit", "GET /api/v1/live", "GET /api/v1/houses", "GET /api/v1/helpers",
			"GET /api/v1/invites", "POST /api/v1/invites", "DELETE /api/v1/invites", "POST /api/v1/members"} {
			if !slices.ContainsFunc(book.wrong, func(o outcome) bool { return strings.HasPrefix(o.cell, route) }) {
				t.Errorf("%s: nothing was found", route)
			}
		}
		t.Logf("sessions that speak for the province: %s", book)
		commands := &tallyBook{} // judged by what their own transaction reads: none of this helps
		sv, _ := s.registry.Service("aid")
		s.askService(sv, commands)
		commands.fail(t)
		t.Logf("and commands under them: %s", commands)
	})
}
