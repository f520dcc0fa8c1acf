package zone

import "jogotonggo/rt-rw"

// window is for how many local days a house, or a count, is counted. Day 1 is the day of
// the entry or of the mark; at the midnight that begins day 8 it counts no more.
const window = 7

// thresholds say how many houses a colour may have at most, calmest first; above the last
// of them it is red.
type thresholds [3]int64

// policies are named by the month in which their thresholds came into force.
var policies = map[string]thresholds{
	// Instruksi Menteri Dalam Negeri 3/2021, in force from 9 February 2021: green none,
	// yellow 1 to 5, orange 6 to 10, red more than 10 houses in 7 days.
	"2021-02": {0, 5, 10},
	// Instruksi Menteri Dalam Negeri 9/2021, in force from 20 April 2021: green none,
	// yellow 1 or 2, orange 3 to 5, red more than 5 houses in 7 days.
	"2021-04": {0, 2, 5},
}

func (t thresholds) colour(houses int64) string {
	for i, most := range t {
		if houses <= most {
			return rtrw.Colours[i]
		}
	}
	return rtrw.Colours[len(t)]
}
