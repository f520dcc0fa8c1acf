// Package clock moves the clock that one running process sees, and no other's.
//
// A Go program asks no library for the time: it calls a few instructions that the kernel lays into
// every process (the vDSO). Each process has a copy of its own as soon as somebody writes to it. So the
// function in it that tells the time is replaced by one that asks the kernel and adds what it is told
// to add; the program is the one that is shipped, and knows nothing of it. Only the wall clock
// (CLOCK_REALTIME) moves. The one that counts on (CLOCK_MONOTONIC) stays, as on a machine whose clock
// is set. The function is machine code, so far for amd64 alone; elsewhere Move says so.
package clock
