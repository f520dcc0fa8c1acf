package setup

import (
	"fmt"

	"jogotonggo/rt-rw"
)

// Town is a kelurahan as it is laid out by now.
type Town struct {
	Area     rtrw.Area `json:"area"`
	Name     string    `json:"name"`
	TimeZone string    `json:"time_zone"`
	RWs      []Place   `json:"rws"`
	RTs      []Place   `json:"rts"`
	Staff    []Person  `json:"staff"`
}

// Place is an RW or an RT with who heads it.
type Place struct {
	Area    rtrw.Area `json:"area"`
	Houses  int       `json:"houses"`
	Members int       `json:"members"`
	Heads   []Person  `json:"heads"`
}

// Person is somebody in office. Came says whether they have ever signed in.
type Person struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Login string    `json:"login"`
	House rtrw.Area `json:"house,omitempty"`
	Came  bool      `json:"came"`
}

func (t *Town) has(a rtrw.Area) bool { return t.at(a) != nil }

func (t *Town) at(a rtrw.Area) *Place {
	for _, list := range [][]Place{t.RWs, t.RTs} {
		for i := range list {
			if list[i].Area == a {
				return &list[i]
			}
		}
	}
	return nil
}

// Clerk is somebody who will serve at the desk.
type Clerk struct{ Name, Login, Secret string }

func rwOf(k rtrw.Area, n int) rtrw.Area { return rtrw.Area(fmt.Sprintf("%s/RW%02d", k, n)) }

func rtOf(parent rtrw.Area, n int) rtrw.Area { return rtrw.Area(fmt.Sprintf("%s/RT%02d", parent, n)) }

func houseOf(rt rtrw.Area, n int) rtrw.Area { return rtrw.Area(fmt.Sprintf("%s/H%03d", rt, n)) }
