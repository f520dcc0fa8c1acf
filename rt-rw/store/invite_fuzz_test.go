package store_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// FuzzInvite: of all codes that somebody may bring, the one that was made opens the house and no other one
// anything, whatever it comes with; and what was turned away took no use of it.
func FuzzInvite(f *testing.F) {
	s := storetest.SQLite(f).Open()
	desk, ctx := storetest.Desk(f, s, nil), context.Background()
	house := rt0403 + "/H012"
	head := rtrw.Viewer{Account: uuid.NewString(), Grants: []rtrw.Grant{{ID: uuid.NewString(), Role: rtrw.RTHead, Area: rt0403}}}
	if err := s.Seed(ctx, store.Seed{Areas: []store.SeedArea{{Area: tegalsari, Name: "Tegalsari"}, {Area: rt0403, Name: "RT 03"}}, Houses: []store.House{{Area: house, Label: "H012"}}}); err != nil {
		f.Fatal(err)
	}
	inv, err := s.Invite(ctx, head, house, "")
	if err != nil {
		f.Fatal(err)
	}
	if in, err := s.Accept(ctx, desk, inv.Code, "Ani", "HP"); err != nil || in.Account.Household != house {
		f.Fatalf("the code itself: %+v %v", in, err)
	}
	for _, code := range []string{"", " ", "AAAAAAAAAAAAAAAAAAAAAA", "' OR '1'='1", "\x00", "undangan/", "%", "_", "\xff\xfe"} {
		f.Add(code, "Budi", "", byte(0), byte(1))
		f.Add("\n", code, code, byte(21), byte(32))
	}
	f.Fuzz(func(t *testing.T, code, name, secret string, at, change byte) {
		near := []byte(inv.Code)
		near[int(at)%len(near)] ^= change
		for _, bad := range []string{code, string(near), inv.Code + code, code + inv.Code, inv.ID} {
			if bad == inv.Code {
				continue
			}
			if in, err := s.Accept(ctx, desk, bad, name, secret); rtrw.CodeOf(err) != rtrw.NotFound || in.Token != "" {
				t.Fatalf("%q lets in %+v, %v", bad, in, err)
			}
			if in, err := s.Return(ctx, bad, secret, name); rtrw.CodeOf(err) != rtrw.NotFound || in.Token != "" {
				t.Fatalf("%q lets in again %+v, %v", bad, in, err)
			}
		}
		if in, err := s.Return(ctx, inv.Code, "", name); rtrw.CodeOf(err) != rtrw.NotFound || in.Token != "" {
			t.Fatalf("the code of a house lets in again %+v, %v", in, err)
		}
		if list, err := s.Invites(ctx, head, rt0403); err != nil || len(list) != 1 || list[0].Uses != 5 {
			t.Fatalf("%+v are left, %v", list, err)
		}
	})
}
