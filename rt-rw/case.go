package rtrw

import (
	"encoding/json"
	"time"
)

// State is a stage of a case, one of those its service names.
type State string

// Priority orders what waits and chooses the hours in which its clocks run.
type Priority string

// The priorities, calmest first.
const (
	Ordinary  Priority = "biasa"
	Important Priority = "penting"
	Emergency Priority = "darurat"
)

// Rank orders priorities for lists: higher is more urgent.
func (p Priority) Rank() int64 {
	switch p {
	case Emergency:
		return 2
	case Important:
		return 1
	}
	return 0
}

// Case is one matter from first report to end. Its columns are common to all services,
// so lists, boards, tallies and clocks are written once; Data is what its service keeps.
// Times are Unix milliseconds, 0 = none. The JSON form is the after-image in the log.
type Case struct {
	ID       string          `json:"id"`
	Service  string          `json:"service"`
	Area     Area            `json:"area"`            // ends at the RT; above it for what concerns more
	House    Area            `json:"house,omitempty"` // the household concerned
	Filer    string          `json:"filer"`           // account that opened it
	Lot      string          `json:"lot,omitempty"`   // which of the subject's keys seals it: see lotOf
	State    State           `json:"state"`
	Priority Priority        `json:"priority"`
	Level    Level           `json:"level,omitempty"` // whose turn it is
	Next     Level           `json:"next,omitempty"`  // to whom it passes at Due
	Hops     int             `json:"hops,omitempty"`  // how often it was passed on in this state
	Since    int64           `json:"since"`           // when this state, or this turn, began
	Asked    int64           `json:"asked"`           // receipt from which the heads' clocks count
	Due      int64           `json:"due,omitempty"`
	DueFor   string          `json:"due_for,omitempty"` // the clock's move at Due
	Heard    int64           `json:"heard,omitempty"`   // last news, where news is waited for
	Holder   string          `json:"holder,omitempty"`  // account that has it in hand
	Round    int             `json:"round,omitempty"`   // how often it was taken in hand: a new round, a new code
	Until    int64           `json:"until,omitempty"`   // an end that the move itself set
	Reach    Depth           `json:"reach,omitempty"`   // how far around it everybody may know of it; 0: nobody may
	Told     json.RawMessage `json:"told,omitempty"`    // what everybody may know, as the last move left it
	Version  int             `json:"version"`
	Opened   int64           `json:"opened"`
	Updated  int64           `json:"updated"`
	Closed   int64           `json:"closed,omitempty"`
	Data     json.RawMessage `json:"data"`
}

// Place is the narrowest area known: the house, or else the area.
func (c *Case) Place() Area {
	if c.House != "" {
		return c.House
	}
	return c.Area
}

// Whose names whom this case is about: the household, or where there is none the account
// that filed it.
func (c *Case) Whose() string {
	if c.House != "" {
		return string(c.House)
	}
	return c.Filer
}

// Subject names the key that seals the texts of this case.
func (c *Case) Subject() string {
	if c.Lot == "" {
		return c.Whose()
	}
	return c.Whose() + "#" + c.Lot
}

// Ends gives the end that a move set, for a clock to fall due at.
func (c *Case) Ends() (time.Time, bool) { return time.UnixMilli(c.Until), c.Until != 0 }
