// Package fleet is the load that boards are: thousands of sockets read by one thread, so
// cheaply that what is measured is the server. It believes no server: each event must name
// the one before it on its stream, and how long one took is read from its id.
//
//   - poll: what Linux gives, epoll and bare sockets; the rest of the stand runs nowhere else.
//   - socket: one board, its handshake and its chain.
//   - reader: the thread that reads them all.
//   - fleet: opens, drops, awaits.
//   - hist: latencies in 3 % steps.
//   - stamp: ids that carry the nanosecond at which an event was due.
package fleet
