// Package member is who belongs where: residents of a house, and the offices of an area.
// A member case is one grant: it begins, and it ends, by an event.
package member
