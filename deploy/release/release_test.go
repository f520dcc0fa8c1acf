package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const root = "../.."

// mark is a version that stands nowhere else.
const mark = "1.2.3-of-a-test"

// TestReproducible: one commit in two folders gives the same bytes, which hold their version
// and no folder. It is built for Windows, so that what is written for Unix alone is found.
// release.sh does it for every target, with the front end and with caches of their own.
func TestReproducible(t *testing.T) {
	t.Parallel()
	there := targets[slices.IndexFunc(targets, func(one target) bool { return one.os == "windows" })]
	var built [2][]byte
	for i, place := range []string{"a", "somewhere/much/deeper"} {
		dir := filepath.Join(t.TempDir(), place)
		if err := copySource(dir); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), there.file(mark))
		if err := there.build(dir, file, mark); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if built[i] = b; bytes.Contains(b, []byte(dir)) || !bytes.Contains(b, []byte(mark)) {
			t.Error("the binary knows where it was built, or not which version it is")
		}
		if i == 0 {
			bill, err := billOf(mark, file, filepath.Join(root, "frontend/package-lock.json"))
			if err != nil {
				t.Fatal(err)
			}
			holds(t, bill)
		}
	}
	if !bytes.Equal(built[0], built[1]) {
		t.Error("the binaries differ")
	}
}

// copySource lays down what a build reads: Go files, modules and what they embed.
func copySource(dir string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if d.Name() == "node_modules" && !d.IsDir() { // shared by a link
			return nil
		}
		if d.IsDir() {
			switch base := d.Name(); {
			case rel != "." && base[0] == '.', rel == "dist", rel == "data", base == "node_modules":
				return fs.SkipDir
			}
			return os.MkdirAll(filepath.Join(dir, rel), 0o755)
		}
		switch filepath.Ext(rel) {
		case ".ts", ".tsx", ".md":
			return nil
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, rel), b, 0o644)
	})
}

// holds: the bill names what must be in it, and nothing that changes by itself.
func holds(t *testing.T, text []byte) {
	t.Helper()
	var b bill
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, p := range b.Components {
		kind, _, _ := strings.Cut(p.Purl, "/")
		kinds[kind]++
		for _, wanted := range []string{"std", "github.com/gin-gonic/gin", "modernc.org/sqlite", "preact"} {
			if p.Name == wanted {
				kinds[wanted] = 1
			}
		}
		if p.Name == "idn-area-data" || p.Name == "papaparse" || p.Name == "vite" || p.Version == "" {
			t.Errorf("it lists %s %s", p.Name, p.Version)
		}
	}
	if kinds["std"]+kinds["github.com/gin-gonic/gin"]+kinds["modernc.org/sqlite"]+kinds["preact"] != 4 {
		t.Errorf("it lacks something: %v", kinds)
	}
	for _, moving := range []string{"timestamp", "serialNumber"} {
		if bytes.Contains(text, []byte(moving)) {
			t.Errorf("it holds a %s", moving)
		}
	}
}

// TestSums: the checksums are those of the files, in the form that sha256sum reads.
func TestSums(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"b": "abc", "a": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := sums(dir); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	want := "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, string(got)))
	}
}
