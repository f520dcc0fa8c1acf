package lab

import (
	"database/sql"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	_ "modernc.org/sqlite" // tells its version
)

// Machine says where and when this was measured.
func Machine() string {
	return fmt.Sprintf("%s, %s/%s, %d CPUs (%s), %s, SQLite %s",
		time.Now().Format("2006-01-02 15:04 MST"), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), processor(), runtime.Version(), sqliteVersion())
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

// Resident is the memory of a process that is in RAM, in bytes.
func Resident(pid int) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if size, is := strings.CutPrefix(line, "VmRSS:"); is {
			kib, err := strconv.Atoi(strings.Fields(size)[0])
			return float64(kib) * 1024, err
		}
	}
	return 0, fmt.Errorf("process %d tells no VmRSS", pid)
}
