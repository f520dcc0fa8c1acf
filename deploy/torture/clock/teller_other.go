//go:build !amd64

package clock

const tells = ""

// teller is missing: a clock of this kind of processor does not move.
var teller []byte
