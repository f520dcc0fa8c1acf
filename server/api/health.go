package api

import (
	"context"
	"crypto/subtle"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"jogotonggo/rt-rw"
)

// healthz says that the process lives.
func (s *server) healthz(c *gin.Context) error {
	return answer(c, http.StatusOK, map[string]string{"status": "ok"})
}

// readyz says that it can serve: the store answers and nobody is stopping it.
func (s *server) readyz(c *gin.Context) error {
	ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
	defer cancel()
	if err := s.Ready(ctx); err != nil {
		return answer(c, http.StatusServiceUnavailable, map[string]string{"status": "unready"})
	}
	return answer(c, http.StatusOK, map[string]string{"status": "ready"})
}

// counted holds the numbers about requests. Their labels are route patterns: no address,
// no account, nothing of a person.
type counted struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newCounted(r *prometheus.Registry) *counted {
	n := &counted{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "jogotonggo_requests_total", Help: "Requests answered."}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "jogotonggo_request_seconds", Help: "Time to answer.",
			Buckets: []float64{.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15}}, []string{"route"}),
	}
	r.MustRegister(n.requests, n.seconds)
	return n
}

func (n *counted) request(method, route string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodDelete, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodPatch:
	default:
		method = "other"
	}
	n.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	if route != livePath { // a socket's time is how long it was watched
		n.seconds.WithLabelValues(route).Observe(took.Seconds())
	}
}

// metrics are for who runs the server: on the machine itself, or with the token. A request
// that a proxy passed on comes from elsewhere, whatever its address.
func (s *server) metrics(c *gin.Context) error {
	token, _ := bearerOf(c.Request)
	named := s.MetricsToken != "" && subtle.ConstantTimeCompare([]byte(token), []byte(s.MetricsToken)) == 1
	if !named && !direct(c.Request) {
		return rtrw.Errorf(rtrw.Forbidden, "Angka server hanya untuk pengelolanya.")
	}
	promhttp.HandlerFor(s.Metrics, promhttp.HandlerOpts{}).ServeHTTP(c.Writer, c.Request)
	return nil
}

func direct(r *http.Request) bool {
	for _, h := range []string{"X-Forwarded-For", "X-Real-Ip", "Forwarded", "Via"} {
		if r.Header.Get(h) != "" {
			return false
		}
	}
	ip, ok := remoteIP(r.RemoteAddr)
	return ok && ip.IsLoopback()
}
