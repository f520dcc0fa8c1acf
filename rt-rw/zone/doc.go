// Package zone is the colour of an RT: from the houses with a confirmed case that a head
// counted or that isolations tell of, by the thresholds of a declared emergency. Outside
// an emergency there are no zones at all.
package zone
