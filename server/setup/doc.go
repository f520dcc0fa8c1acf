// Package setup reads what somebody writes on the first day of a kelurahan: how many RTs each RW
// has, and the list of their heads. It decides nothing and keeps nothing; what is wrong is told by
// its line and column, all at once, so that a list is put right in one go.
package setup
