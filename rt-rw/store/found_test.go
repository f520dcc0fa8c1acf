package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestFound: of many who open an empty house at two doors one does, and what the others asked for
// leaves nothing.
func TestFound(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		doors := []*store.Store{e.Open(), e.Open()}
		var in atomic.Int64
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				place := store.SeedArea{Area: rtrw.Area(fmt.Sprintf("33.74.08.10%02d", i)), Name: "Tegalsari"}
				err := doors[i%2].Found(ctx, place, store.NewAccount{Login: fmt.Sprintf("lurah-%d", i), Name: "Endah", Secret: "rahasia lurah", Grants: []rtrw.Grant{{Role: rtrw.Lurah, Area: place.Area}}})
				if err == nil {
					in.Add(1)
				} else if rtrw.CodeOf(err) != rtrw.Conflict {
					t.Errorf("%v", err)
				}
			})
		}
		wg.Wait()
		places, err := doors[0].Children(ctx, "33.74.08", false)
		if in.Load() != 1 || err != nil || len(places) != 1 {
			t.Errorf("%d opened it, there are %+v, %v", in.Load(), places, err)
		}
	})
}

// TestEnlist: a list makes its people once; codes and letters are for who may have them, and a letter
// is for who has never been here.
func TestEnlist(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		lurah, rt := tw.people["lurah"], tegalsari+"/RW04/RT05"
		if err := tw.store.AddPlaces(ctx, []store.SeedArea{{Area: rt, Name: "RT 05"}}, []store.House{{Area: rt + "/H001", Label: "No. 1"}, {Area: rt + "/H002", Label: "No. 2"}}); err != nil {
			t.Fatal(err)
		}
		list := []store.Newcomer{{Area: rt, Name: "Pak Darmo  Wibowo", House: rt + "/H009"}, {Area: tegalsari + "/RW04", Name: "Pak"}}
		first, err := tw.store.Enlist(ctx, list)
		if err != nil || first[0].Login != "rw04-rt05-darmo" || first[0].Name != "Pak Darmo Wibowo" || first[1].Login != "rw04-pak" {
			t.Fatalf("%+v %v", first, err)
		}
		again, err := tw.store.Enlist(ctx, list)
		if err != nil || again[0] != first[0] || again[1] != first[1] {
			t.Fatalf("the same list again: %+v %v", again, err)
		}
		if _, err := tw.store.Enlist(ctx, []store.Newcomer{{Area: rt, Name: "Ani"}, {Area: rt, Name: ""}}); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("a nameless one: %v", err)
		}
		if err := store.Join(ctx, tw.Desk, first[0].ID, first[0].Household, true); err != nil {
			t.Fatal(err)
		}
		if err := tw.Desk.Make(ctx, newID(), "member", "appoint", lurah, rt, map[string]any{"role": rtrw.RTHead, "account": first[0].ID}); err != nil {
			t.Fatal(err)
		}
		now, err := tw.store.Town(ctx, tegalsari)
		if err != nil || now.Houses[rt] != 3 || now.Members[rt] != 1 || len(now.Officers) < 4 {
			t.Errorf("%+v %v", now, err)
		}
		codes, err := tw.store.HouseCodes(ctx, tw.people["staf"], rt, true)
		if err != nil || len(codes) != 2 || codes[0].House.Label != "No. 1" || codes[0].Invite.Uses != 6 {
			t.Errorf("%+v %v", codes, err)
		}
		for _, by := range []string{"warga", "rt", "relawan", "camat"} {
			if _, err := tw.store.HouseCodes(ctx, tw.people[by], rt, false); rtrw.CodeOf(err) != rtrw.Forbidden {
				t.Errorf("%s printed codes: %v", by, err)
			}
		}
		if _, err := tw.store.Letters(ctx, tw.people["staf"], rt); rtrw.CodeOf(err) != rtrw.Forbidden {
			t.Errorf("the desk wrote letters: %v", err)
		}
		letters, err := tw.store.Letters(ctx, lurah, rt)
		if err != nil || len(letters) != 1 || letters[0].Officer.ID != first[0].ID {
			t.Fatalf("%+v %v", letters, err)
		}
		in, err := tw.store.Return(ctx, letters[0].Invite.Code, "rahasia darmo", "HP")
		if err != nil || in.Account.ID != first[0].ID || !in.Account.HasSecret {
			t.Errorf("%+v %v", in, err)
		}
		if _, err := tw.store.Letters(ctx, lurah, rt); rtrw.CodeOf(err) != rtrw.Refused {
			t.Errorf("a letter for who is here: %v", err)
		}
		tw.whole()
	})
}
