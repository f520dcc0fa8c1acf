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

// call is one that is under way. The zero value changes nothing.
type call struct {
	done  func(returned int64) // what it does once it has succeeded
	maybe func()               // what it may have done, where the program was killed in it
}

var (
	lineForm   = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+|\?)`)
	cutForm    = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	resumeForm = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>.*\) += (-?\d+|\?)`)
	hexForm    = regexp.MustCompile(`["<]((?:\\x[0-9a-f]{2})*)[">](\.\.\.)?`)
)

func (t *Trace) read(from io.Reader) error {
	lines := bufio.NewReaderSize(from, 1<<20)
	under := map[string]call{} // by thread
	for {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			for _, c := range under {
				c.returned("?")
			}
			return nil
		}
		if err != nil {
			return err
		}
		line = strings.TrimSuffix(line, "\n")
		if m := resumeForm.FindStringSubmatch(line); m != nil {
			under[m[1]].returned(m[3])
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
			c.returned(m[4])
		}
	}
}

// returned takes what a call returned; "?": the program was killed in it.
func (c call) returned(what string) {
	n, err := strconv.ParseInt(what, 10, 64)
	switch {
	case err != nil && c.maybe != nil:
		c.maybe()
	case err == nil && n >= 0 && c.done != nil:
		c.done(n)
	}
}

// call understands one.
func (t *Trace) call(name, args string) (c call, err error) {
	if strings.HasPrefix(name, "syscall_") {
		return c, nil // a thread that died on its way back: what strace took for a name was its result
	}
	texts, rest, err := texts(args)
	if err != nil {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	d := t.Disk
	switch name {
	case "fsync", "fdatasync":
		done := d.syncing(texts[0])
		return call{done: func(int64) { done() }}, nil
	case "pwrite64":
		at, err := last(rest)
		return call{
			func(n int64) { d.change(texts[0], change{at: at, data: []byte(texts[1][:n])}) },
			func() { d.change(texts[0], change{at: at, data: []byte(texts[1]), maybe: true}) },
		}, err
	case "ftruncate":
		to, err := last(rest)
		return call{
			func(int64) { d.change(texts[0], change{at: to, length: true}) },
			func() { d.change(texts[0], change{at: to, length: true, maybe: true}) },
		}, err
	case "unlink", "unlinkat":
		return call{done: func(int64) { d.unlink(texts[len(texts)-1]) }}, nil
	case "rename":
		return call{done: func(int64) { d.rename(texts[0], texts[1]) }}, nil
	case "renameat", "renameat2":
		return call{done: func(int64) { d.rename(texts[1], texts[3]) }}, nil
	case "openat":
		path := texts[1]
		switch {
		case strings.Contains(rest, "O_TRUNC"):
			return call{done: func(int64) { d.change(path, change{length: true}) }}, nil
		case strings.Contains(rest, "O_CREAT"):
			return call{done: func(int64) { d.make(path) }}, nil
		}
		return c, nil
	}
	if strings.HasPrefix(texts[0], d.root+"/") && !forgotten(texts[0]) {
		return c, fmt.Errorf("%s on %s is not understood", name, texts[0])
	}
	return c, nil
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
