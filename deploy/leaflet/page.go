package main

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// leaflets are the guides that must fit on one sheet; all else may take the pages it needs.
var leaflets = []string{"ketua-rt.md", "lurah.md", "staf.md", "pemasang.md"}

var (
	//go:embed page.css
	look string
	//go:embed page.html
	frame string

	sheet    = template.Must(template.New("page").Parse(frame))
	markdown = goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
)

// makePage turns one guide into a page that needs nothing beside it.
func makePage(source string) ([]byte, error) {
	b, err := os.ReadFile(source)
	if err != nil {
		return nil, err
	}
	tree := markdown.Parser().Parse(text.NewReader(b))
	title := ""
	var away []*ast.Link
	err = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level == 1 && title == "" {
				title = string(n.Lines().Value(b))
			}
		case *ast.Image:
			inside, err := inline(filepath.Join(filepath.Dir(source), string(n.Destination)))
			n.Destination = inside
			return ast.WalkContinue, err
		case *ast.Link:
			to := string(n.Destination)
			if n.Destination = []byte(htmlName(to)); htmlName(to) == to && !strings.Contains(to, ":") {
				away = append(away, n)
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return nil, err
	}
	for _, n := range away {
		unlink(n)
	}
	var body, page bytes.Buffer
	if err := markdown.Renderer().Render(&body, b, tree); err != nil {
		return nil, err
	}
	err = sheet.Execute(&page, struct {
		Title, Kind string
		Look        template.CSS
		Body        template.HTML
	}{title, kindOf(source), template.CSS(look), template.HTML(body.String())})
	return page.Bytes(), err
}

// unlink leaves the words of a link into the repository, which lies on nobody's paper.
func unlink(n *ast.Link) {
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		n.Parent().InsertBefore(n.Parent(), n, c)
	}
	n.Parent().RemoveChild(n.Parent(), n)
}

func kindOf(source string) string {
	if slices.Contains(leaflets, filepath.Base(source)) {
		return "leaflet"
	}
	return "long"
}

// inline reads a picture into an address that carries it.
func inline(file string) ([]byte, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	kinds := map[string]string{".png": "image/png", ".gif": "image/gif", ".svg": "image/svg+xml"}
	kind := kinds[filepath.Ext(file)]
	if kind == "" {
		return nil, fmt.Errorf("%s is no picture that a page can carry", file)
	}
	return []byte("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(b)), nil
}

// htmlName is the printed twin of a guide; other addresses stay.
func htmlName(name string) string {
	if stem, ok := strings.CutSuffix(name, ".md"); ok && !strings.Contains(name, "/") {
		return stem + ".html"
	}
	return name
}
