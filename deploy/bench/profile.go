package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// What the overlay listens to.
const (
	beginProfile = syscall.SIGUSR1
	endProfile   = syscall.SIGUSR2
)

//go:embed overlay/profile.go.txt
var profileSource []byte

// overlay tells the compiler of one more file of the server, which is not in the tree.
func (st *stand) overlay() (string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "jogotonggo/server").Output()
	if err != nil {
		return "", err
	}
	source, file := filepath.Join(st.dir, "profile.go"), filepath.Join(st.dir, "overlay.json")
	b, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(strings.TrimSpace(string(out)), "bench_profile.go"): source}})
	return file, errors.Join(err, os.WriteFile(source, profileSource, 0o600), os.WriteFile(file, b, 0o600))
}
