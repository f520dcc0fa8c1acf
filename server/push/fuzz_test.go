package push

import (
	"encoding/base64"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// FuzzEndpoint: an endpoint that is admitted leads to a host of the list, at the port of https, as
// the HTTP client reads it that will call it.
func FuzzEndpoint(f *testing.F) {
	hosts, err := NewHosts([]string{"fcm.googleapis.com", "*.notify.windows.com", "http://127.0.0.1:9000"})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "https://fcm.googleapis.com/fcm/send/abc", "https://FCM.googleapis.com:443/x", "https://wns2-par02p.notify.windows.com/w/?token=abc", "https://.notify.windows.com/x", "http://127.0.0.1:9000/abc",
		"https://fcm.googleapis.com@evil.example/", "https://user@fcm.googleapis.com/", "https://fcm.googleapis.com/#x", "https://fcm.googleapis.com\\@evil.example/", "https://evil.example#.notify.windows.com", "https://evil.example/.notify.windows.com", "https://[::1].notify.windows.com/", "https://fcm.googleapis.com:0443/",
		"//fcm.googleapis.com/x", "https:fcm.googleapis.com", "https://fcm.googleapis.com%2eevil.example/", "https://a%00.notify.windows.com/", "http://127.0.0.1:9000@evil.example/", "https://a.notify.windows.com./", "https://\u2024notify.windows.com/", "https://x\t.notify.windows.com/"} {
		f.Add(s)
	}
	name := regexp.MustCompile(`^(fcm\.googleapis\.com|[^/?#@:\\]*\.notify\.windows\.com)(:443)?$`)
	f.Fuzz(func(t *testing.T, endpoint string) {
		if !hosts.Admit(endpoint) {
			return
		}
		req, err := http.NewRequest("POST", endpoint, nil)
		if err != nil {
			t.Fatalf("%q is admitted and cannot be called: %v", endpoint, err)
		}
		u := req.URL
		if u.Scheme == "http" && u.Host == "127.0.0.1:9000" {
			return
		}
		if u.Scheme != "https" || u.User != nil || u.Fragment != "" || len(endpoint) > longestEndpoint || !name.MatchString(strings.ToLower(u.Host)) {
			t.Fatalf("%q leads to %s://%s", endpoint, u.Scheme, u.Host)
		}
		if host := strings.ToLower(req.Host); host != strings.ToLower(u.Host) {
			t.Fatalf("%q is asked for as %q", endpoint, host)
		}
	})
}

// FuzzAddress: no connection is made to an address inside, in whatever form it is written.
func FuzzAddress(f *testing.F) {
	hosts, err := NewHosts(nil)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "142.250.4.95:443", "[2404:6800:4003::5f]:443", "142.250.4.95:80", "127.0.0.1:443", "[::1]:443", "[::ffff:127.0.0.1]:443", "[::ffff:7f00:1]:443", "[64:ff9b::7f00:1]:443", "[2002:7f00:1::]:443", "[fe80::1%eth0]:443",
		"[::127.0.0.1]:443", "[::b%0]:443", "[64:ff9b::7f00:1%1]:443", "[fd00::1]:443", "169.254.169.254:443", "100.64.0.1:443", "0.0.0.0:443", "255.255.255.255:443", "localhost:443", "[ff02::1]:443", "[1::%]]:443", "[100::1]:443", "[2001:db8::1]:443", "192.0.2.1:443", "[1::]:0443"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if hosts.connecting("tcp", address, nil) != nil {
			return
		}
		host, port, err := net.SplitHostPort(address)
		ip := net.ParseIP(strings.SplitN(host, "%", 2)[0])
		if n, bad := strconv.Atoi(port); err != nil || bad != nil || n != 443 || ip == nil {
			t.Fatalf("%q is called", address)
		}
		if four := ip.To4(); four != nil {
			ip = four
		} else if inner := ip[12:]; netip.MustParsePrefix("::/96").Contains(netip.MustParseAddr(ip.String())) || ip[0] == 0x20 && ip[1] == 0x02 {
			t.Fatalf("%q hides %v", address, net.IP(inner))
		}
		if ip.IsLoopback() || ip.IsPrivate() || ip.IsUnspecified() || ip.IsMulticast() || ip.IsLinkLocalUnicast() || !ip.IsGlobalUnicast() {
			t.Fatalf("%q lies inside", address)
		}
	})
}

// FuzzKeys: what fits is a point of the curve and sixteen bytes, and what is no such thing does not panic
// in the hands of who encrypts.
func FuzzKeys(f *testing.F) {
	auth := base64.RawURLEncoding.EncodeToString(make([]byte, 16))
	good := newKey([]byte("a phone")).public
	for _, s := range []string{"", good, good + "=", good[:86], "B" + strings.Repeat("A", 86), strings.Repeat("A", 87)} {
		f.Add(s, auth)
	}
	f.Add(good, "")
	f.Fuzz(func(t *testing.T, p256dh, auth string) {
		if !KeysFit(p256dh, auth) {
			return
		}
		point, err := base64.RawURLEncoding.DecodeString(p256dh)
		secret, err2 := base64.RawURLEncoding.DecodeString(auth)
		if err != nil || err2 != nil || len(point) != 65 || point[0] != 4 || len(secret) != 16 {
			t.Fatalf("%q %q fit", p256dh, auth)
		}
	})
}
