package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/cryptotest"
	"testing/synctest"
	"time"

	"jogotonggo/rt-rw"
)

// observers must not learn from anything that somebody fell ill: neighbours near and far, a
// volunteer, who carries and need not know, who serves elsewhere, and whoever stands in the lobby.
var observers = []string{"tetangga", "sebelah", "warga2", "warga-bpn", "relawan", "lurah2", lobby}

// lobby is the screen that the lurah hung up: nobody signs in there.
const lobby = "lobi"

// deed is one move of a story at its minute, or with cases/ the opening of a case.
type deed struct {
	minute       int
	login, path  string
	name, opened string
	body         map[string]any
}

// everyday happens in both runs: neighbours ask for help and get it, and one of them is ill
// as well.
var everyday = []deed{
	{2, "tetangga", "aid/request", "a", "", map[string]any{"area": homeRT, "need": "sembako", "people": 2, "note": "beras"}},
	{6, "rt", "aid/verify", "a1", "a", map[string]any{}},
	{10, "relawan", "aid/claim", "a2", "a", map[string]any{}},
	{14, "relawan", "aid/dispatch", "a3", "a", map[string]any{}},
	{18, "relawan", "aid/hand_over", "a4", "a", map[string]any{}},
	{22, "sebelah", "aid/witness", "a5", "a", map[string]any{}},
	{26, "warga2", "aid/request", "b", "", map[string]any{"area": "33.74.08.1006/RW09/RT01", "need": "obat", "people": 1}},
	{30, "rt2", "aid/verify", "b1", "b", map[string]any{}},
	{34, "warga-bpn", "aid/request", "c", "", map[string]any{"area": "64.71.06.1001/RT12", "need": "air", "people": 4}},
	{38, "tetangga", "isolation/report", "d", "", map[string]any{"area": homeRT, "since": "2026-11-20", "breathless": false}},
	{42, "rt", "isolation/verify", "d1", "d", map[string]any{}},
	{46, "nakes", "isolation/start", "d2", "d", map[string]any{"class": "suspect"}},
	{50, "tetangga", "isolation/check_in", "d3", "d", map[string]any{"same": true}},
	{12, "sebelah", "alert/raise", "k", "", map[string]any{"area": homeRT, "kind": "kebakaran"}},
	{16, "tetangga", "alert/answer", "k1", "", map[string]any{"area": homeRT, "choice": "aman"}},
	{28, "tetangga", "alert/raise", "k2", "", map[string]any{"area": homeRT, "kind": "bahaya"}},
	{36, "rt", "alert/calm", "k3", "k", map[string]any{}},
	{52, "sebelah", "direct/send", "e", "", map[string]any{"area": homeRT, "about": "other", "text": "lampu jalan"}},
}

// patient is all by which the second run differs: somebody in a neighbour's house, and what
// others do because of it. The RT head comes late, so that a clock passes the report on.
var patient = []deed{
	{3, "warga", "isolation/report", "p", "", map[string]any{"area": homeRT, "since": "2026-11-20", "breathless": true, "danger": true, "who": "anak kedua"}},
	{5, "rt", "cases/", "", "p", nil},
	{9, "rt", "isolation/verify", "p1", "p", map[string]any{}},
	{11, "nakes", "isolation/start", "p2", "p", map[string]any{"class": "suspect"}},
	{13, "warga", "isolation/check_in", "p3", "p", map[string]any{"same": false, "breathless": true, "spo2": 91}},
	{15, "nakes", "isolation/result", "p4", "p", map[string]any{"result": "positive"}},
	{17, "rw", "zone/count", "z", "", map[string]any{"area": homeRT, "houses": 4}},
	{19, "camat", "access/open", "g", "", map[string]any{"area": homeRT, "reason": "medical", "explain": "rujukan"}},
	{20, "camat", "cases/", "", "p", nil},
	{21, "nakes", "isolation/refer", "p5", "p", map[string]any{}},
	{23, "warga", "direct/send", "s", "", map[string]any{"area": homeRT, "about": "rt_head", "text": "tidak datang"}},
	{48, "nakes", "isolation/back_refer", "p6", "p", map[string]any{}},
	{54, "warga", "privacy/withdraw", "w", "", map[string]any{"area": homeRT}},
}

// looks are what observers ask for, in minutes; the last is after the morning's bulletin.
var looks = []int{1, 24, 56, 92}

// play runs a story to a minute and gives everything that came to the observers, each
// cursor replaced by its place.
func play(t *testing.T, ill bool, until int, l leak) (told map[string][]heard) {
	cryptotest.SetGlobalRandom(t, 2020)
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := openSeen(t, dir, l)
		defer w.stop()
		for _, login := range append(slices.Clone(observers), "warga", "rt", "rt2", "rw", "nakes", "lurah", "camat") {
			if login != lobby {
				w.signIn(login)
			}
		}
		w.hangUp()
		w.run(ill, until)
		told = w.inPlaces()
	})
	return told
}

// run lets the story happen.
func (w *seenTown) run(ill bool, until int) {
	for _, login := range append(slices.Clone(observers), "lurah", "rt") { // duty watches too, as it does every day
		for _, a := range w.watches(login) {
			w.listen(login, string(a), "area="+string(a))
			w.follow(login, string(a), "area="+string(a))
		}
	}
	deeds := everyday
	if ill {
		deeds = slices.Concat(everyday, patient)
	}
	for minute := range until + 1 {
		for _, d := range deeds {
			if d.minute == minute {
				w.at(time.Duration(minute) * time.Minute)
				w.act(d)
			}
		}
		if slices.Contains(looks, minute) {
			w.at(time.Duration(minute) * time.Minute)
			for _, login := range observers {
				w.askAround(login)
				if minute > looks[0] {
					w.comeBack(login, minute)
				}
			}
		}
	}
	w.at(time.Duration(until)*time.Minute + 30*time.Second)
}

// watches are the areas that somebody watches: the own RT and all of the kelurahan.
func (w *seenTown) watches(login string) []rtrw.Area {
	g := w.ids[login].Grants[0].Area
	if g.Up(rtrw.RT) == "" {
		return []rtrw.Area{g}
	}
	return []rtrw.Area{g.Up(rtrw.RT), g.Up(rtrw.Kelurahan)}
}

// differences says where two runs differ: what came, in which order, how much of it, when.
// But for the daily bulletin there may be none.
func differences(a, b map[string][]heard, of func(way string) bool) (list []string) {
	ways := slices.Concat(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b)))
	slices.Sort(ways)
	for _, way := range slices.Compact(ways) {
		if !of(way) || slices.Equal(a[way], b[way]) {
			continue
		}
		said := fmt.Sprintf("%s: %d and %d", way, len(a[way]), len(b[way]))
		for i := range min(len(a[way]), len(b[way])) {
			if x, y := a[way][i], b[way][i]; x != y {
				said += fmt.Sprintf("\n%v %s\n%v %s", x.after, x.text, y.after, y.text)
				break
			}
		}
		list = append(list, said)
	}
	return list
}

func byObserver(way string) bool {
	login, _, _ := strings.Cut(way, " ")
	return slices.Contains(observers, login) && !isBulletin(way)
}

func isBulletin(way string) bool { return strings.Contains(way, "GET /api/v1/bulletin") }

// TestInference runs one morning twice. In the second somebody in a neighbour's house falls
// ill, is isolated, checks in, has a positive result, and the zone turns orange. What
// neighbours can fetch, and every frame they get, is the same byte for byte; only the
// bulletin of the next day, of an RW, may tell.
func TestInference(t *testing.T) {
	well, ill := play(t, false, 92, leak{}), play(t, true, 92, leak{})
	frames, answers := 0, 0
	for way, words := range well {
		if byObserver(way) && strings.Contains(way, "GET") {
			answers += len(words)
		} else if byObserver(way) {
			frames += len(words)
		}
	}
	for _, d := range differences(well, ill, byObserver) {
		t.Error(d)
	}
	t.Logf("%d answers and %d frames of %d observers are equal", answers, frames, len(observers))
	for _, login := range []string{"rt", "lurah"} { // whose duty it is to know
		if len(differences(well, ill, func(way string) bool { return strings.HasPrefix(way, login+" ") })) == 0 {
			t.Errorf("%s learns nothing: the runs do not differ", login)
		}
	}
	if !slices.ContainsFunc(ill["rt socket "+homeRT], func(h heard) bool { return strings.Contains(h.text, `"type":"pass_on","case":"`+keyOf("p")) }) {
		t.Error("no clock struck for the patient")
	}
	told := differences(well, ill, isBulletin)
	if len(told) == 0 {
		t.Error("the bulletin does not tell of the morning")
	}
	for way := range well { // and none that tells before the next morning
		if !isBulletin(way) {
			continue
		}
		for i, x := range well[way] {
			if y := ill[way][i]; x != y && x.after < 90*time.Minute {
				t.Errorf("%s tells after %v: %s", way, x.after, y.text)
			}
		}
	}
	t.Logf("bulletins that differ, from the next morning on: %d", len(told))
}
