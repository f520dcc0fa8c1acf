package archive

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"
)

// Order is one backup to be made. All of it is needed.
type Order struct {
	Dir string // must be there: a stick that was pulled leaves none, and nothing is written beside it
	At  time.Time
	To  []*age.X25519Recipient
	// Fill writes both parts, and names the neighbourhood, which becomes part of the files' names.
	Fill func(ledger, keys io.Writer) (name string, err error)
	// Check reads a part back, from the disk and decrypted, and says whether it is whole.
	Check func(io.Reader) error
}

// Written is a backup that was read back whole.
type Written struct {
	Ledger, Keys string // the files
	Size         int64  // of both together
}

// Write makes a backup. Its files get their names only when both were written, forced to the disk and read back;
// otherwise nothing of it stays.
func Write(o Order) (w *Written, err error) {
	if info, err := os.Stat(o.Dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s: put the stick in, or make the folder, and try again", o.Dir)
	}
	// A recipient of this moment, whose identity nobody keeps: without it nothing that was written could be read back here.
	once, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	to := []age.Recipient{once.Recipient()}
	for _, r := range o.To {
		to = append(to, r)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("no backup was made in %s, and no half one left there: %w", o.Dir, err)
		}
	}()
	ledger, err := seal(o.Dir, to)
	if err != nil {
		return nil, err
	}
	defer ledger.drop()
	keys, err := seal(o.Dir, to)
	if err != nil {
		return nil, err
	}
	defer keys.drop()
	name, err := o.Fill(ledger, keys)
	if err := errors.Join(err, ledger.finish(), keys.finish()); err != nil {
		return nil, err
	}
	for _, f := range []*sealed{ledger, keys} {
		if err := readBack(f.name, once, o.Check); err != nil {
			return nil, fmt.Errorf("what was written reads back wrongly, try another stick: %w", err)
		}
	}
	w = &Written{Ledger: filepath.Join(o.Dir, fileName(name, o.At, false)), Keys: filepath.Join(o.Dir, fileName(name, o.At, true)), Size: ledger.size + keys.size}
	// The ledger last: where it stands, its keys do.
	if err := keys.place(w.Keys); err != nil {
		return nil, err
	}
	if err := ledger.place(w.Ledger); err != nil {
		return nil, errors.Join(err, os.Remove(w.Keys))
	}
	return w, syncFolder(o.Dir)
}

// sealed is a file under way: what is written is packed and encrypted, under a name that no backup has.
type sealed struct {
	name   string
	file   *os.File
	buffer *bufio.Writer
	locked io.WriteCloser
	packed *gzip.Writer
	size   int64
	placed bool
}

func seal(dir string, to []age.Recipient) (*sealed, error) {
	file, err := os.CreateTemp(dir, unfinished) // mode 0600
	if err != nil {
		return nil, err
	}
	s := &sealed{name: file.Name(), file: file, buffer: bufio.NewWriterSize(file, 1<<16)}
	if s.locked, err = age.Encrypt(s.buffer, to...); err != nil {
		s.drop()
		return nil, err
	}
	s.packed = gzip.NewWriter(s.locked)
	return s, nil
}

// Write takes a piece of what the file will hold.
func (s *sealed) Write(b []byte) (int, error) { return s.packed.Write(b) }

// finish closes it from the inside out. What lies on the disk afterwards survives a stick that is pulled.
func (s *sealed) finish() error {
	err := errors.Join(s.packed.Close(), s.locked.Close(), s.buffer.Flush(), s.file.Sync())
	if info, statErr := s.file.Stat(); err == nil && statErr == nil {
		s.size = info.Size()
	}
	err = errors.Join(err, s.file.Close())
	s.file = nil
	return err
}

func (s *sealed) place(name string) error {
	if err := os.Rename(s.name, name); err != nil {
		return err
	}
	s.placed = true
	return nil
}

// drop takes away what was not placed.
func (s *sealed) drop() {
	if s.file != nil {
		s.file.Close() // it failed already, and is about to go
	}
	if !s.placed {
		os.Remove(s.name) // where the stick is gone, so is the file
	}
}

func readBack(name string, identity age.Identity, check func(io.Reader) error) error {
	r, err := Open(name, identity)
	if err != nil {
		return err
	}
	return errors.Join(check(r), r.Close())
}

// syncFolder makes the names last. Not every system can; there the files' own sync must do.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}
