package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// The disk of a town whose disk becomes full.
const smallDisk = "size=96m,mode=700"

// mount gives the house a small disk of its own and moves it there. Its node does not run.
func (h *house) mount(t *town) error {
	h.moves++
	to := filepath.Join(t.dir, fmt.Sprintf("disk-%d", h.moves))
	if err := os.Mkdir(to, 0o700); err != nil {
		return err
	}
	if err := asRoot("mount", "-t", "tmpfs", "-o", smallDisk+fmt.Sprintf(",uid=%d", os.Getuid()), "tmpfs", to); err != nil {
		return fmt.Errorf("a disk that becomes full needs the right to mount one: %w", err)
	}
	h.disks = append(h.disks, to)
	data := filepath.Join(to, "data")
	if err := os.CopyFS(data, os.DirFS(h.data)); err != nil {
		return err
	}
	before := h.data
	h.data = data
	return os.RemoveAll(before)
}

// asRoot runs a command as root: as we are, or by sudo where it asks nothing.
func asRoot(name string, args ...string) error {
	if os.Getuid() != 0 {
		name, args = "sudo", append([]string{"-n", name}, args...)
	}
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, out)
	}
	return nil
}

// close unmounts its disks. The node has ended.
func (h *house) close() (err error) {
	for _, dir := range h.disks {
		err = errors.Join(err, asRoot("umount", dir))
	}
	return err
}

// filled fills the disk under the node until commands are answered with 507, and frees it again.
func filled(ctx context.Context, t *town, rng *rand.Rand) (string, error) {
	h := t.gear.(*house)
	if len(h.disks) == 0 || filepath.Dir(h.data) != h.disks[len(h.disks)-1] {
		if err := h.node.Stop(); err != nil {
			return "", err
		}
		if err := h.mount(t); err != nil {
			return "", err
		}
		if err := h.start(ctx, t); err != nil {
			return "", err
		}
		t.written(t.journal.acked() + fewAcks/2)
	}
	ballast := filepath.Join(filepath.Dir(h.data), "ballast")
	before := t.crowd.full.Load()
	if err := fill(ballast); err != nil {
		return "", err
	}
	end := time.Now().Add(10 * time.Second)
	for t.crowd.full.Load() == before && time.Now().Before(end) {
		pause(5 * time.Millisecond)
		if err := fill(ballast); err != nil { // what a checkpoint freed
			return "", err
		}
	}
	if t.crowd.full.Load() == before {
		t.wrong.add(divergent, "a full disk was not told by 507 within 10 s")
	}
	pause(between(rng, 1, 500*time.Millisecond))
	return fmt.Sprintf("%d times told", t.crowd.full.Load()-before), os.Remove(ballast)
}

// fill writes a file until no byte more goes on the disk.
func fill(name string) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	b := make([]byte, 1<<20)
	for size := len(b); size >= 1; {
		if _, err := f.Write(b[:size]); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			return err
		}
	}
	return nil
}
