package rtrw

import (
	"strings"
	"testing"
)

type note struct {
	Text Sealed `json:"text,omitempty" see:"household head"`
	Need string `json:"need" see:"household head desk"`
}

// sound is a declaration without mistakes; each test makes one.
func sound() *Service {
	return &Service{
		Name: "note", Title: Words{"Catatan", "Note"},
		Moves: []Move{
			Open("file", "-> filed", Own(false), Still[note]),
			Step("close", "filed -> closed", Heads(), Still[note]),
			Step("wait", "filed -> filed", OnClock(), PassOn[note]),
		},
		Clocks: []Clock{After("filed", "wait", Nightly)},
		Asked:  []State{"filed"}, Unverified: []State{"filed"}, Final: []State{"closed"},
		Words: map[string]Words{"file": {"a", "a"}, "close": {"b", "b"}, "wait": {"c", "c"}, "filed": {"d", "d"}, "closed": {"e", "e"}},
	}
}

func TestRegistryRefuses(t *testing.T) {
	t.Parallel()
	NewRegistry(sound())
	for want, mistake := range map[string]func(*Service){
		"never entered":   func(s *Service) { s.Moves[1].From = []State{"flied"} },
		"declared twice":  func(s *Service) { s.Moves[1].Name = "file" },
		"no title":        func(s *Service) { delete(s.Words, "closed") },
		"no clock's move": func(s *Service) { s.Clocks[0].Move = "close" },
		"unknown state":   func(s *Service) { s.Final = append(s.Final, "clsoed") },
		"in need":         func(s *Service) { s.Needy = []State{"in need"} },
		"no plain field":  func(s *Service) { s.Gives = &Giving{What: "text"} },
		"after close?":    func(s *Service) { s.Gives = &Giving{What: "need", Done: []State{"closed"}} },
		"nobody's":        func(s *Service) { s.Moves[1].People = People{} },
		"never left":      func(s *Service) { s.Final = nil },
		"the others":      func(s *Service) { s.Moves[1] = Step("close", "filed -> closed", Heads(), Still[struct{}]) },
		"names nobody": func(s *Service) {
			type bare struct {
				A string `json:"a"`
			}
			s.Moves = []Move{Open("file", "-> filed", Own(false), Still[bare])}
			s.Final, s.Clocks = []State{"filed"}, nil
		},
		"unknown audience": func(s *Service) {
			type odd struct {
				A string `json:"a" see:"everybody"`
			}
			s.Moves = []Move{Open("file", "-> filed", Own(false), Still[odd])}
			s.Final, s.Clocks = []State{"filed"}, nil
		},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if got, _ := recover().(string); !strings.Contains(got, want) {
					t.Errorf("said %q", got)
				}
			}()
			s := sound()
			mistake(s)
			NewRegistry(s)
		})
	}
}

func TestUnverifiedTextStaysWithThoseReached(t *testing.T) {
	t.Parallel()
	r := NewRegistry(sound())
	rt := tegalsari + "/RW04/RT03"
	c := &Case{ID: "1", Service: "note", Area: rt, House: rt + "/H012", Filer: "warga", State: "filed", Level: LevelRT, Data: []byte(`{"text":"0:x","need":"obat"}`)}
	open := func(Sealed) (string, error) { return "canary", nil }
	grant := func(role Role, a Area) Viewer {
		return Viewer{Account: string(role), Grants: []Grant{{Role: role, Area: a}}}
	}
	for _, v := range []struct {
		viewer Viewer
		level  Level
		state  State
		text   bool
		sees   bool
	}{
		{grant(Resident, c.House), LevelRT, "filed", true, true},
		{grant(Resident, rt+"/H013"), LevelRT, "filed", false, false},
		{grant(RTHead, rt), LevelRT, "filed", true, true},
		{grant(RWHead, tegalsari+"/RW04"), LevelRT, "filed", false, true},
		{grant(RWHead, tegalsari+"/RW04"), LevelRW, "filed", true, true},
		{grant(RWHead, tegalsari+"/RW04"), NoLevel, "closed", true, true},
		{grant(Staff, tegalsari), LevelRT, "closed", false, true},
		{grant(RTHead, tegalsari+"/RW09/RT01"), LevelRT, "closed", false, false},
		{grant(Lurah, tegalsari), LevelLurah, "filed", true, true},
		{grant(CityCenter, "33.74"), LevelLurah, "closed", false, false},
	} {
		c.Level, c.State = v.level, v.state
		data, err := r.See(v.viewer, c, morning, open, nil)
		if (err == nil) != v.sees || (data["text"] == "canary") != v.text {
			t.Errorf("%s at level %q in %s: %v %v", v.viewer.Account, v.level, v.state, data, err)
		}
	}
}
