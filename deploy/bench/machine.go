package main

import (
	"database/sql"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// machine says where and when this was measured.
func machine(dir string) string {
	return fmt.Sprintf("%s, %s/%s, %d CPUs (%s), %s, SQLite %s, files in %s",
		time.Now().Format("2006-01-02 15:04 MST"), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), processor(), runtime.Version(), sqliteVersion(), dir)
}

// processor reads the model where Linux tells it.
func processor() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "model unknown"
	}
	for line := range strings.Lines(string(b)) {
		if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return "model unknown"
}

func sqliteVersion() (version string) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err.Error()
	}
	defer db.Close()
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&version); err != nil {
		return err.Error()
	}
	return version
}
