// Package paper lays out what a kelurahan prints: the codes that let the people of a house in, eight on
// a page, RT by RT, and letters that let a head in. Codes exist on the paper alone: they come in, are
// drawn, and are forgotten. Everything is black on white, so that a photocopy loses nothing.
package paper
