package config_test

import (
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jogotonggo/server/config"
)

func TestWays_Check(t *testing.T) {
	t.Parallel()
	const usual = "localhost:8080"
	none := filepath.Join(t.TempDir(), "none.pem")
	if err := os.WriteFile(none, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		is   config.Serve
		addr string // "": refused
	}{
		"a domain":                 {config.Serve{Addr: usual, Ways: config.Ways{Domain: []string{"jogo.desa.id"}}}, ":443"},
		"two, elsewhere":           {config.Serve{Addr: ":8443", Ways: config.Ways{Domain: []string{"jogo.desa.id", "b.example"}}}, ":8443"},
		"an address is no name":    {config.Serve{Addr: usual, Ways: config.Ways{Domain: []string{"192.168.1.5"}}}, ""},
		"nor is localhost":         {config.Serve{Addr: usual, Ways: config.Ways{Domain: []string{"localhost"}}}, ""},
		"nor is an origin":         {config.Serve{Addr: usual, Ways: config.Ways{Domain: []string{"https://jogo.desa.id"}}}, ""},
		"nor one with a port":      {config.Serve{Addr: usual, Ways: config.Ways{Domain: []string{"jogo.desa.id:443"}}}, ""},
		"the room":                 {config.Serve{Addr: usual, Ways: config.Ways{LAN: true}}, ":8080"},
		"the room, elsewhere":      {config.Serve{Addr: "0.0.0.0:80", Ways: config.Ways{LAN: true}}, "0.0.0.0:80"},
		"the room of one machine":  {config.Serve{Addr: "127.0.0.1:8080", Ways: config.Ways{LAN: true}}, ""},
		"both":                     {config.Serve{Addr: usual, Ways: config.Ways{LAN: true, Domain: []string{"jogo.desa.id"}}}, ""},
		"a CA that is not there":   {config.Serve{Addr: usual, Ways: config.Ways{ACMECA: "/nothing/here"}}, ""},
		"a CA that is none":        {config.Serve{Addr: usual, Ways: config.Ways{ACMECA: none}}, ""},
		"the demo in the room":     {config.Serve{Addr: usual, Demo: true, Ways: config.Ways{LAN: true}}, ""},
		"the demo, said twice":     {config.Serve{Addr: usual, Demo: true, DemoPublic: true, Ways: config.Ways{LAN: true}}, ":8080"},
		"the demo under a name":    {config.Serve{Addr: usual, Demo: true, Ways: config.Ways{Domain: []string{"jogo.desa.id"}}}, ""},
		"nothing of all that":      {config.Serve{Addr: usual}, usual},
		"all addresses, and a way": {config.Serve{Addr: "0.0.0.0:8080", TrustedProxies: []string{"10.0.0.1"}}, "0.0.0.0:8080"},
	} {
		err := c.is.Check()
		if (err == nil) != (c.addr != "") || err == nil && c.is.Addr != c.addr {
			t.Errorf("%s: %s %v", name, c.is.Addr, err)
		}
	}
}

func TestWays_Addresses(t *testing.T) {
	t.Parallel()
	named := config.Serve{Addr: ":443", Origins: []string{"https://lain.example"}, Ways: config.Ways{Domain: []string{"jogo.desa.id"}}}
	if got := named.Allowed(); !slices.Equal(got, []string{"https://lain.example", "https://jogo.desa.id"}) {
		t.Errorf("%v", got)
	}
	if got := named.Contact(); got != "https://lain.example" {
		t.Errorf("a push service may ask %s", got)
	}
	named.Addr = "127.0.0.1:8443" // of a domain, loopback is no origin
	if got := named.Addresses(); !slices.Equal(got, []string{"https://jogo.desa.id", "https://jogo.desa.id:8443"}) {
		t.Errorf("%v", got)
	}
	room := config.Serve{Addr: "192.168.1.5:8080", Ways: config.Ways{LAN: true}}
	if got := room.Allowed(); !slices.Equal(got, []string{"http://192.168.1.5:8080"}) {
		t.Errorf("%v", got)
	}
	room.Addr = ":80"
	for _, at := range room.Allowed() { // whatever this machine has
		host := strings.TrimPrefix(at, "http://")
		ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
		if err != nil || !ip.IsPrivate() || !ours(t, ip) {
			t.Errorf("%s is no private address of this machine", at)
		}
	}
}

func ours(t *testing.T, ip netip.Addr) bool {
	t.Helper()
	all, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(all, func(a net.Addr) bool { return strings.HasPrefix(a.String(), ip.String()+"/") })
}

func TestWays_Unreachable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		is   config.Serve
		want bool
	}{
		"loopback":        {config.Serve{Addr: "localhost:8080"}, false},
		"every address":   {config.Serve{Addr: ":8080"}, true},
		"behind a proxy":  {config.Serve{Addr: ":8080", TrustedProxies: []string{"10.0.0.1"}}, false},
		"with a name":     {config.Serve{Addr: ":443", Ways: config.Ways{Domain: []string{"jogo.desa.id"}}}, false},
		"in an emergency": {config.Serve{Addr: ":8080", Ways: config.Ways{LAN: true}}, false},
	} {
		if got := c.is.Unreachable(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
