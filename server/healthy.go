package main

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"time"
)

type healthy struct {
	Addr string `env:"JT_ADDR" default:"localhost:8080" help:"Address that the node of this machine listens on."`
}

// askFor is how long a node may think about how it is.
const askFor = 3 * time.Second

// Run asks the node of this machine whether it is ready: for a container, in which there is
// no other program that could.
func (cmd healthy) Run() error {
	host, port, err := net.SplitHostPort(cmd.Addr)
	if err != nil {
		return fmt.Errorf("--addr %q is no host:port", cmd.Addr)
	}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1" // it listens everywhere, here as well
	}
	client := http.Client{Timeout: askFor, Transport: &http.Transport{Proxy: nil}}
	res, err := client.Get("http://" + net.JoinHostPort(host, port) + "/readyz")
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the node at %s is not ready: %s", cmd.Addr, res.Status)
	}
	return nil
}
