package proof

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
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

func names(form *regexp.Regexp, text []byte) (list []string) {
	for _, m := range form.FindAllSubmatch(text, -1) {
		list = append(list, string(m[1]))
	}
	slices.Sort(list)
	return slices.Compact(list)
}
