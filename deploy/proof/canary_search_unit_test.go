package proof

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// wrappings are ways in which a leak may not look like one.
var wrappings = []struct {
	name string
	wrap func(token string) string
}{
	{"plain", func(s string) string { return s }},
	{"capitals", strings.ToUpper},
	{"JSON in JSON", func(s string) string { return quoted(quoted(`catatan "` + s + `"`)) }},
	{"escapes of JSON", func(s string) string { return spelt(s, `\u%04x`) }},
	{"escapes of JSON, in JSON", func(s string) string { return strings.ReplaceAll(spelt(s, `\u%04X`), `\`, `\\`) }},
	{"escapes of bytes", func(s string) string { return spelt(s, `\x%02x`) }},
	{"percent-encoding", func(s string) string { return "/laporan?q=" + spelt(s, "%%%02X") }},
	{"percent-encoding twice", func(s string) string { return spelt(s, "%%25%02x") }},
	{"character references", func(s string) string { return spelt(s, "&#%d;") }},
	{"character references in hex", func(s string) string { return spelt(s, "&#x%x;") }},
	{"base64", func(s string) string { return base64.StdEncoding.EncodeToString([]byte("a " + s)) }},
	{"base64 in a word", func(s string) string { return "cursor" + base64.StdEncoding.EncodeToString([]byte(s)) }},
	{"base64 for URLs", func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("aÿþ " + s + "ÿ~")) }},
	{"base64 of JSON", func(s string) string {
		return base64.StdEncoding.EncodeToString([]byte(quoted(spelt(s, `\u%04x`))))
	}},
	{"base64 twice", func(s string) string {
		return base64.StdEncoding.EncodeToString([]byte("x" + base64.StdEncoding.EncodeToString([]byte(s))))
	}},
	{"hex", func(s string) string { return `\x` + hex.EncodeToString([]byte(s)) }},
	{"torn", func(s string) string { return s[:len(s)*2/3] }},
}

func quoted(s string) string {
	b, _ := json.Marshal(s) // text always marshals
	return string(b)
}

// spelt writes each byte by a format.
func spelt(s, format string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, format, c)
	}
	return b.String()
}

// The search finds a canary in every wrapping, and none where there is none.
func TestSearch(t *testing.T) {
	t.Parallel()
	var f flock
	f.add("note", chirp+"-aid-request-note-k7q2x9")
	f.add("days", `"since":"2018-03-07"`)
	around := `{"id":"0192-aa","hash":"` + strings.Repeat("Q2FuYXJ5", 40) + `","text":"%s","due":null}`
	for _, w := range wrappings {
		for _, c := range append(f.text, f.rest...) {
			if w.name == "torn" && c.row != "note" {
				continue
			}
			want := c.row
			if w.name == "torn" {
				want = torn
			}
			if found := f.in(fmt.Appendf(nil, around, w.wrap(c.token))); !found[want] {
				t.Errorf("%s of %s: found %v", w.name, c.token, slices.Collect(maps.Keys(found)))
			}
		}
	}
	if found := f.in(fmt.Appendf(nil, around, "tidak ada apa-apa")); len(found) > 0 {
		t.Errorf("found in nothing: %v", found)
	}
}
