package check

import (
	"os"
	"strings"
	"testing"
)

// README.md names everything that lies in deploy/.
func TestReadme(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			name += "/"
		}
		if name == "README.md" || name == "secrets/" || strings.HasPrefix(name, "Dockerfile.") {
			continue
		}
		if !strings.Contains(string(b), "`"+name) {
			t.Errorf("README.md does not name %s", name)
		}
	}
}
