package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jogotonggo/server/config"
)

func TestServe_Check(t *testing.T) {
	t.Parallel()
	const local, open = "localhost:8080", "0.0.0.0:8080"
	for name, c := range map[string]struct {
		is config.Serve
		ok bool
	}{
		"default":                   {config.Serve{Addr: local, Limits: "on"}, true},
		"no port":                   {config.Serve{Addr: "localhost"}, false},
		"demo":                      {config.Serve{Addr: local, Demo: true, DemoLife: 1}, true},
		"demo for everybody":        {config.Serve{Addr: open, Demo: true}, false},
		"demo on every address":     {config.Serve{Addr: ":8080", Demo: true}, false},
		"demo, said twice":          {config.Serve{Addr: open, Demo: true, DemoPublic: true}, true},
		"too lively":                {config.Serve{Addr: local, Demo: true, DemoLife: 11}, false},
		"no limits":                 {config.Serve{Addr: local, Limits: "off"}, false},
		"no limits in the demo":     {config.Serve{Addr: "127.0.0.1:1", Demo: true, Limits: "off"}, true},
		"no limits, public demo":    {config.Serve{Addr: open, Demo: true, DemoPublic: true, Limits: "off"}, false},
		"another time":              {config.Serve{Addr: local, DemoNow: "2026-11-21T10:00:00+07:00"}, false},
		"another time in the demo":  {config.Serve{Addr: "[::1]:80", Demo: true, DemoNow: "2026-11-21T10:00:00+07:00"}, true},
		"a time that is none":       {config.Serve{Addr: local, Demo: true, DemoNow: "pagi"}, false},
		"an origin":                 {config.Serve{Addr: open, Origins: []string{"https://jogo.example"}}, true},
		"an origin with a path":     {config.Serve{Addr: open, Origins: []string{"https://jogo.example/"}}, false},
		"an origin without a host":  {config.Serve{Addr: open, Origins: []string{"jogo.example"}}, false},
		"a file that does not open": {config.Serve{Addr: local, RedisURLFile: "/nothing/here"}, false},
	} {
		if err := c.is.Check(); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestServe_Allowed(t *testing.T) {
	t.Parallel()
	s := config.Serve{Addr: "localhost:8080", Origins: []string{"https://jogo.example"}}
	want := []string{"https://jogo.example", "http://localhost:8080", "http://127.0.0.1:8080"}
	if got := s.Allowed(); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	s.Addr = "0.0.0.0:8080"
	if got := s.Allowed(); !slices.Equal(got, want[:1]) {
		t.Errorf("open to all: %v", got)
	}
}

func TestServe_Clock(t *testing.T) {
	t.Parallel()
	s := config.Serve{DemoNow: "2026-11-21T10:00:00+07:00"}
	if got := s.Clock()(); got.Sub(time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC)) > time.Minute {
		t.Errorf("starts at %v", got)
	}
}

// TestSecret: made once, for the server's user alone; required beside a shared database.
func TestSecret(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	n := config.Node{Data: dir}
	first, err := n.TheSecret()
	if err != nil || len(first) < 32 {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "secret")
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	if again, err := n.TheSecret(); err != nil || !bytes.Equal(first, again) {
		t.Errorf("another one: %v", err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := n.TheSecret(); err == nil {
		t.Error("a secret that others can read is taken")
	}
	if _, err := (&config.Node{Data: dir, DatabaseURL: "postgres://x"}).TheSecret(); err == nil {
		t.Error("a shared database needs no secret")
	}
	if _, err := (&config.Node{Secret: "short"}).TheSecret(); err == nil {
		t.Error("a short secret is taken")
	}
}

// TestTwins: a secret may come from a file, and then from nowhere else.
func TestTwins(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "s")
	if err := os.WriteFile(file, []byte("a secret from a file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	n := config.Node{SecretFile: file}
	if err := n.Check(); err != nil || n.Secret != "a secret from a file" {
		t.Errorf("%q %v", n.Secret, err)
	}
	n = config.Node{Secret: "given", SecretFile: file}
	if err := n.Check(); err == nil {
		t.Error("both are taken")
	}
}
