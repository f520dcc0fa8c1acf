// Package hub is who is watching what. It takes committed events from the ledger and
// hands each to everybody who may see it, in order, none missing, without ever letting
// one slow reader hold up another.
//
//   - feed: one goroutine per watched log. It owns what follows: ring, streams, joins.
//   - stream: what one audience sees of one area, as a chain of frames; each frame names
//     the one before it, so that a reader can prove that nothing is missing.
//   - shard: one goroutine per core that owns sockets and writes to them.
//   - member: one socket (or event stream) of an account.
//   - outlook: a board from above, which gets counts and no events.
//   - chart: the zones of a log, drawn once for all who look at it.
//   - bus: carries copies between nodes. It may lose, double and reorder; the log heals.
//
// The law of a feed: next → deliver; later → read the log; earlier → drop; and every half
// second one query compares the heads of all watched logs.
package hub
