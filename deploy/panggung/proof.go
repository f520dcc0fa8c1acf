package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // looks whether a byte belongs to a living row
)

// command runs the server's program on a database and gives what it printed; broken: it ended with 1.
func (s *stage) command(ctx context.Context, env []string, args ...string) (lines []string, broken bool, err error) {
	cmd := exec.CommandContext(ctx, s.set.binary, args...)
	cmd.Env = env
	var said bytes.Buffer
	var wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &wrong
	err = cmd.Run()
	lines = strings.Split(strings.TrimSpace(said.String()), "\n")
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 && args[0] == "verify" && said.Len() > 0 {
		return lines, true, nil
	}
	if err != nil {
		err = fmt.Errorf("jogotonggo %s: %w: %s", args[0], err, wrong.String())
	}
	return lines, false, err
}

// verify proves the log of the cluster while it serves.
func (s *stage) verify(ctx context.Context) (done, error) {
	lines, broken, err := s.command(ctx, s.town.online(), "verify")
	return done{Clean: !broken, Lines: lines}, err
}

// flip takes a backup, restores it elsewhere, proves the copy, changes one byte of its file, and
// proves it again.
func (s *stage) flip(ctx context.Context) (done, error) {
	dir, err := os.MkdirTemp(s.set.work, "copy-")
	if err != nil {
		return done{}, err
	}
	defer os.RemoveAll(dir)
	saved, data := filepath.Join(dir, "backup"), filepath.Join(dir, "data")
	elsewhere := append(append([]string{}, s.town.env...), "JT_DATA="+data)
	if _, _, err := s.command(ctx, s.town.online(), "backup", saved); err != nil {
		return done{}, err
	}
	if _, _, err := s.command(ctx, elsewhere, "restore", saved); err != nil {
		return done{}, err
	}
	if lines, broken, err := s.command(ctx, elsewhere, "verify"); err != nil || broken {
		return done{}, errors.Join(err, fmt.Errorf("the copy is not clean: %s", strings.Join(lines, "; ")))
	}
	said, err := flipByte(ctx, filepath.Join(data, "jogo.db"))
	if err != nil {
		return done{}, err
	}
	lines, broken, err := s.command(ctx, elsewhere, "verify")
	if err != nil {
		return done{}, err
	}
	return done{Clean: !broken, Lines: []string{said, lines[0]}}, nil
}

// flipByte changes the number of people in one event, on the disk, behind everybody's back. What it
// looks for may also lie in pages that nobody reads any more; those are left as they are.
func flipByte(ctx context.Context, file string) (said string, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	mark := []byte(`"people":`)
	for at := bytes.Index(raw, mark); at >= 0; {
		spot := at + len(mark)
		before, err := peopleIn(ctx, file)
		if err != nil {
			return "", err
		}
		if err := writeByte(file, int64(spot), raw[spot]^1); err != nil {
			return "", err
		}
		if after, err := peopleIn(ctx, file); err == nil && after != before {
			return fmt.Sprintf("byte %d dari %d: %q menjadi %q", spot, len(raw), raw[spot], raw[spot]^1), nil
		}
		if err := writeByte(file, int64(spot), raw[spot]); err != nil {
			return "", err
		}
		next := bytes.Index(raw[spot:], mark)
		if next < 0 {
			break
		}
		at = spot + next
	}
	return "", errors.New("nothing in the copy to falsify: file a report first")
}

func writeByte(file string, at int64, b byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte{b}, at)
	return errors.Join(err, f.Close())
}

// peopleIn gives what the events say, one after another.
func peopleIn(ctx context.Context, file string) (all string, err error) {
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro")
	if err != nil {
		return "", err
	}
	defer db.Close()
	err = db.QueryRowContext(ctx, `SELECT group_concat(payload, ' ') FROM (SELECT payload FROM events ORDER BY log, seq)`).Scan(&all)
	return all, err
}
