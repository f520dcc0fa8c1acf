package isolation

import "jogotonggo/rt-rw"

// Who takes part. Health facts are the household's, the heads', the kader's and the
// puskesmas'; lurah and desk know that there is an isolation, not whose or why.
var (
	house   = rtrw.Own(false)
	askers  = rtrw.Own(true).Or(rtrw.By(rtrw.Kader, rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Staff, rtrw.Health))
	heads   = rtrw.Heads()
	health  = rtrw.By(rtrw.Health)
	callers = house.Or(rtrw.By(rtrw.Kader, rtrw.Health))
	seers   = rtrw.By(rtrw.RTHead, rtrw.RWHead, rtrw.Kader, rtrw.Health)
	city    = rtrw.By(rtrw.CityCenter)
	clock   = rtrw.OnClock()
	follows = rtrw.ByReaction()
)

// Service declares the moves of an isolation, and of the rule that a city sets for them.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "isolation",
		Title: rtrw.Words{ID: "Isolasi", EN: "Isolation"},
		Keep:  90,
		Doors: inside,
		Moves: []rtrw.Move{
			rtrw.Open("report", "-> filed", askers, report),
			rtrw.Open("tell", "-> filed", follows, tell),
			rtrw.Step("verify", "filed -> verified", heads, rtrw.Still[Isolation]),
			rtrw.Step("return", "filed -> returned", heads, sendBack),
			rtrw.Step("amend", "returned -> filed", askers, amend),
			rtrw.Step("decline", "filed -> declined", heads, sendBack),
			rtrw.Step("cancel", "filed|returned|verified -> cancelled", house, rtrw.Still[Isolation]),
			rtrw.Step("start", "verified -> isolating", health, start),
			rtrw.Step("check_in", "isolating|release_proposed -> =", callers, checkIn),
			rtrw.Step("result", "isolating|release_proposed -> =", health, result),
			rtrw.Step("acknowledge", "isolating|release_proposed -> =", seers, acknowledge),
			rtrw.Step("propose_release", "isolating -> release_proposed", heads.Or(health), rtrw.Still[Isolation]),
			rtrw.Step("keep", "release_proposed -> isolating", health, rtrw.Still[Isolation]),
			rtrw.Step("release", "isolating|release_proposed|referred -> released", health, release),
			rtrw.Step("refer", "isolating|release_proposed -> referred", health, rtrw.Still[Isolation]),
			rtrw.Step("back_refer", "referred -> isolating", health, backRefer),
			rtrw.Open("set_rule", "-> rule_in_force", city, setRule),
			rtrw.Step("revoke_rule", "rule_in_force -> rule_ended", city, revokeRule),
			rtrw.Step("pass_on", "filed -> filed", clock, rtrw.PassOn[Isolation]),
			rtrw.Step("miss", "isolating|release_proposed -> =", clock, miss),
			rtrw.Step("climb", "isolating|release_proposed -> =", clock, rtrw.PassOn[Isolation]),
		},
		Clocks: []rtrw.Clock{
			rtrw.After("filed", "pass_on", rtrw.Nightly),
			rtrw.After("isolating", "miss", noNews), rtrw.After("release_proposed", "miss", noNews),
			rtrw.After("isolating", "climb", deadMan), rtrw.After("release_proposed", "climb", deadMan),
		},
		Reactions:  reactions,
		Asked:      []rtrw.State{"filed"},
		Rota:       map[rtrw.State][]rtrw.Level{"isolating": rota, "release_proposed": rota},
		Unverified: []rtrw.State{"filed", "returned", "declined", "cancelled"},
		Final:      []rtrw.State{"declined", "cancelled", "released", "rule_in_force", "rule_ended"},
		Shows: []rtrw.Shown{
			rtrw.Show("day", day, inside), rtrw.Show("days", days, inside), rtrw.Show("release_on", releaseOn, inside), rtrw.Show("well_on", wellOn, inside),
			rtrw.Show("place_advice", placeAdvice, inside), rtrw.Show("place_reasons", placeReasons, inside),
			rtrw.Show("finished_code", finished, rtrw.ForHousehold|rtrw.ForHealth),
		},
		Needy: []rtrw.State{"verified", "isolating", "release_proposed"},
		Words: words,
	}
}

var rota = []rtrw.Level{rtrw.LevelRT, rtrw.LevelRW, rtrw.LevelHealth}

// inside are those who know of somebody's health.
const inside = rtrw.ForHousehold | rtrw.ForHeads | rtrw.ForKader | rtrw.ForHealth

// Isolation is what the ledger keeps. Health facts are sealed under the household's key.
type Isolation struct {
	Chosen string `json:"chosen_rule,omitempty" see:"household head kader health desk lurah"` // of a rule that a city set

	Behalf string      `json:"on_behalf,omitempty" see:"household head kader health desk lurah"`
	Reason string      `json:"reason,omitempty" see:"household head kader health"`
	Answer rtrw.Sealed `json:"answer,omitempty" see:"household head"`
	Who    rtrw.Sealed `json:"who,omitempty" see:"household head kader health"`
	Note   rtrw.Sealed `json:"note,omitempty" see:"household head kader health"`

	Since     string    `json:"since,omitempty" see:"household head kader health" seal:"subject"` // first day of feeling ill
	Last      Measures  `json:"last,omitzero" see:"household head kader health" seal:"subject"`
	Triage    Colour    `json:"triage,omitempty" see:"household head kader health" seal:"subject"`
	Class     string    `json:"class,omitempty" see:"household head kader health" seal:"subject"`
	Symptoms  bool      `json:"symptoms,omitempty" see:"household head kader health" seal:"subject"`
	From      string    `json:"from,omitempty" see:"household head kader health" seal:"subject"` // day from which the days count
	Rule      string    `json:"rule,omitempty" see:"household head kader health" seal:"subject"`
	Before    *Standing `json:"before,omitempty" see:"health" seal:"subject"` // the positive result
	Home      *Home     `json:"home,omitempty" see:"household head kader health" seal:"subject"`
	SickOn    string    `json:"sick_on,omitempty" see:"household head kader health" seal:"subject"` // last day that told of symptoms
	Confirmed int       `json:"times_confirmed,omitempty" see:"health" seal:"subject"`              // that often
	Tests     []Test    `json:"tests,omitempty" see:"household health" seal:"subject"`
	CheckIns  int       `json:"check_ins,omitempty" see:"household head kader health" seal:"subject"`
	LastAt    string    `json:"last_check_in,omitempty" see:"household head kader health" seal:"subject"`
	Missed    int       `json:"missed,omitempty" see:"household head kader health" seal:"subject"` // in a row
}
