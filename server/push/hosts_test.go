package push

import (
	"context"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

func TestAdmit(t *testing.T) {
	t.Parallel()
	hosts, err := NewHosts([]string{"fcm.googleapis.com", "updates.push.services.mozilla.com", "*.notify.windows.com", "web.push.apple.com", "http://127.0.0.1:9000"})
	if err != nil {
		t.Fatal(err)
	}
	for endpoint, want := range map[string]bool{
		"https://fcm.googleapis.com/fcm/send/abc":                 true,
		"https://FCM.googleapis.com:443/fcm/send/abc":             true,
		"https://updates.push.services.mozilla.com/wpush/v2/abc":  true,
		"https://wns2-par02p.notify.windows.com/w/?token=abc":     true,
		"https://web.push.apple.com/abc":                          true,
		"http://127.0.0.1:9000/abc":                               true,
		"http://127.0.0.1:9001/abc":                               false,
		"http://fcm.googleapis.com/abc":                           false,
		"https://fcm.googleapis.com:8443/abc":                     false,
		"https://fcm.googleapis.com.evil.example/abc":             false,
		"https://evilfcm.googleapis.com/abc":                      false,
		"https://notify.windows.com/abc":                          false,
		"https://xnotify.windows.com/abc":                         false,
		"https://127.0.0.1:9000/abc":                              false,
		"https://127.0.0.1/abc":                                   false,
		"https://[::1]/abc":                                       false,
		"https://169.254.169.254/latest":                          false,
		"https://user@fcm.googleapis.com/abc":                     false,
		"https://fcm.googleapis.com@evil.example/abc":             false,
		"https://fcm.googleapis.com/abc#x":                        false,
		"file:///etc/passwd":                                      false,
		"":                                                        false,
		"https://fcm.googleapis.com/" + strings.Repeat("a", 1024): false,
	} {
		if got := hosts.Admit(endpoint); got != want {
			t.Errorf("%.60s: %v", endpoint, got)
		}
	}
	for _, bad := range []string{"http://10.0.0.1:80", "http://jogo.example", "https://fcm.googleapis.com", "10.0.0.1", "localhost", "*.", "*.c", "a/b.c", "a:1"} {
		if _, err := NewHosts([]string{bad}); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestPublic(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"142.250.4.95": true, "2404:6800:4003::5f": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "0.1.2.3": false,
		"224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false, "::1": false, "::": false, "fe80::1": false, "fd00::1": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "64:ff9b::7f00:1": false, "::127.0.0.1": false, "::10.0.0.1": false, "2002:7f00:1::": false,
	} {
		if got := public(netip.MustParseAddr(address).Unmap()); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// TestRebinding: a name on the allow-list that answers with an address inside, now or the
// second time it is asked, reaches nobody there.
func TestRebinding(t *testing.T) {
	t.Parallel()
	var reached atomic.Int64
	victim := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer victim.Close()
	var asked atomic.Int64
	inside := func() [4]byte {
		if asked.Add(1)%2 == 1 {
			return [4]byte{169, 254, 169, 254}
		}
		return [4]byte{127, 0, 0, 1}
	}
	hosts, err := NewHosts([]string{"updates.push.services.mozilla.com"})
	if err != nil {
		t.Fatal(err)
	}
	client := hosts.client(&net.Resolver{PreferGo: true, Dial: rebinder(t, inside)})
	for _, port := range []string{"", ":" + victim.URL[strings.LastIndexByte(victim.URL, ':')+1:]} {
		for range 4 {
			_, err := client.Get("https://updates.push.services.mozilla.com" + port + "/x")
			if !errors.Is(err, errInside) {
				t.Errorf("port %q: %v", port, err)
			}
		}
	}
	if asked.Load() < 8 || reached.Load() != 0 {
		t.Errorf("asked %d times, reached inside %d times", asked.Load(), reached.Load())
	}
	moved := httptest.NewServer(http.RedirectHandler(victim.URL, http.StatusTemporaryRedirect))
	defer moved.Close()
	if hosts, err = NewHosts([]string{moved.URL}); err != nil {
		t.Fatal(err)
	}
	res, err := hosts.client(nil).Get(moved.URL)
	if err != nil || res.StatusCode != http.StatusTemporaryRedirect || reached.Load() != 0 {
		t.Errorf("a redirect was followed: %v %v", res, err)
	}
}

// rebinder is a name server that gives another address each time.
func rebinder(t *testing.T, address func() [4]byte) func(context.Context, string, string) (net.Conn, error) {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	go func() {
		b := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(b)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(b[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.Additionals = true, nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 0}, Body: &dnsmessage.AResource{A: address()}}}
			}
			if answer, err := m.Pack(); err == nil {
				server.WriteTo(answer, from)
			}
		}
	}()
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		d := net.Dialer{Timeout: time.Second}
		return d.DialContext(ctx, "udp", server.LocalAddr().String())
	}
}

// TestKey: every node has the same one, another secret another one, and what is no key of a
// browser is refused.
func TestKey(t *testing.T) {
	t.Parallel()
	a, b, c := newKey([]byte("one")), newKey([]byte("one")), newKey([]byte("two"))
	if a != b || a == c || len(a.public) != 87 || len(a.private) != 43 {
		t.Errorf("%+v %+v %+v", a, b, c)
	}
	auth := base64.RawURLEncoding.EncodeToString(make([]byte, 16))
	for p256dh, want := range map[string]bool{a.public: true, "": false, "x": false, base64.RawURLEncoding.EncodeToString(make([]byte, 65)): false} {
		if KeysFit(p256dh, auth) != want {
			t.Errorf("%q", p256dh)
		}
	}
	if KeysFit(a.public, "AAAA") {
		t.Error("a short secret is taken")
	}
}
