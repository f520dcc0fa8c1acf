package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sentenceAt is one text of the program that a person may read, and where it stands.
type sentenceAt struct{ text, at string }

var (
	never   = regexp.MustCompile(`(?i)!|\b(maaf|error|gagal|terlambat|belum ditanggapi|lalai|wajib|sorry|ignored)\b|\.\.\.|…`)
	pause   = regexp.MustCompile(`[.?:;] `)
	letters = regexp.MustCompile(`[\p{L}\d]`)
)

// TestWordsAreKind: what services declare and what refusals say is read by residents, so it follows the rules of the front
// end's own words: at most twelve words a sentence, calm, and in both languages.
func TestWordsAreKind(t *testing.T) {
	words, lone := gather(t, "../rt-rw", "api", "door", "push")
	if len(words) < 300 {
		t.Fatalf("only %d texts found; the reading is broken", len(words))
	}
	for _, s := range words {
		if m := never.FindString(s.text); m != "" {
			t.Errorf("%s: %q must not be said: %s", s.at, m, s.text)
		}
		for _, sentence := range pause.Split(s.text, -1) {
			n := 0
			for _, word := range strings.Fields(sentence) {
				if letters.MatchString(word) {
					n++
				}
			}
			if n > 12 {
				t.Errorf("%s: %d words in one sentence: %s", s.at, n, sentence)
			}
		}
	}
	for _, s := range lone {
		t.Errorf("%s: no English for %s", s.at, s.text)
	}
	t.Logf("%d texts read", len(words))
}

// gather reads the sources: titles in struct tags, Words, and sentences of refusals. lone are those without English.
func gather(t *testing.T, roots ...string) (words, lone []sentenceAt) {
	t.Helper()
	files := token.NewFileSet()
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.Field:
					w, l := ofTag(n, files.Position(n.Pos()).String())
					words, lone = append(words, w...), append(lone, l...)
				case *ast.CompositeLit:
					w, l := ofWords(n, files.Position(n.Pos()).String())
					words, lone = append(words, w...), append(lone, l...)
				case *ast.CallExpr:
					words = append(words, ofRefusal(n, files.Position(n.Pos()).String())...)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return words, lone
}

// ofTag reads id:"…" en:"…" choices:"…;…".
func ofTag(f *ast.Field, at string) (words, lone []sentenceAt) {
	if f.Tag == nil {
		return nil, nil
	}
	raw, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return nil, nil
	}
	tag := reflect.StructTag(raw)
	if id := tag.Get("id"); id != "" {
		words = append(words, sentenceAt{id, at})
		if tag.Get("en") == "" {
			lone = append(lone, sentenceAt{id, at})
		}
	}
	id, en, _ := strings.Cut(tag.Get("choices"), ";")
	for choice := range strings.SplitSeq(id, "|") {
		if choice != "" {
			words = append(words, sentenceAt{choice, at})
		}
	}
	if strings.Count(id, "|") != strings.Count(en, "|") {
		lone = append(lone, sentenceAt{id, at})
	}
	return words, lone
}

// ofWords reads Words{ID: "…", EN: "…"}, by name or by place; the kernel's own maps leave the type out.
func ofWords(lit *ast.CompositeLit, at string) (words, lone []sentenceAt) {
	name := ""
	switch of := lit.Type.(type) {
	case *ast.Ident:
		name = of.Name
	case *ast.SelectorExpr:
		name = of.Sel.Name
	case nil:
		// An element of a map of Words: two texts and nothing else.
		if len(lit.Elts) == 2 && literal(lit.Elts[0]) != "" && literal(lit.Elts[1]) != "" {
			name = "Words"
		}
	}
	if name != "Words" {
		return nil, nil
	}
	var pair [2]string
	for i, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "EN" {
				pair[1] = literal(kv.Value)
			} else {
				pair[0] = literal(kv.Value)
			}
			continue
		}
		if i < 2 {
			pair[i] = literal(e)
		}
	}
	if pair[0] == "" {
		return nil, nil
	}
	words = append(words, sentenceAt{pair[0], at})
	if pair[1] == "" {
		lone = append(lone, sentenceAt{pair[0], at})
	}
	return words, lone
}

// ofRefusal reads the sentence of a refusal, which the kernel says in Indonesian.
func ofRefusal(call *ast.CallExpr, at string) (words []sentenceAt) {
	name := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	at += " " + name
	switch {
	case name == "AtField" && len(call.Args) == 3, name == "Refuse" && len(call.Args) >= 2, name == "Errorf" && len(call.Args) >= 2:
		for _, arg := range call.Args[1:] {
			if text := literal(arg); strings.Contains(text, " ") {
				words = append(words, sentenceAt{text, at})
			}
		}
	}
	return words
}

func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, _ := strconv.Unquote(e.Value)
			return text
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return literal(e.X) + "0" + literal(e.Y)
		}
	}
	return ""
}
