package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// size says how large a city is.
type size struct{ kelurahan, rw, rt, households int }

// semarang as its statistics have it; households are rounded.
var semarang = size{177, 1530, 10_628, 500_000}

// part is so much of a city as n of its kelurahan have.
func (s size) part(n int) size {
	of := func(all int) int { return all * n / s.kelurahan }
	return size{n, of(s.rw), of(s.rt), of(s.households)}
}

// The places that are looked at: all of their recent days are told, whatever the city's size.
const (
	cityArea = rtrw.Area("33.74")
	ward     = rtrw.Area("33.74.01.1001")
	wardRW   = ward + "/RW01"
	wardRT   = wardRW + "/RT01"
	house    = wardRT + "/H010"
)

// kelurahan is one of them, with who lives and works there.
type kelurahan struct {
	log            rtrw.Area
	streets        []street
	rwHeads        []person // by RW
	lurah, health  person
	staff, helpers []person
	seed           store.Seed
}

// street is an RT. Its head lives in the first house.
type street struct {
	area  rtrw.Area
	rw    int // of rwHeads
	head  person
	homes []person // who speaks for each house, from the second on
}

type person struct {
	rtrw.Viewer
	login string
}

// share divides n things among parts as evenly as can be: the i-th part's.
func share(n, parts, i int) int { return n*(i+1)/parts - n*i/parts }

// districts are the kecamatan of the city.
const districts = 16

// name is the i-th kelurahan of the city.
func (s size) name(i int) rtrw.Area {
	return rtrw.Area(fmt.Sprintf("%s.%02d.%d", cityArea, 1+i%districts, 1001+i/districts))
}

// build lays it out.
func (s size) build(i int) *kelurahan {
	k := &kelurahan{log: s.name(i)}
	ids := rand.NewChaCha8([32]byte{1, byte(i), byte(i >> 8)})
	id := func() string { u, _ := uuid.NewRandomFromReader(ids); return u.String() }
	n := 0
	add := func(name string, home rtrw.Area, signsIn bool, offices ...rtrw.Grant) person {
		n++
		a := store.SeedAccount{Account: store.Account{ID: id(), Login: fmt.Sprintf("%s-%d-%d", name, i, n), Name: names[n%len(names)], Household: home}, SignsIn: signsIn}
		if home != "" {
			a.Grants = append(a.Grants, rtrw.Grant{ID: id(), Role: rtrw.Resident, Area: home})
		}
		for _, g := range offices {
			g.ID = id()
			a.Grants = append(a.Grants, g)
		}
		k.seed.Accounts = append(k.seed.Accounts, a)
		for j := range a.Grants {
			a.Grants[j].Account = a.ID
		}
		return person{rtrw.Viewer{Account: a.ID, Household: home, Grants: a.Grants}, a.Login}
	}
	place := func(a rtrw.Area, name string) {
		k.seed.Areas = append(k.seed.Areas, store.SeedArea{Area: a, Name: name})
	}
	place(k.log, fmt.Sprintf("Kelurahan %d", i+1))
	k.lurah = add("lurah", "", true, rtrw.Grant{Role: rtrw.Lurah, Area: k.log})
	k.health = add("nakes", "", true, rtrw.Grant{Role: rtrw.Health, Area: k.log})
	for range 2 {
		k.staff = append(k.staff, add("staf", "", true, rtrw.Grant{Role: rtrw.Staff, Area: k.log}))
		k.helpers = append(k.helpers, add("relawan", "", true, rtrw.Grant{Role: rtrw.Volunteer, Area: k.log}))
	}
	rws := share(s.rw, s.kelurahan, i)
	before := s.rw * i / s.kelurahan // RWs of the kelurahan before this one
	for w := range rws {
		rw := rtrw.Area(fmt.Sprintf("%s/RW%02d", k.log, w+1))
		place(rw, rw.Short())
		for r := range share(s.rt, s.rw, before+w) {
			k.pave(s, rw, r, w, add, place)
		}
	}
	return k
}

// pave lays an RT out.
func (k *kelurahan) pave(s size, rw rtrw.Area, r, w int, add func(string, rtrw.Area, bool, ...rtrw.Grant) person, place func(rtrw.Area, string)) {
	st := street{area: rtrw.Area(fmt.Sprintf("%s/RT%02d", rw, r+1)), rw: w}
	place(st.area, st.area.Short())
	for h := range max(share(s.households, s.rt, r), 12) {
		home := rtrw.Area(fmt.Sprintf("%s/H%03d", st.area, h+1))
		k.seed.Houses = append(k.seed.Houses, store.House{Area: home, Label: rtrw.HouseLabel(home)})
		switch {
		case h == 0:
			st.head = add("rt", home, true, rtrw.Grant{Role: rtrw.RTHead, Area: st.area})
		case h == 1 && r == 0:
			k.rwHeads = append(k.rwHeads, add("rw", home, true, rtrw.Grant{Role: rtrw.RWHead, Area: rw}))
		default:
			st.homes = append(st.homes, add("warga", home, home == house))
		}
	}
	k.streets = append(k.streets, st)
}

// above is the city's own part: its name, and who looks at it from there.
func (s size) above() store.Seed {
	seed := store.Seed{Areas: []store.SeedArea{{Area: "33", Name: "Jawa Tengah"}, {Area: cityArea, Name: "Kota Semarang"}}}
	for d := range min(districts, s.kelurahan) {
		seed.Areas = append(seed.Areas, store.SeedArea{Area: rtrw.Area(fmt.Sprintf("%s.%02d", cityArea, d+1)), Name: fmt.Sprintf("Kecamatan %d", d+1)})
	}
	seed.Accounts = []store.SeedAccount{{Account: store.Account{ID: cityPerson.Account, Login: "kota", Name: "Pusat Kota"}, Grants: cityPerson.Grants, SignsIn: true}}
	return seed
}

// cityPerson looks at the whole city.
var cityPerson = rtrw.Viewer{Account: "99000000-0000-4000-8000-000000000001",
	Grants: []rtrw.Grant{{ID: "99000000-0000-4000-8000-000000000002", Account: "99000000-0000-4000-8000-000000000001", Role: rtrw.CityCenter, Area: cityArea}}}

var names = []string{"Sri Wahyuni", "Slamet Riyadi", "Wati Lestari", "Bambang Sutejo", "Dewi Anggraini", "Agus Prasetyo", "Endang Susilowati", "Joko Purnomo", "Rina Kartika", "Hadi Santoso", "Yuli Astuti", "Eko Nugroho"}
