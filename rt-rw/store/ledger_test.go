package store_test

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/member"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

const (
	tegalsari = rtrw.Area("33.74.08.1006")
	rt0403    = rtrw.Area("33.74.08.1006/RW04/RT03")
)

// town is a small neighbourhood in a store, with a desk in front of it.
type town struct {
	t *testing.T
	*rtrw.Desk
	store  *store.Store
	people map[string]rtrw.Viewer
}

var townIDs = map[string]string{}

func init() {
	for _, n := range []string{"warga", "tetangga", "rt", "rw", "lurah", "staf", "relawan", "camat", "dpo"} {
		townIDs[n] = uuid.NewSHA1(uuid.NameSpaceOID, []byte(n)).String()
	}
}

func newTown(t *testing.T, s *store.Store) *town {
	t.Helper()
	tw := &town{t, storetest.Desk(t, s, nil), s, map[string]rtrw.Viewer{}}
	seed := store.Seed{Areas: []store.SeedArea{{Area: tegalsari, Name: "Tegalsari"}, {Area: tegalsari + "/RW04", Name: "RW 04"}, {Area: rt0403, Name: "RT 03"}}}
	add := func(name string, house rtrw.Area, role rtrw.Role, area rtrw.Area) {
		a := store.SeedAccount{Account: store.Account{ID: townIDs[name], Login: name, Name: "Nama " + name, Household: house}}
		if house != "" {
			seed.Houses = append(seed.Houses, store.House{Area: house, Label: house.Short()})
			a.Grants = append(a.Grants, rtrw.Grant{ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(name+"/home")).String(), Role: rtrw.Resident, Area: house})
		}
		if role != "" {
			a.Grants = append(a.Grants, rtrw.Grant{ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(name+"/role")).String(), Role: role, Area: area})
		}
		seed.Accounts = append(seed.Accounts, a)
		tw.people[name] = rtrw.Viewer{Account: a.ID, Household: house, Grants: a.Grants}
	}
	add("warga", rt0403+"/H012", "", "")
	add("tetangga", rt0403+"/H013", "", "")
	add("rt", rt0403+"/H001", rtrw.RTHead, rt0403)
	add("rw", tegalsari+"/RW04/RT01/H002", rtrw.RWHead, tegalsari+"/RW04")
	add("lurah", "", rtrw.Lurah, tegalsari)
	add("camat", "", rtrw.Camat, "33.74.08")
	add("dpo", "", rtrw.DPO, "33.74")
	add("staf", "", rtrw.Staff, tegalsari)
	add("relawan", tegalsari+"/RW04/RT02/H005", rtrw.Volunteer, tegalsari+"/RW04")
	if err := s.Seed(context.Background(), seed); err != nil {
		t.Fatal(err)
	}
	return tw
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func (tw *town) request(key, who string) (*rtrw.Receipt, error) {
	return tw.Do(context.Background(), &rtrw.Command{Service: "aid", Move: "request", Key: key, Viewer: tw.people[who], Area: rt0403,
		Input: &aid.Ask{Need: "sembako", People: 4, Note: "canary-note"}, Body: []byte(`{"need":"sembako"}`)})
}

func (tw *town) step(who, id, move string, input any) (*rtrw.Receipt, error) {
	if input == nil {
		svc, _ := tw.Registry.Service("aid")
		m, _ := svc.Move(move)
		input = m.NewInput()
	}
	return tw.Do(context.Background(), &rtrw.Command{Service: "aid", Move: move, Key: newID(), Viewer: tw.people[who], Case: id, Input: input, Body: []byte(move)})
}

func (tw *town) must(r *rtrw.Receipt, err error) *rtrw.Receipt {
	tw.t.Helper()
	if err != nil {
		tw.t.Fatal(err)
	}
	return r
}

// whole checks that the log is gapless, its chain whole and its fold the rows.
func (tw *town) whole() {
	tw.t.Helper()
	report, err := tw.store.Verify(context.Background())
	if err != nil || !report.Clean() {
		tw.t.Errorf("verify: %v %+v", err, report)
	}
}

func TestLedger(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		t.Run("Journey", func(t *testing.T) { journey(t, newTown(t, e.Open())) })
		t.Run("Again", func(t *testing.T) { again(t, newTown(t, e.Open())) })
		t.Run("Twins", func(t *testing.T) { twins(t, newTown(t, e.Open()), newTown(t, e.Open())) })
		t.Run("Crowd", func(t *testing.T) { crowd(t, newTown(t, e.Open())) })
		t.Run("Demoted", func(t *testing.T) { demoted(t, newTown(t, e.Open())) })
		t.Run("RefusedLeavesNothing", func(t *testing.T) { refused(t, newTown(t, e.Open())) })
		t.Run("DemotedElsewhere", func(t *testing.T) { demotedElsewhere(t, newTown(t, e.Open()), newTown(t, e.Open())) })
		t.Run("Codes", func(t *testing.T) { codes(t, newTown(t, e.Open())) })
		t.Run("ClockTwice", func(t *testing.T) { clockTwice(t, e) }) // last: its town is two hours ahead
	})
}

func journey(t *testing.T, tw *town) {
	id := newID()
	tw.must(tw.request(id, "warga"))
	tw.must(tw.step("rt", id, "verify", nil))
	tw.must(tw.step("staf", id, "claim", nil))
	tw.must(tw.step("staf", id, "dispatch", nil))
	d, err := tw.Case(context.Background(), tw.people["warga"], id)
	if err != nil {
		t.Fatal(err)
	}
	code, _ := d.Data["hand_over_code"].(string)
	if d.Data["note"] != "canary-note" || len(code) != 6 {
		t.Errorf("the household sees %v", d.Data)
	}
	if d, err = tw.Case(context.Background(), tw.people["staf"], id); err != nil || d.Data["hand_over_code"] != nil {
		t.Errorf("the desk sees %v %v", d.Data, err)
	}
	if _, err = tw.Case(context.Background(), tw.people["tetangga"], id); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("a neighbour opened the case: %v", err)
	}
	r := tw.must(tw.step("staf", id, "hand_over", &aid.HandOver{Code: code}))
	if r.State != "closed" {
		t.Errorf("ended %s", r.State)
	}
	b, err := tw.Board(context.Background(), tw.people["lurah"], tegalsari)
	if err != nil {
		t.Fatal(err)
	}
	if n := b.Tallies[tegalsari]["aid"]["closed"]; n == nil || n.(int64) < 1 || b.Name != "Tegalsari" || len(b.RTs) == 0 {
		t.Errorf("the board says %+v", b)
	}
	tw.whole()
}

func again(t *testing.T, tw *town) {
	id := newID()
	first := tw.must(tw.request(id, "warga"))
	second := tw.must(tw.request(id, "warga"))
	a, err := first.Body(tw.Cursors)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := second.Body(tw.Cursors)
	if !second.Replayed || !bytes.Equal(a, b) {
		t.Errorf("the second answer is\n%s\nthe first was\n%s", b, a)
	}
	if bytes.Contains(a, []byte("H012")) || bytes.Contains(a, []byte("canary")) {
		t.Errorf("the answer tells more than facts: %s", a)
	}
	if _, err := tw.request(id, "tetangga"); rtrw.CodeOf(err) != rtrw.KeyReused {
		t.Errorf("another account under the key: %v", err)
	}
	_, err = tw.Do(context.Background(), &rtrw.Command{Service: "aid", Move: "request", Key: id, Viewer: tw.people["warga"], Area: rt0403,
		Input: &aid.Ask{Need: "obat", People: 4}, Body: []byte(`{"need":"obat"}`)})
	if rtrw.CodeOf(err) != rtrw.KeyReused {
		t.Errorf("another body under the key: %v", err)
	}
}

// twins sends the same command through two nodes at once: one effect, one answer.
func twins(t *testing.T, a, b *town) {
	id := newID()
	var fresh atomic.Int64
	var wg sync.WaitGroup
	answers := make([][]byte, 100)
	for i := range answers {
		wg.Go(func() {
			tw := a
			if i%2 == 1 {
				tw = b
			}
			r, err := tw.request(id, "warga")
			if err != nil {
				t.Errorf("twin %d: %v", i, err)
				return
			}
			if !r.Replayed {
				fresh.Add(1)
			}
			answers[i], _ = r.Body(tw.Cursors)
		})
	}
	wg.Wait()
	for _, got := range answers {
		if !bytes.Equal(got, answers[0]) {
			t.Fatalf("answers differ:\n%s\n%s", got, answers[0])
		}
	}
	if fresh.Load() != 1 {
		t.Errorf("%d effects", fresh.Load())
	}
	a.whole()
}

// crowd writes from many hands at once; conflicts are fine, gaps are not.
func crowd(t *testing.T, tw *town) {
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			for j := range 12 {
				id := newID()
				if _, err := tw.request(id, []string{"warga", "tetangga"}[(i+j)%2]); err != nil {
					t.Errorf("request: %v", err)
					return
				}
				var claims sync.WaitGroup
				var won atomic.Int64
				if _, err := tw.step("rt", id, "verify", nil); err != nil {
					t.Errorf("verify: %v", err)
				}
				for _, who := range []string{"staf", "relawan"} {
					claims.Go(func() {
						if _, err := tw.step(who, id, "claim", nil); err == nil {
							won.Add(1)
						} else if rtrw.CodeOf(err) != rtrw.Conflict {
							t.Errorf("claim: %v", err)
						}
					})
				}
				claims.Wait()
				if won.Load() != 1 {
					t.Errorf("%d claims won", won.Load())
				}
			}
		})
	}
	wg.Wait()
	tw.whole()
}

// demoted takes an office away in the middle of a stream of commands: after the answer to
// that, none more is accepted.
func demoted(t *testing.T, tw *town) {
	ids := make([]string, 30)
	for i := range ids {
		ids[i] = newID()
		tw.must(tw.request(ids[i], "warga"))
	}
	office := newID()
	tw.must(tw.Do(context.Background(), &rtrw.Command{Service: "member", Move: "appoint", Key: office, Viewer: tw.people["lurah"], Area: rt0403,
		Input: &member.Appoint{Role: rtrw.RTHead, Account: tw.people["tetangga"].Account}}))
	var ended atomic.Bool
	var accepted, late atomic.Int64
	var wg sync.WaitGroup
	gate := make(chan struct{})
	for i, id := range ids {
		wg.Go(func() {
			if i >= len(ids)/2 {
				<-gate
			}
			after := ended.Load()
			if _, err := tw.step("tetangga", id, "verify", nil); err == nil {
				accepted.Add(1)
				if after {
					late.Add(1)
				}
			}
		})
	}
	tw.must(tw.Do(context.Background(), &rtrw.Command{Service: "member", Move: "leave", Key: newID(), Viewer: tw.people["tetangga"], Case: office, Input: &rtrw.None{}}))
	ended.Store(true)
	close(gate)
	wg.Wait()
	if late.Load() != 0 {
		t.Errorf("%d commands accepted after the end of office (%d before)", late.Load(), accepted.Load())
	}
	tw.whole()
}

// refused opens where it may not: not even an empty counter remains of it.
func refused(t *testing.T, tw *town) {
	const elsewhere = rtrw.Area("12.34.05.1009/RT01")
	_, err := tw.Do(context.Background(), &rtrw.Command{Service: "aid", Move: "request", Key: newID(), Viewer: tw.people["warga"], Area: elsewhere,
		Input: &aid.Ask{Need: "obat", People: 1}, Body: []byte(`{}`)})
	if rtrw.CodeOf(err) != rtrw.Forbidden {
		t.Errorf("filed elsewhere: %v", err)
	}
	if n, err := tw.store.Kept(context.Background(), `SELECT CAST(COUNT(*) AS TEXT) FROM logs WHERE log = $1`, string(elsewhere.Log())); n != "0" || err != nil {
		t.Errorf("a refusal left %s counters (%v)", n, err)
	}
}

// clockTwice strikes the same clock again: the first answer, no second effect.
func clockTwice(t *testing.T, e *storetest.Env) {
	var later atomic.Int64 // milliseconds that the town's clock is ahead
	tw := newTown(t, e.Open(func(c *store.Config) {
		c.Now = func() time.Time { return time.Now().Add(time.Duration(later.Load()) * time.Millisecond) }
	}))
	office, until := newID(), time.Now().Add(time.Hour)
	tw.must(tw.Do(context.Background(), &rtrw.Command{Service: "member", Move: "appoint", Key: office, Viewer: tw.people["lurah"], Area: rt0403,
		Input: &member.Appoint{Account: tw.people["tetangga"].Account, Until: &until}}))
	later.Store(2 * time.Hour.Milliseconds())
	strike := func() *rtrw.Receipt {
		return tw.must(tw.Do(context.Background(), &rtrw.Command{Service: "member", Move: "expire", Key: rtrw.DerivedID([]byte("k"), office), Viewer: rtrw.Viewer{System: rtrw.Timer},
			Case: office, Input: &rtrw.None{}}))
	}
	if first, again := strike(), strike(); first.Replayed || !again.Replayed || again.Seq != first.Seq || first.Actor != string(rtrw.Timer) {
		t.Errorf("struck %+v, then %+v", first.Entry, again.Entry)
	}
}

// demotedElsewhere ends an office at one node, or in another process on the same file, and
// acts at once at the other, which knew the person well.
func demotedElsewhere(t *testing.T, a, b *town) {
	office := newID()
	a.must(a.Do(context.Background(), &rtrw.Command{Service: "member", Move: "appoint", Key: office, Viewer: a.people["lurah"], Area: rt0403,
		Input: &member.Appoint{Role: rtrw.RTHead, Account: a.people["tetangga"].Account}}))
	ids := []string{newID(), newID()}
	for _, id := range ids {
		a.must(a.request(id, "warga"))
	}
	a.must(a.step("tetangga", ids[0], "verify", nil))
	b.must(b.Do(context.Background(), &rtrw.Command{Service: "member", Move: "leave", Key: newID(), Viewer: b.people["tetangga"], Case: office, Input: &rtrw.None{}}))
	if _, err := a.step("tetangga", ids[1], "verify", nil); rtrw.CodeOf(err) != rtrw.NotFound {
		t.Errorf("whose office ended elsewhere still acts: %v", err)
	}
}

func codes(t *testing.T, tw *town) {
	id := newID()
	tw.must(tw.request(id, "warga"))
	tw.must(tw.step("rt", id, "verify", nil))
	tw.must(tw.step("relawan", id, "claim", nil))
	tw.must(tw.step("relawan", id, "dispatch", nil))
	d, err := tw.Case(context.Background(), tw.people["warga"], id)
	if err != nil {
		t.Fatal(err)
	}
	right := d.Data["hand_over_code"].(string)
	wrong := 0
	for i := 1; wrong < 5; i++ {
		if code := fmt.Sprintf("%06d", i); code != right {
			wrong++
			for range 2 { // a resend counts once
				if _, err := tw.step("relawan", id, "hand_over", &aid.HandOver{Code: code}); rtrw.CodeOf(err) != rtrw.Refused {
					t.Fatalf("wrong code: %v", err)
				}
			}
		}
	}
	if _, err := tw.step("relawan", id, "hand_over", &aid.HandOver{Code: right}); rtrw.CodeOf(err) != rtrw.Refused {
		t.Errorf("a void code was taken: %v", err)
	}
	tw.whole()
}
