package lab

import (
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Child is a process of ours that may be killed and started again.
type Child struct {
	Log string // file that it writes to

	mu    sync.Mutex
	cmd   *exec.Cmd
	ended chan struct{} // closed when the process has ended
}

// Start runs the command and gives the channel that closes when it has ended.
func (c *Child) Start(cmd *exec.Cmd) (<-chan struct{}, error) {
	out, err := os.OpenFile(c.Log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true // Ctrl-C is for who started us, which stops its children in order
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

// Patience is how long a child may take to end when it is asked to.
const Patience = 20 * time.Second

// Kill is kill -9, and waits for the end.
func (c *Child) Kill() { _ = c.End(syscall.SIGKILL) }

// Stop asks it to end; an error says that it had to be killed.
func (c *Child) Stop() error { return c.End(syscall.SIGTERM) }

// End sends a signal and waits for the end. One that ended already, or never began, is no error.
func (c *Child) End(by syscall.Signal) error {
	c.mu.Lock()
	cmd, ended := c.cmd, c.ended
	c.mu.Unlock()
	if cmd == nil {
		return nil
	}
	_ = cmd.Process.Signal(by) // it may have ended already
	select {
	case <-ended:
		return nil
	case <-time.After(Patience):
		_ = cmd.Process.Kill()
		<-ended
		return fmt.Errorf("%s did not end within %v", cmd.Path, Patience)
	}
}

// Signal sends a signal and waits for nothing.
func (c *Child) Signal(s syscall.Signal) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cmd == nil {
		return os.ErrProcessDone
	}
	return c.cmd.Process.Signal(s)
}

// Pid is the process last started.
func (c *Child) Pid() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cmd.Process.Pid
}

// Ended closes when the process last started has ended; nil: none was.
func (c *Child) Ended() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// LastWords are the end of its log, for who wonders why it ended.
func (c *Child) LastWords() string {
	b, _ := os.ReadFile(c.Log)
	return string(b[max(0, len(b)-3000):])
}
