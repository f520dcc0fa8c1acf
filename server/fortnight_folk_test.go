package main

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/demo"
)

// folk are the people of the demo's world by where they live, and those whom it lacks: the
// command center of Balikpapan with its data protection officer, and a nakes for Prapatan,
// whom it appoints.
type folk struct {
	world   *demo.World
	all     []demo.Person
	byID    map[string]*demo.Person
	byLogin map[string]*demo.Person
	speaks  map[rtrw.Area]*demo.Person   // for a house
	living  map[rtrw.Area][]*demo.Person // in an RT
	houses  map[rtrw.Area][]rtrw.Area    // of an RT
	rts     map[rtrw.Area][]rtrw.Area    // of a kelurahan
}

func folkOf() *folk {
	f := &folk{world: demo.NewWorld(), byID: map[string]*demo.Person{}, byLogin: map[string]*demo.Person{}, speaks: map[rtrw.Area]*demo.Person{},
		living: map[rtrw.Area][]*demo.Person{}, houses: map[rtrw.Area][]rtrw.Area{}, rts: map[rtrw.Area][]rtrw.Area{}}
	outsider := func(login string, role rtrw.Role, area rtrw.Area) demo.Person {
		p := demo.Person{ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte(login)).String(), Login: login, Name: "Petugas " + login}
		if role != "" {
			p.Grants = []rtrw.Grant{{ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte(login+"-grant")).String(), Account: p.ID, Role: role, Area: area}}
		}
		return p
	}
	f.world.People = append(f.world.People, outsider("kota-bpn", rtrw.CityCenter, demo.Prapatan.Up(rtrw.City)), outsider("nakes-bpn", "", ""),
		outsider("dpo-bpn", rtrw.DPO, demo.Prapatan.Up(rtrw.City)))
	f.all = f.world.People
	for i := range f.all {
		p := &f.all[i]
		f.byID[p.ID], f.byLogin[p.Login] = p, p
		if p.Household != "" {
			f.living[p.Household.Up(rtrw.RT)] = append(f.living[p.Household.Up(rtrw.RT)], p)
			f.speaks[p.Household] = cmp.Or(f.speaks[p.Household], p)
		}
	}
	for _, h := range f.world.Houses {
		rt := h.Area.Up(rtrw.RT)
		f.houses[rt] = append(f.houses[rt], h.Area)
		if k := rt.Log(); k != demo.Candi && len(f.houses[rt]) == 1 {
			f.rts[k] = append(f.rts[k], rt)
		}
	}
	return f
}

// seed is the world without its emergencies: cities declare them.
func (f *folk) seed() store.Seed {
	s := sown(f.world)
	s.Records, s.Secret = nil, ""
	return s
}

// officer draws somebody who is in office over a place now and lives in another house.
func (f *fortnight) officer(place, apart rtrw.Area, roles ...rtrw.Role) *demo.Person {
	var able []string
	now := f.now.Load()
	for _, g := range f.offices.held {
		if slices.Contains(roles, g.Role) && g.Area.Contains(place) && g.From <= now && (g.Until == 0 || now < g.Until) &&
			f.w.gone[g.Account] == 0 && (apart == "" || f.offices.houses[g.Account] != apart) {
			able = append(able, g.Account)
		}
	}
	if len(able) == 0 {
		return nil
	}
	slices.Sort(able)
	return f.folk.byID[able[f.chance.IntN(len(able))]]
}

// head draws somebody who may judge the case now.
func (f *fortnight) head(c *rtrw.Case) *demo.Person {
	for _, r := range headsLadder {
		if r.level == c.Level {
			return f.officer(c.Area, c.House, r.role)
		}
	}
	return nil
}

func pick[T any](f *fortnight, list []T) T { return list[f.chance.IntN(len(list))] }
