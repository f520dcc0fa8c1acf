package simulation

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// The two kelurahan of the town: one with RWs in WIB, one without them in WITA.
const (
	tegalsari = rtrw.Area("33.74.08.1006")
	prapatan  = rtrw.Area("64.71.06.1001")
)

// rts of the town; each has six houses that are lived in and two into which somebody may move.
var rts = []rtrw.Area{tegalsari + "/RW04/RT03", tegalsari + "/RW04/RT05", tegalsari + "/RW09/RT01", prapatan + "/RT12", prapatan + "/RT30"}

const (
	livedIn = 6
	houses  = livedIn + 2
)

// person is somebody of the town. What offices they hold is the store's to say.
type person struct {
	id     string
	name   string // for messages: the part they play, and where
	house  rtrw.Area
	log    rtrw.Area // the kelurahan, or the place above in which they have their office
	office bool
	grants []rtrw.Grant // from the beginning
}

// town is who lives where.
type town struct {
	people []*person
	byID   map[string]*person
	in     map[rtrw.Area][]*person // by house, and by kelurahan who has an office there or above
	areas  []rtrw.Area             // everywhere from city to RT
}

func newTown() *town {
	w := &town{byID: map[string]*person{}, in: map[rtrw.Area][]*person{}}
	for i, rt := range rts {
		for h := range houses {
			house := houseOf(rt, h+1)
			switch {
			case h >= livedIn:
				w.add("newcomer", house)
			case h == 0:
				w.add("rt_head", house, grant{rtrw.RTHead, rt})
			case h == 1 && rt.Up(rtrw.RW) != "":
				w.add("rw_head", house, grant{rtrw.RWHead, rt.Up(rtrw.RW)})
			case h == 2 && (i == 0 || i == 3):
				w.add("kader", house, grant{rtrw.Kader, cmp.Or(rt.Up(rtrw.RW), rt.Log())})
			case h == 3:
				w.add("volunteer", house, grant{rtrw.Volunteer, cmp.Or(rt.Up(rtrw.RW), rt.Log())})
			default:
				w.add("resident", house)
			}
		}
	}
	for _, k := range []rtrw.Area{tegalsari, prapatan} {
		for _, role := range []rtrw.Role{rtrw.Staff, rtrw.Lurah, rtrw.Health} {
			w.add(string(role), "", grant{role, k})
		}
		w.add("camat", "", grant{rtrw.Camat, k.Up(rtrw.District)})
		for _, role := range []rtrw.Role{rtrw.CityCenter, rtrw.DPO, rtrw.Academic} {
			w.add(string(role), "", grant{role, k.Up(rtrw.City)})
		}
		w.areas = append(w.areas, k.Up(rtrw.City), k.Up(rtrw.District), k)
	}
	w.areas = append(append(w.areas, rts...), tegalsari+"/RW04", tegalsari+"/RW09")
	return w
}

func houseOf(rt rtrw.Area, n int) rtrw.Area { return rtrw.Area(fmt.Sprintf("%s/H%03d", rt, n)) }

type grant struct {
	role rtrw.Role
	area rtrw.Area
}

// add lets somebody be there: a resident of a house where there is one, with offices. Who is to
// come only later is known to nobody yet.
func (w *town) add(part string, house rtrw.Area, offices ...grant) {
	at := house
	if house == "" {
		at = offices[0].area
	}
	p := &person{name: part + " of " + string(at), house: house, log: at.Log(), office: len(offices) > 0}
	p.id = fixedID(p.name)
	if house != "" && part != "newcomer" {
		offices = append([]grant{{rtrw.Resident, house}}, offices...)
	}
	for _, g := range offices {
		p.grants = append(p.grants, rtrw.Grant{ID: fixedID(p.name, string(g.role)), Account: p.id, Role: g.role, Area: g.area})
	}
	w.people = append(w.people, p)
	w.byID[p.id] = p
	if house != "" {
		w.in[house] = append(w.in[house], p)
	}
	if p.office {
		for _, k := range []rtrw.Area{tegalsari, prapatan} {
			if p.log.Contains(k) {
				w.in[k] = append(w.in[k], p)
			}
		}
	}
}

// seed lays the town down, with an emergency in force in both cities.
func (w *town) seed() (s store.Seed) {
	for _, a := range w.areas {
		s.Areas = append(s.Areas, store.SeedArea{Area: a, Name: a.Short()})
	}
	for _, p := range w.people {
		if p.house != "" && !slices.ContainsFunc(s.Houses, func(h store.House) bool { return h.Area == p.house }) {
			s.Houses = append(s.Houses, store.House{Area: p.house, Label: rtrw.HouseLabel(p.house)})
		}
		s.Accounts = append(s.Accounts, store.SeedAccount{Account: store.Account{ID: p.id, Login: p.id, Name: "Warga", Household: p.house}, Grants: p.grants})
	}
	for _, k := range []rtrw.Area{tegalsari, prapatan} {
		city := k.Up(rtrw.City)
		s.Records = append(s.Records, rtrw.Record{Case: fixedID("emergency", string(city)), Area: city, Name: "emergency", Value: []byte(`{"kind":"covid19","decree":"contoh","policy":"2021-04"}`)})
	}
	return s
}

func fixedID(parts ...string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, fmt.Append(nil, "simulation ", parts)).String()
}

func pick[T any](dice *rand.Rand, list []T) T { return list[dice.IntN(len(list))] }
