package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
	"jogotonggo/server/door"
)

// The place of every case of the matrix.
const (
	matrixRT    = rtrw.Area("33.74.08.1006/RW04/RT03")
	matrixHouse = matrixRT + "/H012"
)

// relations are where somebody may stand to that case: a house there, from which the areas
// of offices follow.
var relations = map[string]rtrw.Area{
	"own":             matrixHouse,
	"same RT":         matrixRT + "/H013",
	"other RT":        "33.74.08.1006/RW04/RT02/H001",
	"other RW":        "33.74.08.1006/RW09/RT01/H001",
	"other kelurahan": "33.74.08.1001/RW04/RT03/H012",
	"other city":      "64.71.06.1001/RT12/H012",
}

// seats are at which depth each office sits.
var seats = map[rtrw.Role]rtrw.Depth{
	rtrw.Resident: rtrw.House, rtrw.Pending: rtrw.House, rtrw.RTHead: rtrw.RT, rtrw.RWHead: rtrw.RW, rtrw.Lurah: rtrw.Kelurahan, rtrw.Staff: rtrw.Kelurahan,
	rtrw.Volunteer: rtrw.RW, rtrw.Kader: rtrw.RW, rtrw.Health: rtrw.Kelurahan, rtrw.Camat: rtrw.District, rtrw.CityCenter: rtrw.City, rtrw.Academic: rtrw.City, rtrw.DPO: rtrw.City,
	rtrw.Glass: rtrw.RT, rtrw.Kiosk: rtrw.Kelurahan,
}

// matrixRoles are the offices, the glass that somebody may have broken, and the screen in a
// lobby.
var matrixRoles = append(slices.Clone(rtrw.Roles), rtrw.Glass, rtrw.Kiosk)

// cell is one question of the matrix: may this person make this move on this case?
type cell struct {
	service  *rtrw.Service
	move     *rtrw.Move
	role     rtrw.Role
	relation string
	state    rtrw.State
	holding  bool
	viewer   rtrw.Viewer
	at       *rtrw.Case
}

func (c *cell) String() string {
	return fmt.Sprintf("%s/%s by %s (%s, holding %v) from %q", c.service.Name, c.move.Name, c.role, c.relation, c.holding, c.state)
}

// TestMatrix asks every move × role × relation × state of every service, and holds the
// answers against what must be true of any of them. A new service is in it by being
// declared.
func TestMatrix(t *testing.T) {
	t.Parallel()
	registry, cells, accepted := services(), 0, 0
	for _, service := range registry.Services() {
		for i := range service.Moves {
			for _, role := range matrixRoles {
				for relation := range relations {
					for _, state := range service.States() {
						for _, holding := range []bool{false, true} {
							c := newCell(service, &service.Moves[i], role, relation, state, holding)
							err := c.ask(t, registry)
							c.hold(t, registry, err)
							if cells++; err == nil {
								accepted++
							}
						}
					}
				}
			}
		}
	}
	t.Logf("%d cells, %d accepted", cells, accepted)
	if accepted == 0 || accepted > cells/4 {
		t.Errorf("%d of %d cells were accepted; the matrix asks the wrong questions", accepted, cells)
	}
}

func newCell(s *rtrw.Service, m *rtrw.Move, role rtrw.Role, relation string, state rtrw.State, holding bool) *cell {
	house := relations[relation]
	c := &cell{service: s, move: m, role: role, relation: relation, state: state, holding: holding}
	c.viewer = rtrw.Viewer{Account: "0197a000-0000-7000-8000-000000000001", Household: house}
	area := house.Up(seats[role])
	if area == "" { // no RW in this city
		area = house.Up(rtrw.RT)
	}
	c.viewer.Grants = []rtrw.Grant{{ID: "g", Account: c.viewer.Account, Role: role, Area: area}}
	c.at = &rtrw.Case{ID: uuid.NewString(), Service: s.Name, Area: matrixRT, House: matrixHouse, Filer: "somebody", State: state, Level: rtrw.LevelRT, Next: rtrw.LevelRW,
		Since: rtrwtest.Morning.UnixMilli(), Asked: rtrwtest.Morning.UnixMilli(), Closed: rtrwtest.Morning.UnixMilli(), Version: 3, Data: []byte(`{}`)}
	if holding {
		c.at.Holder, c.at.Round = c.viewer.Account, 1
	}
	return c
}

// ask decides the move with the smallest body that its schema allows.
func (c *cell) ask(t *testing.T, r *rtrw.Registry) error {
	t.Helper()
	cmd := &rtrw.Command{Service: c.service.Name, Move: c.move.Name, Key: uuid.NewString(), Viewer: c.viewer, Case: c.at.ID, Input: c.move.NewInput()}
	if !c.move.People.System() {
		form := door.New(c.move.Input())
		body, err := json.Marshal(smallest(form.Schema("id"), rtrwtest.Morning))
		if err != nil {
			t.Fatal(err)
		}
		if err := form.Decode(body, cmd.Input); err != nil {
			t.Fatalf("%s: the smallest body %s does not pass the door: %v", c, body, err)
		}
	}
	s := &rtrw.Situation{Now: rtrwtest.Morning.Add(time.Hour), Actor: c.viewer, Case: c.at, People: map[string]rtrw.Viewer{c.viewer.Account: c.viewer},
		Houses: map[rtrw.Area]bool{}, Policy: rtrw.DefaultPolicy(matrixRT.Location()), Keys: rtrwtest.Keys{}}
	if c.move.Opens() {
		s.Case, cmd.Case, cmd.Area = nil, "", matrixRT
	}
	_, err := r.Decide(cmd, s)
	return err
}

// hold says what is true of every cell.
func (c *cell) hold(t *testing.T, r *rtrw.Registry, err error) {
	t.Helper()
	code := rtrw.CodeOf(err)
	grant := c.viewer.Grants[0]
	near := grant.Area.Contains(matrixRT) || grant.Area == matrixHouse || matrixRT.Contains(grant.Area)
	switch {
	case err != nil && code == "":
		t.Errorf("%s failed inside: %v", c, err)
	case code == rtrw.Malformed || code == rtrw.Invalid:
		t.Errorf("%s: the schema's smallest body is refused: %v", c, err)
	case c.move.People.System():
		if err == nil {
			t.Errorf("%s: a person made a move that is a clock's", c)
		}
	case err == nil && !slices.Contains(c.move.People.Roles(), c.role):
		t.Errorf("%s: accepted for a role that the declaration does not name", c)
	case err == nil && !near:
		t.Errorf("%s: accepted from outside the area", c)
	case err == nil && !c.move.Opens() && !c.move.Leaves(c.state):
		t.Errorf("%s: accepted from a state the move does not leave", c)
	case err == nil && c.relation == "own" && !c.move.Opens() && slices.Contains([]rtrw.Role{rtrw.RTHead, rtrw.RWHead, rtrw.Lurah}, c.role) && slices.Contains(c.service.Asked, c.state):
		t.Errorf("%s: a head judged the own household", c)
	}
	if c.move.Opens() {
		return
	}
	none := func(rtrw.Sealed) (string, error) { return "", nil }
	if _, unseen := r.See(c.viewer, c.at, rtrwtest.Morning, none, rtrwtest.Keys{}); rtrw.CodeOf(unseen) == rtrw.NotFound && err != nil && code != rtrw.NotFound {
		if _, may := c.move.People.Admits(c.viewer, c.at, rtrwtest.Morning.UnixMilli()); !may {
			t.Errorf("%s: %q tells somebody who may not see the case that it exists", c, code)
		}
	}
}

// smallest is the least that satisfies a schema, today or now where a time is asked for.
func smallest(s *door.Schema, now time.Time) map[string]any {
	body := map[string]any{}
	for _, name := range s.Required {
		switch p := s.Properties[name]; {
		case len(p.Enum) > 0:
			body[name] = p.Enum[0]
		case p.Type == "boolean":
			body[name] = true
		case p.Type == "integer":
			body[name] = min(max(1, *p.Minimum), *p.Maximum)
		case p.Type == "object":
			body[name] = smallest(p, now)
		case p.Format == "uuid":
			body[name] = uuid.NewString()
		case p.Format == "date":
			body[name] = now.Format(time.DateOnly)
		case p.Format == "date-time":
			body[name] = now.Format(time.RFC3339)
		default:
			body[name] = "ada"
		}
	}
	return body
}
