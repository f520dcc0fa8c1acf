package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// KeysKept is how long keys are kept: after that, what somebody had erased is erased in every backup as well.
const KeysKept = 30 * 24 * time.Hour

const (
	moment     = "2006-01-02T150405Z" // of a file's name; no colon, for sticks that take none
	unfinished = "jogotonggo-*.part"
)

var fileForm = regexp.MustCompile(`^jogotonggo-([a-z0-9-]+)-(\d{4}-\d{2}-\d{2}T\d{6}Z)(\.keys)?\.age$`)

func fileName(name string, at time.Time, keys bool) string {
	end := ".age"
	if keys {
		end = ".keys.age"
	}
	return "jogotonggo-" + slug(name) + "-" + at.UTC().Format(moment) + end
}

// slug keeps of a name what every file system takes.
func slug(name string) string {
	plain := regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(name), "-")
	if plain = strings.Trim(plain, "-"); plain == "" {
		return "cadangan"
	}
	return plain
}

// KeysOf names the file of keys that belongs to a ledger's.
func KeysOf(ledger string) string { return strings.TrimSuffix(ledger, ".age") + ".keys.age" }

// Tidy deletes from a folder the backups of one neighbourhood beyond the newest few, all keys older than they may be kept,
// and what a backup that was cut short left. It gives how many ledgers are left and how many files went.
func Tidy(dir, name string, keep int, now time.Time) (left, gone int, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, 0, err
	}
	var ledgers, old []string
	for _, e := range slices.Backward(entries) { // by name, so the newest comes first
		m := fileForm.FindStringSubmatch(e.Name())
		switch {
		case m == nil:
			if ours, _ := filepath.Match(unfinished, e.Name()); ours && stale(e, now) {
				old = append(old, e.Name())
			}
		case m[3] != "": // whosesoever: a kelurahan may have got another name, or a second one beside it, since
			if at, err := time.Parse(moment, m[2]); err == nil && now.Sub(at) > KeysKept {
				old = append(old, e.Name())
			}
		case m[1] == slug(name):
			if ledgers = append(ledgers, e.Name()); len(ledgers) > keep {
				old = append(old, e.Name(), KeysOf(e.Name()))
			}
		}
	}
	slices.Sort(old)
	for _, file := range slices.Compact(old) {
		switch failed := os.Remove(filepath.Join(dir, file)); {
		case failed == nil:
			gone++
		case !errors.Is(failed, os.ErrNotExist):
			err = errors.Join(err, failed)
		}
	}
	if err != nil {
		err = fmt.Errorf("the new backup is whole, but old ones could not be deleted: %w", err)
	}
	return min(len(ledgers), keep), gone, err
}

// stale says whether whoever wrote a file has surely ended.
func stale(e os.DirEntry, now time.Time) bool {
	info, err := e.Info()
	return err == nil && now.Sub(info.ModTime()) > 24*time.Hour
}
