// Command server is Jogo Tonggo: one binary that serves phones, desks and boards.
//
// This package wires the parts together and decides nothing: the ledger (rt-rw/store), the
// desk (rt-rw), the hub, the door on the network (server/api) and the web app (frontend).
// services.go lists the services, one line each.
package main
