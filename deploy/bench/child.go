package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"jogotonggo/deploy/bench/fleet"
	"jogotonggo/deploy/bench/yard"
)

// child is a server of package yard in a process of its own.
type child struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	answers *bufio.Scanner
	addr    string

	other *child // a node beside it that reads the same log; nil: none
}

// patience is how long a process may take to answer.
const patience = 30 * time.Second

// serveChild starts this very program again, as a server.
func (st *stand) serveChild(ctx context.Context, cfg yard.Config) (*child, error) {
	b, err := json.Marshal(cfg)
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.CommandContext(ctx, st.self, "serve", string(b))}
	c.cmd.Stderr = os.Stderr
	in, err := c.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.in, c.answers = in, bufio.NewScanner(out)
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	c.addr, err = c.answer("ready")
	return c, err
}

// answer waits for a line that begins with a word, and gives the rest.
func (c *child) answer(word string) (string, error) {
	late := time.AfterFunc(patience, func() { c.cmd.Process.Kill() })
	defer late.Stop()
	if !c.answers.Scan() {
		return "", fmt.Errorf("the server ended without %q: %w", word, errors.Join(c.answers.Err(), io.ErrUnexpectedEOF))
	}
	rest, is := strings.CutPrefix(c.answers.Text(), word+" ")
	if !is && rest != word {
		return "", fmt.Errorf("got %q, want %q", rest, word)
	}
	return rest, nil
}

// publish tells the server of events on a topic, due at a time, in one write.
func (c *child) publish(at time.Time, topics ...int) error {
	b := make([]byte, 0, 64*len(topics))
	for _, topic := range topics {
		b = fmt.Appendf(b, "publish %d %s\n", topic, fleet.Stamp(at))
	}
	if c.other != nil {
		if _, err := c.other.in.Write(bytes.ReplaceAll(b, []byte("publish"), []byte("commit"))); err != nil {
			return err
		}
	}
	_, err := c.in.Write(b)
	return err
}

// state is what a server's runtime says of itself after a collection.
type state struct {
	goroutines int
	heap       float64 // bytes in use
	behind     int64   // boards that were too slow
}

func (c *child) state() (s state, err error) {
	if _, err = fmt.Fprintln(c.in, "state"); err != nil {
		return s, err
	}
	text, err := c.answer("state")
	if err != nil {
		return s, err
	}
	_, err = fmt.Sscan(text, &s.goroutines, &s.heap, &s.behind)
	return s, err
}

// profiled writes a CPU profile of what the server does meanwhile.
func (c *child) profiled(file string, do func() error) error {
	if file == "" {
		return do()
	}
	if _, err := fmt.Fprintln(c.in, "profile", file); err != nil {
		return err
	}
	err := do()
	if _, wrong := fmt.Fprintln(c.in, "profile"); wrong != nil {
		return errors.Join(err, wrong)
	}
	_, wrong := c.answer("profiled")
	return errors.Join(err, wrong)
}

// stop ends the process and waits for it. Its input's end tells it.
func (c *child) stop() {
	c.in.Close()
	late := time.AfterFunc(5*time.Second, func() { c.cmd.Process.Kill() })
	defer late.Stop()
	c.cmd.Wait()
}
