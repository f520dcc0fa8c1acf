package rtrw

import "time"

// PictureQuery asks for one consistent read of an area.
type PictureQuery struct {
	Area  Area
	Scope Scope
	Limit int                 // cases
	Since time.Time           // marks
	Known func(*Picture) bool // whether marks need not be read, by all else of the map; nil: they must
}

// Picture is that read.
type Picture struct {
	Seq       int64 // the head of the area's log; above a kelurahan, the sum of the heads
	Counts    []Count
	Cases     []Case // most urgent open ones
	More      int64
	RTs       []Area // under the area, in order
	Kelurahan []Area // under the area, where it lies above one
	Path      []Place
	Marked    int64    // changes whenever a mark of the area does
	Marks     []Mark   // of the last days, for the map; none where they were known
	Records   []Record // in force here, above and below

	zones map[Area]Zone
}

// Place is an area with its name.
type Place struct {
	Area Area   `json:"area"`
	Name string `json:"name"`
}
