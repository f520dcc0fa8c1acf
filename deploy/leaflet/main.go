package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// guides is where the pages are written by hand.
const guides = "deploy/panduan"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "leaflet: say the folder to write to, such as dist/panduan")
		os.Exit(2)
	}
	if err := makeAll(guides, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "leaflet:", err)
		os.Exit(1)
	}
}

// makeAll writes one HTML file for every guide.
func makeAll(from, to string) error {
	sources, err := filepath.Glob(filepath.Join(from, "*.md"))
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		return fmt.Errorf("no guides in %s; run it from the top of the repository", from)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, source := range sources {
		if filepath.Base(source) == "README.md" {
			continue
		}
		page, err := makePage(source)
		if err != nil {
			return fmt.Errorf("%s: %w", source, err)
		}
		name := filepath.Join(to, htmlName(filepath.Base(source)))
		if err := os.WriteFile(name, page, 0o644); err != nil {
			return err
		}
		fmt.Println(name)
	}
	return nil
}
