// Command panggung is the stage: one page with four live panes (a neighbour's phone, the phone of
// the head of the RT, the desk, the lurah's board) on a supervised cluster of two nodes, with
// buttons that cut a phone, stop Redis, kill a node and move the clock ahead.
//
// It is a proxy in front of the nodes: each pane has an origin of its own below
// panggung.localhost, so that each is a device with its own memory, its own worker and its own
// cookie, and a line that can be cut. The strip counts what the phones' journals say against the
// log. Everything here is for the demo on loopback; anything else is refused.
package main
