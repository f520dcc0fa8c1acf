package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
)

// probe is one request and what must come of it.
type probe struct {
	path string
	body any
	want int
	see  func(answer []byte) string // says what is wrong with an answer of 200
}

// over says whether somebody holds one of the roles over the whole area.
func (s *seated) over(a rtrw.Area, roles ...rtrw.Role) bool {
	return slices.ContainsFunc(s.viewer.Grants, func(g rtrw.Grant) bool { return slices.Contains(roles, g.Role) && g.Area.Contains(a) })
}

// near says whether somebody has anything to do with the area.
func (s *seated) near(a rtrw.Area) bool {
	return slices.ContainsFunc(s.viewer.Grants, func(g rtrw.Grant) bool { return g.Area.Overlaps(a) })
}

// either is the one status or the other.
func either(may bool, yes, no int) int {
	if may {
		return yes
	}
	return no
}

var (
	headRoles = []rtrw.Role{rtrw.RTHead, rtrw.RWHead, rtrw.Lurah}
	dutyRoles = []rtrw.Role{rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Staff, rtrw.Volunteer, rtrw.Kader, rtrw.Health, rtrw.DPO, rtrw.Glass}
	aboveHere = []rtrw.Role{rtrw.Camat, rtrw.CityCenter, rtrw.Academic}
)

// public routes answer without a session.
var publicRoutes = map[string][]probe{
	"GET /healthz": {{want: 200}}, "GET /readyz": {{want: 200}}, "GET /metrics": {{want: 200}}, // these on loopback
	"GET /api/v1/about": {{want: 200}}, "GET /api/v1/openapi.json": {{want: 200}}, "GET /api/v1/asyncapi.json": {{want: 200}},
	"GET /api/v1/public/:id":      {{path: string(matrixRT.Up(rtrw.Kelurahan)), want: 200}, {path: "33.74.08", want: 404}, {path: "31.71.01.1001", want: 404}},
	"POST /api/v1/session":        {{body: map[string]any{"login": "seat-1", "secret": "salah"}, want: 401}},
	"POST /api/v1/setup":          {{body: map[string]any{"code": "x", "area": "33.74", "place": "x", "name": "x", "login": "x", "secret": "rahasia sekali"}, want: 404}},
	"POST /api/v1/kiosks/open":    {{body: map[string]any{"code": "x"}, want: 404}},
	"POST /api/v1/invites/accept": {{body: map[string]any{"code": "x", "name": "Ani"}, want: 404}},
	"POST /api/v1/invites/return": {{body: map[string]any{"code": "x", "secret": "rahasia sekali"}, want: 404}},
	"POST /api/v1/setup/areas":    {{body: map[string]any{"code": "x", "q": "tegalsari"}, want: 404}},
}

// lobbyRoutes answer a screen that hangs in a lobby; to every other way in it is nobody.
var lobbyRoutes = map[string]bool{"/api/v1/lobby": true, "/api/v1/live": true, "/api/v1/session": true}

// routes says of every other way in who may go it. The pure rule knows who sees a case; the
// rest stands here.
func (s *scene) routes() map[string]func(*seated) []probe {
	const area = "?area=" + string(matrixRT)
	kelurahan := matrixRT.Up(rtrw.Kelurahan)
	all := func(path string) func(*seated) []probe {
		return func(*seated) []probe { return []probe{{path: path, want: 200}} }
	}
	here := func(path string, yes, no int, who ...rtrw.Role) func(*seated) []probe {
		return func(one *seated) []probe {
			return []probe{{path: path, want: either(one.over(matrixRT, who...), yes, no)}}
		}
	}
	return map[string]func(*seated) []probe{
		"GET /api/v1/me": all(""), "GET /api/v1/me/data": all(""), "GET /api/v1/me/looks": all(""), "GET /api/v1/me/profiles": all(""), "GET /api/v1/sessions": all(""), "GET /api/v1/services": all(""),
		"GET /api/v1/push": all(""),
		"POST /api/v1/me/profiles/switch": func(*seated) []probe { // nobody changes over to who is not signed in on the same browser
			return []probe{{body: map[string]any{"account": s.victim.viewer.Account}, want: 401}}
		},
		"POST /api/v1/push/subscriptions": func(*seated) []probe { // what is no push service is refused to everybody
			return []probe{{body: map[string]any{"endpoint": "https://10.0.0.1/x", "p256dh": "x", "auth": "x"}, want: 400}}
		},
		"DELETE /api/v1/push/subscriptions/:id": func(*seated) []probe { return []probe{{path: s.phone, want: 404}} },
		"PUT /api/v1/push/quiet":                func(*seated) []probe { return []probe{{body: map[string]any{"from": 21, "until": 5}, want: 204}} },
		"POST /api/v1/push/notices/:id/shown":   func(*seated) []probe { return []probe{{path: s.notice, want: 404}} },
		"POST /api/v1/push/notices/:id/opened":  func(*seated) []probe { return []probe{{path: s.notice, want: 404}} },
		"GET /api/v1/areas":                     all("?parent=" + string(kelurahan) + "&deep=1"),
		"DELETE /api/v1/sessions/:id":           func(*seated) []probe { return []probe{{path: s.session, want: 404}} },
		"GET /api/v1/houses": func(one *seated) []probe { // with a service that keeps a roll, for those whom it tells the door
			list := here(area, 200, 403, rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Staff, rtrw.Kader, rtrw.Health)(one)
			for _, sv := range s.registry.Services() {
				may := slices.ContainsFunc(dutyRoles, func(r rtrw.Role) bool {
					return r != rtrw.Glass && sv.Audience()&sv.Doors&audienceOf[r] != 0 && one.over(matrixRT, r)
				})
				list = append(list, probe{path: area + "&service=" + sv.Name, want: either(len(sv.Roll) > 0, either(may, 200, 403), 422)})
			}
			return list
		},
		"GET /api/v1/helpers": here(area, 200, 403, rtrw.Staff, rtrw.Lurah),
		"GET /api/v1/standins": func(one *seated) []probe { // of the RT with names, of the RW for who heads that
			may := either(one.over(matrixRT, rtrw.RTHead, rtrw.RWHead), 200, 403)
			return []probe{{path: area, want: may}, {path: "?area=" + string(matrixRT.Up(rtrw.RW)), want: either(one.over(matrixRT.Up(rtrw.RW), rtrw.RWHead), 200, 403)},
				{path: "?area=" + string(kelurahan), want: 400}}
		},
		"GET /api/v1/invites":            here(area, 200, 403, headRoles...),
		"POST /api/v1/members/:id/reset": here(s.victim.viewer.Account, 201, 404, headRoles...),
		"DELETE /api/v1/invites/:id": func(one *seated) []probe {
			return []probe{{path: s.invite(), want: either(one.over(matrixRT, headRoles...), 204, 404)}}
		},
		"POST /api/v1/invites": func(one *seated) []probe {
			want := either(one.over(matrixRT, headRoles...), 201, 403)
			return []probe{{body: map[string]any{"area": matrixRT}, want: want}, {body: map[string]any{"house": matrixRT + "/H020"}, want: want}}
		},
		"POST /api/v1/carried": func(*seated) []probe { // anybody may bring something; what it is decides (carried_test.go)
			return []probe{{body: map[string]any{"envelope": "AAAA"}, want: 400}}
		},
		"GET /api/v1/live": func(one *seated) []probe { // a plain request is told what is missing only where one may watch
			return []probe{{path: area, want: either(one.near(matrixRT), 400, 403)}, {path: "?area=" + string(kelurahan), want: either(one.near(kelurahan), 400, 403)}}
		},
		"GET /api/v1/bulletin": func(one *seated) []probe { // of a kelurahan or less
			return []probe{{path: area, want: either(one.near(matrixRT), 200, 403)}, {path: "?area=" + string(kelurahan), want: either(one.near(kelurahan), 200, 403)},
				{path: "?area=" + string(kelurahan.Up(rtrw.City)), want: either(one.near(kelurahan.Up(rtrw.City)), 422, 403)}}
		},
		"GET /api/v1/audit": func(one *seated) []probe {
			return []probe{{path: area, want: either(one.over(matrixRT, rtrw.DPO), 200, 403)}, {path: "?area=33", want: 403}}
		},
		"POST /api/v1/ledger": func(one *seated) []probe {
			may := one.over(matrixRT, rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Staff)
			return []probe{{body: map[string]any{"house": matrixHouse}, want: either(may || one.over(matrixHouse, rtrw.Resident), 200, 403)},
				{body: map[string]any{"house": matrixRT + "/H999"}, want: either(may, 404, 403)}, {body: map[string]any{"house": matrixRT}, want: 400}}
		},
		"GET /api/v1/untouched": func(one *seated) []probe {
			may := []rtrw.Role{rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Staff}
			return []probe{{path: area, want: either(one.over(matrixRT, may...), 200, 403), see: s.atDoors(one)}, {path: area + "&only=counts", want: either(one.over(matrixRT, may...), 200, 403)},
				{path: "?area=" + string(kelurahan), want: either(one.over(kelurahan, may...), 200, 403), see: s.atDoors(one)}, {path: "?area=" + string(kelurahan.Up(rtrw.City)), want: 400}}
		},
		"GET /api/v1/figures": func(one *seated) (list []probe) { // the pace of a city, a kecamatan, or a kelurahan
			for _, a := range []rtrw.Area{kelurahan, kelurahan.Up(rtrw.District), kelurahan.Up(rtrw.City)} {
				may := one.over(a, aboveHere...) || a == kelurahan && one.over(a, rtrw.Lurah, rtrw.Staff)
				list = append(list, probe{path: "?area=" + string(a), want: either(may, 200, 403), see: s.pace(one, a)})
			}
			return append(list, probe{path: area, want: 403})
		},
		"GET /api/v1/lobby": func(one *seated) []probe {
			return []probe{{path: "?area=" + string(kelurahan), want: either(one.over(kelurahan, rtrw.Kiosk, rtrw.Lurah, rtrw.Staff), 200, 403), see: s.lobby}, {path: area, want: 403}}
		},
		"GET /api/v1/kiosks": here("?area="+string(kelurahan), 200, 403, rtrw.Lurah),
		"POST /api/v1/kiosks": func(one *seated) []probe {
			return []probe{{body: map[string]any{"area": kelurahan}, want: either(one.over(kelurahan, rtrw.Lurah), 201, 403)}, {body: map[string]any{"area": matrixRT}, want: 422}}
		},
		"DELETE /api/v1/kiosks/:id": func(one *seated) []probe {
			return []probe{{path: s.kiosk(), want: either(one.over(kelurahan, rtrw.Lurah), 204, 404)}}
		},
		"GET /api/v1/setup": func(one *seated) []probe { // of a kelurahan
			return []probe{{path: "?area=" + string(kelurahan), want: either(one.over(kelurahan, rtrw.Lurah, rtrw.Staff), 200, 403)}, {path: area, want: 400}}
		},
		"POST /api/v1/setup/places": func(one *seated) []probe {
			return []probe{{body: map[string]any{"area": kelurahan, "lines": "RW 04: 2 RT", "houses": 1, "check": true}, want: either(one.over(kelurahan, rtrw.Lurah), 200, 403)},
				{body: map[string]any{"area": matrixRT, "lines": "RW 04: 2 RT", "houses": 1}, want: 400}}
		},
		"POST /api/v1/setup/heads": func(one *seated) []probe { // a list that is wrong tells so only whom it is for
			return []probe{{body: map[string]any{"area": kelurahan, "csv": "x"}, want: either(one.over(kelurahan, rtrw.Lurah), 400, 403)}}
		},
		"POST /api/v1/setup/staff": func(one *seated) []probe {
			return []probe{{body: map[string]any{"area": kelurahan, "name": "Ani", "login": "Ani Wulandari", "secret": "rahasia sekali"}, want: either(one.over(kelurahan, rtrw.Lurah), 422, 403)}}
		},
		"POST /api/v1/setup/slips": func(one *seated) []probe { // who heads the place, and the staff of the kelurahan
			return []probe{{body: map[string]any{"area": matrixRT}, want: either(one.over(matrixRT, append(headRoles, rtrw.Staff)...), 200, 403)},
				{body: map[string]any{"area": kelurahan.Up(rtrw.City)}, want: 400}}
		},
		"POST /api/v1/setup/letters": func(one *seated) []probe { // of an RT in which nobody waits for one
			return []probe{{body: map[string]any{"area": kelurahan + "/RW09/RT77"}, want: either(one.over(kelurahan+"/RW09/RT77", headRoles...), 422, 403)}}
		},
		"GET /api/v1/tallies.csv": func(one *seated) []probe { return s.areas(one, s.table) },
		"GET /api/v1/board":       func(one *seated) []probe { return append(s.areas(one, s.board), s.pastBoards(one)...) },
		"GET /api/v1/cases":       func(one *seated) []probe { return s.areas(one, s.list) },
		"GET /api/v1/log":         func(one *seated) []probe { return s.areas(one, s.log) },
		"GET /api/v1/cases/:id":   s.opened,
		"GET /api/v1/photos/:id":  s.photos,
		"PUT /api/v1/photos/:id": func(*seated) []probe { // anybody may send one; what is none is refused
			return []probe{{path: s.session, body: map[string]any{}, want: 400}}
		},
		"DELETE /api/v1/session": func(one *seated) []probe { return nil }, // asked last of all
	}
}

// TestMatrixOfRoutes asks for every other route, by every role at every relation. A route
// that is not in the table fails it.
func TestMatrixOfRoutes(t *testing.T) {
	t.Parallel()
	s := stage(newStreet(t, breach{}))
	book := s.askRoutes()
	for _, one := range s.cells { // at the very end everybody signs out
		for _, p := range [][2]string{{"DELETE", "/session"}, {"GET", "/me"}} {
			want := either(p[0] == "DELETE" && one.token != "", 204, 401)
			status, _ := s.send(one, p[0], p[1], "", nil)
			book.note(outcome{cell: fmt.Sprintf("%s %s by %s", p[0], p[1], one), want: want, got: status})
		}
	}
	book.fail(t)
	t.Logf("other routes: %s", book)
}

// askRoutes puts the whole table to the server.
func (s *scene) askRoutes() *tallyBook {
	book, table := &tallyBook{}, s.routes()
	for _, r := range s.handler.(*gin.Engine).Routes() {
		name := r.Method + " " + r.Path
		open, public := publicRoutes[name]
		ask, known := table[name]
		if !public && !known && r.Path != "/api/v1/:service/:move" {
			s.t.Errorf("%s is not in the table of the matrix", name)
		}
		for _, one := range s.cells {
			probes := open
			if known {
				probes = ask(one)
			}
			for _, p := range probes {
				s.probe(book, r, one, p, public)
			}
		}
	}
	return book
}

func (s *scene) probe(book *tallyBook, r gin.RouteInfo, one *seated, p probe, public bool) {
	path := r.Path + p.path
	if before, after, ok := strings.Cut(r.Path, ":id"); ok {
		path = before + p.path + after
	}
	if one.token == "" && !public {
		p.want, p.see = http.StatusUnauthorized, nil
	}
	if one.role == rtrw.Kiosk && !public && !lobbyRoutes[r.Path] {
		p.want, p.see = http.StatusForbidden, nil
	}
	status, answer := s.sendTo(one, r.Method, path, "", p.body)
	o := outcome{cell: fmt.Sprintf("%s %s by %s", r.Method, path, one), want: p.want, got: status}
	if status == 200 && p.want == 200 && p.see != nil {
		if said := p.see(answer); said != "" {
			o.cell, o.want = o.cell+": "+said, 0
		}
	}
	book.note(o)
}
