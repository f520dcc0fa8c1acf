package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheck_LoopbackOnly: the stage opens nowhere but on this machine, and touches no database elsewhere.
func TestCheck_LoopbackOnly(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "there")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	good := settings{addr: "127.0.0.1:8090", database: "postgres://jogo@127.0.0.1:5432/postgres", binary: file, work: file, tokens: file}
	if err := good.check(); err != nil {
		t.Fatal(err)
	}
	for _, addr := range []string{"0.0.0.0:8090", ":8090", "192.168.1.4:8090", "jogo.example:80", "8090"} {
		s := good
		if s.addr = addr; s.check() == nil {
			t.Errorf("%q is taken", addr)
		}
	}
	for _, url := range []string{"", "postgres://jogo@db.example/jogo", "postgres://10.0.0.2/jogo", "mysql://127.0.0.1/jogo"} {
		s := good
		if s.database = url; s.check() == nil {
			t.Errorf("%q is taken", url)
		}
	}
	s := good
	if s.binary = file + "-not"; s.check() == nil || !strings.Contains(s.check().Error(), "make panggung") {
		t.Errorf("a missing server: %v", s.check())
	}
}

// TestDoor: only the stage's own names are served.
func TestDoor(t *testing.T) {
	t.Parallel()
	d := door{"8090"}
	for host, want := range map[string]struct {
		name string
		ours bool
	}{
		"panggung.localhost:8090":       {"", true},
		"warga.panggung.localhost:8090": {"warga", true},
		"siapa.panggung.localhost:8090": {"siapa", false},
		"evil.example":                  {"", false},
		"localhost:8090":                {"", false},
		"xpanggung.localhost:8090":      {"x", false},
	} {
		if name, ours := d.pane(host); ours != want.ours || ours && name != want.name {
			t.Errorf("%s: %q %v", host, name, ours)
		}
	}
}
