package store

import (
	"context"
	"encoding/base64"
	"fmt"

	"jogotonggo/rt-rw"
)

// Names of people and of their devices are sealed where they lie, under the account's own
// key: a backup without keys names nobody, and an erased account has no name anywhere.

// seal writes one of an account's words as it is stored; what says which.
func (s *Store) seal(account, what, word string) (string, error) {
	if word == "" {
		return "", nil
	}
	sealed, err := s.keys.Seal(account, what, word)
	if err != nil {
		return "", fmt.Errorf("seal a %s: %w", what, err)
	}
	return base64.RawStdEncoding.EncodeToString(sealed), nil
}

// unseal reads it again; "" once the account is erased.
func (s *Store) unseal(account, stored string) (string, error) {
	if stored == "" {
		return "", nil
	}
	sealed, err := base64.RawStdEncoding.DecodeString(stored)
	if err != nil {
		return "", fmt.Errorf("a sealed word is damaged: %w", err)
	}
	word, err := s.keys.Open(account, sealed)
	if rtrw.CodeOf(err) == rtrw.Erased {
		return "", nil
	}
	return word, err
}

// unsealName puts the plain name into an account as it was read.
func (s *Store) unsealName(a *Account) (err error) {
	a.Name, err = s.unseal(a.ID, a.Name)
	return err
}

// NameOf is what somebody is called; "" once the account is erased.
func (s *Store) NameOf(ctx context.Context, account string) (string, error) {
	a := Account{ID: account}
	err := s.db.QueryRowContext(ctx, `SELECT name FROM accounts WHERE id = $1`, account).Scan(&a.Name)
	if err == nil {
		err = s.unsealName(&a)
	}
	if err != nil {
		return "", s.refuse(fmt.Errorf("read a name: %w", err))
	}
	return a.Name, nil
}
