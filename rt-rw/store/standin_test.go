package store_test

import (
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/store/storetest"
)

// TestStandIns: who stands in is listed where the office sits, by name, until it is ended; an
// appointment is none. Who was let in is named with the house, who only waits is not.
func TestStandIns(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		ctx := t.Context()
		names := func() (list []string) {
			people, err := tw.store.Residents(ctx, rt0403)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range people {
				list = append(list, p.Household.Short()+" "+p.Name)
			}
			return list
		}
		tw.same("residents", names(), []string{"H001 Nama rt", "H012 Nama warga", "H013 Nama tetangga"})
		if _, err := tw.accept(tw.invite(t, "rt", "", rt0403).Code, "Menunggu"); err != nil {
			t.Fatal(err)
		}
		if _, err := tw.accept(tw.invite(t, "rt", rt0403+"/H013", "").Code, "Ani"); err != nil {
			t.Fatal(err)
		}
		tw.same("with who was let in", names(), []string{"H001 Nama rt", "H012 Nama warga", "H013 Ani", "H013 Nama tetangga"})

		until := time.Now().Add(48 * time.Hour).Truncate(time.Millisecond)
		id := newID()
		tw.must(tw.Do(ctx, &rtrw.Command{Service: "member", Move: "stand_in", Key: id, Viewer: tw.people["rt"], Area: rt0403, Input: &member.StandIn{Account: townIDs["warga"], Until: &until}, Body: []byte("in")}))
		tw.must(tw.Do(ctx, &rtrw.Command{Service: "member", Move: "appoint", Key: newID(), Viewer: tw.people["lurah"], Area: rt0403, Input: &member.Appoint{Role: rtrw.RTHead, Account: townIDs["tetangga"]}, Body: []byte("appoint")}))
		list, err := tw.store.StandIns(ctx, rt0403)
		if err != nil || len(list) != 1 || list[0].Case != id || list[0].Name != "Nama warga" || list[0].Role != rtrw.RTHead || list[0].Until != until.UnixMilli() {
			t.Errorf("standing: %+v, %v", list, err)
		}
		if above, err := tw.store.StandIns(ctx, rt0403.Up(rtrw.RW)); err != nil || len(above) != 0 {
			t.Errorf("of the RW: %+v, %v", above, err)
		}
		tw.must(tw.Do(ctx, &rtrw.Command{Service: "member", Move: "leave", Key: newID(), Viewer: tw.people["rt"], Case: id, Input: &rtrw.None{}, Body: []byte("leave")}))
		if list, err := tw.store.StandIns(ctx, rt0403); err != nil || len(list) != 0 {
			t.Errorf("ended: %+v, %v", list, err)
		}
		tw.whole()
	})
}
