// Package lab is where the built server is tried from outside: it starts, kills and stops real
// nodes, gives them a Redis and a PostgreSQL of their own, puts a line between them that can be cut
// or held, and has people who speak HTTP and boards that follow the live socket and believe nothing.
//
// What waits takes a context or a bound and returns an error; it judges nothing by itself.
package lab
