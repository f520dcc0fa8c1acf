package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
)

// head reads what verify is asked to prove; nil: nothing beside the ledger itself.
func (v verify) head() (*rtrw.Head, error) {
	if v.Head == "" {
		return nil, nil
	}
	text := v.Head
	if b, err := os.ReadFile(v.Head); err == nil {
		text = string(b)
	}
	h, err := rtrw.ParseHead(text)
	return &h, err
}

var (
	errNotOurs   = errors.New("the head was not signed with this server's secret, or a letter of it is wrong")
	errRewritten = errors.New("the log does not contain the line that was published: it was rewritten or cut off since, or restored from a backup of before")
)

// prove looks for the line of which a head was published. What it prints opens the
// commitment: whoever has it can check with sha256sum and nothing of ours.
func prove(ctx context.Context, s *store.Store, h rtrw.Head) error {
	n := notary(s)
	if !n.Ours(h) {
		return errNotOurs
	}
	seq, hash, found, err := s.Contains(ctx, n, h)
	if err != nil {
		return err
	}
	if !found {
		return errRewritten
	}
	fmt.Printf("head: what was published of %s for %s stands in the log as line %d, hash %s\n", h.Log, h.Day, seq, hash)
	fmt.Printf("opening, whose SHA-256 is the commitment: %q\n", n.Opening(h, seq, hash))
	return nil
}
