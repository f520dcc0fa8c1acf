// Command city measures a whole city: two ledgers of the same town, one with few events and one
// with many, whose last weeks are the same. What is read on any day must cost the same on both,
// for nothing in it is older than those weeks. It prints each read's median on both, the ratio,
// and what the database touched for it.
package main
