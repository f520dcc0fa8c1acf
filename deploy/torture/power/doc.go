// Package power tells what a power cut leaves of a program's files: only what was synced is sure to
// be there; of what was merely written all may be there, or nothing, or some sectors of it.
//
// The program runs under strace, whose words are read as they come (Trace). Disk keeps of each file
// what was synced and what was written since, in order; Lose writes a folder as a machine might find
// it after its power came back. A file's name is sure once its folder was synced after it was made.
//
// Memory that is mapped is not seen; of SQLite that is the -shm file, which it makes anew.
package power
