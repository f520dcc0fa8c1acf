package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"github.com/google/uuid"

	"jogotonggo/rt-rw"
)

// Account is somebody known here: a login, a name, and the house they live in.
type Account struct {
	ID        string
	Login     string
	Name      string
	Household rtrw.Area // "" for officers who live elsewhere
	HasSecret bool      // read with a session only: can come back by it
}

// NewAccount asks for one at the server itself; neighbours come in by invites.
type NewAccount struct {
	Login     string
	Name      string
	Household rtrw.Area    // with it comes the grant of a resident
	Secret    string       // "": signs in by a reset of the head only
	Grants    []rtrw.Grant // offices from the start: Role, Area and Until count
}

var loginForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,39}$`)

// AddAccount makes an account. A login that is taken is a Conflict.
func (s *Store) AddAccount(ctx context.Context, n NewAccount) (Account, error) {
	a, secret, err := s.draft(ctx, n)
	if err != nil {
		return a, err
	}
	return a, s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return s.admit(ctx, tx, a, secret, n.Grants) })
}

// draft judges what a new account asks for, and hashes its secret.
func (s *Store) draft(ctx context.Context, n NewAccount) (a Account, secret string, err error) {
	a = Account{ID: newID(), Login: strings.ToLower(strings.TrimSpace(n.Login)), Household: n.Household}
	if !loginForm.MatchString(a.Login) {
		return a, "", rtrw.AtField("login", "form", "Nama masuk terdiri dari huruf kecil, angka dan tanda hubung.")
	}
	if a.Name, err = properName(n.Name); err != nil {
		return a, "", err
	}
	if n.Household != "" && n.Household.Depth() != rtrw.House {
		return a, "", rtrw.AtField("household", "form", "Rumah ditulis seperti 33.74.08.1006/RW04/RT03/H012.")
	}
	if n.Secret != "" {
		secret, err = s.hashed(ctx, n.Secret)
	}
	return a, secret, err
}

// hashed judges a secret that somebody chose, and hashes it.
func (s *Store) hashed(ctx context.Context, secret string) (string, error) {
	if utf8.RuneCountInString(secret) < 8 || len(secret) > longestSecret {
		return "", rtrw.AtField("secret", "length", "Kata sandi paling sedikit 8 huruf.")
	}
	return s.hash(ctx, secret)
}

// admit writes a new account with its offices, and where it lives.
func (s *Store) admit(ctx context.Context, tx *sql.Tx, a Account, secret string, grants []rtrw.Grant) error {
	now := s.now().UnixMilli()
	if ok, err := s.insertAccount(ctx, tx, a, secret, now); err != nil {
		return err
	} else if !ok {
		return takenLogin
	}
	if a.Household != "" {
		grants = append([]rtrw.Grant{{Role: rtrw.Resident, Area: a.Household}}, grants...)
		if err := insertHouse(ctx, tx, a.Household, "", now); err != nil {
			return err
		}
	}
	for _, g := range grants {
		_, err := tx.ExecContext(ctx, `INSERT INTO grants (id, account, role, area, from_at, until_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			newID(), a.ID, string(g.Role), string(g.Area), now, g.Until)
		if err != nil {
			return fmt.Errorf("give a new account its office: %w", err)
		}
	}
	return nil
}

var takenLogin = &rtrw.Error{Code: rtrw.Conflict, Text: "Nama masuk ini sudah dipakai.",
	Fields: []rtrw.Field{{Field: "login", Code: "taken", Message: "Nama masuk ini sudah dipakai. Tambahkan satu angka."}}}

// insertAccount says false where the login is taken.
func (s *Store) insertAccount(ctx context.Context, tx *sql.Tx, a Account, secret string, now int64) (bool, error) {
	name, err := s.seal(a.ID, "name", a.Name)
	if err != nil {
		return false, err
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO accounts (id, login, name, household, secret, added_at, changed_at, closed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $6, 0) ON CONFLICT (login) DO NOTHING`, a.ID, a.Login, name, string(a.Household), secret, now)
	if err != nil {
		return false, fmt.Errorf("add account: %w", err)
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

// NewID draws a UUIDv7, so that rows made together lie together.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

func newID() string { return NewID() }

// properName trims a name and refuses what is none; it never repeats it.
func properName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if n := utf8.RuneCountInString(name); n == 0 || n > 60 || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return "", rtrw.AtField("name", "length", "Tulis nama, paling banyak 60 huruf.")
	}
	return name, nil
}

// longestSecret bounds what is hashed; nobody types more.
const longestSecret = 200

// cost follows OWASP's smallest recommended setting for Argon2id.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is the hash that an unknown login is compared with, so that it takes as long as
// a known one.
var nobody = sync.OnceValues(func() (string, error) { return argon2id.CreateHash(nobodysSecret, cost) })

const nobodysSecret = "no one signs in as nobody"

// turn waits for one of the two places at which secrets are hashed: each takes 19 MiB,
// and a crowd at the door must not take the memory of the house.
func (s *Store) turn(ctx context.Context) (leave func(), err error) {
	select {
	case s.hashing <- struct{}{}:
		return func() { <-s.hashing }, nil
	case <-ctx.Done():
		return nil, rtrw.Errorf(rtrw.Unavailable, "Server sedang ramai. Coba masuk lagi sebentar.")
	}
}

func (s *Store) hash(ctx context.Context, secret string) (string, error) {
	leave, err := s.turn(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return argon2id.CreateHash(secret, cost)
}

// SignIn opens a session for a login and its secret.
func (s *Store) SignIn(ctx context.Context, login, secret, device string) (Signed, error) {
	account, err := s.Knows(ctx, login, secret)
	if err != nil {
		return Signed{}, err
	}
	token, id := newToken(), newID()
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return s.openSession(ctx, tx, id, token, account, device, "")
	})
	if err != nil {
		return Signed{}, err
	}
	return s.fresh(ctx, token)
}

// Knows gives the account that a login and its secret belong to. A login that does not exist
// and a secret that is wrong give the same refusal, after the same work.
func (s *Store) Knows(ctx context.Context, login, secret string) (account string, err error) {
	var kept string
	err = s.db.QueryRowContext(ctx, `SELECT id, secret FROM accounts WHERE login = $1 AND closed_at = 0`, strings.ToLower(strings.TrimSpace(login))).Scan(&account, &kept)
	if err != nil && err != sql.ErrNoRows {
		return "", s.refuse(fmt.Errorf("find account: %w", err))
	}
	switch same, err := s.matches(ctx, secret, kept); {
	case err != nil:
		return "", err
	case !same:
		return "", rtrw.Errorf(rtrw.SignedOut, "Nama masuk atau kata sandi belum cocok.")
	}
	return account, nil
}

// matches compares with the kept hash, or where there is none with nobody's.
func (s *Store) matches(ctx context.Context, secret, kept string) (bool, error) {
	leave, err := s.turn(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	none, err := nobody()
	if err != nil {
		return false, fmt.Errorf("make nobody's hash: %w", err)
	}
	known := kept != "" && len(secret) <= longestSecret
	if !known {
		kept, secret = none, ""
	}
	same, err := argon2id.ComparePasswordAndHash(secret, kept)
	if err != nil {
		return false, fmt.Errorf("compare a secret: %w", err)
	}
	return same && known, nil
}

// closeAccount ends an account and its sessions; what it did stays in the log.
func closeAccount(ctx context.Context, tx *sql.Tx, account string, now time.Time) error {
	for _, text := range []string{
		`UPDATE accounts SET closed_at = $2 WHERE id = $1`,
		`UPDATE sessions SET closed_at = $2 WHERE account = $1 AND closed_at = 0`,
	} {
		if _, err := tx.ExecContext(ctx, text, account, now.UnixMilli()); err != nil {
			return fmt.Errorf("close account: %w", err)
		}
	}
	return touch(ctx, tx, account, now.UnixMilli())
}

// Helpers names those who may bring help to an area: volunteers and staff in office there.
func (s *Store) Helpers(ctx context.Context, a rtrw.Area) ([]Account, error) {
	over := []string{}
	for d := rtrw.Kelurahan; d <= rtrw.RT; d++ {
		if up := a.Up(d); up != "" {
			over = append(over, string(up))
		}
	}
	now := s.now().UnixMilli()
	list, err := query(ctx, s.db, `SELECT DISTINCT a.id, a.login, a.name, a.household FROM grants g JOIN accounts a ON a.id = g.account
		WHERE g.area `+s.dialect.in(1)+` AND g.role <> 'resident' AND g.role IN ('volunteer', 'staff') AND g.from_at <= $2 AND (g.until_at = 0 OR g.until_at > $3) AND a.closed_at = 0`,
		[]any{s.dialect.list(over), now, now}, func(r scanner) (a Account, err error) { return a, r.Scan(&a.ID, &a.Login, &a.Name, &a.Household) })
	if err != nil {
		return nil, s.refuse(err)
	}
	for i := range list {
		if err := s.unsealName(&list[i]); err != nil {
			return nil, s.refuse(err)
		}
	}
	slices.SortFunc(list, func(a, b Account) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}
