package check

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"

	"github.com/goccy/go-yaml"
)

// thing is any YAML mapping.
type thing map[string]any

// read parses all documents of a file.
func read(t *testing.T, file string) (list []thing) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(b), yaml.AllowDuplicateMapKey()) // compose.yaml overrides what it merges
	for {
		var one thing
		err := dec.Decode(&one)
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		list = append(list, one)
	}
}

// at walks down; a number is an index. What is not there is nil.
func at(from any, way ...any) any {
	for _, step := range way {
		switch step := step.(type) {
		case string:
			switch m := from.(type) {
			case thing:
				from = m[step]
			case map[string]any:
				from = m[step]
			default:
				return nil
			}
		case int:
			list, ok := from.([]any)
			if !ok || step >= len(list) {
				return nil
			}
			from = list[step]
		}
	}
	return from
}

// texts gives a list of texts.
func texts(from any) (list []string) {
	all, _ := from.([]any)
	for _, one := range all {
		if s, ok := one.(string); ok {
			list = append(list, s)
		}
	}
	return list
}
