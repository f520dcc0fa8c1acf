// Command torture does to the built server, for as long as it is told, what machines and networks
// do: it kills nodes and databases, lets only what was synced survive, fills disks, breaks lines,
// moves clocks, lets crowds come back at once. Meanwhile people write and boards watch, and after
// each healing it judges, by HTTP and WebSocket alone, what became of every command.
//
// It keeps a journal of its own of all that was sent. What it may find:
//
//	lost       a command was answered, and the log does not hold it
//	doubled    a command had two effects, or a board saw an event twice
//	phantom    the log holds what nobody sent, or what was refused
//	gap        a link of a chain, or a version of a case, is missing
//	divergent  a board does not become what a fresh one shows
//	leak       a text in frames, logs of the server or Redis; goroutines, files or memory that stay
//	order      the history of a case that no order of its commands explains
//
// Every choice follows from the seed that it prints; when something happens is the machine's affair.
package main
