package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// breakage is a server that was broken on purpose: one text of one file is another one. The sources
// stay as they are; the compiler is shown the broken file in the place of the whole one.
type breakage struct {
	name     string
	finds    column
	only     string // fault that shows it; "": any
	file     string
	old, new string
}

// breakages hold one for each column, so that it is seen to find something.
var breakages = []breakage{
	{"commits are not synced", lost, powerCut, "rt-rw/store/dialect.go", `synchronous(FULL)`, `synchronous(NORMAL)`},
	{"a key that was used is done again", doubled, killing, "rt-rw/store/judge.go", `		return replay(first, j)
`, `		again := *cmd
		again.Key = fmt.Sprintf("%s%012x", cmd.Key[:24], b.now.UnixNano()&0xffffffffffff)
		cmd = &again
`},
	{"the server files by itself", phantom, killing, "server/neighbours.go", `Level: h.cfg.DemoLife`, `Level: 10`},
	{"a frame names the wrong one before it", gap, killing, "hub/stream.go", `	if i == 0 {
		return s.root`, `	if i%9 == 0 {
		return s.root`},
	{"counts only grow", divergent, killing, "rt-rw/store/batchwrite.go", `n = tallies.n + excluded.n`, `n = tallies.n + abs(excluded.n)`},
	{"commands are logged with their bodies", leak, killing, "server/api/command.go", `	cmd.Key, cmd.Viewer = key, who.Viewer
	done, err`, `	cmd.Key, cmd.Viewer = key, who.Viewer
	s.Log.Warn("command", "body", string(sent))
	done, err`},
	{"every socket leaves a goroutine", leak, storming, "server/api/live.go", `	who, err := s.watcher(c.Request)
`, `	who, err := s.watcher(c.Request)
	go func() { select {} }()
`},
	{"two may hold one request", order, killing, "rt-rw/aid/aid.go", `"claim", "verified -> claimed"`, `"claim", "verified|claimed -> claimed"`},
}

// source gives the broken file. root is the folder of the module.
func (b breakage) source(root string) ([]byte, error) {
	whole, err := os.ReadFile(filepath.Join(root, b.file))
	if err != nil {
		return nil, err
	}
	if n := bytes.Count(whole, []byte(b.old)); n != 1 {
		return nil, fmt.Errorf("%s: what is to be broken stands %d times in %s", b.name, n, b.file)
	}
	return bytes.Replace(whole, []byte(b.old), []byte(b.new), 1), nil
}

// build builds the broken server into a folder.
func (b breakage) build(ctx context.Context, root, dir string) (binary string, err error) {
	src, err := b.source(root)
	if err != nil {
		return "", err
	}
	file, overlay := filepath.Join(dir, filepath.Base(b.file)), filepath.Join(dir, "overlay.json")
	list, _ := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, b.file): file}}) // of texts
	if err := os.WriteFile(file, src, 0o600); err != nil {
		return "", err
	}
	if err := os.WriteFile(overlay, list, 0o600); err != nil {
		return "", err
	}
	binary = filepath.Join(dir, "jogotonggo")
	cmd := exec.CommandContext(ctx, "go", "build", "-overlay", overlay, "-o", binary, "./server")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w: %s", b.name, err, out)
	}
	return binary, nil
}

// enough bounds the search for what one broken build does.
const enough = 1.5 // minutes

// broken builds each broken server and lets the rig find what is wrong with it.
func broken(ctx context.Context, o options, out io.Writer) (found bool, err error) {
	root, err := os.Getwd()
	if err != nil {
		return false, err
	}
	found, work := true, o.work
	for i, b := range breakages {
		o.minutes, o.only, o.until, o.lanes = enough, b.only, b.finds, "embedded"
		o.work = filepath.Join(work, fmt.Sprintf("broken-%d", i+1))
		if err := os.Mkdir(o.work, 0o711); err != nil {
			return false, err
		}
		if o.binary, err = b.build(ctx, root, o.work); err != nil {
			return false, err
		}
		began := time.Now()
		var said bytes.Buffer
		t, err := torture(ctx, o, &said)
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		wrong := t.wrong()
		if wrong[b.finds] == 0 {
			found = false
			fmt.Fprintf(out, "%s\n%v\n", said.Bytes(), err)
		}
		fmt.Fprintf(out, "%-40s %-10s found %4d times within %3.0f s; in all %v\n", b.name, b.finds, wrong[b.finds], time.Since(began).Seconds(), wrong)
	}
	return found, nil
}
