package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"filippo.io/age"

	"jogotonggo/rt-rw/store"
	"jogotonggo/server/archive"
	"jogotonggo/server/config"
)

type restore struct {
	From     string `arg:"" help:"Backup: a file .age, or a plain folder."`
	Identity string `help:"File with the lines typed off the sheet, or an age key file."`
}

// Run fills an empty database; cursors from before get a new board.
func (r restore) Run(n *config.Node, log *slog.Logger) error {
	info, err := os.Stat(r.From)
	if err != nil {
		return fmt.Errorf("there is no backup %s", r.From)
	}
	if !info.IsDir() {
		return r.sealed(n, log)
	}
	cfg, err := storeConfig(n, log)
	if err != nil {
		return err
	}
	if err := store.Restore(context.Background(), cfg, r.From); err != nil {
		return err
	}
	fmt.Println("Restored. Run verify to prove it.")
	return nil
}

// sealed restores from a file. Nothing is made anywhere before all of it was opened and read once.
func (r restore) sealed(n *config.Node, log *slog.Logger) error {
	sheet, err := r.sheet()
	if err != nil {
		return err
	}
	ledger, keys, err := r.whole(sheet.Identity)
	if err != nil {
		return err
	}
	undo, err := takeSecret(n, sheet.Secret)
	if err != nil {
		return err
	}
	if err := r.fill(n, log, sheet.Identity, ledger, keys != nil); err != nil {
		return errors.Join(err, undo())
	}
	fmt.Printf("Restored the backup of %s: %s.\n", ledger.At, holds(ledger))
	if keys == nil {
		fmt.Printf("Its file of keys is not beside it: what people wrote cannot be read any more.\n")
	}
	fmt.Println("Run verify to prove it, then start the server at the old address: phones send what is missing by themselves.")
	return nil
}

func (r restore) sheet() (archive.Sheet, error) {
	if r.Identity == "" {
		return archive.Sheet{}, errors.New("say --identity FILE, a file with the lines typed off the sheet that was printed with the key")
	}
	text, err := os.ReadFile(r.Identity)
	if err != nil {
		return archive.Sheet{}, err
	}
	sheet, err := archive.ParseSheet(string(text))
	if err != nil {
		return sheet, fmt.Errorf("%s: %w", r.Identity, err)
	}
	return sheet, nil
}

// whole reads both files to their ends. Without a file of keys, which goes after 30 days, keys is nil.
func (r restore) whole(with age.Identity) (ledger, keys *store.Manifest, err error) {
	if ledger, err = checked(r.From, with); err != nil {
		return nil, nil, err
	}
	keys, err = checked(archive.KeysOf(r.From), with)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return ledger, keys, err
}

func checked(file string, with age.Identity) (*store.Manifest, error) {
	in, err := archive.Open(file, with)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	held, err := store.CheckBackup(in)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be restored: %w", file, err)
	}
	return held, nil
}

// takeSecret lays the sheet's secret where the server will look for it, unless it was told one.
func takeSecret(n *config.Node, sheet string) (undo func() error, err error) {
	undo = func() error { return nil }
	has, err := n.SecretText()
	switch {
	case err != nil || has != "":
		return undo, err
	case sheet == "":
		return nil, errors.New("the server's secret is missing: type the line JT-SECRET off the sheet as well, or set JT_SECRET")
	case n.DatabaseURL != "": // nodes that share a database are told it by their settings
		n.Secret = sheet
		return undo, nil
	}
	return n.KeepSecret(sheet)
}

func (r restore) fill(n *config.Node, log *slog.Logger, with age.Identity, held *store.Manifest, keyed bool) error {
	cfg, err := storeConfig(n, log)
	if err != nil {
		return err
	}
	ledger, err := archive.Open(r.From, with)
	if err != nil {
		return err
	}
	defer ledger.Close()
	if !keyed {
		return store.RestoreFrom(context.Background(), cfg, held, ledger, nil)
	}
	keys, err := archive.Open(archive.KeysOf(r.From), with)
	if err != nil {
		return err
	}
	defer keys.Close()
	return store.RestoreFrom(context.Background(), cfg, held, ledger, keys)
}
