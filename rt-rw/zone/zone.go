package zone

import (
	"time"

	"jogotonggo/rt-rw"
)

// Who takes part: the RW head counts, or who counts where there is no RW; the city declares.
var (
	counters = rtrw.By(rtrw.RWHead).Or(rtrw.By(rtrw.RTHead, rtrw.Staff).WithoutRW())
	city     = rtrw.By(rtrw.CityCenter)
	clock    = rtrw.OnClock()
)

// Service declares the moves of a count and of an emergency. Neither has a text: a count
// takes effect at once and the next one puts it right.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "zone",
		Title: rtrw.Words{ID: "Zona RT", EN: "RT zones"},
		Moves: []rtrw.Move{
			rtrw.Open("count", "-> counted", counters, count),
			rtrw.Step("age_out", "counted -> aged_out", clock, rtrw.Still[Entry]),
			rtrw.Open("declare", "-> in_force", city, declare),
			rtrw.Step("revoke", "in_force -> ended", city, revoke),
			rtrw.Step("expire", "in_force -> ended", clock, rtrw.Still[Entry]),
		},
		Clocks: []rtrw.Clock{
			rtrw.After("counted", "age_out", rtrw.OnDay(window+1)),
			rtrw.After("in_force", "expire", func(c *rtrw.Case, _ *rtrw.Policy) (time.Time, bool) { return c.Ends() }),
		},
		Final: []rtrw.State{"counted", "aged_out", "in_force", "ended"},
		Words: words,
		Zones: draw, Colours: colours, Emergency: inForce,
	}
}

// Entry is what the ledger keeps: of a count its number, of an emergency what was
// declared. It concerns no household; who filed it reads it as a household reads its own.
type Entry struct {
	Houses *int       `json:"houses,omitempty" see:"household head kader desk health lurah"`
	Kind   string     `json:"kind,omitempty" see:"household head kader desk health lurah"`
	Decree string     `json:"decree,omitempty" see:"household head kader desk health lurah"`
	Policy string     `json:"policy,omitempty" see:"household head kader desk health lurah"`
	From   *time.Time `json:"from,omitempty" see:"household head kader desk health lurah"`
	Until  *time.Time `json:"until,omitempty" see:"household head kader desk health lurah"`
}
