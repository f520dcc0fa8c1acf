package config

import (
	"cmp"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

// Check refuses settings that contradict each other, and fills those that come from files.
func (s *Serve) Check() error {
	if err := cmp.Or(fromFile("redis-url", &s.RedisURL, s.RedisURLFile), fromFile("metrics-token", &s.MetricsToken, s.MetricsTokenFile)); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(s.Addr); err != nil {
		return fmt.Errorf("--addr %q is no host:port", s.Addr)
	}
	if err := s.checkWays(); err != nil {
		return err
	}
	for _, o := range s.Origins {
		if u, err := url.Parse(o); err != nil || u.Host == "" || u.Scheme+"://"+u.Host != o || u.Scheme != "http" && u.Scheme != "https" {
			return fmt.Errorf("--origins: %q is no origin such as https://jogo.example", o)
		}
	}
	if _, err := time.Parse(time.RFC3339, s.DemoNow); s.DemoNow != "" && err != nil {
		return fmt.Errorf("--demo-now %q is no RFC 3339 time", s.DemoNow)
	}
	return s.checkDemo()
}

func (s *Serve) checkDemo() error {
	switch {
	case (s.Limits == "off" || s.DemoNow != "") && !(s.Demo && s.Loopback()):
		return fmt.Errorf("JT_LIMITS=off and JT_DEMO_NOW are for the demo on loopback only")
	case s.Demo && !s.Loopback() && !s.DemoPublic:
		return fmt.Errorf("the demo's secrets are known to everybody; to serve it on %s say so twice: --demo --demo-public", s.Addr)
	case s.DemoLife < 0 || s.DemoLife > 10:
		return fmt.Errorf("--demo-life is 0 to 10")
	}
	return nil
}

// Check fills the settings that come from files.
func (n *Node) Check() error {
	return cmp.Or(fromFile("database-url", &n.DatabaseURL, n.DatabaseURLFile), fromFile("secret", &n.Secret, n.SecretFile))
}

// Loopback says whether only this machine reaches the address.
func (s *Serve) Loopback() bool {
	host, _, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Allowed lists the origins whose pages may use the server: those of JT_ORIGINS, and where
// phones find it anyway.
func (s *Serve) Allowed() []string { return slices.Concat(s.Origins, s.Addresses()) }

// fromFile fills a setting from the file that its twin names.
func fromFile(name string, value *string, file string) error {
	if file == "" {
		return nil
	}
	if *value != "" {
		return fmt.Errorf("--%s and --%s-file are both set", name, name)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("--%s-file: %w", name, err)
	}
	if *value = strings.TrimSpace(string(b)); *value == "" {
		return fmt.Errorf("--%s-file: %s is empty", name, file)
	}
	return nil
}
