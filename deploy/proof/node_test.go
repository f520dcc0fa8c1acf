package proof

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"jogotonggo/deploy/lab"
)

// node is one running server.
type node struct {
	t    *testing.T
	addr string
	env  []string
	args []string // what it runs
	run  lab.Child
}

// newNode lays out a node of the demo in which nothing moves by itself, without starting it.
func newNode(t *testing.T, env ...string) *node {
	t.Helper()
	n := &node{t: t, addr: freeAddr(t), args: []string{"serve", "--demo", "--demo-life", "0"}, run: lab.Child{Log: filepath.Join(t.TempDir(), "log")}}
	n.env = append(append(lab.CleanEnv(), "JT_ADDR="+n.addr, "JT_LIMITS=off"), env...)
	t.Cleanup(func() {
		n.stop()
		if t.Failed() {
			t.Logf("node %s said last:\n%s", n.addr, n.run.LastWords())
		}
	})
	return n
}

func freeAddr(t *testing.T) string {
	t.Helper()
	addr, err := lab.FreeAddr()
	if err != nil {
		t.Fatal(err)
	}
	return addr
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
	cmd := exec.CommandContext(ctx, binary, n.args...)
	cmd.Env = n.env
	ended, err := n.run.Start(cmd)
	if err != nil {
		n.t.Fatal(err)
	}
	within(n.t, 60*time.Second, "node "+n.addr+" is ready", func() bool {
		select {
		case <-ended:
			n.t.Fatalf("node ended at its start:\n%s", n.run.LastWords())
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
func (n *node) kill() { n.run.Kill() }

// stop ends the node as an operator does.
func (n *node) stop() { n.end(syscall.SIGINT) }

func (n *node) end(by syscall.Signal) {
	if err := n.run.End(by); err != nil {
		n.t.Error(err)
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
