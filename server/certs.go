package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"jogotonggo/server/config"
)

// certs gets the certificates of the server's names and renews them.
type certs struct {
	names   []string
	port    string // of https
	log     *slog.Logger
	manager *autocert.Manager
	plain   net.Listener // http; nil: nowhere

	mu   sync.Mutex
	have map[string]bool // names whose certificate was had
}

// newCerts keeps account and certificates in the data folder, for the server's user alone.
func newCerts(cmd *serve, n *config.Node, log *slog.Logger) (*certs, error) {
	roots, err := cmd.Authorities()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(n.Data, "certs")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of certificates: %w", err)
	}
	_, port, _ := net.SplitHostPort(cmd.Addr)
	c := &certs{names: cmd.Domain, port: port, log: log, have: map[string]bool{}}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{RootCAs: roots}
	c.manager = &autocert.Manager{Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(dir), HostPolicy: autocert.HostWhitelist(cmd.Domain...),
		Client: &acme.Client{DirectoryURL: cmd.ACMEDirectory, HTTPClient: &http.Client{Transport: transport, Timeout: 30 * time.Second}}}
	if cmd.HTTPAddr != "" {
		c.plain, err = listen(cmd.HTTPAddr, "--http-addr")
	}
	return c, err
}

// over serves https on a listener.
func (c *certs) over(l net.Listener) net.Listener {
	cfg := c.manager.TLSConfig()
	cfg.MinVersion, cfg.GetCertificate = tls.VersionTLS12, c.certificate
	return tls.NewListener(l, cfg)
}

// certificate serves what was had. Nobody who merely knocks makes us ask for one: the
// authority counts what fails, and would shut us out for hours.
func (c *certs) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	asked := len(hello.SupportedProtos) == 1 && hello.SupportedProtos[0] == acme.ALPNProto
	c.mu.Lock()
	have := c.have[strings.ToLower(hello.ServerName)]
	c.mu.Unlock()
	if !asked && !have {
		return nil, fmt.Errorf("no certificate for %q", hello.ServerName)
	}
	return c.manager.GetCertificate(hello)
}

// run answers http and looks after each name until ctx ends.
func (c *certs) run(ctx context.Context) {
	var work sync.WaitGroup
	for _, name := range c.names {
		work.Go(func() { c.keep(ctx, name) })
	}
	if c.plain != nil {
		srv := &http.Server{Handler: c.manager.HTTPHandler(http.HandlerFunc(c.lead)), ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
			IdleTimeout: idleTime, MaxHeaderBytes: headerSize, ErrorLog: slog.NewLogLogger(c.log.Handler(), slog.LevelDebug)}
		work.Go(func() {
			if err := srv.Serve(c.plain); !errors.Is(err, http.ErrServerClosed) {
				c.log.Error("http_ended", "error", err)
			}
		})
		<-ctx.Done()
		_ = srv.Close() // what is answered here is one line
	}
	work.Wait()
}

// Asking again is paced by what authorities bear: five failures an hour and name.
const (
	askedAgain  = 2 * time.Minute
	askedRarely = time.Hour
	lookedAfter = time.Hour
)

// keep gets the certificate of one name, however long that takes, and afterwards says when
// its renewal does not come about. The renewing itself is autocert's.
func (c *certs) keep(ctx context.Context, name string) {
	hello := &tls.ClientHelloInfo{ServerName: name, SignatureSchemes: []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256}, SupportedCurves: []tls.CurveID{tls.CurveP256},
		CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}}
	for wait := askedAgain; ; {
		cert, err := c.manager.GetCertificate(hello)
		switch {
		case err != nil:
			c.say(ctx, name, wait, err)
		case !c.known(name):
			c.log.Info("certificate", "domain", name, "until", cert.Leaf.NotAfter.Format(time.RFC3339))
			wait = lookedAfter
		case late(cert, time.Now()):
			c.say(ctx, name, lookedAfter, fmt.Errorf("the one at hand ends at %s", cert.Leaf.NotAfter.Format(time.RFC3339)))
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return
		}
		if err != nil {
			wait = min(3*wait, askedRarely)
		}
	}
}

// known notes that a name has its certificate, and says whether it was noted before.
func (c *certs) known(name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.have[name]
	c.have[name] = true
	return before
}

// late: a certificate is renewed in the last third of its life; what is in the last sixth is not.
func late(cert *tls.Certificate, now time.Time) bool {
	life := cert.Leaf.NotAfter.Sub(cert.Leaf.NotBefore)
	return now.After(cert.Leaf.NotAfter.Add(-life / 6))
}

// say tells whoever runs the server what the name lacks.
func (c *certs) say(ctx context.Context, name string, again time.Duration, err error) {
	now := "tidak ada alamat"
	if list, _ := net.DefaultResolver.LookupHost(ctx, name); len(list) > 0 {
		now = strings.Join(list, ", ")
	}
	c.log.Warn("no_certificate", "domain", name, "dns", now, "again_in", again.String(), "error", err)
	fmt.Printf("Sertifikat untuk %s belum didapat: DNS nama itu (A atau AAAA) harus menunjuk ke alamat publik mesin ini, kini %s, dan port 80 dan 443 harus terbuka dari internet. Dicoba lagi dalam %d menit.\n",
		name, now, int(again.Minutes()))
}

// lead sends whoever came over http to https.
func (c *certs) lead(w http.ResponseWriter, r *http.Request) {
	host, port := strings.ToLower(r.Host), ""
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name // a port in the address: we are not where everybody looks, nor is https
		if c.port != "443" {
			port = ":" + c.port
		}
	}
	switch {
	case !slices.Contains(c.names, host):
		http.Error(w, "Tidak ada di sini.", http.StatusNotFound)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		http.Error(w, "Pakai https.", http.StatusForbidden)
	default:
		http.Redirect(w, r, "https://"+host+port+r.URL.RequestURI(), http.StatusMovedPermanently)
	}
}
