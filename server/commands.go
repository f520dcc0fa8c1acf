package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/server/config"
)

// storeConfig says where the ledger lies.
func storeConfig(n *config.Node, log *slog.Logger) (store.Config, error) {
	secret, err := n.TheSecret()
	return store.Config{Dir: n.Data, URL: n.DatabaseURL, Secret: secret, Registry: services(), Log: log}, err
}

// withStore opens the ledger for one piece of work. Where there must be one already, an
// empty folder is a mistake and not a new ledger.
func withStore(n *config.Node, log *slog.Logger, exists bool, work func(context.Context, *store.Store) error) error {
	if _, err := os.Stat(n.Data); exists && n.DatabaseURL == "" && err != nil {
		return fmt.Errorf("no database in %s", n.Data)
	}
	cfg, err := storeConfig(n, log)
	if err != nil {
		return err
	}
	ctx := context.Background()
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return err
	}
	return errors.Join(work(ctx, s), s.Close())
}

type migrate struct{}

// Run opens the database, which brings it up to date, also one that several nodes share.
func (migrate) Run(n *config.Node, log *slog.Logger) error {
	cfg, err := storeConfig(n, log)
	if err != nil {
		return err
	}
	cfg.Migrate = true
	s, err := store.Open(context.Background(), cfg)
	if err != nil {
		return err
	}
	fmt.Println("The schema is up to date.")
	return s.Close()
}

type verify struct {
	Head string `help:"A head that was published, as it is printed on the open page, or a file that holds one: proves as well that the log still contains that line at its place."`
}

// errBroken makes verify end with 1; what is broken was printed.
var errBroken = errors.New("the ledger does not agree with itself")

// Run prints what was proved, or where the proof failed.
func (v verify) Run(n *config.Node, log *slog.Logger) error {
	head, err := v.head()
	if err != nil {
		return err
	}
	return withStore(n, log, true, func(ctx context.Context, s *store.Store) error {
		r, err := s.Verify(ctx)
		if err != nil {
			return err
		}
		for _, f := range r.Findings {
			fmt.Println(f)
		}
		fmt.Printf("logs=%d events=%d cases=%d texts=%d looks=%d checkpoints=%d findings=%d\n", r.Logs, r.Events, r.Cases, r.Texts, r.Looks, r.Checkpoints, int64(len(r.Findings))+r.More)
		if !r.Clean() {
			return errBroken
		}
		fmt.Println("clean")
		if head == nil {
			return nil
		}
		return prove(ctx, s, *head)
	})
}

type areaImport struct {
	Dir string `arg:"" optional:"" default:"frontend/node_modules/idn-area-data" help:"Folder of the package, or of its CSV files."`
}

// Run reads the 83,763 villages and what contains them.
func (a areaImport) Run(n *config.Node, log *slog.Logger) error {
	dir := a.Dir
	if _, err := os.Stat(filepath.Join(dir, "data", "villages.csv")); err == nil {
		dir = filepath.Join(dir, "data")
	}
	return withStore(n, log, false, func(ctx context.Context, s *store.Store) error {
		count, err := s.ImportAreas(ctx, dir)
		if err == nil {
			fmt.Printf("%d areas. Data wilayah: idn-area-data, ODbL 1.0.\n", count)
		}
		return err
	})
}

type accountCreate struct {
	Login      string    `required:"" help:"Login: small letters, digits and hyphens."`
	Name       string    `required:"" help:"Name of the person."`
	Household  rtrw.Area `help:"House, such as 33.74.08.1006/RW04/RT03/H012; makes a resident of it."`
	Role       rtrw.Role `help:"Office to begin with, such as lurah or city."`
	In         rtrw.Area `name:"area" help:"Area of the office."`
	SecretFrom string    `name:"password-file" type:"existingfile" help:"File that holds the password; without it one is made and printed once."`
}

// Run makes the account and prints a password that it made itself.
func (a accountCreate) Run(n *config.Node, log *slog.Logger) error {
	account := store.NewAccount{Login: a.Login, Name: a.Name, Household: a.Household, Secret: rand.Text()}
	if a.SecretFrom != "" {
		b, err := os.ReadFile(a.SecretFrom)
		if err != nil {
			return err
		}
		account.Secret = strings.TrimSpace(string(b))
	}
	if (a.Role == "") != (a.In == "") {
		return errors.New("--role and --area go together")
	}
	if a.Role != "" {
		if _, err := rtrw.ParseArea(string(a.In)); err != nil {
			return err
		}
		account.Grants = []rtrw.Grant{{Role: a.Role, Area: a.In}}
	}
	return withStore(n, log, false, func(ctx context.Context, s *store.Store) error {
		made, err := s.AddAccount(ctx, account)
		if err != nil {
			return err
		}
		fmt.Println("login:", made.Login)
		if a.SecretFrom == "" {
			fmt.Println("password:", account.Secret)
		}
		return nil
	})
}

type accountReset struct {
	Login string `required:"" help:"Login of the account."`
}

// Run prints a link's end that opens the account once, within the hour, for who then chooses a
// new password. Whoever may run this may read the database: nobody gains anything by it.
func (a accountReset) Run(n *config.Node, log *slog.Logger) error {
	return withStore(n, log, true, func(ctx context.Context, s *store.Store) error {
		inv, err := s.LetIn(ctx, a.Login)
		if err != nil {
			return err
		}
		fmt.Println("Once, within the hour, at the server's address: /masuk#kunci/" + inv.Code)
		return nil
	})
}

type versionCmd struct{}

// Run prints one line.
func (versionCmd) Run() error {
	fmt.Printf("jogotonggo %s %s %s/%s\n", versionOf(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}
