package config

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// shortest is how long a given secret must be at least.
const shortest = 16

// TheSecret gives the server's secret. The embedded database makes one of its own beside
// it; nodes that share a database must be told the same one.
func (n *Node) TheSecret() ([]byte, error) {
	switch {
	case n.Secret != "":
		if len(n.Secret) < shortest {
			return nil, fmt.Errorf("JT_SECRET is shorter than %d letters", shortest)
		}
		return stretched(n.Secret), nil
	case n.DatabaseURL != "":
		return nil, errors.New("JT_DATABASE_URL needs JT_SECRET beside it: every node of one database must have the same")
	}
	return kept(n.Data)
}

// kept reads the secret that lies in the data folder, or makes it.
func kept(dir string) ([]byte, error) {
	text, err := written(dir)
	if err != nil {
		return nil, err
	}
	if text == "" {
		return made(dir, secretFile(dir))
	}
	return stretched(text), nil
}

func secretFile(dir string) string { return filepath.Join(dir, "secret") }

// written reads the secret that lies in the data folder; "" where none does.
func written(dir string) (string, error) {
	file := secretFile(dir)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("read secret: %w", err)
	case info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows": // which has no such bits
		return "", fmt.Errorf("%s can be read by others; chmod 600 it", file)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read secret: %w", err)
	}
	text := strings.TrimSpace(string(b))
	if len(text) < shortest {
		return "", fmt.Errorf("%s holds no secret", file)
	}
	return text, nil
}

// SecretText gives the secret as it was written down, "" where there is none yet. It makes none.
func (n *Node) SecretText() (string, error) {
	if n.Secret != "" || n.DatabaseURL != "" {
		return n.Secret, nil
	}
	return written(n.Data)
}

// KeepSecret writes a secret that came from elsewhere into the data folder, where there is none.
func (n *Node) KeepSecret(secret string) (undo func() error, err error) {
	if len(secret) < shortest {
		return nil, fmt.Errorf("the secret is shorter than %d letters", shortest)
	}
	if err := os.MkdirAll(n.Data, 0o700); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	file := secretFile(n.Data)
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("place secret: %w", err)
	}
	undo = func() error {
		err := os.Remove(file)
		_ = os.Remove(n.Data) // where nothing else lies in it
		return err
	}
	_, err = f.WriteString(secret + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, errors.Join(err, undo())
	}
	return undo, nil
}

// stretched makes a secret of any length fit where 32 bytes are asked for.
func stretched(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// made writes a new secret under a name of its own first, so that two servers that start
// at once end with the same one and nobody reads half of it.
func made(dir, file string) ([]byte, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	raw := make([]byte, 32)
	rand.Read(raw)
	temp, err := os.CreateTemp(dir, "secret-*") // mode 0600
	if err != nil {
		return nil, fmt.Errorf("make secret: %w", err)
	}
	defer os.Remove(temp.Name())
	_, err = temp.WriteString(hex.EncodeToString(raw) + "\n")
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return nil, fmt.Errorf("write secret: %w", err)
	}
	if err := os.Link(temp.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("place secret: %w", err)
	}
	return kept(dir)
}
