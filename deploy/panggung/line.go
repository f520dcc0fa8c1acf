package main

import (
	"context"
	"net"
	"net/http"
	"sync"
)

// line is a phone's way to the servers. A cut one drops what is open and takes nothing new, without
// a word, as a dead zone does.
type line struct {
	mu    sync.Mutex
	cut   bool
	conns map[net.Conn]struct{}
}

type connKey struct{}

// withConn lets a request know the connection it came by.
func withConn(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, conn)
}

// takes notes whose connection this is; false: the line is cut. done forgets it.
func (l *line) takes(r *http.Request) (done func(), ok bool) {
	conn, _ := r.Context().Value(connKey{}).(net.Conn)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cut || conn == nil {
		return nil, false
	}
	if l.conns == nil {
		l.conns = map[net.Conn]struct{}{}
	}
	l.conns[conn] = struct{}{}
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.conns, conn)
	}, true
}

// set cuts the line or mends it.
func (l *line) set(cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = cut
	if cut {
		for conn := range l.conns {
			_ = conn.Close()
		}
	}
}

func (l *line) isCut() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cut
}
