package archive

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"

	"filippo.io/age"
)

// Open reads a file of a backup. Damage shows while it is read, at the latest at its end.
func Open(name string, with ...age.Identity) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	plain, err := age.Decrypt(bufio.NewReaderSize(f, 1<<16), with...)
	if err == nil {
		var unpacked *gzip.Reader
		if unpacked, err = gzip.NewReader(plain); err == nil {
			return &opened{name, unpacked, f}, nil
		}
	}
	f.Close()
	return nil, said(name, err)
}

// said tells a wrong key from a damaged file.
func said(name string, err error) error {
	var other *age.NoIdentityMatchError
	if errors.As(err, &other) {
		return fmt.Errorf("this key does not open %s: take the sheet that was printed when its key was made", name)
	}
	return fmt.Errorf("%s is damaged or not whole: take the backup before it (%w)", name, err)
}

type opened struct {
	name     string
	unpacked *gzip.Reader
	file     *os.File
}

// Read gives what the file holds.
func (o *opened) Read(b []byte) (int, error) {
	n, err := o.unpacked.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = said(o.name, err)
	}
	return n, err
}

// Close lets the file go.
func (o *opened) Close() error { return errors.Join(o.unpacked.Close(), o.file.Close()) }
