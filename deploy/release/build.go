package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// target is a kind of machine.
type target struct{ os, arch, arm string }

// targets are those on which a kelurahan or a city may run it.
var targets = []target{
	{"linux", "amd64", ""},
	{"linux", "arm64", ""},
	{"linux", "arm", "7"}, // small boards
	{"windows", "amd64", ""},
	{"darwin", "arm64", ""},
	{"darwin", "amd64", ""},
}

func (t target) String() string {
	if t.arm != "" {
		return t.os + "/" + t.arch + "v" + t.arm
	}
	return t.os + "/" + t.arch
}

func (t target) file(version string) string {
	name := "jogotonggo_" + version + "_" + t.os + "_" + t.arch
	if t.arm != "" {
		name += "v" + t.arm
	}
	if t.os == "windows" {
		name += ".exe"
	}
	return name
}

// build compiles the module in dir. What would differ from machine to machine is left out:
// paths, the repository's state, and the linker's own mark of them.
func (t target) build(dir, file, version string) error {
	file, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid= -X main.version="+version, "-o", file, "./server")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch, "GOARM="+t.arm, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=", "GOWORK=off")
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("build %s: %w", t, err)
	}
	return nil
}
