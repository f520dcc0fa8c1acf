package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// The kinds of tests, in the order in which they are printed. Those marked as needed must
// have run: a service that was not found shows here, whatever else was green.
var kinds = []struct {
	name   string
	needed bool
}{
	{"Go: rules and parts", true},
	{"Go: on SQLite", true},
	{"Go: on PostgreSQL", true},
	{"Go: memory bus", false},
	{"Go: on Redis", true},
	{"Go: fuzz seeds", false},
	{"black box: embedded", true},
	{"black box: two nodes, PostgreSQL and Redis", true},
	{"black box: through Caddy", true},
	{"units, read by systemd", runtime.GOOS == "linux"},
	{"front end: units", true},
	{"front end: journeys in Chromium", true},
}

// kindOf sorts a test by its package and by the twin named in its path.
func kindOf(n name) string {
	path := strings.ToLower(n.test) + "/"
	has := func(twin string) bool { return strings.Contains(path, "/"+twin+"/") }
	switch {
	case has("caddy"):
		return "black box: through Caddy"
	case has("systemd"):
		return "units, read by systemd"
	case strings.HasSuffix(n.pkg, "/deploy/proof") && has("cluster"):
		return "black box: two nodes, PostgreSQL and Redis"
	case strings.HasSuffix(n.pkg, "/deploy/proof"):
		return "black box: embedded"
	case strings.HasPrefix(n.test, "Fuzz"):
		return "Go: fuzz seeds"
	case has("postgres"):
		return "Go: on PostgreSQL"
	case has("sqlite"):
		return "Go: on SQLite"
	case has("redis") || strings.HasSuffix(n.pkg, "/hub/redis"):
		return "Go: on Redis"
	case has("memory"):
		return "Go: memory bus"
	}
	return "Go: rules and parts"
}

// counts gives how many tests of which kind passed; of a test with subtests only those
// count.
func (r *run) counts() map[string]int {
	c := map[string]int{}
	for _, n := range r.passed {
		if !r.parents[n] {
			c[kindOf(n)]++
		}
	}
	return c
}

func printTotal(out io.Writer, dir string) error {
	sum := map[string]int{}
	if err := addGo(sum, filepath.Join(dir, "go.json")); err != nil {
		return err
	}
	const journeys = "front end: journeys in Chromium"
	for file, kind := range map[string]string{"vitest.json": "front end: units", "e2e.json": journeys, "e2e-again.json": journeys} {
		if err := addVitest(sum, kind, filepath.Join(dir, file)); err != nil {
			return err
		}
	}
	all := 0
	var missing []string
	for _, k := range kinds {
		all += sum[k.name]
		if sum[k.name] > 0 || k.needed {
			fmt.Fprintf(out, "%6d  %s\n", sum[k.name], k.name)
		}
		if k.needed && sum[k.name] == 0 {
			missing = append(missing, k.name)
		}
	}
	fmt.Fprintf(out, "%6d  tests passed, none skipped\n", all)
	if len(missing) > 0 {
		return fmt.Errorf("none ran of: %s", strings.Join(missing, "; "))
	}
	return nil
}

func addGo(sum map[string]int, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	for dec := json.NewDecoder(f); ; {
		var one map[string]int
		if err := dec.Decode(&one); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		for kind, n := range one {
			sum[kind] += n
		}
	}
}

func addVitest(sum map[string]int, kind, file string) error {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // its kind is needed, and the sum says that none ran
	}
	if err != nil {
		return err
	}
	var v struct {
		Files []struct {
			Status string `json:"status"`
			Tests  []struct {
				Name   string `json:"fullName"`
				Status string `json:"status"`
			} `json:"assertionResults"`
		} `json:"testResults"`
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	for _, f := range v.Files { // one that failed ran again as a whole, and counts there
		if f.Status != "passed" {
			continue
		}
		for _, t := range f.Tests {
			if t.Status != "passed" {
				return fmt.Errorf("%s: skipped: %s", file, t.Name)
			}
			sum[kind]++
		}
	}
	return nil
}
