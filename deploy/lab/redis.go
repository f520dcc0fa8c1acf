package lab

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"slices"
	"time"
)

// Redis is a server of our own, because we stop it. It keeps nothing on disk unless Args say so.
type Redis struct {
	Child
	Addr string
	Args []string

	program, dir string
}

// NewRedis lays one out in a folder, without starting it.
func NewRedis(program, log, dir string) (*Redis, error) {
	addr, err := FreeAddr()
	return &Redis{Child: Child{Log: log}, Addr: addr, Args: []string{"--save", "", "--appendonly", "no"}, program: program, dir: dir}, err
}

// Start runs it and waits until it answers. What it held before is gone.
func (r *Redis) Start(ctx context.Context) error {
	_, port, err := net.SplitHostPort(r.Addr)
	if err != nil {
		return err
	}
	ended, err := r.Child.Start(exec.Command(r.program, append(slices.Clone(r.Args), "--port", port, "--bind", "127.0.0.1", "--dir", r.dir)...))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !r.answers() {
		select {
		case <-ended:
			return fmt.Errorf("Redis did not start: %s", r.LastWords())
		case <-ctx.Done():
			return fmt.Errorf("Redis does not answer: %w", ctx.Err())
		case <-tick.C:
		}
	}
	return nil
}

func (r *Redis) answers() bool {
	c, err := net.Dial("tcp", r.Addr)
	if err != nil {
		return false
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(time.Second))
	fmt.Fprint(c, "PING\r\n")
	answer := make([]byte, 5)
	n, _ := c.Read(answer)
	return string(answer[:n]) == "+PONG"
}
