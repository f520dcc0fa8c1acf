package check

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// units lays the units down with programs that this machine has.
func units(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	files, err := filepath.Glob("../systemd/*.[st][ei][rm][ve]*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var laid []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(b), "/usr/local/bin/jogotonggo", "/bin/true")
		text = strings.ReplaceAll(strings.ReplaceAll(text, "User=jogotonggo", "User=daemon"), "Group=jogotonggo", "Group=daemon")
		name := filepath.Join(dir, filepath.Base(f))
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		laid = append(laid, name)
	}
	return laid
}

// analyze is systemd-analyze, where make test has found it: on Linux always.
var analyze = os.Getenv("JT_TEST_SYSTEMD_ANALYZE")

// systemd itself reads the units and finds nothing to say about them.
func TestUnits(t *testing.T) {
	t.Parallel()
	if analyze == "" {
		return
	}
	t.Run("systemd", func(t *testing.T) {
		t.Run("verify", verified)
		t.Run("security", hardened)
	})
}

func verified(t *testing.T) {
	out, err := exec.Command(analyze, append([]string{"verify", "--man=no", "--recursive-errors=no"}, units(t)...)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "jogotonggo") {
			t.Error(strings.TrimSpace(line))
		}
	}
}

// hardened: what the services may still do is little. systemd's own measure goes from 0 to 10.
func hardened(t *testing.T) {
	for _, unit := range units(t) {
		if !strings.HasSuffix(unit, ".service") {
			continue
		}
		const most = "20" // tenths
		out, err := exec.Command(analyze, "security", "--offline=true", "--threshold="+most, "--no-pager", unit).CombinedOutput()
		if lines := strings.Split(strings.TrimSpace(string(out)), "\n"); err != nil {
			t.Errorf("%s: %v\n%s", filepath.Base(unit), err, out)
		} else {
			t.Logf("%s", lines[len(lines)-1])
		}
	}
}
