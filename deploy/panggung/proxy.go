package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
)

// newProxy carries one pane to the nodes: first to the one it prefers, else to the other. A node
// that dies in the middle of an answer is a line that broke; the app sends again under its key.
func newProxy(at door, p pane, nodes [2]*node) http.Handler {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var dialer net.Dialer
		var failed []error
		for i := range nodes {
			conn, err := dialer.DialContext(ctx, "tcp", nodes[(p.node+i)%len(nodes)].addr)
			if err == nil {
				return conn, nil
			}
			failed = append(failed, err)
		}
		return nil, errors.Join(failed...)
	}
	return &httputil.ReverseProxy{
		// A connection for each request: none is left over from a node that died.
		Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true, DisableCompression: true},
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: "cluster"})
			r.Out.Host = r.In.Host
			if strings.Contains(r.In.Header.Get("Accept"), "text/html") || r.In.URL.Path == "/" { // pages are changed on the way
				r.Out.Header.Del("Accept-Encoding")
				r.Out.Header.Del("If-None-Match")
			}
		},
		ModifyResponse: func(r *http.Response) error { return framed(at, p, r) },
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) {
			w.WriteHeader(http.StatusBadGateway)
		},
	}
}

// framed lets the stage, and nobody else, show the page, and gives the page its hand (pane.js).
func framed(at door, p pane, r *http.Response) error {
	r.Header.Del("X-Frame-Options")
	if policy := r.Header.Get("Content-Security-Policy"); policy != "" {
		r.Header.Set("Content-Security-Policy", strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors "+at.stage(), 1))
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || r.StatusCode != http.StatusOK {
		return nil
	}
	page, err := io.ReadAll(r.Body)
	if err = errors.Join(err, r.Body.Close()); err != nil {
		return err
	}
	page = bytes.Replace(page, []byte("</title>"), fmt.Appendf(nil, `</title><script src="/-/pane.js" data-login="%s"></script>`, p.login), 1)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(page)), int64(len(page))
	r.Header.Set("Content-Length", fmt.Sprint(len(page)))
	r.Header.Del("ETag")
	return nil
}
