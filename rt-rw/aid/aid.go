package aid

import (
	"time"

	"jogotonggo/rt-rw"
)

// Who takes part. A household may ask also while its membership is pending; whoever asks
// for another house must say how that house agreed.
var (
	house   = rtrw.Own(false)
	askers  = rtrw.Own(true).Or(rtrw.By(rtrw.Kader, rtrw.RTHead, rtrw.RWHead, rtrw.Lurah, rtrw.Staff))
	heads   = rtrw.Heads()
	helpers = rtrw.By(rtrw.Volunteer, rtrw.Staff)
	holder  = helpers.Holding()
	clock   = rtrw.OnClock()
)

const (
	claimLapses = 2 * time.Hour  // a request in somebody's hands, but not on its way
	silence     = 72 * time.Hour // nobody said whether it arrived
	objection   = 48 * time.Hour // how long a closed request may still be disputed
)

// Service declares the moves of an aid request.
func Service() *rtrw.Service {
	return &rtrw.Service{
		Name:  "aid",
		Title: rtrw.Words{ID: "Bantuan", EN: "Aid"},
		Keep:  365,
		Moves: []rtrw.Move{
			rtrw.Open("request", "-> filed", askers, request),
			rtrw.Step("verify", "filed -> verified", heads, rtrw.Still[Request]),
			rtrw.Step("return", "filed -> returned", heads, sendBack),
			rtrw.Step("amend", "returned -> filed", askers, amend),
			rtrw.Step("decline", "filed -> declined", heads, sendBack),
			rtrw.Step("claim", "verified -> claimed", helpers, rtrw.Take[Request]),
			rtrw.Step("assign", "verified|claimed -> claimed", rtrw.By(rtrw.Staff), assign),
			rtrw.Step("release", "claimed -> verified", holder, rtrw.Drop[Request]),
			rtrw.Step("dispatch", "claimed -> dispatched", holder, rtrw.Still[Request]),
			rtrw.Step("hand_over", "dispatched -> closed|handed_over", holder.Apart(), handOver),
			rtrw.Step("confirm", "handed_over|unconfirmed|disputed -> closed", house, rtrw.Still[Request]),
			rtrw.Step("witness", "handed_over|unconfirmed -> closed", rtrw.Neighbours(), rtrw.Still[Request]),
			rtrw.Step("dispute", "handed_over|unconfirmed|closed -> disputed", house, dispute),
			rtrw.Step("reopen", "disputed -> verified", rtrw.By(rtrw.Staff, rtrw.Lurah), rtrw.Drop[Request]),
			rtrw.Step("cancel", "filed|returned|verified|claimed -> cancelled", house, rtrw.Drop[Request]),
			rtrw.Step("pass_on", "filed -> filed", clock, rtrw.PassOn[Request]),
			rtrw.Step("lapse", "claimed -> verified", clock, rtrw.Drop[Request]),
			rtrw.Step("miss", "handed_over -> unconfirmed", clock, rtrw.Still[Request]),
		},
		Clocks: []rtrw.Clock{
			rtrw.After("filed", "pass_on", rtrw.Nightly),
			rtrw.After("claimed", "lapse", rtrw.Within(claimLapses)),
			rtrw.After("handed_over", "miss", rtrw.Within(silence)),
		},
		Asked:      []rtrw.State{"filed"},
		Unverified: []rtrw.State{"filed", "returned", "declined", "cancelled"},
		Final:      []rtrw.State{"closed", "unconfirmed", "declined", "cancelled"},
		Shows:      []rtrw.Shown{rtrw.Show("hand_over_code", code, rtrw.ForHousehold)},
		Gives: &rtrw.Giving{
			What: "need",
			Done: []rtrw.State{"closed"},
			Told: []rtrw.State{"handed_over", "unconfirmed"},
			By:   map[string]rtrw.Proof{"hand_over": rtrw.ByCode, "confirm": rtrw.ByHousehold, "witness": rtrw.ByWitness},
		},
		Needy: []rtrw.State{"filed", "returned", "verified", "claimed", "dispatched", "disputed"},
		Measured: &rtrw.Measured{Checked: []rtrw.State{"verified"}, Helped: []rtrw.State{"handed_over", "closed"},
			Confirmed: []rtrw.State{"closed"}, Silent: []rtrw.State{"unconfirmed"}},
		Words: words,
	}
}

// Request is what the ledger keeps of a request.
type Request struct {
	Need   string      `json:"need" see:"household head helper desk holder lurah"`
	People int         `json:"people" see:"household head helper desk holder lurah"`
	Urgent bool        `json:"urgent" see:"household head helper desk holder lurah"`
	Behalf string      `json:"on_behalf,omitempty" see:"household head desk lurah"`
	Note   rtrw.Sealed `json:"note,omitempty" see:"household head desk holder"`
	Photo  rtrw.Photo  `json:"photo,omitempty" see:"household head desk holder"`
	Reason string      `json:"reason,omitempty" see:"household head desk lurah"`
	Answer rtrw.Sealed `json:"answer,omitempty" see:"household head desk"`
	Given  rtrw.Photo  `json:"hand_over_photo,omitempty" see:"household head desk holder"`
}

// code shows the household the six digits of the present round while somebody is on the
// way to it.
func code(c *rtrw.Case, _ *Request, k rtrw.Keys) (any, error) {
	switch c.State {
	case "claimed", "dispatched":
		return rtrw.CodeFor(k, c, "hand_over")
	}
	return nil, nil
}
