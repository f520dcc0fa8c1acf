package main

import (
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// child is a process of ours that may be killed and started again.
type child struct {
	log   string // file that it writes to
	mu    sync.Mutex
	cmd   *exec.Cmd
	ended chan struct{} // closed when the process has ended
}

// start runs the command and gives the channel that closes when it has ended.
func (c *child) start(cmd *exec.Cmd) (<-chan struct{}, error) {
	out, err := os.OpenFile(c.log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for the stage, which stops them in order
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	ended := make(chan struct{})
	c.mu.Lock()
	c.cmd, c.ended = cmd, ended
	c.mu.Unlock()
	go func() {
		_ = cmd.Wait() // how it ended is nobody's question
		close(ended)
	}()
	return ended, nil
}

// kill is kill -9, and waits for the end.
func (c *child) kill() { c.end(syscall.SIGKILL) }

// stop asks it to end, and insists after a while.
func (c *child) stop() { c.end(syscall.SIGTERM) }

const patience = 15 * time.Second

func (c *child) end(by syscall.Signal) {
	c.mu.Lock()
	cmd, ended := c.cmd, c.ended
	c.mu.Unlock()
	if cmd == nil {
		return
	}
	_ = cmd.Process.Signal(by) // it may have ended already
	select {
	case <-ended:
	case <-time.After(patience):
		_ = cmd.Process.Kill()
		<-ended
	}
}

// lastWords are the end of its log, for who wonders why it ended.
func (c *child) lastWords() string {
	b, _ := os.ReadFile(c.log)
	return string(b[max(0, len(b)-1500):])
}
