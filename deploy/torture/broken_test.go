package main

import (
	"go/parser"
	"go/token"
	"testing"
)

// Every column has a build that is broken in its way, and each still finds its place in the sources.
func TestBreakages(t *testing.T) {
	t.Parallel()
	has := map[column]bool{}
	for _, b := range breakages {
		has[b.finds] = true
		src, err := b.source("../..")
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := parser.ParseFile(token.NewFileSet(), b.file, src, 0); err != nil {
			t.Errorf("%s: %v", b.name, err)
		}
	}
	for _, c := range columns {
		if !has[c] {
			t.Errorf("no broken build shows that %s is found", c)
		}
	}
}
