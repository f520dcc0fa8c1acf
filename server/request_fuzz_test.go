package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzRequest sends whatever net/http lets through to the whole server, as somebody signed in or as nobody. No
// answer is a fault of ours or other than its description, each no says why, and no
// answer sends a browser elsewhere or has a line in a header that we did not write.
func FuzzRequest(f *testing.F) {
	w := open(f)
	logins := []string{"", "warga", "rt", "lurah", "staf", "dpo"}
	tokens := map[string]string{"": ""}
	for _, login := range logins[1:] {
		tokens[login] = w.as(login).token
	}
	const body = `{"area":"` + homeRT + `","need":"sembako","people":3,"note":"x"}`
	const key = "Idempotency-Key: 0197a000-0000-7000-8000-00000000000f"
	for i, seed := range [][4]string{
		{"GET", "/", "", ""}, {"GET", "/api/v1/about", "Accept-Language: en", ""}, {"POST", "/api/v1/aid/request", key, body}, {"POST", "/api/v1/aid/verify", key, `{"case":"0197a000-0000-7000-8000-00000000000f"}`},
		{"GET", "/api/v1/board?area=" + homeRT, "", ""}, {"GET", "/api/v1/log?area=33.74.08.1006&limit=5&after=x", "", ""}, {"GET", "/api/v1/cases?area=" + homeRT + "&page=%00", "", ""}, {"GET", "/api/v1/cases/0197a000-0000-7000-8000-00000000000f", "", ""},
		{"GET", "/api/v1/tallies.csv?area=33.74.08.1006", "", ""}, {"PUT", "/api/v1/photos/0197a000-0000-7000-8000-00000000000f", "Content-Type: image/png", "\x89PNG\r\n\x1a\n"}, {"POST", "/api/v1/carried", "", `{"envelope":"AAAA"}`},
		{"POST", "/api/v1/invites/accept", "", `{"code":"x","name":"Ani"}`}, {"POST", "/api/v1/invites", "", `{"house":"` + homeRT + `/H012"}`}, {"PUT", "/api/v1/push/quiet", "", `{}`}, {"GET", "//evil.example/", "", ""}, {"GET", "/\\evil.example/", "", ""},
		{"GET", "/api/v1/about/", "", ""}, {"GET", "/api/v1/public/33.74.08.1006", "If-None-Match: *", ""}, {"OPTIONS", "*", "", ""}, {"TRACE", "/api/v1/me", "Max-Forwards: 0", ""}, {"GET", "/api/v1/../v1/me", "X-Request-Id: a\tb", ""}, {"GET", "http://evil.example/api/v1/me", "Origin: http://evil.example", ""},
		{"GET", "/masuk", "Range: bytes=0-1", ""}, {"GET", "/%2e%2e/etc/passwd", "Accept-Encoding: br", ""}, {"HEAD", "/assets/", "", ""}, {"POST", "/api/v1/setup/heads", "", `{"area":"33.74.08.1006","csv":"rw,rt,nama\n1,1,Ani"}`},
	} {
		f.Add(byte(i), seed[0], seed[1], seed[2], []byte(seed[3]))
		f.Add(byte(i+2), seed[0], seed[1], seed[2], []byte(seed[3]))
	}
	f.Fuzz(func(t *testing.T, who byte, method, target, header string, body []byte) {
		raw := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n", method, target, strings.TrimPrefix(w.at, "http://"), header)
		req, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
		if err != nil || strings.HasSuffix(req.URL.Path, "/live") || method == "DELETE" && strings.HasSuffix(req.URL.Path, "session") {
			return // no request; a stream without end; the own way in
		}
		req.RemoteAddr, req.Body, req.ContentLength = "127.0.0.1:9", io.NopCloser(bytes.NewReader(body)), int64(len(body))
		if token := tokens[logins[int(who)%len(logins)]]; token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		rec := httptest.NewRecorder()
		w.routes.ServeHTTP(rec, req)
		got := rec.Result()
		pages := !strings.HasPrefix(req.URL.Path, "/api/")
		if got.StatusCode >= 500 && !(pages && got.StatusCode == 503) { // a tree without its front end says so
			t.Fatalf("%q answers %d %s", raw, got.StatusCode, rec.Body)
		}
		for name, values := range got.Header {
			if strings.ContainsAny(name+strings.Join(values, ""), "\r\n\x00") {
				t.Fatalf("%q answers with the header %q: %q", raw, name, values)
			}
		}
		if to, err := url.Parse(got.Header.Get("Location")); err != nil || to.Host != "" || to.Scheme != "" || strings.HasPrefix(to.Path, "//") || strings.HasPrefix(to.Path, `/\`) {
			t.Fatalf("%q leads to %q", raw, got.Header.Get("Location"))
		}
		if got.Header.Get("X-Content-Type-Options") != "nosniff" || got.Header.Get("Content-Security-Policy") == "" {
			t.Fatalf("%q answers without its guards: %v", raw, got.Header)
		}
		if !pages {
			described(t, req, got, rec.Body.Bytes())
		}
		if pages || got.StatusCode < 400 {
			return
		}
		var p struct {
			Status       int
			Code, Detail string
		}
		if method != "HEAD" && (json.NewDecoder(bytes.NewReader(rec.Body.Bytes())).Decode(&p) != nil || p.Status != got.StatusCode || p.Code == "" || p.Detail == "" || got.Header.Get("Cache-Control") != "private, no-store") {
			t.Fatalf("%q is told no without a reason: %d %v %s", raw, got.StatusCode, got.Header, rec.Body)
		}
	})
}
