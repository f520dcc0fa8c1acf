package proof

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	_ "modernc.org/sqlite" // to write what a newer version would
)

// began starts the server on a data folder and gives what it said when it ended, which is
// at once: none of these starts.
func began(t *testing.T, n *node) (said string) {
	t.Helper()
	out, code := n.cli("serve")
	if code != 1 {
		t.Fatalf("exit %d: %s", code, out)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	last := lines[len(lines)-1]
	if !strings.HasPrefix(last, "jogotonggo: ") || strings.Contains(out, "panic") || strings.Contains(out, "goroutine") {
		t.Errorf("no sentence: %s", out)
	}
	for _, line := range lines[:len(lines)-1] { // the log may have lines of its own, the sentence is the last and one
		if !strings.HasPrefix(line, "time=") {
			t.Errorf("more than one sentence: %s", out)
		}
	}
	return last
}

// house lays a data folder out that a server has used before.
func house(t *testing.T) (*node, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	n := newNode(t, "JT_LIMITS=on", "JT_DATA="+dir)
	if out, code := n.cli("migrate"); code != 0 {
		t.Fatalf("migrate: %s", out)
	}
	return n, dir
}

// TestStart_Refused: what whoever installs it can mend is said in one sentence, and what lay
// in the folder lies there as it did.
func TestStart_Refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*testing.T, *node, string)
		says  []string
	}{
		"the port is taken": {func(t *testing.T, n *node, _ string) {
			l, err := net.Listen("tcp", n.addr)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { l.Close() })
		}, []string{"sudah dipakai program lain", "--addr"}},
		"a file that is no database": {func(t *testing.T, _ *node, dir string) {
			drop(t, dir, "jogo.db-wal", "jogo.db-shm")
			lay(t, filepath.Join(dir, "jogo.db"), bytes.Repeat([]byte("bukan basis data "), 400))
		}, []string{"jogo.db", "bukan basis data", "restore"}},
		"keys that are no database": {func(t *testing.T, _ *node, dir string) {
			drop(t, dir, "keys.db-wal", "keys.db-shm")
			lay(t, filepath.Join(dir, "keys.db"), bytes.Repeat([]byte("bukan basis data "), 400))
		}, []string{"keys.db", "bukan basis data", "restore"}},
		"a newer version wrote it": {func(t *testing.T, _ *node, dir string) { newer(t, dir, "jogo.db", "schema_kernel") }, []string{"versi yang lebih baru", "pulihkan cadangan"}},
		"it wrote the keys":        {func(t *testing.T, _ *node, dir string) { newer(t, dir, "keys.db", "schema_keys") }, []string{"versi yang lebih baru", "pulihkan cadangan"}},
		"the folder is a file": {func(t *testing.T, _ *node, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			lay(t, dir, []byte("x"))
		}, []string{"bukan folder", "--data"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, dir := house(t)
			c.spoil(t, n, dir)
			before := lying(t, dir)
			said := began(t, n)
			for _, part := range c.says {
				if !strings.Contains(said, part) {
					t.Errorf("%q does not say %q", said, part)
				}
			}
			if after := lying(t, dir); after != before {
				t.Errorf("the folder changed:\n%s\nto\n%s", before, after)
			}
		})
	}
}

// TestStart_ReadOnly: a folder that others own, new and with a database in it. Root may write
// anywhere; so the server is started without that right.
func TestStart_ReadOnly(t *testing.T) {
	t.Parallel()
	for name, fresh := range map[string]bool{"a new folder": true, "a used one": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, dir := house(t)
			if fresh {
				dir = filepath.Join(t.TempDir(), "shut")
				n.env = append(n.env, "JT_DATA="+dir)
				if err := os.Mkdir(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			files, err := filepath.Glob(filepath.Join(dir, "*.db*"))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				if err := os.Chmod(f, 0o400); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(dir, 0o500); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(dir, 0o700) })
			before := lying(t, dir)
			out, code := powerless(t, n, "serve")
			if code != 1 || !strings.Contains(out, "jogotonggo: Folder data "+dir+" tidak dapat ditulis") || !strings.Contains(out, "--data") {
				t.Errorf("exit %d: %s", code, out)
			}
			if after := lying(t, dir); after != before {
				t.Errorf("the folder changed:\n%s\nto\n%s", before, after)
			}
		})
	}
}

// powerless is cli without the right to write where the mode of a file forbids it, which
// root else has.
func powerless(t *testing.T, n *node, args ...string) (string, int) {
	t.Helper()
	type ended struct {
		out  string
		code int
	}
	done := make(chan ended)
	go func() {
		runtime.LockOSThread() // never unlocked: what the thread gave up, no other goroutine shall lack
		if os.Geteuid() == 0 {
			const dropFromBounds, overrideModes = 24, 1 // PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
			if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, dropFromBounds, overrideModes, 0); errno != 0 {
				t.Errorf("give up the rights of root: %v", errno)
			}
		}
		var b bytes.Buffer
		cmd := exec.Command(binary, args...)
		cmd.Env, cmd.Stdout, cmd.Stderr = n.env, &b, &b
		if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
			t.Errorf("run %v: %v", args, err)
			done <- ended{}
			return
		}
		done <- ended{b.String(), cmd.ProcessState.ExitCode()}
	}()
	e := <-done
	return e.out, e.code
}

func drop(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

// newer makes a database look as if a later version had been there.
func newer(t *testing.T, dir, file, table string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`INSERT INTO ` + table + ` (version_id, is_applied) VALUES (9001, 1)`); err != nil {
		t.Fatal(err)
	}
}

// lying lists what lies in a folder with its content; what SQLite keeps beside an open
// database is none.
func lying(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	if b0, err := os.ReadFile(dir); err == nil {
		return string(b0)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "-shm") || strings.HasSuffix(e.Name(), "-wal") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(e.Name() + " " + digest(content) + "\n")
	}
	return b.String()
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}
