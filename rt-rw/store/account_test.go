package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

func TestAccount(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		s := e.Open()
		t.Run("SignIn", func(t *testing.T) { signIn(t, s) })
		t.Run("Refused", func(t *testing.T) { refusedAccounts(t, s) })
		t.Run("Sessions", func(t *testing.T) { sessions(t, s, e.Open()) })
		t.Run("SameTime", func(t *testing.T) { sameTime(t, s) })
	})
}

func add(t *testing.T, s *store.Store, n store.NewAccount) store.Account {
	t.Helper()
	a, err := s.AddAccount(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func signIn(t *testing.T, s *store.Store) {
	ctx := context.Background()
	house := rt0403 + "/H021"
	a := add(t, s, store.NewAccount{Login: " Ani ", Name: "Ani  Lestari", Household: house, Secret: "rahasia-ani",
		Grants: []rtrw.Grant{{Role: rtrw.Kader, Area: tegalsari + "/RW04"}}})
	if a.Login != "ani" || a.Name != "Ani Lestari" {
		t.Errorf("account is %+v", a)
	}
	in, err := s.SignIn(ctx, "ANI", "rahasia-ani", "Chrome, Android")
	if err != nil {
		t.Fatal(err)
	}
	if len(in.Token) != 43 || in.Viewer.Account != a.ID || in.Viewer.Household != house {
		t.Errorf("signed in as %+v", in)
	}
	now := time.Now()
	if !in.Viewer.Has(rtrw.Resident, house, now) || !in.Viewer.Has(rtrw.Kader, rt0403, now) || in.Viewer.Has(rtrw.Kader, tegalsari, now) {
		t.Errorf("grants are %+v", in.Viewer.Grants)
	}
	again, err := s.Session(ctx, in.Token)
	if err != nil || again.Token != "" || again.SessionID != in.SessionID || !cmp.Equal(again.Viewer, in.Viewer) {
		t.Errorf("the token opens %+v, %v", again, err)
	}
	kept, err := s.Kept(ctx, `SELECT token FROM sessions WHERE id = $1`, in.SessionID)
	if err != nil || strings.Contains(kept, in.Token) || kept == "" {
		t.Errorf("the database keeps %q: %v", kept, err)
	}
	secret, err := s.Kept(ctx, `SELECT secret FROM accounts WHERE id = $1`, a.ID)
	if err != nil || !strings.HasPrefix(secret, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("the secret is kept as %q: %v", secret, err)
	}
	_, unknown := s.SignIn(ctx, "nobody-here", "rahasia-ani", "")
	_, wrong := s.SignIn(ctx, "ani", "rahasia-anu", "")
	_, long := s.SignIn(ctx, "ani", strings.Repeat("x", 100_000), "")
	for _, err := range []error{unknown, wrong, long} {
		if rtrw.CodeOf(err) != rtrw.SignedOut || err.Error() != unknown.Error() {
			t.Errorf("refused with %v", err)
		}
	}
}

func refusedAccounts(t *testing.T, s *store.Store) {
	good := store.NewAccount{Login: "budi", Name: "Budi", Secret: "rahasia-budi"}
	add(t, s, good)
	if _, err := s.AddAccount(context.Background(), good); rtrw.CodeOf(err) != rtrw.Conflict {
		t.Errorf("a login twice: %v", err)
	}
	for name, n := range map[string]store.NewAccount{
		"login":  {Login: "budi_1", Name: "Budi", Secret: "rahasia-budi"},
		"short":  {Login: "b", Name: "Budi", Secret: "rahasia-budi"},
		"name":   {Login: "budi2", Name: " \t", Secret: "rahasia-budi"},
		"mark":   {Login: "budi2", Name: "Bu\x00di", Secret: "rahasia-budi"},
		"secret": {Login: "budi2", Name: "Budi", Secret: "budi"},
		"house":  {Login: "budi2", Name: "Budi", Household: rt0403, Secret: "rahasia-budi"},
	} {
		if _, err := s.AddAccount(context.Background(), n); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	add(t, s, store.NewAccount{Login: "tanpa", Name: "Tanpa Sandi"})
	if _, err := s.SignIn(context.Background(), "tanpa", "", ""); rtrw.CodeOf(err) != rtrw.SignedOut {
		t.Errorf("an account without a secret let somebody in: %v", err)
	}
}

// sessions end on one node and are gone on the other within the age of its cache; both
// are told once whose sockets to let go.
func sessions(t *testing.T, a, b *store.Store) {
	ctx := context.Background()
	acc := add(t, a, store.NewAccount{Login: "citra", Name: "Citra", Secret: "rahasia-citra"})
	_, since, err := b.Changed(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	first, err := a.SignIn(ctx, "citra", "rahasia-citra", "HP lama")
	if err != nil {
		t.Fatal(err)
	}
	second, err := b.SignIn(ctx, "citra", "rahasia-citra", "HP baru")
	if err != nil {
		t.Fatal(err)
	}
	list, err := a.Sessions(ctx, acc.ID)
	if err != nil || len(list) != 2 || list[0].ID != second.SessionID || list[0].Device != "HP baru" || list[1].Device != "HP lama" {
		t.Errorf("devices are %+v, %v", list, err)
	}
	if _, err := b.Session(ctx, first.Token); err != nil {
		t.Errorf("the other node: %v", err)
	}
	if err := a.EndSession(ctx, "somebody else", first.SessionID); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("a stranger ended a session: %v", err)
	}
	if err := a.EndSession(ctx, acc.ID, first.SessionID); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Session(ctx, first.Token); rtrw.CodeOf(err) != rtrw.SignedOut {
		t.Errorf("an ended session on its own node: %v", err)
	}
	changed, since, err := b.Changed(ctx, since)
	if err != nil || !cmp.Equal(changed, []string{acc.ID}) {
		t.Errorf("changed: %v, %v", changed, err)
	}
	if _, err := b.Session(ctx, first.Token); rtrw.CodeOf(err) != rtrw.SignedOut {
		t.Errorf("an ended session on the other node, which was told: %v", err)
	}
	if changed, _, err := b.Changed(ctx, since); err != nil || len(changed) != 0 {
		t.Errorf("told twice: %v, %v", changed, err)
	}
	if _, err := b.Session(ctx, second.Token); err != nil {
		t.Errorf("the other device: %v", err)
	}
	if err := a.EndSession(ctx, acc.ID, first.SessionID); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("ended twice: %v", err)
	}
}

// sameTime compares how long a wrong login and a wrong secret take. Hashing is nearly all
// of it, so leaving it out for a login that does not exist would be a hundred times faster.
func sameTime(t *testing.T, s *store.Store) {
	add(t, s, store.NewAccount{Login: "dewi", Name: "Dewi", Secret: "rahasia-dewi"})
	fastest := map[string]time.Duration{"dewi": time.Hour, "dewo": time.Hour}
	for range 4 { // in turn, so that a busy moment meets both
		for login, best := range fastest {
			start := time.Now()
			if _, err := s.SignIn(context.Background(), login, "rahasia-dewa", ""); rtrw.CodeOf(err) != rtrw.SignedOut {
				t.Fatalf("%s: %v", login, err)
			}
			fastest[login] = min(best, time.Since(start))
		}
	}
	known, unknown := fastest["dewi"], fastest["dewo"]
	if unknown < known/4 || known < unknown/4 {
		t.Errorf("a known login takes %v, an unknown one %v", known, unknown)
	}
}
