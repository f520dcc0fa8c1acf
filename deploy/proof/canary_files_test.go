package proof

import (
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folder gives every file under a folder as it lies on the disk.
func (s *scene) folder(sink, dir string) (list []piece) {
	s.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, piece{sink, "", strings.TrimPrefix(name, dir), s.file(name)})
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return list
}

func (s *scene) file(name string) []byte {
	s.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		s.Fatal(err)
	}
	return b
}

// query reads one column of text.
func (s *scene) query(driver, at, text string) (all []string) {
	s.Helper()
	db, err := sql.Open(driver, at)
	if err != nil {
		s.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(text)
	if err != nil {
		s.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			s.Fatal(err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		s.Fatal(err)
	}
	return all
}

// backup writes one into a new folder.
func (n *node) backup() (dir string) {
	n.t.Helper()
	dir = filepath.Join(n.t.TempDir(), "backup")
	if out, code := n.cli("backup", dir); code != 0 {
		n.t.Fatalf("backup: exit %d\n%s", code, out)
	}
	return dir
}

// restore raises an embedded node of the same secret on a backup and starts it.
func (n *node) restore(dir string) *node {
	n.t.Helper()
	data, secret := n.t.TempDir(), n.setting("JT_SECRET")
	if secret == "" {
		b, err := os.ReadFile(filepath.Join(n.setting("JT_DATA"), "secret"))
		if err != nil {
			n.t.Fatal(err)
		}
		secret = strings.TrimSpace(string(b))
	}
	twin := newNode(n.t, "JT_DATA="+data, "JT_SECRET="+secret)
	if out, code := twin.cli("restore", dir); code != 0 {
		n.t.Fatalf("restore: exit %d\n%s", code, out)
	}
	twin.verify()
	twin.start()
	return twin
}

// setting gives what a node was started with.
func (n *node) setting(name string) (value string) {
	for _, e := range n.env {
		if after, ok := strings.CutPrefix(e, name+"="); ok {
			value = after
		}
	}
	return value
}

// events counts the lines of all logs, as verify does.
func (n *node) events() (count int) {
	n.t.Helper()
	out, _ := n.cli("verify")
	_, after, _ := strings.Cut(out, "events=")
	if _, err := fmt.Sscan(after, &count); err != nil {
		n.t.Fatalf("verify says %q", out)
	}
	return count
}
