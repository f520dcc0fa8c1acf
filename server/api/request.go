package api

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

var requestID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// request names the request, and writes one line about it when it is answered: the route's
// pattern, never the address or the query, which may carry a cursor or a code.
func (s *server) request(c *gin.Context) {
	id := c.GetHeader("X-Request-Id")
	if !requestID.MatchString(id) {
		id = uuid.NewString()
	}
	c.Header("X-Request-Id", id)
	began := time.Now()
	c.Next()
	took, route := time.Since(began), c.FullPath()
	if route == "" {
		route = "other"
	}
	s.counted.request(c.Request.Method, route, c.Writer.Status(), took)
	line := []slog.Attr{slog.String("method", c.Request.Method), slog.String("route", route), slog.Int("status", c.Writer.Status()),
		slog.Float64("ms", float64(took.Microseconds())/1000), slog.Int("bytes", max(c.Writer.Size(), 0)), slog.String("request_id", id)}
	if code := c.GetString("code"); code != "" {
		line = append(line, slog.String("code", code))
	}
	s.Log.LogAttrs(c.Request.Context(), slog.LevelInfo, "request", line...)
}

// recovered answers for a handler that panicked; the process and its neighbours go on.
func (s *server) recovered(c *gin.Context) {
	defer func() {
		switch r := recover(); r {
		case nil:
		case http.ErrAbortHandler:
			panic(r)
		default:
			s.Log.Error("panic", "route", c.FullPath(), "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
			if !c.Writer.Written() {
				s.refuse(c, fmt.Errorf("panic: %v", r))
			}
			c.Abort()
		}
	}()
	c.Next()
}

// headers are on every answer. Pages add a policy of their own, see package web.
func (s *server) headers(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	secure := s.secure(c.Request)
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if secure || s.Loopback { // elsewhere a browser only complains of it
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
	}
	c.Next()
}

func (s *server) noStore(c *gin.Context) { c.Header("Cache-Control", "private, no-store") }

// sameSite refuses what another site makes a browser send.
func (s *server) sameSite(c *gin.Context) {
	if err := s.cross.Check(c.Request); err != nil {
		s.refuse(c, door.Refuse(rtrw.Forbidden, "Permintaan ini datang dari situs lain.", "This request comes from another site."))
	}
}

// longest is how long an answer may take. The store bounds what it does for itself.
const longest = 15 * time.Second

func (s *server) bounded(c *gin.Context) {
	if p := c.FullPath(); p == livePath || p == photoPath { // a socket lives as long as it is watched; a photo takes its way first
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), longest)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}

const livePath = "/api/v1/live"

// secure says whether the client speaks https, to us or to a proxy that we believe.
func (s *server) secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	return s.proxies.hold(r.RemoteAddr) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// networks are addresses that are believed.
type networks []netip.Prefix

func parseNetworks(list []string) (n networks, err error) {
	for _, s := range list {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			addr, err := netip.ParseAddr(s)
			if err != nil {
				return nil, fmt.Errorf("trusted proxy %q is no address or network", s)
			}
			p = netip.PrefixFrom(addr, addr.BitLen())
		}
		n = append(n, p)
	}
	return n, nil
}

func (n networks) hold(remote string) bool {
	addr, ok := remoteIP(remote)
	for _, p := range n {
		if ok && p.Contains(addr) {
			return true
		}
	}
	return false
}

func remoteIP(remote string) (netip.Addr, bool) {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return netip.Addr{}, false
	}
	addr, err := netip.ParseAddr(host)
	return addr.Unmap(), err == nil
}
