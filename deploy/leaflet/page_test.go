package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const here = "../panduan"

// TestMakePage: a page carries its pictures and its look, and asks nothing of a network.
func TestMakePage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("gambar/a.png", "picture")
	write("staf.md", "# Meja <satu>\n\n![Gambar](gambar/a.png)\n\nLihat [Lurah](lurah.md) dan [kode](../x/y.md).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
	b, err := makePage(filepath.Join(dir, "staf.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(b)
	for _, want := range []string{"<title>Meja &lt;satu&gt; · Jogo Tonggo</title>", `class="leaflet"`, `src="data:image/png;base64,cGljdHVyZQ=="`, `alt="Gambar"`,
		`href="lurah.html"`, "dan kode.</p>", "<td>1</td>", "@page { size: A4"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	write("lain.md", "# Lain\n\n![Gambar](gambar/tidak-ada.png)\n")
	if _, err := makePage(filepath.Join(dir, "lain.md")); err == nil {
		t.Error("a picture that is not there is let pass")
	}
}

// TestOneSheet prints the guides as a kelurahan would and counts the sheets.
func TestOneSheet(t *testing.T) {
	t.Parallel()
	chromium := os.Getenv("JT_TEST_CHROMIUM")
	if chromium == "" {
		return // make test names one, and fails where it finds none
	}
	out := t.TempDir()
	if err := makeAll(here, out); err != nil {
		t.Fatal(err)
	}
	for _, name := range leaflets {
		t.Run(name, func(t *testing.T) {
			if n := sheets(t, chromium, filepath.Join(out, htmlName(name))); n != 1 {
				t.Errorf("%d sheets", n)
			}
		})
	}
}

var sheetInPDF = regexp.MustCompile(`/Type\s*/Page\b`)

// sheets prints a page to a PDF and counts the sheets in it.
func sheets(t *testing.T, chromium, page string) int {
	t.Helper()
	pdf := strings.TrimSuffix(page, ".html") + ".pdf"
	said, err := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
		"--user-data-dir="+t.TempDir(), "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+page).CombinedOutput()
	if err != nil {
		t.Fatalf("print: %v\n%s", err, said)
	}
	b, err := os.ReadFile(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return len(sheetInPDF.FindAll(b, -1))
}
