// Command bench is the stand on which the whole is measured: `make bench`, or some scenes of it
// by `make bench BENCH="paced closed"`; dist/bench -h lists scenes and flags. It needs Linux.
//
// Each scene has sides that are run in turns: subject, yardstick, subject, yardstick. What counts
// is the ratio of the two within one run, and of those the median of three runs or more; all runs
// are printed. A side is a process of its own, started afresh for each run (package yard; "hub" is
// our hub alone with a log in memory, "product" the binary that people run). The load comes from
// here: one thread reads all boards (package fleet).
//
// How each figure is taken:
//
//   - CPU µs/delivery: user and system time of the server's process, /proc/PID/stat, from before
//     the first event to after the last one arrived, by events that arrived. The kernel's clock
//     has steps of 10 ms. On loopback a write also runs the receiver's half of TCP, on every side.
//   - deliveries/s: events that arrived at boards, by wall time.
//   - p50, p99: from when an event was due, by its id, to when the board read it. In a paced scene
//     a publisher that comes late adds to it; in a closed one it is the depth of the queue.
//   - drain: from before the first event of a burst is written to after its last was read.
//   - events/read: how many arrived in one read(2) of the generator; above 1, frames were joined.
//   - generator cores: what this process used meanwhile; it shares the machine.
//   - other cores: what anybody else on the machine used meanwhile, /proc/stat less server and
//     generator. Where it is far above nought, times say little; CPU per delivery still does.
//   - acked/s, ack p99: reports that were answered, and from request to answer, by clients that
//     send the next one when they have the answer. Bodies are some 400 bytes. The product answers
//     what is durable. Its people were signed in beforehand, and each has reported once.
//   - KiB/socket: resident memory of the process (VmRSS) over what it was before the first socket,
//     three seconds after the last one came. Socket buffers of the kernel are not in it.
//   - caught up: from before the first of those who were cut comes back to when all have every
//     event that they missed.
//   - lost: expected less received, and every event that does not name the one before it on its
//     stream. Above 0 on any side, bench fails.
//   - goroutines, heap: runtime.NumGoroutine and HeapInuse after two collections, asked of the
//     process itself.
//
// Scene "pocketbase" needs PocketBase, whose module (folder pocketbase) is built when it is asked
// for; "nodes" needs a redis-server in the path.
//
// An event is a report as life brings it: all columns filled, some 460 bytes of frame. Yardsticks
// send frames of the same make and length.
package main
