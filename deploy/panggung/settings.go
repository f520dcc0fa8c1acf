package main

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
)

// settings say what the stage stands on.
type settings struct {
	addr, binary, redis, database, work, tokens string
}

// check refuses what is not this machine alone: the demo's secrets are known to everybody, and a
// stage kills servers and falsifies copies.
func (s *settings) check() error {
	host, _, err := net.SplitHostPort(s.addr)
	if err != nil || !loopback(host) {
		return fmt.Errorf("-addr %q is not on loopback; the stage is for this machine alone", s.addr)
	}
	at, err := url.Parse(s.database)
	if err != nil || at.Scheme != "postgres" || !loopback(at.Hostname()) {
		return fmt.Errorf("-database must be a PostgreSQL on loopback, such as postgres://jogo@127.0.0.1:5432/postgres; make panggung starts one of its own")
	}
	for what, file := range map[string]string{"-binary": s.binary, "-work": s.work, "-tokens": s.tokens} {
		if _, err := os.Stat(file); err != nil {
			return fmt.Errorf("%s: %w; start the stage by make panggung", what, err)
		}
	}
	return nil
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
