package proof

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// tale is what a follower heard of a case: the moves in order, and what the last one told.
func (f *follower) tale(id string) (moves []string, told map[string]any) {
	for _, m := range f.Came() {
		if m.Event.Case == id {
			moves, told = append(moves, m.Event.Type), m.Event.Told
		}
	}
	return moves, told
}

// beat makes a move of the alarm and demands that it is accepted; it gives the command's key.
func (p *person) beat(move string, body map[string]any) string {
	p.t.Helper()
	key := newKey()
	if got, err := p.send("POST", "/alert/"+move, key, body); err != nil || !got.accepted() {
		p.t.Fatalf("alert/%s: %v %s", move, err, got)
	}
	return key
}

// rolled is a house of the call at every house.
type rolled struct {
	Area   string
	Case   *struct{ State string }
	Holder string
}

// roll reads an RT house by house: those that said something, by state, and those to knock at.
func (p *person) roll(rt string) (said map[string]rolled, silent []string) {
	p.t.Helper()
	var got struct{ Houses []rolled }
	p.read("/houses?service=alert&area="+url.QueryEscape(rt), &got)
	said = map[string]rolled{}
	for _, h := range got.Houses {
		if h.Case == nil {
			silent = append(silent, h.Area)
		} else {
			said[h.Case.State] = h
		}
	}
	return said, silent
}

// TestAlarmIsHeard: a drum is beaten with three phones and a board open. Each hears of it what
// is theirs, in the order in which it happened; the answers of the houses arrive as counts, and
// the list of those to be knocked at is right; what one house says no neighbour hears.
func TestAlarmIsHeard(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *town) {
		t.Parallel()
		warga, tetangga, far := w.first().signIn("warga"), w.last().signIn("tetangga"), w.last().signIn("warga2")
		head, lurah := w.first().signIn("rt"), w.last().signIn("lurah")
		phones := map[string]*follower{"warga": warga.follow(rt0403), "tetangga": tetangga.follow(rt0403), "far": far.follow(far.home())}
		board := lurah.follow(tegalsari)
		everybody := []*follower{phones["warga"], phones["tetangga"], phones["far"], board}
		heard := func(f *follower, id, move string) func() bool {
			return func() bool { moves, _ := f.tale(id); return slices.Contains(moves, move) }
		}

		alarm := tetangga.beat("raise", map[string]any{"area": rt0403, "kind": "kebakaran"})
		for _, f := range []*follower{phones["warga"], phones["tetangga"], board} {
			within(t, 20*time.Second, "the alarm is heard", heard(f, alarm, "raise"))
		}
		_, silent := head.roll(rt0403)
		houses := len(silent)
		want := map[string]any{"kind": "kebakaran", "strokes": "3-3-3", "by": "resident", "reach": "rt", "houses": float64(houses), "act": "keluar"}
		for _, f := range []*follower{phones["warga"], board} {
			if _, told := f.tale(alarm); !reflect.DeepEqual(told, want) {
				t.Errorf("it tells %v, want %v", told, want)
			}
		}
		second := head.beat("raise", map[string]any{"area": rt0403, "kind": "kebakaran"})
		within(t, 20*time.Second, "the second spreads the first", heard(phones["warga"], alarm, "echo"))
		if _, told := phones["warga"].tale(alarm); told["reach"] != "rw" || told["echoes"] != 1.0 || told["houses"].(float64) <= float64(houses) {
			t.Errorf("spread it tells %v", told)
		}

		word := warga.beat("answer", map[string]any{"area": rt0403, "choice": "aman"})
		again := warga.beat("answer", map[string]any{"area": rt0403, "choice": "aman"})
		help := tetangga.beat("answer", map[string]any{"area": rt0403, "choice": "butuh_bantuan"})
		quiet := silent[len(silent)-1]
		knock := head.beat("knock", map[string]any{"area": rt0403, "household": quiet})
		counted := map[string]int{"sounding": 1, "joined": 2, "safe": 1, "help": 1, "knocking": 1}
		within(t, 20*time.Second, "the answers are counted", func() bool { return maps.Equal(board.Folded()[rt0403]["alert"], counted) })
		if got := lurah.board(tegalsari).Tallies.Trimmed()[rt0403]["alert"]; !maps.Equal(got, counted) {
			t.Errorf("a new board counts %v, want %v", got, counted)
		}
		said, left := head.roll(rt0403)
		if len(left) != houses-3 || slices.Contains(left, quiet) || said["safe"].Area != warga.house || said["help"].Area != tetangga.house || said["knocking"].Area != quiet || said["knocking"].Holder == "" {
			t.Errorf("%d of %d houses are to be knocked at; said: %+v", len(left), houses, said)
		}
		if got, err := warga.send("GET", "/houses?service=alert&area="+url.QueryEscape(rt0403), "", nil); err != nil || got.status != http.StatusForbidden {
			t.Errorf("a neighbour reads the roll: %v %s", err, got)
		}

		lurah.beat("widen", map[string]any{"case": alarm})
		within(t, 20*time.Second, "it is heard in the kelurahan", heard(phones["far"], alarm, "widen"))
		if _, told := phones["far"].tale(alarm); told["reach"] != "kelurahan" || told["kind"] != "kebakaran" || told["strokes"] != "3-3-3" {
			t.Errorf("far away it tells %v", told)
		}
		var home struct {
			Cases []struct {
				ID   string
				Told map[string]any
			}
		}
		far.read("/board?area="+url.QueryEscape(far.home()), &home)
		if len(home.Cases) != 1 || home.Cases[0].ID != alarm || home.Cases[0].Told["reach"] != "kelurahan" {
			t.Errorf("the board of a far RT has %v", home.Cases)
		}

		head.beat("calm", map[string]any{"case": alarm})
		for _, f := range everybody {
			within(t, 20*time.Second, "the end is heard", heard(f, alarm, "calm"))
		}
		counted = map[string]int{"calm": 1, "joined": 2, "help": 1, "settled": 2}
		within(t, 20*time.Second, "the houses' words are settled", func() bool { return maps.Equal(board.Folded()[rt0403]["alert"], counted) })
		for f, want := range map[*follower]string{phones["warga"]: "raise echo widen calm", phones["tetangga"]: "raise echo widen calm", phones["far"]: "widen calm", board: "raise echo widen calm"} {
			if moves, _ := f.tale(alarm); strings.Join(moves, " ") != want {
				t.Errorf("heard %v, want %s", moves, want)
			}
		}
		for name, theirs := range map[string][]string{"warga": {alarm, word, again}, "tetangga": {alarm, help}, "far": {alarm}} {
			if got := phones[name].cases(); !slices.Equal(got, slices.Sorted(slices.Values(theirs))) {
				t.Errorf("%s hears of %v, want %v", name, got, theirs)
			}
		}
		if got := board.cases(); !slices.Equal(got, slices.Sorted(slices.Values([]string{alarm, second, word, again, help, knock}))) {
			t.Errorf("the board hears of %v", got)
		}
		for _, f := range everybody {
			f.whole(t)
		}
		w.first().verify()
		t.Logf("measured: one alarm, %d nodes, %d sockets: %s", len(w.nodes), len(everybody), fmt.Sprint(counted))
	})
}

// cases lists the cases of which something was heard.
func (f *follower) cases() []string {
	of := map[string]bool{}
	for _, m := range f.Came() {
		of[m.Event.Case] = true
	}
	return slices.Sorted(maps.Keys(of))
}
