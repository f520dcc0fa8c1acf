package proof

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The sheets that are printed for people. What is bold on them is a word of the app.
var guides = []string{"ketua-rt.md", "lurah.md", "staf.md", "pemasang.md"}

// TestGuidesSayWhatScreensSay: a button that a guide names is called so on the screen, whoever
// renames it meets this test.
func TestGuidesSayWhatScreensSay(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	for _, text := range read(t, func(path string) bool {
		name := filepath.Base(path)
		return strings.Contains(path, "frontend/src/words/id") || strings.Contains(path, "/rt-rw/") && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
	}) {
		said.WriteString(text)
	}
	bold := regexp.MustCompile(`\*\*([^*]+)\*\*`)
	n := 0
	for _, page := range guides {
		for _, m := range bold.FindAllStringSubmatch(guide(t, page), -1) {
			if word := m[1]; word != "tebal" {
				if n++; !says(said.String(), word) {
					t.Errorf("%s: no screen says %q", page, word)
				}
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d words in bold; the reading is broken", n)
	}
}

// says looks for a word as a whole text, as one of several choices, or before what is put in.
func says(app, word string) bool {
	for _, before := range []string{`"`, `|`} {
		for _, after := range []string{`"`, `|`, ` {`} {
			if strings.Contains(app, before+word+after) {
				return true
			}
		}
	}
	return false
}

// TestGuidesAreKind holds their tone: no blame, no shouting, short sentences.
func TestGuidesAreKind(t *testing.T) {
	t.Parallel()
	never := regexp.MustCompile(`(?i)[a-z]!|\b(gagal|terlambat|belum ditanggapi|lalai|error|kamu|anda)\b|\.\.\.`)
	end := regexp.MustCompile(`[.:;?](?:\s|$)|\n\n|\n- |\n\d+\. |\n\||\|`)
	for _, page := range guides {
		text := withoutFences(guide(t, page))
		if m := never.FindString(text); m != "" {
			t.Errorf("%s: %q must not be said", page, m)
		}
		for _, sentence := range end.Split(text, -1) {
			if n := len(strings.Fields(sentence)); n > 16 {
				t.Errorf("%s: %d words in one sentence: %s", page, n, strings.TrimSpace(sentence))
			}
		}
	}
}

// TestReadmePeople: whom the README asks to tap is on the demo's page.
func TestReadmePeople(t *testing.T) {
	t.Parallel()
	logins := filepath.Join(top, "server", "demo", "logins.go")
	texts := read(t, func(p string) bool { return p == logins || p == filepath.Join(top, "README.md") })
	_, told, ok := strings.Cut(texts[filepath.Join(top, "README.md")], "tap a name")
	told, _, _ = strings.Cut(told, "\n\n")
	people := regexp.MustCompile(`\*(\p{Lu}\p{L}+)\*`).FindAllStringSubmatch(told, -1)
	if !ok || len(people) < 3 {
		t.Fatalf("the README asks to tap %v", people)
	}
	for _, m := range people {
		if !strings.Contains(texts[logins], `"`+m[1]+` `) {
			t.Errorf("the demo has nobody called %s", m[1])
		}
	}
}

func guide(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(top, "deploy", "panduan", name)
	text := read(t, func(p string) bool { return p == path })[path]
	if text == "" {
		t.Fatalf("%s is not there", path)
	}
	return text
}
