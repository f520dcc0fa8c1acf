package store_test

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

func TestInvite(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		t.Run("HouseQR", func(t *testing.T) { houseQR(t, tw) })
		t.Run("Link", func(t *testing.T) { link(t, tw) })
		t.Run("Refused", func(t *testing.T) { refusedInvites(t, tw) })
		t.Run("Reset", func(t *testing.T) { reset(t, tw) })
		t.Run("Expired", func(t *testing.T) { expired(t, e, tw) })
		t.Run("Crowd", func(t *testing.T) { redeemers(t, tw, newTown(t, e.Open())) })
		t.Run("TurnedBack", func(t *testing.T) { turnedBack(t, tw) })
		tw.whole()
	})
}

func (tw *town) invite(t *testing.T, by string, house, area rtrw.Area) store.Invite {
	t.Helper()
	inv, err := tw.store.Invite(context.Background(), tw.people[by], house, area)
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

func (tw *town) accept(code, name string) (store.Signed, error) {
	return tw.store.Accept(context.Background(), tw.Desk, code, name, "HP")
}

func houseQR(t *testing.T, tw *town) {
	inv := tw.invite(t, "rt", rt0403+"/H012", "")
	if inv.Uses != 6 || len(inv.Code) != 22 || time.UnixMilli(inv.Until).Sub(time.Now()) < 29*24*time.Hour {
		t.Errorf("invited by %+v", inv)
	}
	logins := map[string]bool{}
	for _, name := range []string{"Ani Wulandari", "Ani", "Ning"} {
		in, err := tw.accept(inv.Code, name)
		if err != nil {
			t.Fatal(err)
		}
		logins[in.Account.Login] = true
		if in.Token == "" || in.Account.Household != rt0403+"/H012" || !in.Viewer.Has(rtrw.Resident, rt0403+"/H012", time.Now()) {
			t.Errorf("%s came in as %+v", name, in)
		}
	}
	for _, want := range []string{"rw04-rt03-ani", "rw04-rt03-ani2", "rw04-rt03-ning"} {
		if !logins[want] {
			t.Errorf("no login %s among %v", want, logins)
		}
	}
	list, err := tw.store.Invites(context.Background(), tw.people["rw"], rt0403)
	if err != nil || len(list) != 1 || list[0].Uses != 3 || list[0].Code != "" || list[0].Place != rt0403+"/H012" {
		t.Errorf("invites are %+v, %v", list, err)
	}
	if err := tw.store.RevokeInvite(context.Background(), tw.people["warga"], inv.ID); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("a neighbour revoked an invite: %v", err)
	}
	if err := tw.store.RevokeInvite(context.Background(), tw.people["rt"], inv.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tw.accept(inv.Code, "Tono"); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("a revoked invite: %v", err)
	}
}

// link lets one person in, who may ask and sees only the own case until the head says yes.
func link(t *testing.T, tw *town) {
	inv := tw.invite(t, "rt", "", rt0403)
	in, err := tw.accept(inv.Code, "李 小明")
	if err != nil {
		t.Fatal(err)
	}
	if in.Account.Login != "rw04-rt03-warga" || in.Account.Household.Up(rtrw.RT) != rt0403 || !in.Viewer.Has(rtrw.Pending, in.Account.Household, time.Now()) {
		t.Errorf("came in as %+v", in)
	}
	houses, err := tw.store.Houses(context.Background(), rt0403)
	if err != nil || !slices.ContainsFunc(houses, func(h store.House) bool { return h.Area == in.Account.Household }) {
		t.Errorf("houses are %+v, %v", houses, err)
	}
	tw.people["baru"] = in.Viewer
	id := newID()
	tw.must(tw.request(id, "baru"))
	if _, err := tw.Case(context.Background(), in.Viewer, id); err != nil {
		t.Errorf("the own case: %v", err)
	}
	if _, err := tw.accept(inv.Code, "Lagi"); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("a link twice: %v", err)
	}
}

func refusedInvites(t *testing.T, tw *town) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		by          string
		house, area rtrw.Area
		code        rtrw.Code
	}{
		"neighbour":    {"warga", rt0403 + "/H012", "", rtrw.Forbidden},
		"other RT":     {"rt", tegalsari + "/RW04/RT02/H005", "", rtrw.Forbidden},
		"no house":     {"rt", rt0403 + "/H999", "", rtrw.Refused},
		"house is RT":  {"rt", rt0403, "", rtrw.Refused},
		"link to RW":   {"rw", "", tegalsari + "/RW04", rtrw.Refused},
		"both":         {"rt", rt0403 + "/H012", rt0403, rtrw.Refused},
		"neither":      {"rt", "", "", rtrw.Refused},
		"staff invite": {"staf", rt0403 + "/H012", "", rtrw.Forbidden},
	} {
		if _, err := tw.store.Invite(ctx, tw.people[c.by], c.house, c.area); rtrw.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := tw.store.Invites(ctx, tw.people["warga"], rt0403); rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("a neighbour listed invites: %v", err)
	}
	inv := tw.invite(t, "rt", rt0403+"/H013", "")
	if _, err := tw.accept(inv.Code, ""); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("a nameless member: %v", err)
	}
	if _, err := tw.accept("", "Tono"); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("an empty code: %v", err)
	}
	if list, err := tw.store.Invites(ctx, tw.people["rt"], rt0403+"/H013"); err != nil || len(list) != 1 || list[0].Uses != 6 {
		t.Errorf("a refusal used an invite: %+v, %v", list, err)
	}
}

// reset gives a neighbour a new device and ends the old ones; nobody resets an equal.
func reset(t *testing.T, tw *town) {
	ctx := context.Background()
	old, err := tw.accept(tw.invite(t, "rt", rt0403+"/H012", "").Code, "Lupa Sandi")
	if err != nil {
		t.Fatal(err)
	}
	inv, err := tw.store.Reset(ctx, tw.people["rt"], old.Account.ID)
	if err != nil || inv.Uses != 1 {
		t.Fatal(inv, err)
	}
	in, err := tw.accept(inv.Code, "")
	if err != nil || in.Account != old.Account || in.SessionID == old.SessionID {
		t.Fatalf("came back as %+v, %v", in, err)
	}
	if _, err := tw.store.Session(ctx, old.Token); rtrw.CodeOf(err) != rtrw.SignedOut {
		t.Errorf("the lost device: %v", err)
	}
	if _, err := tw.accept(inv.Code, ""); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("a reset twice: %v", err)
	}
	for _, c := range []struct {
		by, who string
		code    rtrw.Code
	}{
		{"tetangga", "warga", rtrw.NotFound}, {"rt", "relawan", rtrw.NotFound}, {"rt", "rt", rtrw.Forbidden}, {"rt", "lurah", rtrw.NotFound},
		{"rw", "rw", rtrw.Forbidden}, {"rw", "rt", ""}, {"rw", "relawan", ""}, {"lurah", "rw", ""}, {"lurah", "staf", ""}, {"rw", "staf", rtrw.NotFound}, {"staf", "lurah", rtrw.NotFound}, {"camat", "lurah", rtrw.NotFound},
	} {
		if _, err := tw.store.Reset(ctx, tw.people[c.by], tw.people[c.who].Account); rtrw.CodeOf(err) != c.code {
			t.Errorf("%s resets %s: %v", c.by, c.who, err)
		}
	}
	if _, err := tw.store.Reset(ctx, tw.people["rt"], newID()); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("nobody's account: %v", err)
	}
	key, err := tw.store.LetIn(ctx, " Lurah") // whom nobody heads, the machine lets in
	if err != nil {
		t.Fatal(err)
	}
	if in, err = tw.store.Return(ctx, key.Code, "rahasia yang baru", "HP"); err != nil || in.Account.ID != tw.people["lurah"].Account {
		t.Errorf("came back as %+v, %v", in, err)
	}
	if known, err := tw.store.Knows(ctx, "lurah", "rahasia yang baru"); err != nil || known != in.Account.ID {
		t.Errorf("the new password opens %q, %v", known, err)
	}
	if _, err := tw.store.LetIn(ctx, "siapa"); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("nobody is let in: %v", err)
	}
}

func expired(t *testing.T, e *storetest.Env, tw *town) {
	inv := tw.invite(t, "rt", "", rt0403)
	later := e.Open(func(c *store.Config) { c.Now = func() time.Time { return time.Now().Add(73 * time.Hour) } })
	if _, err := later.Accept(context.Background(), storetest.Desk(t, later, nil), inv.Code, "Tono", ""); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("after 73 hours: %v", err)
	}
}

// redeemers come a thousand at once, at two doors: a link lets one in, a house QR six.
func redeemers(t *testing.T, a, b *town) {
	for _, c := range []struct {
		inv  store.Invite
		want int64
	}{{a.invite(t, "rt", "", rt0403+"/H013"), 1}, {a.invite(t, "rt", rt0403+"/H013", ""), 6}} {
		var in, out atomic.Int64
		var wg sync.WaitGroup
		for i := range 1000 {
			wg.Go(func() {
				tw := a
				if i%2 == 1 {
					tw = b
				}
				switch _, err := tw.accept(c.inv.Code, "Ramai"); {
				case err == nil:
					in.Add(1)
				case rtrw.CodeOf(err) == rtrw.NotFound:
					out.Add(1)
				default:
					t.Errorf("redeemer %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		if in.Load() != c.want || in.Load()+out.Load() != 1000 {
			t.Errorf("%s: %d in, %d turned away", c.inv.Kind, in.Load(), out.Load())
		}
	}
}

// turnedBack: when the membership cannot be written, the use is given back and the
// account that was made for it is closed.
func turnedBack(t *testing.T, tw *town) {
	inv := tw.invite(t, "rt", "", rt0403+"/H013")
	deaf := &rtrw.Desk{Registry: tw.Registry, Ledger: refusing{tw.Ledger}, Cursors: tw.Cursors, Streams: tw.Streams, Keys: tw.Keys, Now: tw.Now}
	if _, err := tw.store.Accept(context.Background(), deaf, inv.Code, "Tono", ""); rtrw.CodeOf(err) != rtrw.DiskFull {
		t.Errorf("with a full disk: %v", err)
	}
	if _, err := tw.accept(inv.Code, "Tono"); err != nil {
		t.Errorf("the same link, once there is room: %v", err)
	}
}

// refusing is a ledger whose disk is full.
type refusing struct{ rtrw.Ledger }

func (refusing) Submit(context.Context, *rtrw.Command) (*rtrw.Receipt, error) {
	return nil, rtrw.Errorf(rtrw.DiskFull, "Penyimpanan server penuh.")
}
