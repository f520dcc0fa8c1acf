package main

import (
	"fmt"
	"slices"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/alert"
	"jogotonggo/rt-rw/arrival"
	"jogotonggo/rt-rw/isolation"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/zone"
)

var (
	needs = []string{"sembako", "sembako", "obat", "air", "popok", "makan", "lain"}
	notes = []string{
		"", "", "Ibu baru pulang dari rumah sakit, tolong taruh di pagar saja.", "Butuh susu untuk balita umur dua tahun.",
		"Rumah cat hijau, sebelah musala. Bel rusak, mohon diketuk agak keras ya Pak.", "Obat darah tinggi bapak habis sejak kemarin sore.",
		"Kami bertiga di rumah, satu lansia. Kalau bisa sebelum magrib karena sedang tidak ada yang bisa keluar.", "Terima kasih banyak.",
	}
	kinds = []string{"kebakaran", "banjir", "pencuri", "ternak", "bahaya"}
)

func pick[T any](l *life, of []T) T { return of[l.rng.IntN(len(of))] }

// ask draws a request.
func (l *life) ask() (need, note string, people int, urgent bool) {
	return pick(l, needs), pick(l, notes), 1 + l.rng.IntN(6), l.rng.IntN(8) == 0
}

// aid is asked for, checked, brought, and its arrival told.
func (l *life) aid(at time.Time, st *street, home person) {
	need, note, people, urgent := l.ask()
	body := fmt.Sprintf(`{"area":%q,"need":%q,"people":%d,"urgent":%t,"note":%q}`, st.area, need, people, urgent, note)
	id := l.opens(at, home, "aid", "request", st.area, &aid.Ask{Need: need, People: people, Urgent: urgent, Note: rtrw.Private(note)}, body)
	at = l.soon(at, 90*time.Minute)
	switch n := l.rng.IntN(100); {
	case n < 4:
		l.moves(at, st.head, "aid", "decline", id, &aid.SendBack{Reason: "sudah_dilaporkan"}, `{"reason":"sudah_dilaporkan"}`)
		return
	case n < 8:
		l.still(at, home, "aid", "cancel", id)
		return
	case n < 12:
		l.moves(at, st.head, "aid", "return", id, &aid.SendBack{Reason: "lainnya", Note: "Mohon tulis jumlah orang."}, `{"reason":"lainnya","note":"Mohon tulis jumlah orang."}`)
		at = l.soon(at, 2*time.Hour)
		l.moves(at, home, "aid", "amend", id, &aid.Amend{Need: need, People: people + 1, Urgent: urgent, Note: rtrw.Private(note)}, body)
		at = l.soon(at, time.Hour)
	}
	l.still(at, st.head, "aid", "verify", id)
	l.bring(l.soon(at, 2*time.Hour), id, home)
}

// bring goes from the desk to the door, and on to the household's word.
func (l *life) bring(at time.Time, id string, home person) {
	by := pick(l, slices.Concat(l.staff, l.helpers))
	l.still(at, by, "aid", "claim", id)
	at = at.Add(time.Duration(5+l.rng.IntN(90)) * time.Minute) // sooner than it lapses
	l.still(at, by, "aid", "dispatch", id)
	at = at.Add(time.Duration(15+l.rng.IntN(120)) * time.Minute)
	if n := l.rng.IntN(100); n < 55 {
		l.handOver(at, by, id)
		return
	}
	l.moves(at, by, "aid", "hand_over", id, &aid.HandOver{}, `{}`)
	if n := l.rng.IntN(100); n < 75 { // the others say nothing, and a clock says so
		l.still(l.soon(at, 8*time.Hour), home, "aid", "confirm", id)
	}
}

// handOver tells the code that the household showed.
func (l *life) handOver(at time.Time, by person, id string) {
	cmd := &rtrw.Command{Service: "aid", Move: "hand_over", Key: l.id(at), Viewer: by.Viewer, Case: id, Body: []byte(`{"code":"······"}`)}
	l.plan(store.Act{At: at, Command: cmd, Input: func(c *rtrw.Case, k rtrw.Keys) (any, error) {
		code, err := rtrw.CodeFor(k, c, "hand_over")
		return &aid.HandOver{Code: code}, err
	}})
}

// isolation goes from a report to the release, with news twice a day.
func (l *life) isolation(at time.Time, st *street, home person) {
	today := at.Format(time.DateOnly)
	id := l.opens(at, home, "isolation", "report", st.area, &isolation.Report{Who: "Bapak", Since: today, TempC: 37.5, Note: rtrw.Private(pick(l, notes))}, fmt.Sprintf(`{"area":%q,"since":%q}`, st.area, today))
	at = l.soon(at, time.Hour)
	if l.rng.IntN(20) == 0 {
		l.moves(at, st.head, "isolation", "decline", id, &isolation.SendBack{Reason: "sudah_dilaporkan"}, `{"reason":"sudah_dilaporkan"}`)
		return
	}
	l.still(at, st.head, "isolation", "verify", id)
	at = l.soon(at, 2*time.Hour)
	class, days := "contact", 14
	if l.rng.IntN(3) == 0 {
		class, days = "confirmed", 10
	}
	start := at.In(cityArea.Location()).Format(time.DateOnly)
	l.moves(at, l.health, "isolation", "start", id, &isolation.Start{Class: class, Since: start}, fmt.Sprintf(`{"class":%q}`, class))
	y, m, d := at.In(cityArea.Location()).Date()
	for day := 1; day < days; day++ {
		for _, hour := range [...]int{8, 18} {
			if l.rng.IntN(12) > 0 {
				news := time.Date(y, m, d+day, hour, l.rng.IntN(60), l.rng.IntN(60), 0, cityArea.Location())
				l.moves(news, home, "isolation", "check_in", id, &isolation.CheckIn{Same: true}, `{"same":true}`)
			}
		}
	}
	l.still(time.Date(y, m, d+days, 9, l.rng.IntN(60), 0, 0, cityArea.Location()), l.health, "isolation", "release", id)
}

// arrival is told, checked, watched where the rule asks it, and ended by its clock.
func (l *life) arrival(at time.Time, st *street, home person) {
	in := arrival.Register{Kind: "guest", Origin: "Kudus", Arrived: at.Format(time.DateOnly), People: 1 + l.rng.IntN(4), Until: at.AddDate(0, 0, 1+l.rng.IntN(4)).Format(time.DateOnly)}
	watched := l.rng.IntN(3) == 0
	if watched {
		in.Kind, in.Until = "returnee", at.AddDate(0, 0, 9).Format(time.DateOnly)
	}
	id := l.opens(at, home, "arrival", "register", st.area, &in, fmt.Sprintf(`{"area":%q,"kind":%q,"from":"Kudus","arrived":%q,"people":%d,"until":%q}`, st.area, in.Kind, in.Arrived, in.People, in.Until))
	at = l.soon(at, time.Hour)
	l.still(at, st.head, "arrival", "verify", id)
	if watched {
		for day := 1; day <= 3; day++ {
			l.still(awake(at.AddDate(0, 0, day)), st.head, "arrival", "well", id)
		}
	}
}

// alarm is beaten in an RT, houses answer, and its head says that all is well.
func (l *life) alarm(at time.Time, st *street) {
	if at.Sub(l.alarmed[st.area]) < 8*time.Hour {
		return // another one still sounds
	}
	l.alarmed[st.area] = at
	kind := pick(l, kinds)
	id := l.opens(at, pick(l, st.homes), "alert", "raise", st.area, &alert.Raise{Kind: kind}, fmt.Sprintf(`{"area":%q,"kind":%q}`, st.area, kind))
	for range 3 + l.rng.IntN(5) {
		home := pick(l, st.homes)
		if at.Sub(l.answered[home.Household]) < 14*time.Hour {
			continue
		}
		l.answered[home.Household] = at
		l.opens(at.Add(time.Duration(1+l.rng.IntN(20))*time.Minute), home, "alert", "answer", st.area, &alert.Answer{Word: alert.Word{Choice: "aman"}}, fmt.Sprintf(`{"area":%q,"choice":"aman"}`, st.area))
	}
	l.still(at.Add(time.Duration(30+l.rng.IntN(120))*time.Minute), st.head, "alert", "calm", id)
}

// count is the RW head's, of the houses with a confirmed case.
func (l *life) count(at time.Time, st *street) {
	houses := l.rng.IntN(3)
	l.opens(at, l.rwHeads[st.rw], "zone", "count", st.area, &zone.Count{Houses: houses}, fmt.Sprintf(`{"area":%q,"houses":%d}`, st.area, houses))
}
