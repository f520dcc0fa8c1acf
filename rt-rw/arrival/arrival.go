package arrival

import "jogotonggo/rt-rw"

// Who takes part. The door is known to those who know of somebody's health: whoever sees an
// isolation begin in an RT must not find here at which house.
var (
	house    = rtrw.Own(false)
	askers   = rtrw.Own(true).Or(rtrw.By(rtrw.Kader, rtrw.RTHead, rtrw.RWHead, rtrw.Staff))
	heads    = rtrw.Heads()
	near     = rtrw.By(rtrw.RTHead, rtrw.RWHead).Apart() // who watches; the lurah judges what comes so far, and does not
	watchers = house.Or(rtrw.By(rtrw.Kader)).Or(near)
	judges   = near.Or(rtrw.By(rtrw.Health))
	rulers   = rtrw.By(rtrw.Lurah, rtrw.CityCenter)
	clock    = rtrw.OnClock()
)

const inside = rtrw.ForHousehold | rtrw.ForHeads | rtrw.ForKader | rtrw.ForHealth

// here names every state in which somebody has come and not left.
const here = "watching|watching_outside|staying|staying_outside|in_transit"

// Service declares the moves of an arrival, and of the rule how long one is watched.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "arrival",
		Title: rtrw.Words{ID: "Tamu dan pendatang", EN: "Guests and arrivals"},
		Keep:  90,
		Doors: inside,
		Moves: []rtrw.Move{
			rtrw.Open("register", "-> filed", askers, register),
			rtrw.Step("verify", "filed -> watching|watching_outside|staying|staying_outside|in_transit|settled|left", heads, verify),
			rtrw.Step("return", "filed -> returned", heads, sendBack),
			rtrw.Step("amend", "returned -> filed", askers, amend),
			rtrw.Step("decline", "filed -> declined", heads, sendBack),
			rtrw.Step("cancel", "filed|returned -> cancelled", house, rtrw.Still[Arrival]),
			rtrw.Step("well", here+" -> =", watchers, well),
			rtrw.Step("symptoms", here+" -> =", watchers, symptoms),
			rtrw.Step("watch", "staying|staying_outside -> watching|watching_outside", near, watch),
			rtrw.Step("clear", "watching|watching_outside -> staying|staying_outside|settled|left", judges, clear),
			rtrw.Step("extend", here+" -> =", watchers, extend),
			rtrw.Step("leave", here+"|settled -> left", watchers, leave),
			rtrw.Open("set_watch", "-> rule_in_force", rulers, setWatch),
			rtrw.Step("revoke_watch", "rule_in_force -> rule_ended", rulers, revokeWatch),
			rtrw.Step("pass_on", "filed -> filed", clock, rtrw.PassOn[Arrival]),
			rtrw.Step("end", here+" -> staying|staying_outside|settled|left", clock, end),
		},
		Clocks: []rtrw.Clock{
			rtrw.After("filed", "pass_on", rtrw.Nightly),
			rtrw.After("watching", "end", ends), rtrw.After("watching_outside", "end", ends),
			rtrw.After("staying", "end", ends), rtrw.After("staying_outside", "end", ends), rtrw.After("in_transit", "end", ends),
		},
		Asked:      []rtrw.State{"filed"},
		Unverified: []rtrw.State{"filed", "returned", "declined", "cancelled"},
		Final:      []rtrw.State{"declined", "cancelled", "settled", "left", "rule_in_force", "rule_ended"},
		Shows: []rtrw.Shown{
			rtrw.Show("told", toldWhen, rtrw.ForHousehold|rtrw.ForHeads|rtrw.ForKader),
			rtrw.Show("watch_until", watchUntil, inside|rtrw.ForLurah|rtrw.ForDesk),
		},
		Words: words,
	}
}

// Arrival is what the ledger keeps; of a rule how long is watched, kind and days alone. How
// somebody is, is sealed under the household's key.
type Arrival struct {
	Kind    string `json:"kind,omitempty" see:"household head kader health desk lurah"`
	Arrived string `json:"arrived,omitempty" see:"household head kader health desk lurah"`
	Until   string `json:"until,omitempty" see:"household head kader health desk lurah"`
	People  int    `json:"people,omitempty" see:"household head kader health desk lurah"`
	Outside bool   `json:"outside,omitempty" see:"household head kader health desk lurah"`
	RedZone bool   `json:"from_red_zone,omitempty" see:"household head kader health desk lurah"`

	Days int    `json:"days,omitempty" see:"household head kader health desk lurah"` // how many are watched
	From string `json:"watch_from,omitempty" see:"household head kader health desk lurah"`

	Behalf string      `json:"on_behalf,omitempty" see:"household head kader"`
	Reason string      `json:"reason,omitempty" see:"household head kader"`
	Answer rtrw.Sealed `json:"answer,omitempty" see:"household head"`
	Origin rtrw.Sealed `json:"from,omitempty" see:"household head kader health"`
	Names  rtrw.Sealed `json:"names,omitempty" see:"household head kader"`

	Sick       bool   `json:"sick,omitempty" see:"household head kader health" seal:"subject"` // by the last news
	NewlyIll   bool   `json:"newly_ill,omitempty" see:"household head kader health" seal:"subject"`
	Since      string `json:"ill_since,omitempty" see:"household head kader health" seal:"subject"`
	Breathless bool   `json:"breathless,omitempty" see:"household head kader health" seal:"subject"`
	Danger     bool   `json:"danger,omitempty" see:"household head kader health" seal:"subject"`
	NewsOn     string `json:"news_on,omitempty" see:"household head kader health" seal:"subject"`
}
