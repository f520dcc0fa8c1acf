package proof

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// env.example names every setting of the server and none that it does not have.
func TestEnvExample(t *testing.T) {
	t.Parallel()
	help, err := exec.Command(binary, "serve", "--help").CombinedOutput()
	if err != nil {
		t.Fatalf("serve --help: %v\n%s", err, help)
	}
	example, err := os.ReadFile("../env.example")
	if err != nil {
		t.Fatal(err)
	}
	want := names(regexp.MustCompile(`\$(JT_[A-Z_]+)`), help)
	got := names(regexp.MustCompile(`(?m)^#(JT_[A-Z_]+)=`), example)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-serve --help +env.example):\n%s", diff)
	}
}

// No file of deploy/ names a setting that the server does not have. Those that say how much
// of a test is wanted, and where its services are, are the tests' own.
func TestEveryNamedSettingExists(t *testing.T) {
	t.Parallel()
	var known []string
	for _, command := range [][]string{{"serve"}, {"backup", "make"}, {"healthy"}} {
		help, err := exec.Command(binary, append(command, "--help")...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s --help: %v\n%s", command, err, help)
		}
		known = append(known, names(regexp.MustCompile(`\$(JT_[A-Z_]+)`), help)...)
	}
	looked := 0
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir(), filepath.Ext(name) == ".go", filepath.Ext(name) == ".mjs":
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		looked++
		for _, used := range names(regexp.MustCompile(`\b(JT_[A-Z_]+)`), text) {
			ours := slices.ContainsFunc([]string{"JT_TEST_", "JT_PROOF_", "JT_CLUSTER_", "JT_PANGGUNG_"}, func(p string) bool { return strings.HasPrefix(used, p) })
			if !ours && !slices.Contains(known, used) {
				t.Errorf("%s names %s, which the server does not have", name, used)
			}
		}
		return nil
	})
	if err != nil || looked < 20 {
		t.Errorf("looked at %d files: %v", looked, err)
	}
}

func names(form *regexp.Regexp, text []byte) (list []string) {
	for _, m := range form.FindAllSubmatch(text, -1) {
		list = append(list, string(m[1]))
	}
	slices.Sort(list)
	return slices.Compact(list)
}
