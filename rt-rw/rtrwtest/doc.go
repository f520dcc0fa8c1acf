// Package rtrwtest plays services without a store: decisions are pure, so a test needs no
// more than a map of cases and a clock it turns by hand.
package rtrwtest
