package pushtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Message is what a browser got.
type Message struct {
	Browser string
	Topic   string
	TTL     string
	Urgency string
	Contact string // sub of the token
	Plain   []byte // the opened payload, without its padding

	ID, Tag, Text, To string
	Loud, Close       bool
}

// Service is a push service on loopback.
type Service struct {
	*httptest.Server
	t testing.TB

	mu       sync.Mutex
	browsers map[string]*Browser
	got      []Message
	answer   func(browser string) int // 0: take it
	after    string
	arrived  chan struct{}
}

// New starts one.
func New(t testing.TB) *Service {
	s := &Service{t: t, browsers: map[string]*Browser{}, arrived: make(chan struct{}, 1000)}
	s.Server = httptest.NewServer(http.HandlerFunc(s.take))
	t.Cleanup(s.Close)
	return s
}

// Answers lets the service answer otherwise than by taking what comes: 0 takes it.
func (s *Service) Answers(status func(browser string) int, retryAfter string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer, s.after = status, retryAfter
}

// Arrived is sent to for each message taken.
func (s *Service) Arrived() <-chan struct{} { return s.arrived }

// Taken gives the messages taken since it was asked last.
func (s *Service) Taken() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	got := s.got
	s.got = nil
	return got
}

func (s *Service) take(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/to/")
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.answer != nil {
		if status := s.answer(name); status != 0 {
			w.Header().Set("Retry-After", s.after)
			w.WriteHeader(status)
			return
		}
	}
	m, err := s.open(name, r)
	if err != nil {
		s.t.Errorf("a message to %q: %v", name, err)
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.got = append(s.got, m)
	w.WriteHeader(http.StatusCreated)
	select {
	case s.arrived <- struct{}{}:
	default:
	}
}

func (s *Service) open(name string, r *http.Request) (m Message, err error) {
	b := s.browsers[name]
	if b == nil {
		return m, errors.New("no such browser")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 8<<10))
	if err != nil {
		return m, err
	}
	if len(body) > 4096 || r.Header.Get("Content-Encoding") != "aes128gcm" {
		return m, fmt.Errorf("%d bytes in %q", len(body), r.Header.Get("Content-Encoding"))
	}
	m = Message{Browser: name, Topic: r.Header.Get("Topic"), TTL: r.Header.Get("TTL"), Urgency: r.Header.Get("Urgency")}
	if len(m.Topic) > 32 {
		return m, fmt.Errorf("topic of %d letters", len(m.Topic))
	}
	if m.Contact, err = proved(r.Header.Get("Authorization"), b.Key, s.URL); err != nil {
		return m, err
	}
	if m.Plain, err = b.open(body); err != nil {
		return m, err
	}
	return m, json.Unmarshal(m.Plain, &struct {
		ID, Tag, Text, To *string
		Loud, Close       *bool
	}{&m.ID, &m.Tag, &m.Text, &m.To, &m.Loud, &m.Close})
}

// proved checks the token of RFC 8292 against the key that the browser subscribed with.
func proved(header, key, audience string) (contact string, err error) {
	token, given, ok := strings.Cut(strings.TrimPrefix(header, "vapid t="), ", k=")
	if !ok || given != key {
		return "", errors.New("signed by another server")
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return "", errors.New("no token")
	}
	point, err := base64.RawURLEncoding.DecodeString(key)
	if err != nil || len(point) != 65 {
		return "", errors.New("no key")
	}
	sig, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || len(sig) != 64 {
		return "", errors.New("no signature")
	}
	pub := &ecdsa.PublicKey{Curve: elliptic.P256(), X: new(big.Int).SetBytes(point[1:33]), Y: new(big.Int).SetBytes(point[33:])}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if !ecdsa.Verify(pub, sum[:], new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:])) {
		return "", errors.New("a wrong signature")
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", err
	}
	var claims struct{ Aud, Sub string }
	if err := json.Unmarshal(raw, &claims); err != nil || claims.Aud != audience {
		return "", fmt.Errorf("meant for %q: %v", claims.Aud, err)
	}
	return claims.Sub, nil
}
