// Package bustest is the proving ground of hubs and buses: a log in memory, a bus that can
// be made to lose, double and reorder, nodes that serve real sockets, and followers that
// believe nothing but the chain. Suite is what every bus has to stand.
package bustest
