package push

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/direct"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/privacy"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// TestTurn follows a request that nobody hurries with: each round it calls those for whom it
// waits, who act ends the call for all others, and the household hears of others' steps.
func TestTurn(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e, "21 10:00", "warga anggota tetangga rt rw lurah staf staf2 relawan kader nakes")
		id := tw.request()
		tw.expect("before noon", "")
		tw.set("21 12:00")
		tw.expect("at noon the head", "rt: Ada laporan menunggu Bapak/Ibu.")
		tw.expect("once", "")

		tw.set("21 14:00")
		tw.move("", "aid", "pass_on", id, nil)
		tw.expect("passed on, the first head's call is over", "rt: tutup")
		tw.set("21 17:00")
		tw.expect("the next head and the household", "anggota: Ada pembaruan. | rw: Ada laporan menunggu Bapak/Ibu. | warga: Ada pembaruan.")

		tw.set("21 17:05")
		tw.move("rw", "aid", "verify", id, nil)
		tw.expect("who acts needs no call", "rw: tutup")
		tw.set("22 07:00")
		tw.expect("the desk and the volunteers", "anggota: Ada pembaruan. | relawan: Ada laporan menunggu Bapak/Ibu. | staf2: Ada laporan menunggu Bapak/Ibu. | staf: Ada laporan menunggu Bapak/Ibu. | warga: Ada pembaruan.")

		tw.set("22 07:05")
		tw.move("staf", "aid", "claim", id, nil)
		tw.expect("taken elsewhere", "relawan: tutup | staf2: tutup | staf: tutup")
	})
}

// TestUncalled: what is asked and answered before its hour comes calls nobody.
func TestUncalled(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 10:00", "warga anggota rt")
	id := tw.request()
	tw.told()
	tw.move("rt", "aid", "verify", id, nil)
	tw.move("warga", "aid", "cancel", id, nil)
	tw.set("21 12:00")
	tw.expect("all is over, also the news", "")
}

// TestHand: who is given a case hears of it, who takes it does not.
func TestHand(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 11:00", "warga anggota rt staf relawan")
	id := tw.request()
	tw.move("rt", "aid", "verify", id, nil)
	tw.move("staf", "aid", "assign", id, &aid.Assign{Holder: tw.people["relawan"].Account.ID})
	tw.set("21 12:00")
	tw.expect("the holder", "anggota: Ada pembaruan. | relawan: Ada tugas untuk Bapak/Ibu. | warga: Ada pembaruan.")
}

// TestEmergency: an illness with danger signs calls at two in the night, and says neither
// who is ill nor of what, and to nobody but those who may know.
func TestEmergency(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga anggota tetangga rt")
	tw.move("warga", "isolation", "report", "", redReport())
	tw.bell.Decide(t.Context())
	tw.bell.Send(t.Context())
	got := tw.service.Taken()
	if heard(got) != "rt: Ada laporan darurat menunggu Bapak/Ibu." {
		t.Fatalf("told %s", heard(got))
	}
	m := got[0]
	if m.Urgency != "high" || !m.Loud || m.Contact != "https://jogo.example" || m.TTL != "3600" || m.Topic != m.Tag || !strings.HasPrefix(m.To, "/#/kasus/") {
		t.Errorf("sent as %+v", m)
	}
	for _, word := range []string{"rahasia", "Nama", "H012", "RT03", "isolation", "sakit"} {
		if bytes.Contains(m.Plain, []byte(word)) {
			t.Errorf("%s is in %s", word, m.Plain)
		}
	}
}

// TestAlarm: everybody in reach is called at once, once, by whatever it is, where, what to do
// and who says so; as it widens, those further away; and that it is over takes its place.
func TestAlarm(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e, "21 02:14", "warga anggota tetangga rt rw relawan lurah kota")
		id := tw.move("warga", "alert", "raise", "", &alert.Raise{Kind: "kebakaran"})
		const fire = ": KEBAKARAN, RT 03. Keluar rumah, bantu lansia. Dari: Warga. 02.14"
		tw.bell.Decide(t.Context())
		tw.bell.Send(t.Context())
		got := tw.service.Taken()
		want := "anggota" + fire + " | lurah: " + urgent.ID + " | rt" + fire + " | rw: " + urgent.ID + " | tetangga" + fire
		if heard(got) != want {
			t.Errorf("the RT and those above it:\n got %s\nwant %s", heard(got), want)
		}
		for _, m := range got {
			if m.Urgency != "high" || !m.Loud {
				t.Errorf("sent as %+v", m)
			}
		}
		tw.set("21 02:16")
		tw.move("rw", "alert", "widen", id, nil)
		tw.expect("the RW, and nobody twice", "relawan"+fire+" | rw: tutup")
		tw.set("21 02:52")
		tw.move("rt", "alert", "calm", id, nil)
		const calm = ": Keadaan aman, 02.52. Terima kasih sudah menjawab."
		tw.expect("it is over", "anggota"+calm+" | lurah: tutup | relawan"+calm+" | rt: tutup | rw"+calm+" | tetangga"+calm+" | warga"+calm)
	})
}

// TestPastTheRT: what concerns no household is told to the office it was sent to alone, and
// nothing comes back to a phone that lies about at home.
func TestPastTheRT(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 11:00", "warga anggota rt rw lurah staf staf2 kota")
	id := tw.move("warga", "direct", "send", "", &direct.Send{About: "other", Text: "rahasia keluarga"})
	tw.expect("to the kelurahan", "lurah: Ada laporan menunggu Bapak/Ibu. | staf2: Ada laporan menunggu Bapak/Ibu. | staf: Ada laporan menunggu Bapak/Ibu.")
	tw.move("staf", "direct", "take_up", id, nil)
	tw.expect("taken up", "lurah: tutup | staf2: tutup | staf: tutup")
	tw.set("21 17:00")
	tw.expect("nobody at home", "")
}

// TestEnded: a phone that signed out, was revoked or forgotten by its push service is told
// nothing, and nothing is tried again.
func TestEnded(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga anggota tetangga rt")
	ctx := t.Context()
	rt := tw.people["rt"]
	if err := tw.store.EndSession(ctx, rt.Account.ID, rt.SessionID); err != nil {
		t.Fatal(err)
	}
	tw.move("warga", "isolation", "report", "", redReport())
	tw.expect("signed out", "")
	tw.rings("rt")
	tw.service.Answers(func(string) int { return http.StatusGone }, "")
	tw.move("anggota", "isolation", "report", "", redReport())
	tw.expect("gone", "")
	if list, err := tw.store.Phones(ctx, rt.Account.ID); err != nil || len(list) != 0 {
		t.Errorf("the phone is still there: %v %v", list, err)
	}
	calls, err := tw.store.CallsOf(ctx, rt.Account.ID, 10)
	if err != nil || len(calls) != 1 || calls[0].State != rtrw.CallLost {
		t.Errorf("the call is %+v %v", calls, err)
	}
	if next, err := tw.store.NextCall(ctx); err != nil || next != 0 {
		t.Errorf("something still waits: %d %v", next, err)
	}
}

// TestLater: a push service that is busy is asked again, when it says and not before; one
// that stays away is given up when the message is of no use any more.
func TestLater(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga anggota tetangga rt")
	tw.service.Answers(func(string) int { return http.StatusTooManyRequests }, "120")
	tw.move("warga", "isolation", "report", "", redReport())
	tw.expect("busy", "")
	tw.service.Answers(nil, "")
	tw.set("21 02:15")
	tw.expect("not yet", "")
	tw.set("21 02:17")
	tw.expect("again", "rt: Ada laporan darurat menunggu Bapak/Ibu.")

	tw.service.Answers(func(string) int { return http.StatusBadGateway }, "")
	tw.move("anggota", "isolation", "report", "", redReport())
	tw.expect("away", "")
	tw.service.Answers(nil, "")
	tw.set("21 03:18")
	tw.expect("too late", "")
}

// TestShown: delivery and opening are known, to who was called and, of the head, to who asked.
func TestShown(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga anggota tetangga rt")
	ctx := t.Context()
	id := tw.move("warga", "isolation", "report", "", redReport())
	tw.bell.Decide(ctx)
	tw.bell.Send(ctx)
	push := tw.service.Taken()[0].ID
	rt, warga := tw.people["rt"].Account.ID, tw.people["warga"].Account.ID
	if err := tw.store.Heard(ctx, warga, push, false); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("somebody else's message: %v", err)
	}
	tw.set("21 02:15")
	for _, opened := range []bool{false, true, false} {
		if err := tw.store.Heard(ctx, rt, push, opened); err != nil {
			t.Fatal(err)
		}
		tw.clock.Add(60_000)
	}
	calls, err := tw.store.CallsOf(ctx, rt, 10)
	at := clock(t, semarang, "21 02:15").UnixMilli()
	if err != nil || len(calls) != 1 || calls[0].Shown != at || calls[0].Opened != at+60_000 || calls[0].Sent == 0 {
		t.Errorf("%+v %v", calls, err)
	}
	mine, err := tw.store.MyData(ctx, tw.people["rt"].Viewer)
	if data, ok := mine.(*store.MyData); err != nil || !ok || len(data.Phones) != 1 || len(data.Told) != 1 || data.Told[0].OpenedAt == nil {
		t.Errorf("what is kept about the head: %+v %v", mine, err)
	}
	d, err := tw.desk.Case(ctx, tw.people["warga"].Viewer, id)
	if err != nil || d.RangAt != at || d.RangBy != rtrw.RTHead {
		t.Errorf("the household sees %d %s %v", d.RangAt, d.RangBy, err)
	}
}

// TestRestart: a node that stops at any point and comes back tells everybody once.
func TestRestart(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga anggota tetangga rt")
	again := func() {
		if err := tw.store.Close(); err != nil {
			t.Fatal(err)
		}
		tw.open()
	}
	tw.move("warga", "isolation", "report", "", redReport())
	again()
	tw.bell.Decide(t.Context())
	again()
	tw.bell.Decide(t.Context())
	if _, err := tw.store.TakeParcels(t.Context(), tw.now(), setAside, 10); err != nil { // taken, and then the light went out
		t.Fatal(err)
	}
	again()
	tw.expect("another may still be sending it", "")
	tw.clock.Add(setAside.Milliseconds())
	tw.expect("after all", "rt: Ada laporan darurat menunggu Bapak/Ibu.")
	again()
	tw.expect("once", "")
}

// TestTwoNodes: two nodes that decide and send at the same time tell everybody once.
func TestTwoNodes(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e, "21 02:14", "warga rt")
		other := tw.node(e.Open(func(c *store.Config) { c.Now = tw.now }))
		var want int
		for range 10 {
			tw.move("warga", "isolation", "report", "", redReport())
			want++
		}
		done := make(chan bool)
		for _, b := range []*Bell{tw.bell, other} {
			go func() {
				for range 20 {
					b.Decide(t.Context())
					b.Send(t.Context())
				}
				done <- true
			}()
		}
		<-done
		<-done
		if got := tw.service.Taken(); len(got) != want {
			t.Errorf("%d messages, want %d", len(got), want)
		}
	})
}

// TestRun: a poke is enough for a call to go out, and for its closing; nobody waits for a timer.
func TestRun(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga rt")
	tw.bell.Every = time.Hour
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() {
		tw.bell.Run(ctx)
		close(ended)
	}()
	arrives := func(want string) {
		t.Helper()
		tw.bell.Poke()
		select {
		case <-tw.service.Arrived():
		case <-time.After(20 * time.Second):
			t.Fatalf("%s did not come", want)
		}
		if got := heard(tw.service.Taken()); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	id := tw.move("warga", "isolation", "report", "", redReport())
	arrives("rt: Ada laporan darurat menunggu Bapak/Ibu.")
	tw.move("warga", "isolation", "cancel", id, nil)
	arrives("rt: tutup")
	stop()
	<-ended
}

// TestApart: whoever is woken at every moment works a few times a second, and loses no call.
func TestApart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		wake, did, began := make(chan struct{}, 1), 0, time.Now()
		var last time.Time
		go every(ctx, wake, apart, func(context.Context) time.Duration {
			did, last = did+1, time.Now()
			return time.Hour
		})
		synctest.Wait()
		for range 1000 { // a second of commits
			nudge(wake)
			<-time.After(time.Millisecond)
		}
		called := time.Now()
		nudge(wake)
		<-time.After(apart)
		synctest.Wait()
		if did < 5 || did > 7 {
			t.Errorf("%d times in %v", did, time.Since(began))
		}
		if last.Before(called) {
			t.Error("the last call was not heard")
		}
		<-time.After(time.Minute)
		quiet := time.Now()
		nudge(wake)
		synctest.Wait()
		if !last.Equal(quiet) {
			t.Errorf("after a quiet minute it took %v", last.Sub(quiet))
		}
		stop()
	})
}

// TestErased: whoever is forgotten is told nothing more, and nothing says that they were told.
func TestErased(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga anggota rt dpo")
	ctx, warga := t.Context(), tw.people["warga"].Account.ID
	id := tw.move("anggota", "isolation", "report", "", redReport())
	tw.move("rt", "isolation", "verify", id, nil)
	tw.told()
	if calls, err := tw.store.CallsOf(ctx, warga, 10); err != nil || len(calls) == 0 {
		t.Fatalf("nothing to forget: %v", err)
	}
	tw.move("anggota", "isolation", "cancel", id, nil)
	asked := tw.move("warga", "privacy", "ask_erasure", "", &privacy.Ask{What: "everything"})
	tw.move("dpo", "privacy", "erase", asked, nil)
	phones, err := tw.store.Phones(ctx, warga)
	calls, err2 := tw.store.CallsOf(ctx, warga, 10)
	if err != nil || err2 != nil || len(phones) != 0 || len(calls) != 0 {
		t.Errorf("still known: %v %v %v %v", phones, calls, err, err2)
	}
	tw.service.Taken()
	tw.set("21 12:00")
	for _, m := range strings.Split(tw.told(), " | ") {
		if strings.HasPrefix(m, "warga:") {
			t.Errorf("told after all: %s", m)
		}
	}
}

// TestPruned: after a month nobody knows who was told what.
func TestPruned(t *testing.T) {
	t.Parallel()
	tw := newTown(t, storetest.SQLite(t), "21 02:14", "warga rt")
	tw.move("warga", "isolation", "report", "", redReport())
	tw.told()
	if err := tw.store.PruneCalls(t.Context(), tw.now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if calls, err := tw.store.CallsOf(t.Context(), tw.people["rt"].Account.ID, 10); err != nil || len(calls) != 0 {
		t.Errorf("after its time %+v %v", calls, err)
	}
}

// redReport tells of danger signs, with words that must stay where they are.
func redReport() any {
	return &isolation.Report{Since: "2026-11-20", Breathless: true, Who: "Nama sakit", Note: "rahasia keluarga"}
}
