package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
)

// scene is the street with cases in it, for who reads.
type scene struct {
	*street
	cases   []*rtrw.Found
	session string // of somebody else
	phone   string // and a phone of theirs,
	notice  string // with what was told on it
	shots   []shown
	victim  *seated // a neighbour in another house of the RT
}

// areas probes the RT, the kelurahan and the city.
func (s *scene) areas(one *seated, see func(*seated, rtrw.Area) func([]byte) string) (list []probe) {
	for _, a := range []rtrw.Area{matrixRT, matrixRT.Up(rtrw.Kelurahan), matrixRT.Up(rtrw.City)} {
		list = append(list, probe{path: "?limit=200&area=" + string(a), want: either(one.near(a), 200, 403), see: see(one, a)})
	}
	return list
}

// pastBoards are boards of a moment ago, which show no more than those of now, and of a time
// that has not come.
func (s *scene) pastBoards(one *seated) (list []probe) {
	for _, a := range []rtrw.Area{matrixRT, matrixRT.Up(rtrw.Kelurahan), matrixRT.Up(rtrw.City)} {
		at := func(after time.Duration) string {
			return "?area=" + string(a) + "&at=" + url.QueryEscape(s.clock.now().Add(after).Format(time.RFC3339))
		}
		list = append(list, probe{path: at(0), want: either(one.near(a), 200, 403), see: s.board(one, a)},
			probe{path: at(time.Hour), want: either(one.near(a), 422, 403)}, probe{path: at(-24 * 500 * time.Hour), want: either(one.near(a), 422, 403)})
	}
	return append(list, probe{path: "?area=" + string(matrixRT) + "&at=kemarin", want: 400})
}

// sees is the pure rule's word on a case: what of its data is shown, or nothing at all.
func (s *scene) sees(one *seated, f *rtrw.Found) (map[string]any, bool) {
	open := func(rtrw.Sealed) (string, error) { return "", nil }
	data, err := s.registry.See(one.viewer, &f.Case, s.clock.now(), open, s.house.store.Keys())
	if err != nil && rtrw.CodeOf(err) != rtrw.NotFound {
		s.t.Errorf("see %s: %v", f.Case.ID, err)
	}
	return data, err == nil
}

// opened probes each case by its id, and holds what is shown against the pure rule.
func (s *scene) opened(one *seated) (list []probe) {
	for _, f := range s.cases {
		data, sees := s.sees(one, f)
		if f.Stopped && f.Case.Closed != 0 { // a household that took its consent back is read by itself alone
			sees = sees && (one.over(f.Case.House, rtrw.Resident) || f.Case.House == "" && f.Case.Filer == one.viewer.Account)
		}
		list = append(list, probe{path: f.Case.ID, want: either(sees, 200, 404), see: func(answer []byte) string {
			var got struct {
				Case struct {
					Household *rtrw.Area
					Data      map[string]any
				}
				Moves []struct{ Name string }
			}
			if err := json.Unmarshal(answer, &got); err != nil {
				return err.Error()
			}
			if have, want := sortedKeys(got.Case.Data), sortedKeys(data); !slices.Equal(have, want) {
				return fmt.Sprintf("of %s is shown %v, want %v", f.Case.Service, have, want)
			}
			if house := s.registry.HouseOf(one.viewer, &f.Case, s.clock.now()); (got.Case.Household != nil) != (house != "") {
				return fmt.Sprintf("of %s the household is %v", f.Case.Service, got.Case.Household)
			}
			may := s.registry.MovesFor(one.viewer, &f.Case, s.clock.now())
			may = slices.DeleteFunc(may, func(m *rtrw.Move) bool { return m.People.System() })
			if len(may) != len(got.Moves) {
				return fmt.Sprintf("of %s %d moves are offered, want %d", f.Case.Service, len(got.Moves), len(may))
			}
			return ""
		}})
	}
	return list
}

type shownCases struct {
	Cases  []struct{ ID string }
	Events []struct{ Case string }
}

// list must have exactly the cases that the viewer sees.
func (s *scene) list(one *seated, a rtrw.Area) func([]byte) string {
	return func(answer []byte) string {
		var got shownCases
		if err := json.Unmarshal(answer, &got); err != nil {
			return err.Error()
		}
		have, want := []string{}, []string{}
		for _, c := range got.Cases {
			have = append(have, c.ID)
		}
		for _, f := range s.cases {
			if _, sees := s.sees(one, f); sees && a.Contains(f.Case.Area) {
				want = append(want, f.Case.ID)
			}
		}
		slices.Sort(have)
		if slices.Sort(want); !slices.Equal(have, want) {
			return fmt.Sprintf("%d cases are shownCases, want %d", len(have), len(want))
		}
		return ""
	}
}

// strange names a case of an answer that the viewer does not see.
func (s *scene) strange(one *seated, ids []string) string {
	for _, f := range s.cases {
		if _, sees := s.sees(one, f); !sees && slices.Contains(ids, f.Case.ID) {
			return fmt.Sprintf("a case of %s in %s, which is not theirs to see", f.Case.Service, f.Case.Area)
		}
	}
	return ""
}

func (s *scene) log(one *seated, _ rtrw.Area) func([]byte) string {
	return func(answer []byte) string {
		var got shownCases
		if err := json.Unmarshal(answer, &got); err != nil {
			return err.Error()
		}
		var ids []string
		for _, e := range got.Events {
			ids = append(ids, e.Case)
		}
		return s.strange(one, ids)
	}
}

// board: cases as in a list; counts and zones for duty inside, one number from above, and
// for everybody else none.
func (s *scene) board(one *seated, a rtrw.Area) func([]byte) string {
	return func(answer []byte) string {
		var got struct {
			shownCases
			Tallies map[rtrw.Area]map[string]any
			Zones   map[rtrw.Area]any
			More    int64
		}
		if err := json.Unmarshal(answer, &got); err != nil {
			return err.Error()
		}
		var ids []string
		for _, c := range got.Cases {
			ids = append(ids, c.ID)
		}
		for at, services := range got.Tallies {
			if said := s.number(one, at, slices.Collect(maps.Keys(services))); said != "" {
				return said
			}
		}
		for at := range got.Zones {
			if said := s.number(one, at, []string{"zone"}); said != "" {
				return said
			}
		}
		if got.More != 0 {
			return fmt.Sprintf("%d cases more", got.More)
		}
		return s.strange(one, ids)
	}
}

// atDoors: a list of households tells of no case whose house is not theirs to know.
func (s *scene) atDoors(one *seated) func([]byte) string {
	return func(answer []byte) string {
		var got struct {
			Households []struct {
				House rtrw.Area
				Asks  []struct{ Case string }
			}
		}
		if err := json.Unmarshal(answer, &got); err != nil {
			return err.Error()
		}
		for _, h := range got.Households {
			for _, a := range h.Asks {
				at := slices.IndexFunc(s.cases, func(f *rtrw.Found) bool { return f.Case.ID == a.Case })
				if at < 0 || s.registry.HouseOf(one.viewer, &s.cases[at].Case, s.clock.now()) != h.House {
					return fmt.Sprintf("that %s concerns %s", a.Case, h.House)
				}
			}
		}
		return ""
	}
}

// table has the numbers of the board.
func (s *scene) table(one *seated, _ rtrw.Area) func([]byte) string {
	return func(answer []byte) string {
		rows, err := csv.NewReader(bytes.NewReader(answer)).ReadAll()
		if err != nil {
			return err.Error()
		}
		for _, r := range rows[1:] {
			if said := s.number(one, rtrw.Area(r[0]), []string{r[1]}); said != "" {
				return said
			}
		}
		return ""
	}
}

// number judges numbers of some services at a place: who is on duty there counts what the
// office sees, and from above there is one for a whole kelurahan.
func (s *scene) number(one *seated, at rtrw.Area, services []string) string {
	above := at.Depth() == rtrw.Kelurahan && one.over(at, aboveHere...)
	if !above && !one.over(at, dutyRoles...) {
		return fmt.Sprintf("numbers of %s", at)
	}
	for _, name := range services {
		sv, _ := s.registry.Service(name)
		if !above && sv.Audience()&audienceOf[one.role] == 0 || above && sv.Inner {
			return fmt.Sprintf("numbers of %s in %s", name, at)
		}
	}
	return ""
}

// audienceOf is whom a service names when it means an office, written down a second time.
var audienceOf = map[rtrw.Role]rtrw.Mask{rtrw.RTHead: rtrw.ForHeads, rtrw.RWHead: rtrw.ForHeads, rtrw.Lurah: rtrw.ForLurah, rtrw.Staff: rtrw.ForDesk,
	rtrw.Volunteer: rtrw.ForVolunteers, rtrw.Kader: rtrw.ForKader, rtrw.Health: rtrw.ForHealth, rtrw.DPO: rtrw.ForDPO, rtrw.Glass: rtrw.ForHeads}

// stage brings a case of every service into every state, and what else is asked about.
func stage(s *street) *scene {
	sc := &scene{street: s, victim: s.makers[len(s.makers)-1]}
	for _, sv := range s.innerFirst() {
		roads := s.roads(sv)
		states := slices.DeleteFunc(slices.Clone(sv.States()), func(st rtrw.State) bool { return len(roads[st]) == 0 })
		slices.SortStableFunc(states, func(a, b rtrw.State) int { return len(roads[b][0]) - len(roads[a][0]) }) // what stands in another's way comes last
		for _, st := range states {
			c, _ := s.walk(roads[st][0], nil, true)
			sc.cases = append(sc.cases, &rtrw.Found{Case: *c})
		}
	}
	sc.show()
	for i, f := range sc.cases { // as it is when all is done
		var err error
		if sc.cases[i], err = s.house.store.Find(s.t.Context(), f.Case.ID); err != nil {
			s.t.Fatal(err)
		}
	}
	var mine struct{ Sessions []struct{ ID string } }
	if _, answer := s.send(sc.victim, "GET", "/sessions", "", nil); json.Unmarshal(answer, &mine) != nil || len(mine.Sessions) == 0 {
		s.t.Fatalf("sessions: %s", answer)
	}
	sc.session = mine.Sessions[0].ID
	sc.told()
	return sc
}

// show adds cases with a photo: one that nobody has vouched for, and one that the head has.
func (s *scene) show() {
	head := s.makers[slices.IndexFunc(s.makers, func(one *seated) bool { return one.role == rtrw.RTHead })]
	for _, verified := range []bool{false, true} {
		id, shot := uuid.NewString(), uuid.NewString()
		if err := s.house.store.KeepPhoto(s.t.Context(), s.victim.viewer.Account, shot, []byte(shot), []byte("picture")); err != nil {
			s.t.Fatal(err)
		}
		body := map[string]any{"area": matrixRT, "need": "air", "people": 2, "photo": shot}
		if status, answer := s.send(s.victim, "POST", "/aid/request", id, body); status != 201 {
			s.t.Fatalf("a request with a photo: %d %s", status, answer)
		}
		if verified {
			if status, answer := s.send(head, "POST", "/aid/verify", uuid.NewString(), map[string]any{"case": id}); status != 200 {
				s.t.Fatalf("verify: %d %s", status, answer)
			}
		}
		s.cases = append(s.cases, &rtrw.Found{Case: rtrw.Case{ID: id}})
		s.shots = append(s.shots, shown{id, shot})
	}
}

// shown is a photo and the case that has it.
type shown struct{ id, shot string }

// photos probes each photo: who is shown its field is shown it, and nobody else learns that there is one.
func (s *scene) photos(one *seated) []probe {
	list := []probe{{path: s.session, want: 404}, {path: s.cases[0].Case.ID, want: 404}}
	for _, p := range s.shots {
		f := s.cases[slices.IndexFunc(s.cases, func(f *rtrw.Found) bool { return f.Case.ID == p.id })]
		data, _ := s.sees(one, f)
		_, sees := data["photo"]
		list = append(list, probe{path: p.shot, want: either(sees, 200, 404)})
	}
	return list
}

// told gives the victim a phone, and something that was told on it.
func (s *scene) told() {
	ctx, account, memory := s.t.Context(), s.victim.viewer.Account, s.house.store
	phone, err := memory.AddPhone(ctx, rtrw.Phone{Account: account, Session: s.session, Endpoint: "https://push.example/victim"})
	if err != nil {
		s.t.Fatal(err)
	}
	log := matrixRT.Log()
	at, err := memory.Heads(ctx, []rtrw.Area{log})
	if err != nil {
		s.t.Fatal(err)
	}
	made := rtrw.Call{Account: account, Case: s.cases[0].Case.ID, Area: matrixRT, Why: rtrw.CalledNews}
	if err := memory.Tell(ctx, log, at[log], at[log]+1, []rtrw.Call{made}, nil, nil); err != nil {
		s.t.Fatal(err)
	}
	due, err := memory.DueCalls(ctx, s.clock.now(), 1)
	if err != nil || len(due) != 1 {
		s.t.Fatalf("%v %v", due, err)
	}
	s.phone, s.notice = phone, uuid.NewString()
	due[0].Push = s.notice
	parcel := rtrw.Parcel{Push: s.notice, Phone: phone, Account: account}
	if err := memory.Dispatch(ctx, due, []rtrw.Parcel{parcel}); err != nil {
		s.t.Fatal(err)
	}
	if err := memory.Heard(ctx, account, s.notice, false); err != nil {
		s.t.Fatal(err)
	}
}

// invite gives one that the RT head has just made.
func (s *scene) invite() string {
	head := s.makers[slices.IndexFunc(s.makers, func(one *seated) bool { return one.role == rtrw.RTHead })]
	var made struct{ Invite struct{ ID string } }
	if _, answer := s.send(head, "POST", "/invites", "", map[string]any{"area": matrixRT}); json.Unmarshal(answer, &made) != nil || made.Invite.ID == "" {
		s.t.Fatalf("invite: %s", answer)
	}
	return made.Invite.ID
}

// kiosk gives a screen that the lurah has just made.
func (s *scene) kiosk() string {
	lurah := s.makers[slices.IndexFunc(s.makers, func(one *seated) bool { return one.role == rtrw.Lurah })]
	var made struct{ Kiosk struct{ ID string } }
	if _, answer := s.send(lurah, "POST", "/kiosks", "", map[string]any{"area": matrixRT.Up(rtrw.Kelurahan)}); json.Unmarshal(answer, &made) != nil || made.Kiosk.ID == "" {
		s.t.Fatalf("kiosk: %s", answer)
	}
	return made.Kiosk.ID
}

// lobby tells of places and offices alone: no service, no state, no case.
func (s *scene) lobby(answer []byte) string {
	for _, sv := range s.registry.Services() {
		if bytes.Contains(answer, []byte(`"`+sv.Name+`"`)) {
			return "the lobby names " + sv.Name
		}
	}
	for _, f := range s.cases {
		if bytes.Contains(answer, []byte(f.Case.ID)) {
			return "the lobby names a case"
		}
	}
	return ""
}

// pace counts no house of an RT, and from above no RT at all.
func (s *scene) pace(one *seated, a rtrw.Area) func([]byte) string {
	return func(answer []byte) string {
		var got struct {
			Households map[rtrw.Area]int64
			Connected  *struct{ RTs int64 }
		}
		if err := json.Unmarshal(answer, &got); err != nil {
			return err.Error()
		}
		for at, n := range got.Households {
			if at.Depth() != rtrw.Kelurahan || !a.Contains(at) || n < 5 {
				return fmt.Sprintf("%d houses of %s", n, at)
			}
		}
		if got.Connected != nil && !one.over(a, rtrw.Lurah, rtrw.Staff) {
			return "which RTs are heard"
		}
		return ""
	}
}
