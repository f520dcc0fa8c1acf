package power

import (
	"bufio"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("POWER_TEST_WRITER"); dir != "" {
		if err := write(dir, os.Getenv("POWER_TEST_SYNC")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// write commits one row after another and says each when it is committed, until it is killed.
func write(dir, synchronous string) error {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "rows.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous("+synchronous+")")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE TABLE rows (n INTEGER PRIMARY KEY, text TEXT)`); err != nil {
		return err
	}
	for n := 1; ; n++ {
		if _, err := db.Exec(`INSERT INTO rows VALUES ($1, $2)`, n, strings.Repeat("isi ", n%900)); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// cut lets the writer commit so many rows, cuts its power, and gives how many of them are gone.
func cut(t *testing.T, synchronous string, rows int, rng *rand.Rand) (gone int) {
	t.Helper()
	dir, after := t.TempDir(), t.TempDir()
	disk, err := New(dir)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "POWER_TEST_WRITER="+dir, "POWER_TEST_SYNC="+synchronous)
	cmd.Stderr = os.Stderr
	said, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	trace, err := Dress(cmd, disk)
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	trace.Started(cmd)
	committed := 0
	for lines := bufio.NewScanner(said); committed < rows && lines.Scan(); committed++ {
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait() // it was killed
	if err := trace.Wait(); err != nil {
		t.Fatal(err)
	}
	if committed < rows {
		t.Fatalf("the writer ended after %d rows", committed)
	}
	if err := disk.Whole(); err != nil {
		t.Fatal(err)
	}
	manner, err := disk.Lose(rng, after)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(after, "rows.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var have int
	if err := db.QueryRow(`SELECT count(*) FROM rows WHERE n <= $1`, rows).Scan(&have); err != nil {
		t.Logf("%s, %s: %v", synchronous, manner, err)
		return rows
	}
	return rows - have
}

// A store that syncs each commit loses none of them to a power cut, one that does not does.
func TestSynced(t *testing.T) {
	t.Parallel()
	const cuts, rows = 12, 40
	for synchronous, loses := range map[string]bool{"FULL": false, "NORMAL": true, "OFF": true} {
		t.Run(synchronous, func(t *testing.T) {
			t.Parallel()
			rng, lost := rand.New(rand.NewPCG(7, 1)), 0
			for range cuts {
				lost += cut(t, synchronous, rows, rng)
			}
			if loses != (lost > 0) {
				t.Errorf("%d of %d committed rows were lost in %d cuts", lost, cuts*rows, cuts)
			}
			t.Logf("measured: synchronous=%s: %d of %d committed rows lost in %d power cuts", synchronous, lost, cuts*rows, cuts)
		})
	}
}
