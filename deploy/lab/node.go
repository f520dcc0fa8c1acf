package lab

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Node is one server: how it is started, and the process that runs.
type Node struct {
	Child
	Binary string
	Addr   string
	Env    []string // all of its environment
	Args   []string // what it runs

	// Dress, if set, may change the command before it starts, such as to put a tracer before it, and
	// gives what is to be done when it has started.
	Dress func(*exec.Cmd) (started func(), err error)
}

// NewNode lays out a node of the demo in which nothing moves by itself, without starting it.
// Settings of the caller's own server are none of its business.
func NewNode(binary, log string, env ...string) (*Node, error) {
	addr, err := FreeAddr()
	if err != nil {
		return nil, err
	}
	n := &Node{Child: Child{Log: log}, Binary: binary, Addr: addr, Args: []string{"serve", "--demo", "--demo-life", "0"}}
	n.Env = append(append(CleanEnv(), "JT_ADDR="+addr, "JT_LIMITS=off"), env...)
	return n, nil
}

// CleanEnv is the caller's environment without settings of the server.
func CleanEnv() (env []string) {
	for _, kept := range os.Environ() {
		if !strings.HasPrefix(kept, "JT_") {
			env = append(env, kept)
		}
	}
	return env
}

// Begin runs the server and does not wait for it.
func (n *Node) Begin() (ended <-chan struct{}, err error) {
	cmd := exec.Command(n.Binary, n.Args...)
	cmd.Env = n.Env
	if n.Dress == nil {
		return n.Child.Start(cmd)
	}
	started, err := n.Dress(cmd)
	if err != nil {
		return nil, err
	}
	defer started()
	return n.Child.Start(cmd)
}

// Start runs the server and waits until it is ready.
func (n *Node) Start(ctx context.Context) error {
	ended, err := n.Begin()
	if err != nil {
		return err
	}
	return n.Ready(ctx, ended)
}

// readyWithin bounds a start.
const readyWithin = time.Minute

// Ready asks until the node answers that it is ready. It fails when the process ends before.
func (n *Node) Ready(ctx context.Context, ended <-chan struct{}) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !n.IsReady(ctx) {
		select {
		case <-ended:
			return fmt.Errorf("node %s ended at its start:\n%s", n.Addr, n.LastWords())
		case <-ctx.Done():
			return fmt.Errorf("node %s is not ready: %w\n%s", n.Addr, ctx.Err(), n.LastWords())
		case <-tick.C:
		}
	}
	return nil
}

// asking has no connections left over from a process that died.
var asking = &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}

// IsReady asks once.
func (n *Node) IsReady(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+n.Addr+"/readyz", nil)
	if err != nil {
		return false
	}
	res, err := asking.Do(req)
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// Clock gives the time that the node says it is, to the second.
func (n *Node) Clock() (time.Time, error) {
	res, err := asking.Get("http://" + n.Addr + "/healthz")
	if err != nil {
		return time.Time{}, err
	}
	res.Body.Close()
	return http.ParseTime(res.Header.Get("Date"))
}

// CLI runs another command of the server on the node's data. An error means that it did not run.
func (n *Node) CLI(ctx context.Context, args ...string) (out string, code int, err error) {
	var b bytes.Buffer
	cmd := exec.CommandContext(ctx, n.Binary, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = n.Env, &b, &b
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		return "", 0, fmt.Errorf("run %v: %w", args, err)
	}
	return b.String(), cmd.ProcessState.ExitCode(), nil
}
