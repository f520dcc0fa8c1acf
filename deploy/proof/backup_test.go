package proof

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBackupSaysWhatToDo: whatever is wrong with a stick, a key or a file is one sentence and exit 1, for a person and
// for a timer, and nothing is made where nothing can be finished.
func TestBackupSaysWhatToDo(t *testing.T) {
	t.Parallel()
	n := embedded(t).first()
	stick, papers := t.TempDir(), t.TempDir()
	says := func(what, want string, n *node, args ...string) {
		t.Helper()
		out, code := n.cli(args...)
		if code != 1 || strings.Count(strings.TrimSpace(out), "\n") > 0 || !strings.Contains(out, want) {
			t.Errorf("%s: exit %d, %q", what, code, out)
		}
	}
	done := func(n *node, args ...string) string {
		t.Helper()
		out, code := n.cli(args...)
		if code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, code, out)
		}
		return out
	}
	says("no key yet", "run 'backup keys'", n, "backup", "--to", stick)
	sheet := paper(t, papers, "lembar.txt", done(n, "backup", "keys"))
	says("a second key", "there is a key already", n, "backup", "keys")
	says("a stick that was pulled", "put the stick in", n, "backup", "--to", filepath.Join(stick, "gone"))
	says("no place named", "say where", n, "backup")
	says("no recipient's key", "is no key of a recipient", n, "backup", "--to", stick, "--recipient", "age1nothing")
	out := done(n, "backup", "--to", stick)
	for _, held := range []string{"read back", "events", "accounts", "1 backups"} {
		if !strings.Contains(out, held) {
			t.Errorf("it does not say %q: %s", held, out)
		}
	}
	files, _ := filepath.Glob(filepath.Join(stick, "*Z.age"))
	if len(files) != 1 {
		t.Fatalf("on the stick: %v", files)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}

	data := filepath.Join(t.TempDir(), "new")
	elsewhere := newNode(t, "JT_DATA="+data)
	other := paper(t, papers, "lain.txt", done(n, "backup", "keys", "--new-key"))
	half := paper(t, papers, "half.age", string(whole[:len(whole)/2]))
	paper(t, papers, "half.keys.age", "")
	noSecret := paper(t, papers, "kunci.txt", line(t, sheet, "AGE-SECRET-KEY-"))
	says("no file", "there is no backup", elsewhere, "restore", filepath.Join(stick, "nothing.age"), "--identity", sheet)
	says("no sheet", "say --identity", elsewhere, "restore", files[0])
	says("another's sheet", "this key does not open", elsewhere, "restore", files[0], "--identity", other)
	says("half a file", "damaged or not whole", elsewhere, "restore", half, "--identity", sheet)
	says("no backup at all", "damaged or not whole", elsewhere, "restore", sheet, "--identity", sheet)
	says("no secret", "the server's secret is missing", elsewhere, "restore", files[0], "--identity", noSecret)
	if _, err := os.Stat(data); err == nil {
		t.Error("what could not be restored left a data folder")
	}
	done(elsewhere, "restore", files[0], "--identity", sheet)
	says("a second time", "is not empty", elsewhere, "restore", files[0], "--identity", sheet)
	elsewhere.verify()
	if out := done(elsewhere, "secret", "print"); !strings.Contains(out, line(t, sheet, "JT-SECRET")) {
		t.Error("the restored server has another secret")
	}
}

func paper(t *testing.T, dir, name, text string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// line gives the first line of a file that begins so.
func line(t *testing.T, file, begin string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for l := range strings.Lines(string(b)) {
		if strings.HasPrefix(l, begin) {
			return l
		}
	}
	t.Fatalf("%s has no line %s", file, begin)
	return ""
}
