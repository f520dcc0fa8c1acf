package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/prometheus/client_golang/prometheus"

	"jogotonggo/hub"
	"jogotonggo/server/api"
	"jogotonggo/server/config"
	"jogotonggo/server/demo"
)

const ourName = "jogo.contoh.test"

// authority is a private one, and a certificate of its for our name.
func authority(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	sign := func(of, by *x509.Certificate, key, byKey *ecdsa.PrivateKey) []byte {
		of.SerialNumber, of.NotBefore, of.NotAfter = big.NewInt(time.Now().UnixNano()), time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
		der, err := x509.CreateCertificate(rand.Reader, of, by, &key.PublicKey, byKey)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	newKey := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	rootKey, key := newKey(), newKey()
	template := &x509.Certificate{Subject: pkix.Name{CommonName: "CA kelurahan"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	root, err := x509.ParseCertificate(sign(template, template, rootKey, rootKey))
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(root)
	leaf := &x509.Certificate{DNSNames: []string{ourName}, KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	return tls.Certificate{Certificate: [][]byte{sign(leaf, root, key, rootKey)}, PrivateKey: key}, pool
}

// proxied puts a proxy with TLS under our name before a town, and gives a browser's client:
// it trusts the private authority alone, keeps cookies, and finds the name without any DNS.
func proxied(t *testing.T, w *town) (*http.Client, *websocket.Dialer) {
	t.Helper()
	cert, pool := authority(t)
	to, err := url.Parse(w.at)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host
		r.SetXForwarded()
	}})
	front.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	front.StartTLS()
	t.Cleanup(front.Close)
	there := func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, front.Listener.Addr().String())
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	trust := &tls.Config{RootCAs: pool}
	return &http.Client{Jar: jar, Transport: &http.Transport{DialContext: there, TLSClientConfig: trust}},
		&websocket.Dialer{NetDialContext: there, TLSClientConfig: trust, Jar: jar, Subprotocols: []string{hub.Subprotocol}}
}

func behindProxy(list ...string) func(*serve) {
	return func(s *serve) {
		s.TrustedProxies, s.Origins, s.Limits = list, []string{"https://" + ourName}, "on"
	}
}

// TestProxy: behind a proxy that is believed the server knows that phones speak https: a cookie
// for this host alone, its pages' origin, its socket.
func TestProxy(t *testing.T) {
	t.Parallel()
	w := open(t, behindProxy("127.0.0.1"))
	client, dialer := proxied(t, w)
	far := &caller{town: &town{t: t, at: "https://" + ourName}, client: client}
	r := far.with("Origin", "https://"+ourName).send("POST", "/session", map[string]any{"login": "warga", "secret": demo.Secret})
	cookie := r.header.Get("Set-Cookie")
	if r.status != 200 || !strings.HasPrefix(cookie, "__Host-jt=") || !strings.Contains(cookie, "; Secure") || !strings.Contains(cookie, "; HttpOnly") {
		t.Fatalf("%d %q", r.status, cookie)
	}
	if r.header.Get("Strict-Transport-Security") == "" {
		t.Error("a browser may come back over http")
	}
	if r := far.send("GET", "/me", nil); r.status != 200 {
		t.Errorf("by the cookie alone: %d %s", r.status, r.body)
	}
	for origin, want := range map[string]int{"https://" + ourName: 101, "http://" + ourName: 403, "https://lain.test": 403, "": 401} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		conn, resp, err := dialer.Dial("wss://"+ourName+"/api/v1/live?area="+homeRT, header)
		if resp == nil || resp.StatusCode != want {
			t.Errorf("a socket of %q: %v %v", origin, resp, err)
		}
		if err == nil {
			conn.Close()
		}
	}
}

// TestProxy_NotBelieved: whoever is not on the list may say what it likes.
func TestProxy_NotBelieved(t *testing.T) {
	t.Parallel()
	w := open(t, behindProxy("10.0.0.0/8"))
	client, _ := proxied(t, w)
	far := &caller{town: &town{t: t, at: "https://" + ourName}, client: client}
	r := far.send("POST", "/session", map[string]any{"login": "warga", "secret": demo.Secret})
	if cookie := r.header.Get("Set-Cookie"); strings.Contains(cookie, "Secure") || r.header.Get("Strict-Transport-Security") != "" {
		t.Errorf("%d %q", r.status, cookie)
	}
}

// TestProxy_Clients: devices are told apart by what a believed proxy says of them, and by nothing
// that a device says of itself.
func TestProxy_Clients(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		believed string
		other    int // what another device is answered once one was shut out
	}{"believed": {"127.0.0.1", 401}, "not believed": {"10.0.0.0/8", 429}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t, behindProxy(c.believed))
			door, err := w.house.behind(&config.Node{})
			if err != nil {
				t.Fatal(err)
			}
			moment := time.Now()
			door.Now, door.Metrics = func() time.Time { return moment }, prometheus.NewRegistry() // whoever was shut out stays so, however slow the machine
			routes, err := api.New(door)
			if err != nil {
				t.Fatal(err)
			}
			still := httptest.NewServer(routes)
			t.Cleanup(still.Close)
			try := func(from string) int {
				return (&caller{town: &town{t: t, at: still.URL}}).with("X-Forwarded-For", from).send("POST", "/session", map[string]any{"login": "warga", "secret": "salah"}).status
			}
			last := 0
			for range 8 {
				last = try("203.0.113.1")
			}
			if last != 429 {
				t.Fatalf("eight wrong secrets: %d", last)
			}
			if got := try("203.0.113.2"); got != c.other {
				t.Errorf("another device: %d, want %d", got, c.other)
			}
			if got := try("203.0.113.3, 203.0.113.1"); got != 429 { // what stands before the proxy's own word is the device's
				t.Errorf("a device that claims another address: %d", got)
			}
		})
	}
}
