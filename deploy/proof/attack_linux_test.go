package proof

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"
)

const mib = 1 << 20

// memory gives how many bytes of the machine a node holds now, and held at most.
func (n *node) memory() (now, most int64) {
	n.t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", n.run.Pid()))
	if err != nil {
		n.t.Fatal(err)
	}
	of := func(name string) int64 {
		m := regexp.MustCompile(name + `:\s+(\d+) kB`).FindSubmatch(b)
		if m == nil {
			n.t.Fatalf("no %s in\n%s", name, b)
		}
		kib, _ := strconv.ParseInt(string(m[1]), 10, 64)
		return kib << 10
	}
	return of("VmRSS"), of("VmHWM")
}

// bounded demands that whatever went on since `before` took no more than this much memory.
func (n *node) bounded(before, most int64) string {
	n.t.Helper()
	now, peak := n.memory()
	if peak > before+most {
		n.t.Errorf("the node held %d MiB, %d MiB more than before", peak/mib, (peak-before)/mib)
	}
	return fmt.Sprintf("memory %d MiB before, %d at most, %d after", before/mib, peak/mib, now/mib)
}

// line is a connection on which nothing is said but what a test says.
func (n *node) line() (net.Conn, error) {
	c, err := net.DialTimeout("tcp", n.addr, 10*time.Second)
	if err != nil {
		return nil, err
	}
	n.t.Cleanup(func() { c.Close() })
	return c, nil
}

// says sends bytes as they are and reads one answer.
func (n *node) says(t *testing.T, text string) (*http.Response, string) {
	t.Helper()
	c, err := n.line()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(30 * time.Second))
	go io.WriteString(c, text) // it may answer before it has read all
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatalf("%.80q has no answer: %v", text, err)
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("%.80q is answered by half: %v", text, err)
	}
	return res, string(b)
}

// alive demands that a node still answers whom it should.
func (n *node) alive(t *testing.T) {
	t.Helper()
	n.signIn("warga").board(rt0403)
}
