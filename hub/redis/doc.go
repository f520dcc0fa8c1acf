// Package redis is the bus between nodes: plain pub/sub on one channel, copies of public
// facts under a MAC. It promises nothing but to notice within about a second when copies
// stop travelling; the log heals what was lost.
package redis
