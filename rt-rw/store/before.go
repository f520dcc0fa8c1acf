package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
)

// beforeKept is how long the copies of before a migration stay: they hold people's keys, and
// no copy of those is older.
const beforeKept = 30 * 24 * time.Hour

// copyName is what such a copy is called, by the first step that it was made before.
const copyName = "before-"

// keepBefore makes sure that a migration can be undone. The embedded database is copied
// into a folder beside it; PostgreSQL, which other nodes may be using, is left alone until
// somebody asks for it by name. Nothing is kept of a database that is new.
func (s *Store) keepBefore(ctx context.Context, all []schema, ready []*goose.Provider) error {
	step, err := pending(ctx, ready)
	switch {
	case err != nil || step == "":
		return err
	case !s.dialect.postgres:
		return s.copyBefore(ctx, all, copyName+step)
	case !s.cfg.Migrate:
		return &Shut{Why: Older, Err: fmt.Errorf("its schema lacks step %s", step)}
	}
	return nil
}

// pending names the first step that a database which holds something still lacks.
func pending(ctx context.Context, ready []*goose.Provider) (string, error) {
	for i, p := range ready {
		have, err := p.GetDBVersion(ctx)
		if err != nil {
			return "", err
		}
		if i == 0 && have == 0 {
			return "", nil // all of it is new
		}
		for _, source := range p.ListSources() {
			if source.Version > have {
				name, _, _ := strings.Cut(filepath.Base(source.Path), "_")
				return []string{"", "keys-"}[i] + name, nil
			}
		}
	}
	return "", nil
}

// copyBefore writes both databases as they are into a folder of that name. It is whole or
// not there; one of the same name, from an attempt that failed, gives way.
func (s *Store) copyBefore(ctx context.Context, all []schema, name string) error {
	dir := filepath.Join(s.cfg.Dir, name)
	part := dir + ".part"
	if err := errors.Join(os.RemoveAll(part), os.Mkdir(part, 0o700)); err != nil {
		return fmt.Errorf("copy the database before its schema changes: %w", err)
	}
	for _, one := range all {
		file := filepath.Join(part, one.name)
		if _, err := one.db.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
			return errors.Join(s.dialect.shut(one, fmt.Errorf("copy before its schema changes: %w", err)), os.RemoveAll(part))
		}
		if err := onDisk(file); err != nil {
			return errors.Join(fmt.Errorf("copy the database before its schema changes: %w", err), os.RemoveAll(part))
		}
	}
	if err := errors.Join(os.RemoveAll(dir), os.Rename(part, dir)); err != nil {
		return fmt.Errorf("copy the database before its schema changes: %w", err)
	}
	s.cfg.Log.Info("copied_before_migration", "to", dir)
	return nil
}

// onDisk closes a file that SQLite wrote to others, and waits until the disk has it.
func onDisk(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Sync(), f.Close())
}

// dropCopies deletes copies whose time is over.
func (s *Store) dropCopies(before time.Time) error {
	if s.dialect.postgres {
		return nil
	}
	entries, err := os.ReadDir(s.cfg.Dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, gone := e.Info()
		if errors.Is(gone, fs.ErrNotExist) || !e.IsDir() || !strings.HasPrefix(e.Name(), copyName) {
			continue
		}
		if gone != nil || info.ModTime().After(before) {
			err = errors.Join(err, gone)
			continue
		}
		err = errors.Join(err, os.RemoveAll(filepath.Join(s.cfg.Dir, e.Name())))
	}
	return err
}
