package config

import (
	"crypto/x509"
	"fmt"
	"net"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strings"
)

// Ways are the ways in which phones reach the server: a name with a certificate of its own, a
// proxy that has one (JT_TRUSTED_PROXIES), or the network of the room without either.
type Ways struct {
	Domain        []string `env:"JT_DOMAIN" sep:"," help:"Names under which phones reach this server; it gets and renews the certificate of each by itself."`
	HTTPAddr      string   `name:"http-addr" env:"JT_HTTP_ADDR" default:":80" help:"With a domain: where plain http is answered, which leads to https and proves the name to the certificate authority; empty for nowhere."`
	ACMEDirectory string   `name:"acme-directory" env:"JT_ACME_DIRECTORY" default:"https://acme-v02.api.letsencrypt.org/directory" help:"Directory of the certificate authority (ACME)."`
	ACMECA        string   `name:"acme-ca" env:"JT_ACME_CA" help:"File with the root certificate (PEM) of a private certificate authority's own address."`
	LAN           bool     `name:"lan" env:"JT_LAN" help:"Emergency: serve the network of this room without encryption. Everybody in it can listen; phones work only while they are in it."`
}

// usual is where a node listens unless it is told.
const usual = "localhost:8080"

var domainForm = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`)

// checkWays refuses ways that exclude each other, and listens where the chosen one needs it.
func (s *Serve) checkWays() error {
	for _, d := range s.Domain {
		if !domainForm.MatchString(d) {
			return fmt.Errorf("--domain %q is no name such as jogo.example.id: small letters, without https:// and without a port", d)
		}
	}
	switch {
	case len(s.Domain) > 0 && s.LAN:
		return fmt.Errorf("--domain and --lan exclude each other: with a certificate nobody needs the emergency mode")
	case len(s.Domain) > 0 && s.Addr == usual:
		s.Addr = ":443"
	case s.LAN && s.Addr == usual:
		s.Addr = ":8080"
	case s.LAN && s.Loopback():
		return fmt.Errorf("--lan needs an address that others reach, such as --addr 0.0.0.0:8080")
	}
	_, err := s.Authorities()
	return err
}

// Authorities are those that vouch for the ACME directory itself; nil: the machine's.
func (s *Serve) Authorities() (*x509.CertPool, error) {
	if s.ACMECA == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(s.ACMECA)
	if err != nil {
		return nil, fmt.Errorf("--acme-ca: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("--acme-ca: %s holds no certificate in PEM", s.ACMECA)
	}
	return pool, nil
}

// Addresses are where phones find the server, the best first.
func (s *Serve) Addresses() (list []string) {
	_, port, _ := net.SplitHostPort(s.Addr)
	switch {
	case len(s.Domain) > 0:
		for _, d := range s.Domain {
			list = append(list, "https://"+d)
			if port != "443" {
				list = append(list, "https://"+net.JoinHostPort(d, port))
			}
		}
	case s.LAN:
		for _, ip := range s.here() {
			list = append(list, strings.TrimSuffix("http://"+net.JoinHostPort(ip.String(), port), ":80"))
		}
	case s.Loopback():
		for _, own := range []string{s.Addr, "localhost:" + port, "127.0.0.1:" + port} {
			if at := "http://" + strings.TrimSuffix(own, ":80"); !slices.Contains(list, at) {
				list = append(list, at)
			}
		}
	}
	return list
}

// here lists the addresses of this machine in private networks; those of the internet are
// nobody's room.
func (s *Serve) here() (list []netip.Addr) {
	host, _, _ := net.SplitHostPort(s.Addr)
	if ip, err := netip.ParseAddr(host); err == nil && !ip.IsUnspecified() {
		return []netip.Addr{ip}
	}
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok {
			if ip, ok := netip.AddrFromSlice(n.IP); ok && ip.Unmap().IsPrivate() {
				list = append(list, ip.Unmap())
			}
		}
	}
	slices.SortStableFunc(list, func(a, b netip.Addr) int { return a.BitLen() - b.BitLen() }) // the short ones can be typed
	return list
}

// Unreachable says that no page of a browser elsewhere could use the server: it listens to
// others, without encryption, and no proxy in front of it is trusted.
func (s *Serve) Unreachable() bool {
	return !s.Loopback() && len(s.Domain) == 0 && !s.LAN && len(s.TrustedProxies) == 0
}
