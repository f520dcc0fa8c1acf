package push

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// Hosts says to which push services messages may go: a browser names the address itself, so
// without it anybody could make this server call any other. An entry is a host, "*." before
// what hosts end in, or for tests the whole origin of one on this machine.
type Hosts struct {
	exact    map[string]bool
	endings  []string
	loopback map[string]bool // origins
	inside   map[netip.AddrPort]bool
}

// NewHosts reads the allow-list.
func NewHosts(list []string) (*Hosts, error) {
	h := &Hosts{exact: map[string]bool{}, loopback: map[string]bool{}, inside: map[netip.AddrPort]bool{}}
	for _, one := range list {
		one = strings.ToLower(strings.TrimSpace(one))
		origin, plain := strings.CutPrefix(one, "http://")
		switch {
		case one == "":
		case plain:
			at, err := netip.ParseAddrPort(origin)
			if err != nil || !at.Addr().IsLoopback() {
				return nil, fmt.Errorf("push service %q: http is for 127.0.0.1:port alone", one)
			}
			h.loopback[one], h.inside[at] = true, true
		case strings.HasPrefix(one, "*.") && len(one) > 4:
			h.endings = append(h.endings, one[1:])
		case strings.ContainsAny(one, "*/:@ ") || net.ParseIP(one) != nil || !strings.Contains(one, "."):
			return nil, fmt.Errorf("push service %q is no host such as fcm.googleapis.com or *.notify.windows.com", one)
		default:
			h.exact[one] = true
		}
	}
	return h, nil
}

// longestEndpoint bounds what is kept of a phone.
const longestEndpoint = 1024

// Admit says whether an endpoint lies at a push service that is allowed.
func (h *Hosts) Admit(endpoint string) bool {
	u, err := url.Parse(endpoint)
	if err != nil || len(endpoint) > longestEndpoint || u.User != nil || u.Fragment != "" {
		return false
	}
	if u.Scheme == "http" {
		return h.loopback["http://"+u.Host]
	}
	host := strings.ToLower(u.Hostname())
	if u.Scheme != "https" || u.Port() != "" && u.Port() != "443" {
		return false
	}
	for _, ending := range h.endings {
		if strings.HasSuffix(host, ending) {
			return true
		}
	}
	return h.exact[host]
}

var errInside = errors.New("a push service lies at a private address")

// connecting is asked for each address right before the connection is made, after every
// look-up: a name that answers with another address the second time gains nothing.
func (h *Hosts) connecting(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	ip := at.Addr().Unmap()
	if h.inside[netip.AddrPortFrom(ip, at.Port())] {
		return nil
	}
	if ip.Zone() != "" || !public(ip) || at.Port() != 443 { // a zone is a piece of this machine's own net
		return errInside
	}
	return nil
}

// shared are networks that are no private ones by name and still nobody's on the internet.
var shared = []netip.Prefix{netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("::/96"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32")}

func public(ip netip.Addr) bool {
	for _, p := range shared {
		if p.Contains(ip) {
			return false
		}
	}
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && !ip.IsLoopback()
}

// client makes the HTTP client of the push services: no proxy, no redirect, nothing but the
// addresses that Admit and connecting let through.
func (h *Hosts) client(resolver *net.Resolver) *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second, Control: h.connecting, Resolver: resolver}
	return &http.Client{
		Timeout:       10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, at string) (net.Conn, error) {
				return dialer.DialContext(ctx, network, at)
			},
			TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: 8 * time.Second, MaxIdleConnsPerHost: postmen, IdleConnTimeout: time.Minute,
			ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 16 << 10,
		},
	}
}
