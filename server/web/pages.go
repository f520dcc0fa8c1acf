package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Build is the command that makes the app.
const Build = "npm --prefix frontend ci && npm --prefix frontend run build"

// Pages is the app as files in memory. They are read once, so that nothing waits for a disk.
type Pages struct {
	files  map[string]*file
	policy string
	built  bool
}

type file struct {
	kind    string
	etag    string
	forever bool
	plain   []byte
	twins   map[string][]byte // by content coding
}

// hashed names carry a digest of their content, so they never change.
var hashed = regexp.MustCompile(`-[A-Za-z0-9_-]{8}\.[a-z0-9]+$`)

// New reads the app. origins are those from which it is opened: older Safari wants their
// sockets named in the policy. Without a build every page says how to make one.
//
// lan readies the pages for a network without encryption, where there is neither cookie nor
// worker: each begins with the script that stands in for them.
func New(app fs.FS, origins []string, lan bool) (*Pages, error) {
	if lan {
		origins = nil // no socket is opened from these pages
	}
	p := &Pages{files: map[string]*file{}, policy: policy(origins)}
	if err := p.take(app); err != nil {
		return nil, fmt.Errorf("read the web app: %w", err)
	}
	if lan {
		p.inTheRoom()
	}
	_, p.built = p.files["index.html"]
	return p, nil
}

// Built says whether the app is there.
func (p *Pages) Built() bool { return p.built }

func policy(origins []string) string {
	connect := "'self'"
	for _, o := range origins {
		connect += " " + strings.Replace(o, "http", "ws", 1)
	}
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src " + connect +
		"; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
}

func (p *Pages) take(from fs.FS) error {
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		switch ext := path.Ext(name); ext {
		case ".br", ".gz":
			p.at(strings.TrimSuffix(name, ext)).twins[codings[ext]] = content
		default:
			f := p.at(name)
			f.hold(content)
			f.kind, f.forever = kindOf(ext), strings.HasPrefix(name, "assets/") && hashed.MatchString(name)
		}
		return nil
	})
}

func (f *file) hold(content []byte) {
	sum := sha256.Sum256(content)
	f.plain, f.etag = content, `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`
}

// before is what a page of the emergency mode begins with. It runs first: scripts of modules
// run in the order in which a page names them.
const before = `<link rel="stylesheet" href="/lan.css"><script type="module" src="/lan.js"></script>`

// inTheRoom puts that before the script of each page. A worker would answer from its own copy
// of a page, also when the server has a certificate again: browsers give none over plain http,
// and on the machine itself its script is not there.
func (p *Pages) inTheRoom() {
	delete(p.files, "sw.js")
	for name, f := range p.files {
		if at := bytes.Index(f.plain, []byte("<script")); path.Ext(name) == ".html" && at >= 0 {
			f.hold(slices.Concat(f.plain[:at], []byte(before), f.plain[at:]))
			clear(f.twins)
		}
	}
}

var codings = map[string]string{".br": "br", ".gz": "gzip"}

// kindOf does not ask the machine, whose own tables differ.
func kindOf(ext string) string {
	switch ext {
	case ".webmanifest":
		return "application/manifest+json"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	}
	if kind := mime.TypeByExtension(ext); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

func (p *Pages) at(name string) *file {
	if p.files[name] == nil {
		p.files[name] = &file{twins: map[string][]byte{}}
	}
	return p.files[name]
}

// doors are addresses that have a page of their own; every other one is the phone's.
var doors = map[string]string{"/meja": "meja.html", "/papan": "papan.html", "/rupa": "rupa.html", "/terbuka": "terbuka.html"}

// ServeHTTP gives a file, or the page that an address belongs to.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	f := p.files[name]
	if f == nil || f.plain == nil {
		if p.renew(w, r) {
			return
		}
		if path.Ext(name) != "" || strings.HasPrefix(name, "assets/") {
			http.Error(w, "Tidak ada di sini.", http.StatusNotFound)
			return
		}
		page, known := doors["/"+name]
		if !known {
			page = "index.html"
		}
		f = p.files[page]
	}
	if f == nil {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintf(w, "Tampilan web belum dibuat. Buat dengan: %s\n", Build)
		return
	}
	p.send(w, r, f)
}

func (p *Pages) send(w http.ResponseWriter, r *http.Request, f *file) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("ETag", f.etag)
	h.Add("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if f.forever {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.HasPrefix(f.kind, "text/html") || strings.HasPrefix(f.kind, "text/javascript") {
		h.Set("Content-Security-Policy", p.policy) // a worker has the policy of its own file
		h.Set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()")
	}
	if strings.Contains(r.Header.Get("If-None-Match"), f.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	content := f.plain
	for _, coding := range []string{"br", "gzip"} {
		if twin := f.twins[coding]; twin != nil && accepts(r.Header.Get("Accept-Encoding"), coding) {
			h.Set("Content-Encoding", coding)
			content = twin
			break
		}
	}
	h.Set("Content-Length", fmt.Sprint(len(content)))
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		_, _ = w.Write(content) // who hung up is not there to be told
	}
}

// accepts reads an Accept-Encoding header as far as our two codings need.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		weight = strings.ReplaceAll(weight, " ", "")
		if strings.EqualFold(name, coding) {
			return weight != "q=0" && weight != "q=0.0"
		}
	}
	return false
}
