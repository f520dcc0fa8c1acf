package main

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// built is the built server.
var built = os.Getenv("JT_TEST_BINARY")

func TestMain(m *testing.M) { os.Exit(build(m)) }

func build(m *testing.M) int {
	if built == "" {
		dir, err := os.MkdirTemp("", "jogo-city")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		built = filepath.Join(dir, "jogotonggo")
		if out, err := exec.Command("go", "build", "-o", built, "jogotonggo/server").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "build the server: %v\n%s", err, out)
			return 1
		}
	}
	return m.Run()
}

// TestCity measures a hamlet: everything is filled, proved, started and read, and every read
// stands in the table with what it touched. How long anything took says nothing here.
func TestCity(t *testing.T) {
	t.Parallel()
	at := map[string]string{"files": ""}
	if url := os.Getenv("JT_TEST_DATABASE_URL"); url != "" {
		at["server"] = url
	}
	for name, url := range at {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			keep := filepath.Join(t.TempDir(), "table.md")
			var out strings.Builder
			o := options{few: 600, events: 1500, rounds: 1, dir: t.TempDir(), binary: built, postgres: url, keep: keep, town: hamlet}
			if err := city(t.Context(), o, &out); err != nil {
				t.Fatalf("%v\n%s", err, out.String())
			}
			kept, err := os.ReadFile(keep)
			if err != nil || string(kept) != out.String() {
				t.Errorf("what is kept is not what was printed: %v", err)
			}
			for _, r := range reads() {
				row := rowOf(out.String(), r.name)
				if len(row) != 14 || row[6] == "0" || row[9] == "0" || row[10] == "0" { // questions, and pages on both sides
					t.Errorf("%s: %q", r.name, row)
				}
			}
			if !strings.Contains(out.String(), "findings=0; clean") || !strings.Contains(out.String(), "memory of the server") {
				t.Error(out.String())
			}
			if tick := rowOf(out.String(), "a clock's tick"); len(tick) == 14 && tick[6] != "1" {
				t.Errorf("a clock's tick asks %s questions", tick[6])
			}
			left, err := os.ReadDir(o.dir)
			if err != nil || len(left) > 0 {
				t.Errorf("it leaves %v behind, %v", left, err)
			}
		})
	}
}

// rowOf gives the cells of a read's row.
func rowOf(table, name string) (cells []string) {
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "| "+name+" |") {
			for _, c := range strings.Split(line, "|") {
				cells = append(cells, strings.TrimSpace(c))
			}
		}
	}
	return cells
}

// TestScans: a table that a plan reads whole is found under any name, and a search is none.
func TestScans(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE grants (id TEXT PRIMARY KEY, area TEXT); CREATE INDEX grants_area ON grants (area)"); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"SELECT g.area FROM grants g WHERE g.id > '' OR g.area LIKE '%x'": 1,
		"SELECT area FROM grants":                      1,
		"SELECT g.id FROM grants g WHERE g.area = 'a'": 0,
	} {
		got, err := scans(t.Context(), db, text, nil)
		if err != nil || len(got) != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}
