package proof

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// binary is the built server.
var binary = os.Getenv("JT_TEST_BINARY")

func TestMain(m *testing.M) { os.Exit(build(m)) }

func build(m *testing.M) int {
	if binary == "" {
		dir, err := os.MkdirTemp("", "jogo-proof")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		binary = filepath.Join(dir, "jogotonggo")
		if out, err := exec.Command("go", "build", "-o", binary, "jogotonggo/server").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "build the server: %v\n%s", err, out)
			return 1
		}
	}
	return m.Run()
}

// amount reads how much of a proof is wanted.
func amount(t *testing.T, name string, usual int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s=%q is no number above nought", name, text)
	}
	return n
}

// within asks again until it holds, and fails the test after the time that was promised.
// It gives how long it took.
func within(t *testing.T, promised time.Duration, what string, holds func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		if time.Since(began) > promised {
			t.Fatalf("not within %v: %s", promised, what)
		}
		<-tick.C
	}
	return time.Since(began)
}

// pause waits while the world goes on: it lets a stated time of writing or outage pass.
func pause(d time.Duration) { <-time.After(d) }

// lay puts a file somewhere, for the server alone.
func lay(t *testing.T, file string, b []byte) {
	t.Helper()
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
