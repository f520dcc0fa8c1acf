package proof

import "net/http"

// founds adds an RT, its head and a clerk of the kelurahan, as on a first day: names that nobody but
// who looks after the kelurahan is told, and codes that stand on paper alone.
func (s *scene) founds() {
	s.Helper()
	lurah := s.people["lurah"]
	ask := func(path string, body map[string]any) {
		body["area"] = tegalsari
		got, err := lurah.send("POST", "/setup/"+path, "", body)
		if err != nil || got.status != http.StatusOK {
			s.Fatalf("%s: %v %s", path, err, got)
		}
	}
	ask("places", map[string]any{"lines": "RW 04 RT 09: 2 rumah", "houses": 2})
	head, clerk := s.first()+" "+s.word("name@ketua"), s.first()+" "+s.word("name@petugas")
	ask("heads", map[string]any{"csv": "rw,rt,nama\n4,9," + head})
	ask("staff", map[string]any{"name": clerk, "login": s.plant("login@petugas", "staf-"+s.first()[3:]), "secret": s.word("secret")})
	var town struct {
		RTs []struct {
			Area  string
			Heads []struct{ Login string }
		}
	}
	lurah.read("/setup?area="+tegalsari, &town)
	for _, rt := range town.RTs {
		if rt.Area == tegalsari+"/RW04/RT09" {
			s.plant("login@ketua", rt.Heads[0].Login)
		}
	}
	ask("slips", map[string]any{})
	ask("letters", map[string]any{})
}
