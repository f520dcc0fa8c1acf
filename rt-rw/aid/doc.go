// Package aid is help for a household: it asks, a head verifies, somebody brings it, and
// only the household's own word, its code, or a neighbour from another house closes it.
package aid
