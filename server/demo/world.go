package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
)

// Secret opens every login of the demo. Everybody knows it.
const Secret = "jogotonggo"

// The kelurahan that are inhabited.
const (
	Tegalsari = rtrw.Area("33.74.08.1006")
	Candi     = rtrw.Area("33.74.08.1001")
	Prapatan  = rtrw.Area("64.71.06.1001")
)

// World is the neighbourhood: the same each time it is made.
type World struct {
	Places []rtrw.Place
	Houses []House
	People []Person
	Rules  []rtrw.Record // in force from the start

	chance *rand.Rand
}

// House is one house with the label at its gate.
type House struct {
	Area  rtrw.Area
	Label string
}

// Person is somebody invented.
type Person struct {
	ID        string
	Login     string
	Name      string
	Household rtrw.Area // "" for officers who live elsewhere
	Grants    []rtrw.Grant
	Named     bool // can be entered as, and so never acts by itself
}

// Viewer is the person at the door of the domain.
func (p *Person) Viewer() rtrw.Viewer {
	return rtrw.Viewer{Account: p.ID, Household: p.Household, Grants: p.Grants}
}

// official names the places that have a code, so that the demo needs no import.
var official = []rtrw.Place{
	{Area: "33", Name: "Jawa Tengah"}, {Area: "33.74", Name: "Kota Semarang"}, {Area: "33.74.08", Name: "Candisari"},
	{Area: Candi, Name: "Candi"}, {Area: "33.74.08.1002", Name: "Jatingaleh"}, {Area: "33.74.08.1003", Name: "Kaliwiru"}, {Area: "33.74.08.1004", Name: "Jomblang"},
	{Area: "33.74.08.1005", Name: "Karanganyar Gunung"}, {Area: Tegalsari, Name: "Tegalsari"}, {Area: "33.74.08.1007", Name: "Wonotingal"},
	{Area: "64", Name: "Kalimantan Timur"}, {Area: "64.71", Name: "Kota Balikpapan"}, {Area: "64.71.06", Name: "Balikpapan Kota"},
	{Area: Prapatan, Name: "Prapatan"}, {Area: "64.71.06.1002", Name: "Telaga Sari"}, {Area: "64.71.06.1003", Name: "Klandasan Ulu"},
	{Area: "64.71.06.1004", Name: "Klandasan Ilir"}, {Area: "64.71.06.1005", Name: "Damai"},
}

// rtsOf says how many RTs the nine RWs have: sixty together.
var rtsOf = [...]int{7, 6, 7, 8, 6, 7, 6, 7, 6}

const (
	housesOfRT   = 40  // Semarang
	housesOfBig  = 150 // Balikpapan, where an RT is split at 300 families only
	rtsOfBig     = 34
	firstOfExtra = 21 // houses from here on are lived in by those who bring the demo to life
)

// NewWorld builds it.
func NewWorld() *World {
	w := &World{Places: append([]rtrw.Place{}, official...), chance: rand.New(rand.NewPCG(2020, 4))}
	w.People = named()
	for _, k := range []rtrw.Area{Tegalsari, Candi} {
		for i, n := range rtsOf {
			w.buildRW(k, i+1, n)
		}
		w.add(k, "staf", "", semarang, grant{rtrw.Staff, k})
	}
	for i := range rtsOfBig {
		w.buildRT(Prapatan, i+1, housesOfBig, balikpapan)
	}
	for i := range 6 {
		w.add(Prapatan, fmt.Sprintf("relawan%d", i+1), houseOf(w.rt(Prapatan, 5*i+2), firstOfExtra+9), balikpapan, grant{rtrw.Volunteer, Prapatan})
	}
	for i := range 3 {
		w.add(Prapatan, fmt.Sprintf("kader%d", i+1), houseOf(w.rt(Prapatan, 9*i+4), firstOfExtra+8), balikpapan, grant{rtrw.Kader, Prapatan})
	}
	w.add(Prapatan, "staf", "", balikpapan, grant{rtrw.Staff, Prapatan})
	for _, city := range []rtrw.Area{"33.74", "64.71"} {
		w.Rules = append(w.Rules, emergencyOf(city))
	}
	return w
}

// emergencyOf declares for a city what was declared once: the thresholds of April 2021,
// from the day on which they came into force, without an end. It stands for an example.
func emergencyOf(city rtrw.Area) rtrw.Record {
	const value = `{"kind":"covid19","decree":"contoh, aturan 2021","policy":"2021-04"}`
	from := time.Date(2021, 4, 20, 0, 0, 0, 0, city.Location())
	return rtrw.Record{Case: fixedID("emergency", string(city)), Area: city, Name: "emergency", From: from.UnixMilli(), Value: []byte(value)}
}

func (w *World) rt(parent rtrw.Area, n int) rtrw.Area {
	return rtrw.Area(fmt.Sprintf("%s/RT%02d", parent, n))
}

func houseOf(rt rtrw.Area, n int) rtrw.Area { return rtrw.Area(fmt.Sprintf("%s/H%03d", rt, n)) }

// buildRW makes an RW with its RTs, its head, two volunteers and a kader.
func (w *World) buildRW(kelurahan rtrw.Area, n, rts int) {
	rw := rtrw.Area(fmt.Sprintf("%s/RW%02d", kelurahan, n))
	w.Places = append(w.Places, rtrw.Place{Area: rw, Name: fmt.Sprintf("RW %02d", n)})
	for i := range rts {
		w.buildRT(rw, i+1, housesOfRT, semarang)
	}
	if !w.held(rtrw.RWHead, rw) {
		w.add(rw, "ketua", houseOf(w.rt(rw, 1), 2), semarang, grant{rtrw.RWHead, rw})
	}
	for i := range 2 {
		w.add(rw, fmt.Sprintf("relawan%d", i+1), houseOf(w.rt(rw, 2+3*i), firstOfExtra+9), semarang, grant{rtrw.Volunteer, rw})
	}
	w.add(rw, "kader1", houseOf(w.rt(rw, 4), firstOfExtra+8), semarang, grant{rtrw.Kader, rw})
}

// buildRT makes an RT with its houses, its head, and three households that have needs.
func (w *World) buildRT(parent rtrw.Area, n, houses int, stocks []stock) {
	rt := w.rt(parent, n)
	w.Places = append(w.Places, rtrw.Place{Area: rt, Name: fmt.Sprintf("RT %02d", n)})
	lanes := flowers
	if parent == Prapatan {
		lanes = virtues
	}
	lane, number := strings.ReplaceAll(lanes[w.chance.IntN(len(lanes))], "-", " "), 0
	for i := range houses {
		number += 1 + w.chance.IntN(2)
		w.Houses = append(w.Houses, House{houseOf(rt, i+1), fmt.Sprintf("Gang %s No. %d", lane, number)})
	}
	if !w.held(rtrw.RTHead, rt) {
		w.add(rt, "ketua", houseOf(rt, 1), stocks, grant{rtrw.RTHead, rt})
	}
	for i := range 3 {
		w.add(rt, fmt.Sprintf("warga%d", i+1), houseOf(rt, firstOfExtra+3*i), stocks)
	}
}

type grant struct {
	role rtrw.Role
	area rtrw.Area
}

// held says whether one of those who are named is in office there.
func (w *World) held(r rtrw.Role, a rtrw.Area) bool {
	for _, p := range w.People {
		for _, g := range p.Grants {
			if p.Named && g.Role == r && g.Area == a {
				return true
			}
		}
	}
	return false
}

// add invents somebody who plays a part at a place; nobody can enter as them.
func (w *World) add(at rtrw.Area, part string, house rtrw.Area, stocks []stock, offices ...grant) {
	login := "demo-" + strings.ToLower(strings.NewReplacer("/", "-", ".", "-").Replace(string(at))) + "-" + part
	w.People = append(w.People, person(login, nameFrom(w.chance, stocks), house, offices...))
}

// person makes somebody whose ids are the same on every start.
func person(login, name string, house rtrw.Area, offices ...grant) Person {
	p := Person{ID: fixedID(login), Login: login, Name: name, Household: house}
	if house != "" {
		offices = append([]grant{{rtrw.Resident, house}}, offices...)
	}
	for _, o := range offices {
		p.Grants = append(p.Grants, rtrw.Grant{ID: fixedID(login, string(o.role), string(o.area)), Account: p.ID, Role: o.role, Area: o.area})
	}
	return p
}

// fixedID derives an id that only says that it belongs to the demo.
func fixedID(parts ...string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("jogotonggo demo "+strings.Join(parts, " "))).String()
}
