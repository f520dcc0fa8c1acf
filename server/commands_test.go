package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/uuid"

	"jogotonggo/server/config"
)

// TestTwins: one command sent many times at once has one effect and one answer.
func TestTwins(t *testing.T) {
	t.Parallel()
	w := open(t)
	key, warga := uuid.NewString(), w.as("warga")
	answers := make([]*reply, 50)
	var work sync.WaitGroup
	for i := range answers {
		work.Go(func() { answers[i] = warga.with("Idempotency-Key", key).send("POST", "/aid/request", ask("sekali")) })
	}
	work.Wait()
	fresh := 0
	for _, r := range answers {
		if r.status != 201 || !bytes.Equal(r.body, answers[0].body) {
			t.Fatalf("%d %s", r.status, r.body)
		}
		if r.header.Get("Idempotency-Replayed") == "" {
			fresh++
		}
	}
	var page struct{ Events []struct{ ID string } }
	if w.as("lurah").get("/log?area=33.74.08.1006", &page); fresh != 1 || len(page.Events) != 1 {
		t.Errorf("%d fresh answers, %d events", fresh, len(page.Events))
	}
}

// TestCommands: an account is made, the ledger proved, saved, and brought back elsewhere.
func TestCommands(t *testing.T) {
	t.Parallel()
	node := &config.Node{Data: t.TempDir(), Secret: "a secret of this test", Log: "error"}
	copied := filepath.Join(t.TempDir(), "backup")
	password := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(password, []byte("rahasia sekali\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	elsewhere := &config.Node{Data: filepath.Join(t.TempDir(), "new"), Secret: node.Secret, Log: "error"}
	for name, run := range map[string]func() error{
		"verify of nothing": func() error { return verify{}.Run(&config.Node{Data: "/nothing/here", Secret: node.Secret}, quiet()) },
		"half an office":    func() error { return accountCreate{Login: "a", Name: "A", Role: "lurah"}.Run(node, quiet()) },
		"no backup":         func() error { return restore{From: "/nothing/here"}.Run(elsewhere, quiet()) },
	} {
		if run() == nil {
			t.Errorf("%s succeeds", name)
		}
	}
	if err := errors.Join(
		migrate{}.Run(node, quiet()),
		accountCreate{Login: "lurah", Name: "Wiwik", Role: "lurah", In: "33.74.08.1006", SecretFrom: password}.Run(node, quiet()),
		verify{}.Run(node, quiet()),
		backupMake{Dir: copied}.Run(node, quiet()),
		restore{From: copied}.Run(elsewhere, quiet()),
		verify{}.Run(elsewhere, quiet()),
		versionCmd{}.Run(),
	); err != nil {
		t.Fatal(err)
	}
	if err := (accountReset{Login: "lurah"}).Run(elsewhere, quiet()); err != nil {
		t.Error(err)
	}
	if err := (accountReset{Login: "siapa"}).Run(elsewhere, quiet()); err == nil {
		t.Error("nobody is let in")
	}
	if err := (accountCreate{Login: "lurah", Name: "Lain", SecretFrom: password}).Run(elsewhere, quiet()); err == nil {
		t.Error("the restored account is not there")
	}
}
