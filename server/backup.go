package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"

	"jogotonggo/rt-rw/store"
	"jogotonggo/server/archive"
	"jogotonggo/server/config"
)

type backup struct {
	Make backupMake `cmd:"" default:"withargs" help:"Write a backup: --to a folder as an encrypted file, or plainly into a new folder."`
	Keys backupKeys `cmd:"" help:"Make the key that backups are encrypted with, and print the sheet for the safe, once."`
}

type backupMake struct {
	Dir       string   `arg:"" optional:"" help:"New folder for a plain backup, not encrypted."`
	To        string   `help:"Folder or USB stick for an encrypted backup."`
	Recipient []string `env:"JT_BACKUP_RECIPIENT" sep:"," help:"Whose key opens it (age1…); without it the one that 'backup keys' made."`
	Keep      int      `env:"JT_BACKUP_KEEP" default:"30" help:"How many backups stay in that folder. Files of keys go after 30 days in any case."`
}

// Run writes a backup while the server may go on.
func (b backupMake) Run(n *config.Node, log *slog.Logger) error {
	if (b.Dir == "") == (b.To == "") {
		return errors.New("say where: backup --to FOLDER for an encrypted file, or backup FOLDER for a plain new folder")
	}
	if b.Dir != "" {
		return withStore(n, log, true, func(ctx context.Context, s *store.Store) error {
			if err := s.Backup(ctx, b.Dir); err != nil {
				return err
			}
			fmt.Printf("Backup written to %s. Keep the secret elsewhere: without it no text can be read again.\n", b.Dir)
			return nil
		})
	}
	if b.Keep < 1 {
		return errors.New("--keep is at least 1")
	}
	to, err := b.recipients(n)
	if err != nil {
		return err
	}
	return withStore(n, log, true, func(ctx context.Context, s *store.Store) error { return b.sealed(ctx, s, to) })
}

func (b backupMake) sealed(ctx context.Context, s *store.Store, to []*age.X25519Recipient) error {
	var held *store.Manifest
	now := time.Now()
	made, err := archive.Write(archive.Order{Dir: b.To, At: now, To: to,
		Fill: func(ledger, keys io.Writer) (name string, err error) {
			if held, err = s.BackupTo(ctx, ledger, keys); err != nil {
				return "", err
			}
			return held.Place, nil
		},
		Check: func(r io.Reader) error {
			_, err := store.CheckBackup(r)
			return err
		},
	})
	if err != nil {
		return err
	}
	fmt.Printf("Backup whole and read back: %s\n  %s together with its keys, %s\n", made.Ledger, size(made.Size), holds(held))
	left, gone, err := archive.Tidy(b.To, held.Place, b.Keep, now)
	if err != nil {
		return err
	}
	fmt.Printf("  %d backups in %s, %d old files deleted. Keep the sheet with the key elsewhere.\n", left, b.To, gone)
	return nil
}

func (b backupMake) recipients(n *config.Node) (to []*age.X25519Recipient, err error) {
	names := b.Recipient
	if len(names) == 0 {
		text, err := os.ReadFile(recipientFile(n))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, errors.New("there is no key to encrypt with: run 'backup keys' once and keep its sheet, or give --recipient age1…")
		}
		if err != nil {
			return nil, err
		}
		names = strings.Fields(string(text))
	}
	for _, name := range names {
		r, err := age.ParseX25519Recipient(strings.TrimSpace(name))
		if err != nil {
			return nil, fmt.Errorf("%q is no key of a recipient: it begins with age1 and stands on the sheet's last line", name)
		}
		to = append(to, r)
	}
	return to, nil
}

// recipientFile holds the public half of the backup's key; the other half is on paper alone.
func recipientFile(n *config.Node) string { return filepath.Join(n.Data, "backup-recipient") }

type backupKeys struct {
	NewKey bool `help:"Make a new key although there is one: older backups keep needing the older sheet."`
}

// Run makes a key and prints it once. What it opens cannot be opened from here afterwards.
func (b backupKeys) Run(n *config.Node) error {
	file := recipientFile(n)
	if _, err := os.Stat(file); err == nil && !b.NewKey {
		return fmt.Errorf("there is a key already (%s) and its sheet was printed; say --new-key for another, and keep the old sheet for the old backups", file)
	}
	if _, err := os.Stat(n.Data); err != nil && n.DatabaseURL == "" {
		return fmt.Errorf("no data folder %s: start the server once, then make the key", n.Data)
	}
	secret, err := n.SecretText()
	if err != nil {
		return err
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	// Printed first: a key that is in use and was never seen would make backups that nobody opens.
	if _, err := fmt.Print(archive.Sheet{Identity: identity, Secret: secret}, "\nPenerima (bukan rahasia), untuk JT_BACKUP_RECIPIENT: ", identity.Recipient(), "\n"); err != nil {
		return err
	}
	if n.DatabaseURL != "" { // nodes without a folder of their own are told by JT_BACKUP_RECIPIENT
		return nil
	}
	return os.WriteFile(file, []byte(identity.Recipient().String()+"\n"), 0o600)
}

type secretPrint struct{}

// Run prints what opens the texts; the key that opens the files was printed when it was made.
func (secretPrint) Run(n *config.Node) error {
	secret, err := n.SecretText()
	if err != nil {
		return err
	}
	if secret == "" {
		return fmt.Errorf("there is no secret in %s yet: start the server once", n.Data)
	}
	fmt.Print(archive.Sheet{Secret: secret})
	return nil
}

// holds says in one line what lies in a backup.
func holds(m *store.Manifest) string {
	return fmt.Sprintf("%d events, %d cases, %d photos, %d accounts", m.Tables["events"], m.Tables["cases"], m.Tables["photos"], m.Tables["accounts"])
}

func size(bytes int64) string {
	if bytes < 1_000_000 {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}
