package power

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// longest is the longest write that is understood, in bytes.
const longest = 1 << 20

// Trace follows a program that writes to a disk.
type Trace struct {
	Disk *Disk

	done chan struct{}
	err  error
}

// Dress puts strace before a command that was not started, and follows it until it and strace
// have ended. The command's process is the program's own: strace stands beside it.
func Dress(cmd *exec.Cmd, disk *Disk) (*Trace, error) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		return nil, fmt.Errorf("a power cut needs strace: %w", err)
	}
	from, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	out := 3 + len(cmd.ExtraFiles)
	cmd.ExtraFiles = append(cmd.ExtraFiles, to)
	cmd.Args = append([]string{strace, "-D", "-f", "-q", "--seccomp-bpf", "-y", "-xx", "-s", strconv.Itoa(longest), "-e", "signal=none",
		"-e", "trace=openat,pwrite64,pwritev,fsync,fdatasync,ftruncate,fallocate,renameat,renameat2,rename,unlink,unlinkat",
		"-o", fmt.Sprintf("/dev/fd/%d", out), cmd.Path}, cmd.Args[1:]...)
	cmd.Path = strace
	t := &Trace{Disk: disk, done: make(chan struct{})}
	go func() {
		defer close(t.done)
		defer from.Close()
		t.err = t.read(from)
		_, _ = io.Copy(io.Discard, from) // what traced on after an error must not wait for us
	}()
	return t, nil
}

// Started closes our end of what strace writes to. It must be called once the command was started.
func (t *Trace) Started(cmd *exec.Cmd) { cmd.ExtraFiles[len(cmd.ExtraFiles)-1].Close() }

// Wait waits until the program and strace have ended, and gives what went wrong in following.
func (t *Trace) Wait() error {
	<-t.done
	return t.err
}

// call is one that is under way: what to do once it has succeeded, given what it returned.
type call func(returned int64)

var (
	lineForm   = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)`)
	cutForm    = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	resumeForm = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>.*\) += (-?\d+)`)
	hexForm    = regexp.MustCompile(`["<]((?:\\x[0-9a-f]{2})*)[">](\.\.\.)?`)
)

func (t *Trace) read(from io.Reader) error {
	lines := bufio.NewReaderSize(from, 1<<20)
	under := map[string]call{} // by thread
	for {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		line = strings.TrimSuffix(line, "\n")
		if m := resumeForm.FindStringSubmatch(line); m != nil {
			if c := under[m[1]]; c != nil {
				c.done(m[3])
			}
			delete(under, m[1])
		} else if m := cutForm.FindStringSubmatch(line); m != nil {
			if under[m[1]], err = t.call(m[2], m[3]); err != nil {
				return err
			}
		} else if m := lineForm.FindStringSubmatch(line); m != nil {
			c, err := t.call(m[2], m[3])
			if err != nil {
				return err
			}
			c.done(m[4])
		}
	}
}

func (c call) done(returned string) {
	if n, err := strconv.ParseInt(returned, 10, 64); c != nil && err == nil && n >= 0 {
		c(n)
	}
}

// call understands one; nil: it changes nothing.
func (t *Trace) call(name, args string) (call, error) {
	texts, rest, err := texts(args)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	d := t.Disk
	switch name {
	case "fsync", "fdatasync":
		done := d.syncing(texts[0])
		return func(int64) { done() }, nil
	case "pwrite64":
		at, err := last(rest)
		return func(n int64) { d.change(texts[0], change{at: at, data: []byte(texts[1][:n])}) }, err
	case "ftruncate":
		to, err := last(rest)
		return func(int64) { d.change(texts[0], change{at: to, length: true}) }, err
	case "unlink", "unlinkat":
		return func(int64) { d.unlink(texts[len(texts)-1]) }, nil
	case "rename":
		return func(int64) { d.rename(texts[0], texts[1]) }, nil
	case "renameat", "renameat2":
		return func(int64) { d.rename(texts[1], texts[3]) }, nil
	case "openat":
		if !strings.Contains(rest, "O_CREAT") {
			return nil, nil
		}
		path, emptied := texts[1], strings.Contains(rest, "O_TRUNC")
		return func(int64) {
			if emptied {
				d.change(path, change{length: true})
			} else {
				d.make(path)
			}
		}, nil
	}
	if strings.HasPrefix(texts[0], d.root+"/") && !forgotten(texts[0]) {
		return nil, fmt.Errorf("%s on %s is not understood", name, texts[0])
	}
	return nil, nil
}

// make notes a file that may be new.
func (d *Disk) make(path string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.at(path)
}

// texts takes the quoted texts and the paths of descriptors out of arguments, and leaves the rest.
func texts(args string) (found []string, rest string, err error) {
	at := 0
	for _, m := range hexForm.FindAllStringSubmatchIndex(args, -1) {
		if m[4] >= 0 {
			return nil, "", errors.New("a text was cut short")
		}
		b, err := hex.DecodeString(strings.ReplaceAll(args[m[2]:m[3]], `\x`, ""))
		if err != nil {
			return nil, "", err
		}
		found, rest, at = append(found, string(b)), rest+args[at:m[0]], m[1]
	}
	if len(found) == 0 {
		return nil, "", fmt.Errorf("no path in %.200q", args)
	}
	return found, rest + args[at:], nil
}

// last is the last number of arguments.
func last(rest string) (int64, error) {
	i := strings.LastIndex(rest, ",")
	return strconv.ParseInt(strings.TrimSpace(rest[i+1:]), 10, 64)
}
