package store_test

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestLooks: a household learns as what somebody opened its cases, and reads all that is
// kept about it; nobody else does.
func TestLooks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := context.Background()
		tw := newTown(t, e.Open())
		id := newID()
		tw.must(tw.request(id, "warga"))
		tw.must(tw.request(newID(), "tetangga"))
		for _, who := range []string{"rt", "warga", "staf"} {
			if _, err := tw.Case(ctx, tw.people[who], id); err != nil {
				t.Fatal(err)
			}
		}
		looks, err := tw.store.LooksOf(ctx, tw.people["warga"])
		if err != nil || len(looks) != 2 {
			t.Fatalf("%+v, %v", looks, err)
		}
		roles := map[rtrw.Role]bool{}
		for _, l := range looks {
			roles[l.Role] = l.Case == id && l.Service == "aid" && l.At > 0
		}
		if !roles[rtrw.RTHead] || !roles[rtrw.Staff] {
			t.Errorf("looked: %+v", looks)
		}
		if looks, err := tw.store.LooksOf(ctx, tw.people["tetangga"]); err != nil || len(looks) != 0 {
			t.Errorf("a neighbour reads %+v, %v", looks, err)
		}
		mine, err := tw.store.MyData(ctx, tw.people["warga"])
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(mine)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`"note":"canary-note"`, `"name":"Nama warga"`, `"role":"rt_head"`, `"household":"33.74.08.1006/RW04/RT03/H012"`, id} {
			if !strings.Contains(string(b), want) {
				t.Errorf("my data has no %s: %s", want, b)
			}
		}
		if d := mine.(*store.MyData); len(d.Cases) != 1 || len(d.Looks) != 2 {
			t.Errorf("my data: %s", b)
		}
		if d, err := tw.store.MyData(ctx, tw.people["rt"]); err != nil || len(d.(*store.MyData).Cases) != 0 {
			t.Errorf("the head's own data: %+v, %v", d, err)
		}
	})
}

// TestFirstLooks: two nodes read in a kelurahan of which nobody has read anything, at the same
// moment; both are answered, and the chain of looks has one beginning.
func TestFirstLooks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		id := newID()
		tw.must(tw.request(id, "warga"))
		desks := []*rtrw.Desk{tw.Desk}
		if e.Config().URL != "" { // the embedded database has one node
			desks = append(desks, storetest.Desk(t, e.Open(), nil))
		}
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				if _, err := desks[i%len(desks)].Case(context.Background(), tw.people["rt"], id); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		tw.whole()
	})
}

// TestPendingLooks: a member whom the head has not said yes to learns about the own case
// only, in a house where others have some too.
func TestPendingLooks(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t).Open())
	in, err := tw.accept(tw.invite(t, "rt", "", rt0403+"/H012").Code, "Baru")
	if err != nil {
		t.Fatal(err)
	}
	tw.people["baru"] = in.Viewer
	theirs, mine := newID(), newID()
	tw.must(tw.request(theirs, "warga"))
	tw.must(tw.request(mine, "baru"))
	for _, id := range []string{theirs, mine} {
		if _, err := tw.Case(context.Background(), tw.people["rt"], id); err != nil {
			t.Fatal(err)
		}
	}
	looks, err := tw.store.LooksOf(context.Background(), in.Viewer)
	if err != nil || len(looks) != 1 || looks[0].Case != mine {
		t.Errorf("%+v, %v", looks, err)
	}
	d, err := tw.store.MyData(context.Background(), in.Viewer)
	if err != nil || len(d.(*store.MyData).Cases) != 1 || d.(*store.MyData).Cases[0].ID != mine {
		t.Errorf("%+v, %v", d, err)
	}
}
