package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"jogotonggo/server/web"
)

var built = fstest.MapFS{
	"index.html":                {Data: []byte("<!doctype html>phone")},
	"index.html.br":             {Data: []byte("phone in brotli")},
	"index.html.gz":             {Data: []byte("phone in gzip")},
	"meja.html":                 {Data: []byte("<!doctype html>desk")},
	"papan.html":                {Data: []byte("<!doctype html>board")},
	"sw.js":                     {Data: []byte("worker")},
	"manifest.webmanifest":      {Data: []byte("{}")},
	"assets/phone-Ab3_x-9z.js":  {Data: []byte("script")},
	"assets/icon.svg":           {Data: []byte("<svg/>")},
	".gitkeep":                  {Data: nil},
	"assets/phone-Ab3_x-9z.css": {Data: []byte("body{}")},
}

func get(t *testing.T, p *web.Pages, path string, header ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	b, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(b)
}

func TestPages(t *testing.T) {
	t.Parallel()
	p, err := web.New(built, []string{"https://jogo.example"}, false)
	if err != nil || !p.Built() {
		t.Fatal(err)
	}
	const never, always = "no-cache", "public, max-age=31536000, immutable"
	for path, want := range map[string]struct {
		status            int
		has, kind, caches string
	}{
		"/":                            {200, "phone", "text/html; charset=utf-8", never},
		"/masuk":                       {200, "phone", "text/html; charset=utf-8", never},
		"/laporan/0197":                {200, "phone", "text/html; charset=utf-8", never},
		"/meja":                        {200, "desk", "text/html; charset=utf-8", never},
		"/papan?area=33.74":            {200, "board", "text/html; charset=utf-8", never},
		"/sw.js":                       {200, "worker", "text/javascript; charset=utf-8", never},
		"/manifest.webmanifest":        {200, "{}", "application/manifest+json", never},
		"/assets/phone-Ab3_x-9z.js":    {200, "script", "text/javascript; charset=utf-8", always},
		"/assets/icon.svg":             {200, "<svg/>", "image/svg+xml", never},
		"/assets/other.js":             {404, "", "", ""},
		"/favicon.ico":                 {404, "", "", ""},
		"/.gitkeep":                    {404, "", "", ""},
		"/assets/../../etc/passwd.txt": {404, "", "", ""},
	} {
		r, body := get(t, p, path)
		if r.StatusCode != want.status || !strings.Contains(body, want.has) {
			t.Errorf("%s: %d %s", path, r.StatusCode, body)
			continue
		}
		if want.status == 200 && (r.Header.Get("Content-Type") != want.kind || r.Header.Get("Cache-Control") != want.caches) {
			t.Errorf("%s: %s", path, r.Header)
		}
	}
}

// TestPages_Policy: own scripts and styles only, and sockets to the origins served.
func TestPages_Policy(t *testing.T) {
	t.Parallel()
	p, err := web.New(built, []string{"https://jogo.example"}, false)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := get(t, p, "/")
	policy := r.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self' wss://jogo.example;", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("%s lacks %s", policy, part)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("%s", policy)
	}
}

// TestPages_Twins: the smallest form that the client takes, and nothing at all twice.
func TestPages_Twins(t *testing.T) {
	t.Parallel()
	p, err := web.New(built, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	for accept, want := range map[string]string{"br, gzip": "br", "gzip, deflate, br;q=0.9": "br", "gzip": "gzip", "gzip, br;q=0": "gzip", "": "", "identity": ""} {
		r, _ := get(t, p, "/", "Accept-Encoding", accept)
		if r.Header.Get("Content-Encoding") != want || r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: %s", accept, r.Header)
		}
	}
	r, _ := get(t, p, "/")
	if again, body := get(t, p, "/", "If-None-Match", r.Header.Get("ETag")); again.StatusCode != 304 || body != "" {
		t.Errorf("asked again: %d %s", again.StatusCode, body)
	}
	post := httptest.NewRecorder()
	p.ServeHTTP(post, httptest.NewRequest("POST", "/", nil))
	if post.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", post.Code)
	}
}

// TestPages_Unbuilt: without a build the page says in one line how to make one.
func TestPages_Unbuilt(t *testing.T) {
	t.Parallel()
	p, err := web.New(fstest.MapFS{".gitkeep": {}}, nil, false)
	if err != nil || p.Built() {
		t.Fatal(err)
	}
	if r, body := get(t, p, "/"); r.StatusCode != 503 || !strings.Contains(body, web.Build) || strings.Count(body, "\n") != 1 {
		t.Errorf("%d %q", r.StatusCode, body)
	}
}

// TestPages_LAN: every page begins with the script that stands in for cookie and worker, in the
// form that every client takes, and there is no worker.
func TestPages_LAN(t *testing.T) {
	t.Parallel()
	app := fstest.MapFS{"index.html": {Data: []byte(`<head><script type="module" src="/a.js"></script></head>`)}, "index.html.br": {Data: []byte("old")}, "sw.js": {Data: []byte("worker")}, "lan.js": {Data: []byte("lan")}}
	plain, err := web.New(app, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	room, err := web.New(app, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := get(t, plain, "/")
	r, body := get(t, room, "/", "Accept-Encoding", "br")
	if !strings.Contains(body, `<script type="module" src="/lan.js"></script><script type="module" src="/a.js">`) || r.Header.Get("Content-Encoding") != "" {
		t.Errorf("%s %s", r.Header, body)
	}
	if r.Header.Get("ETag") == before.Header.Get("ETag") {
		t.Error("a browser would keep the page of before")
	}
	if r, _ := get(t, room, "/sw.js"); r.StatusCode != 404 {
		t.Errorf("the worker: %d", r.StatusCode)
	}
}

// A page of an older build is made to load the new one; whoever keeps files learns that there is none.
func TestRenew(t *testing.T) {
	t.Parallel()
	p, err := web.New(built, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, ask := range []struct {
		path, dest, has string
		status          int
	}{
		{"/assets/City-Ab3_x-9z.js", "script", "location.reload()", 200},
		{"/assets/City-Ab3_x-9z.css", "style", "older build", 200},
		{"/assets/City-Ab3_x-9z.js", "style", "Tidak ada", 404},
		{"/assets/City-Ab3_x-9z.js", "empty", "Tidak ada", 404},
		{"/assets/City-Ab3_x-9z.js", "", "Tidak ada", 404},
		{"/assets/other.js", "script", "Tidak ada", 404},
		{"/else/City-Ab3_x-9z.js", "script", "Tidak ada", 404},
		{"/assets/phone-Ab3_x-9z.js", "script", "script", 200},
	} {
		r, body := get(t, p, ask.path, "Sec-Fetch-Dest", ask.dest)
		if r.StatusCode != ask.status || !strings.Contains(body, ask.has) {
			t.Errorf("%s as %q: %d %q", ask.path, ask.dest, r.StatusCode, body)
		}
		if kept := r.Header.Get("Cache-Control"); ask.status == 200 && ask.path != "/assets/phone-Ab3_x-9z.js" && kept != "no-store" {
			t.Errorf("%s: %q", ask.path, kept)
		}
	}
}
