package web

import (
	"net/http"
	"path"
	"strings"
)

// A page that was left open across an upgrade, a board on a wall above all, may ask for a piece
// of its own build when that build is gone. Nobody is there to reload it, so what it gets in
// the piece's place does: once, and at most every thirty seconds where an old page comes back.
// The import that asked stays open, because a failed one would be asked for again meanwhile.
const (
	again = `const last = Number(sessionStorage.getItem("renewed")) || 0
setTimeout(() => {
  sessionStorage.setItem("renewed", String(Date.now()))
  location.reload()
}, Math.max(0, last + 30_000 - Date.now()))
await new Promise(() => {})
`
	// unstyled lets a piece whose styles are gone too get as far as asking for its script.
	unstyled = "/* of an older build */\n"
)

// renew answers a page that wants to run or draw with what is not here any more. A worker that
// fetches files to keep them is told the truth: what it asks for has no destination. Browsers name
// one only where the page is safe to them (https, this machine); elsewhere it is 404 as well.
func (p *Pages) renew(w http.ResponseWriter, r *http.Request) bool {
	content, ext := "", ""
	switch r.Header.Get("Sec-Fetch-Dest") {
	case "script":
		content, ext = again, ".js"
	case "style":
		content, ext = unstyled, ".css"
	}
	name := path.Clean(r.URL.Path)
	if content == "" || path.Ext(name) != ext || !strings.HasPrefix(name, "/assets/") || !hashed.MatchString(name) || !p.built {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", kindOf(ext))
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Sec-Fetch-Dest")
	_, _ = w.Write([]byte(content)) // who hung up is not there to be told
	return true
}
