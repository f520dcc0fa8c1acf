package isolation

import (
	"cmp"
	"time"

	"jogotonggo/rt-rw"
)

// Whoever comes to a house and falls ill is asked after like anybody else: the news that an
// arrival is ill opens an isolation here, filed and not yet checked, so the head is asked as
// usual. It is the only thing this service knows of arrivals.

// ill is what an arrival's news says of somebody's health.
type ill struct {
	New        bool   `json:"newly_ill"`
	Since      string `json:"ill_since"`
	Breathless bool   `json:"breathless"`
	Danger     bool   `json:"danger"`
}

var arrived = rtrw.Opening("tell", func(c *rtrw.Cause, news *ill) (*Tell, rtrw.Area) {
	if !news.New {
		return nil, ""
	}
	return &Tell{news.Since, news.Breathless, news.Danger}, c.Case.Place()
})

var reactions = []rtrw.Reaction{
	rtrw.On("arrival", "register", arrived),
	rtrw.On("arrival", "amend", arrived),
	rtrw.On("arrival", "symptoms", arrived),
}

// Tell is a report that another service's news makes.
type Tell struct {
	Since      string `json:"since,omitempty"`
	Breathless bool   `json:"breathless,omitempty"`
	Danger     bool   `json:"danger,omitempty"`
}

func tell(t *rtrw.Turn, i *Isolation, in Tell) error {
	since := cmp.Or(in.Since, t.Now.In(t.Policy().Location).Format(time.DateOnly))
	return i.feel(t, since, Measures{Breathless: in.Breathless, Danger: in.Danger})
}
