// Package yard is what stands on the other end of a fleet: the hub alone, and the yardsticks
// beside it. Each runs in a process of its own (`bench serve KIND`), speaks the same frames of
// the same length, and is told by lines on its standard input what to publish.
//
//   - hub: our hub with a log in memory and the memory bus; no session, no store.
//   - hub-chan: the hub that is written by hand everywhere: gorilla/websocket, two goroutines
//     and a buffered channel for each client, one WriteMessage for each event.
//   - hub-shard: frames joined by a goroutine for each core; it replays the last few to who comes back.
//   - raw: the kernel's limit, one write(2) of a prebuilt frame for each socket.
package yard
