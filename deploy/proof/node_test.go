package proof

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// node is one running server.
type node struct {
	t    *testing.T
	addr string
	env  []string
	args []string // what it runs
	log  string
	cmd  *exec.Cmd
	done chan struct{} // closed when the process has ended
}

// newNode lays out a node of the demo in which nothing moves by itself, without starting it.
func newNode(t *testing.T, env ...string) *node {
	t.Helper()
	n := &node{t: t, addr: freeAddr(t), args: []string{"serve", "--demo", "--demo-life", "0"}, log: filepath.Join(t.TempDir(), "log")}
	for _, kept := range os.Environ() {
		if !strings.HasPrefix(kept, "JT_") {
			n.env = append(n.env, kept)
		}
	}
	n.env = append(append(n.env, "JT_ADDR="+n.addr, "JT_LIMITS=off"), env...)
	t.Cleanup(func() {
		n.stop()
		if b, err := os.ReadFile(n.log); err == nil && t.Failed() {
			t.Logf("node %s said last:\n%s", n.addr, b[max(0, len(b)-3000):])
		}
	})
	return n
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// start runs the server and waits until it is ready. It ends at the latest with the test.
func (n *node) start() {
	n.t.Helper()
	ctx := context.Background()
	if end, limited := n.t.Deadline(); limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, end.Add(-5*time.Second))
		n.t.Cleanup(cancel)
	}
	out, err := os.OpenFile(n.log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		n.t.Fatal(err)
	}
	defer out.Close()
	n.cmd = exec.CommandContext(ctx, binary, n.args...)
	n.cmd.Env, n.cmd.Stdout, n.cmd.Stderr = n.env, out, out
	if err := n.cmd.Start(); err != nil {
		n.t.Fatalf("start node: %v", err)
	}
	ended := make(chan struct{})
	n.done = ended
	go func(cmd *exec.Cmd) {
		cmd.Wait() // how it ended is for the test to say
		close(ended)
	}(n.cmd)
	within(n.t, 60*time.Second, "node "+n.addr+" is ready", func() bool {
		select {
		case <-ended:
			b, _ := os.ReadFile(n.log)
			n.t.Fatalf("node ended at its start:\n%s", b[max(0, len(b)-3000):])
		default:
		}
		res, err := http.Get("http://" + n.addr + "/readyz")
		if err != nil {
			return false
		}
		res.Body.Close()
		return res.StatusCode == http.StatusOK
	})
}

// kill is kill -9.
func (n *node) kill() {
	n.cmd.Process.Kill()
	<-n.done
}

// stop ends the node as an operator does.
func (n *node) stop() { n.end(os.Interrupt) }

func (n *node) end(by os.Signal) {
	if n.cmd == nil || n.cmd.Process == nil {
		return
	}
	select {
	case <-n.done:
		return
	default:
	}
	n.cmd.Process.Signal(by)
	select {
	case <-n.done:
	case <-time.After(20 * time.Second):
		n.kill()
		n.t.Error("the node did not stop within 20 s")
	}
}

// cli runs another command of the server on the node's data.
func (n *node) cli(args ...string) (out string, code int) {
	n.t.Helper()
	var b bytes.Buffer
	cmd := exec.Command(binary, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = n.env, &b, &b
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		n.t.Fatalf("run %v: %v", args, err)
	}
	return b.String(), cmd.ProcessState.ExitCode()
}

// verify demands that the ledger proves itself.
func (n *node) verify() {
	n.t.Helper()
	if out, code := n.cli("verify"); code != 0 {
		n.t.Fatalf("verify: exit %d\n%s", code, out)
	}
}

func (n *node) url(format string, args ...any) string {
	return "http://" + n.addr + "/api/v1" + fmt.Sprintf(format, args...)
}
