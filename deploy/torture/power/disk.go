package power

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Disk is a folder while a program writes to it.
type Disk struct {
	root  string
	mu    sync.Mutex
	files map[string]*file // by path
	gone  map[string]*file // unlinked or written over by a rename, and the folder not yet synced
}

// file is what is known of one.
type file struct {
	synced []byte
	since  []change // in order
	passed int      // changes that a sync has passed
	named  bool     // its name would be found
}

// change is a write of data, or a new length.
type change struct {
	at     int64
	data   []byte
	length bool // at is the new length
	maybe  bool // the program was killed in it
}

// sector is what a disk writes whole or not at all.
const sector = 512

// New takes a folder as it is; all of it is taken as synced.
func New(root string) (*Disk, error) {
	d := &Disk{root: root, files: map[string]*file{}, gone: map[string]*file{}}
	return d, filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || forgotten(path) {
			return err
		}
		b, err := os.ReadFile(path)
		d.files[path] = &file{synced: b, named: true}
		return err
	})
}

func forgotten(path string) bool { return strings.HasSuffix(path, "-shm") }

// at gives the file of a path below the folder; nil: it is none of ours.
func (d *Disk) at(path string) *file {
	if !strings.HasPrefix(path, d.root+"/") || forgotten(path) {
		return nil
	}
	if d.files[path] == nil {
		d.files[path] = &file{}
	}
	return d.files[path]
}

func (d *Disk) change(path string, c change) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.at(path); f != nil {
		f.since = append(f.since, c)
	}
}

// syncing notes that a sync begins; the returned func says that it is done.
func (d *Disk) syncing(path string) (done func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.files[path]; f != nil {
		upTo := f.passed + len(f.since)
		return func() { d.synced(f, upTo) }
	}
	return func() { d.syncedFolder(path) }
}

func (d *Disk) synced(f *file, upTo int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := upTo - f.passed // another sync may have passed some of them
	if n <= 0 {
		return
	}
	for _, c := range f.since[:n] {
		f.synced = c.on(f.synced)
	}
	f.since, f.passed = f.since[n:], upTo
}

func (d *Disk) syncedFolder(dir string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for path, f := range d.files {
		if filepath.Dir(path) == dir {
			f.named = true
		}
	}
	for path := range d.gone {
		if filepath.Dir(path) == dir {
			delete(d.gone, path)
		}
	}
}

func (d *Disk) unlink(path string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.files[path]; f != nil && f.named {
		d.gone[path] = f
	}
	delete(d.files, path)
}

func (d *Disk) rename(from, to string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.files[from]
	if f == nil {
		return
	}
	if f.named {
		d.gone[from] = f
	}
	if old := d.files[to]; old != nil && old.named {
		d.gone[to] = old
	}
	delete(d.files, from)
	d.files[to] = &file{synced: f.synced, since: f.since, passed: f.passed}
}

// on applies the change to some bytes.
func (c change) on(b []byte) []byte {
	end := c.at + int64(len(c.data))
	switch {
	case c.length && c.at <= int64(len(b)):
		return b[:c.at:c.at]
	case int64(len(b)) < end:
		b = append(b, make([]byte, end-int64(len(b)))...)
	}
	copy(b[c.at:], c.data)
	return b
}

// Whole compares what was traced with what stands in the folder now, when the program was killed:
// an error says that something was written which the trace did not see. strace may lose sight of the
// call in which a thread dies, so one write may stand there that it never told.
func (d *Disk) Whole() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var wrong []error
	for path, f := range d.files {
		b, err := os.ReadFile(path)
		if err != nil {
			wrong = append(wrong, err)
		} else if n := unseen(b, f.written(false), f.written(true)); n > oneWrite {
			wrong = append(wrong, fmt.Errorf("%s was written unseen: %d bytes from the first to the last", path, n))
		}
	}
	return errors.Join(wrong...)
}

// oneWrite is the longest that a database makes: a page.
const oneWrite = 4096

// written is the file with all changes; those in which the program was killed only if maybe.
func (f *file) written(maybe bool) []byte {
	b := bytes.Clone(f.synced)
	for _, c := range f.since {
		if maybe || !c.maybe {
			b = c.on(b)
		}
	}
	return b
}

// unseen is how far the first and the last byte of b lie apart that are neither that of one nor of
// the other; a missing or a further byte is one too.
func unseen(b, one, other []byte) int {
	first, last := -1, -1
	for i := range max(len(b), min(len(one), len(other))) {
		if i < len(b) && (i < len(one) && b[i] == one[i] || i < len(other) && b[i] == other[i]) {
			continue
		}
		if last = i; first < 0 {
			first = i
		}
	}
	return last - first + min(1, first+1)
}

// Lose writes into a new folder what a power cut leaves, drawn by chance, and says what it drew.
func (d *Disk) Lose(rng *rand.Rand, into string) (what string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	manner := manners[rng.IntN(len(manners))]
	left := map[string][]byte{}
	for path, f := range d.gone {
		if rng.IntN(2) == 0 {
			left[path] = f.synced
		}
	}
	for path, f := range d.files {
		if f.named || rng.IntN(2) == 0 {
			left[path] = manner.of(rng, f)
		}
	}
	for path, b := range left {
		to := filepath.Join(into, strings.TrimPrefix(path, d.root))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return "", err
		}
		if err := os.WriteFile(to, b, 0o600); err != nil {
			return "", err
		}
	}
	return manner.name, nil
}
