package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	version := flag.String("version", "", "version that the binary says it is")
	out := flag.String("out", "dist/release", "folder for the files; made anew")
	only := flag.String("only", "", "targets with commas between them, such as linux/amd64; all, unless said")
	flag.Parse()
	if err := release(*version, *out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release fills the folder, or leaves it without checksums: only what has them is whole.
func release(version, out, only string) error {
	if version == "" {
		return errors.New("say which -version this is")
	}
	if err := errors.Join(os.RemoveAll(out), os.MkdirAll(out, 0o755)); err != nil {
		return err
	}
	var built []string
	for _, t := range targets {
		if only != "" && !slices.Contains(strings.Split(only, ","), t.String()) {
			continue
		}
		file := filepath.Join(out, t.file(version))
		if err := t.build(".", file, version); err != nil {
			return err
		}
		built = append(built, file)
	}
	if len(built) == 0 {
		return fmt.Errorf("-only %s names none of %v", only, targets)
	}
	bill, err := billOf(version, built[0], "frontend/package-lock.json")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "jogotonggo_"+version+".cdx.json"), bill, 0o644); err != nil {
		return err
	}
	return sums(out)
}

// sums writes SHA256SUMS, as `sha256sum -c` reads it.
func sums(dir string) error {
	entries, err := os.ReadDir(dir) // by name
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		fmt.Fprintf(&list, "%s  %s\n", hex.EncodeToString(sum[:]), e.Name())
	}
	fmt.Print(list.String())
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(list.String()), 0o644)
}
