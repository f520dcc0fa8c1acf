// Package simulation lives whole days of a neighbourhood in a bubble of testing/synctest: the
// real store on SQLite files, the real desk with every service, two nodes with their clocks and
// hubs, sockets over pipes, and people who are drawn from a seed. They file, judge, bring,
// forget and ask to be forgotten; phones send again under the same key; boards come, stall,
// drop and come back with their cursors. Meanwhile the bus loses, doubles and reorders or is
// gone, logs cannot be read, answers are lost on the way, nodes restart, and the whole house
// stops in the middle of commands or goes on from the files as a kill leaves them.
//
// Time is the bubble's, so a day takes as long as its work, and what waits for ever is found by
// the bubble itself. What is true is kept beside the product, in these files alone: every
// accepted command stands once in a log without gaps, every answer is the first one byte for
// byte, no clock is a minute late, the log folds to the rows, and each board shows what a fresh
// one shows within two seconds of the last fault, of its own streams and of no others.
//
// Everything drawn comes from the seed, so a violation is found again by running its seed:
//
//	JT_PROOF_SEED=17 go test -v -timeout 0 -run TestLife ./deploy/simulation
//
// JT_PROOF_YEARS=1 lives whole years, 46 seeds of eight days that begin all over the year.
package simulation
