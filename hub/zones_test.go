package hub_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"jogotonggo/hub"
	"jogotonggo/hub/bustest"
	"jogotonggo/rt-rw"
)

// atlas gives maps to hubs: every viewer sees the RTs that its account names.
type atlas struct {
	mu     sync.Mutex
	zones  map[rtrw.Area]rtrw.Zone
	asked  []time.Time
	shown  int
	broken bool
}

const (
	rt1 = area + "/RW04/RT01"
	rt2 = area + "/RW04/RT02"
)

func (a *atlas) paint(rt rtrw.Area, colour string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	next := map[rtrw.Area]rtrw.Zone{rt: {Colour: colour}}
	for at, z := range a.zones {
		if at != rt {
			next[at] = z
		}
	}
	a.zones = next
}

func (a *atlas) admit(_ *http.Request, t *hub.Ticket) {
	t.Map = func(context.Context) (map[rtrw.Area]rtrw.Zone, error) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.asked = append(a.asked, time.Now())
		if a.broken {
			return nil, errors.New("the map is torn")
		}
		return a.zones, nil
	}
	account := t.Account
	t.Zones = func(all map[rtrw.Area]rtrw.Zone) []byte {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.shown++
		view := map[rtrw.Area]string{}
		for at, z := range all {
			if account == "lurah" || string(at.Short()) == account {
				view[at] = z.Colour
			}
		}
		return rtrw.Canonical(view)
	}
}

func (a *atlas) questions() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.asked)
}

func mapped(t *testing.T, do func(t *testing.T, n *bustest.Node, log *bustest.Log, a *atlas)) {
	bubble(t, hub.Config{}, func(t *testing.T, n *bustest.Node, log *bustest.Log) {
		a := &atlas{}
		a.paint(rt1, "green")
		a.paint(rt2, "green")
		n.Admit = a.admit
		do(t, n, log, a)
	})
}

func both(one, two string) string { return fmt.Sprintf(`{"%s":"%s","%s":"%s"}`, rt1, one, rt2, two) }

// TestZonesFollowHello: hello, status, zones; the same for who comes later, without another
// reading; and after an event only to those for whom something has changed.
func TestZonesFollowHello(t *testing.T) {
	mapped(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, a *atlas) {
		lurah, one, two := n.Follow(t, "lurah", "", "desk"), n.Follow(t, "RT01", "", "rt"), n.Follow(t, "RT02", "", "rt")
		for f, want := range map[*bustest.Follower]string{lurah: both("green", "green"), one: fmt.Sprintf(`{"%s":"green"}`, rt1), two: fmt.Sprintf(`{"%s":"green"}`, rt2)} {
			for _, kind := range []string{"status", "zone"} {
				if err := f.Next(); err != nil || f.Last.Kind != kind {
					t.Fatalf("got %q, %v, want %s", f.Last.Kind, err, kind)
				}
			}
			if string(f.Last.Zones) != want {
				t.Errorf("got %s, want %s", f.Last.Zones, want)
			}
		}
		if n := a.questions(); n > 2 {
			t.Errorf("the map was read %d times for three", n)
		}
		a.paint(rt1, "red")
		commit(n, log, "desk")
		commit(n, log, "rt")
		for f, want := range map[*bustest.Follower]string{lurah: both("red", "green"), one: fmt.Sprintf(`{"%s":"red"}`, rt1)} {
			began := time.Now()
			if got := string(f.UntilKind(t, "zone").Zones); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if took := time.Since(began); took > 600*time.Millisecond {
				t.Errorf("a colour is %v late", took)
			}
		}
		two.Until(t, "rt", 1)
		commit(n, log, "rt")
		if err := two.Next(); err != nil || two.Last.Kind != "event" {
			t.Errorf("RT 02, where nothing changed, got %q, %v", two.Last.Kind, err)
		}
	})
}

// TestZonesOfNeighbours: who can see nothing of a map is told so at once, and the map is
// not read for them.
func TestZonesOfNeighbours(t *testing.T) {
	mapped(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, a *atlas) {
		n.Admit = func(r *http.Request, t *hub.Ticket) { a.admit(r, t); t.Map = nil }
		log.Append(area, "house")
		f := n.Follow(t, "warga", n.Board(0), "house")
		for _, kind := range []string{"status", "event", "zone"} {
			if err := f.Next(); err != nil || f.Last.Kind != kind {
				t.Fatalf("got %q, %v, want %s", f.Last.Kind, err, kind)
			}
		}
		if got := string(f.Last.Zones); got != "{}" {
			t.Errorf("got %s", got)
		}
		a.paint(rt1, "red")
		commit(n, log, "house")
		f.Until(t, "house", 2)
		if asked := a.questions(); asked != 0 {
			t.Errorf("the map was read %d times", asked)
		}
	})
}

// TestZonesThatStay: events that change no colour are not told, and cost two readings a
// second and no view, however many they are and however many look.
func TestZonesThatStay(t *testing.T) {
	mapped(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, a *atlas) {
		var all []*bustest.Follower
		for range 50 {
			f := n.Follow(t, "lurah", "", "desk")
			f.UntilKind(t, "zone")
			all = append(all, f)
		}
		before, shown := a.questions(), a.shown
		began := time.Now()
		for range 500 {
			commit(n, log, "desk")
			for _, f := range all {
				if err := f.Next(); err != nil || f.Last.Kind != "event" {
					t.Fatalf("got %q, %v", f.Last.Kind, err)
				}
			}
		}
		asked, seconds := a.questions()-before, time.Since(began).Seconds()
		if seconds < 5 || float64(asked) > 2*seconds+1 || float64(asked) < seconds || a.shown != shown {
			t.Errorf("in %.1f seconds the map was read %d times and shown %d times", seconds, asked, a.shown-shown)
		}
	})
}

// TestZonesAge: what nobody commits, a midnight or a policy, is found as a minute begins.
func TestZonesAge(t *testing.T) {
	mapped(t, func(t *testing.T, n *bustest.Node, _ *bustest.Log, a *atlas) {
		<-time.After(55*time.Second - time.Duration(time.Now().Second())*time.Second)
		f := n.Follow(t, "lurah", "", "desk")
		f.UntilKind(t, "zone")
		a.paint(rt2, "yellow")
		if got := string(f.UntilKind(t, "zone").Zones); got != both("green", "yellow") {
			t.Errorf("got %s", got)
		}
		if second, asked := time.Now().Second(), a.questions(); second != 0 || asked != 2 {
			t.Errorf("told at second %d, after %d readings", second, asked)
		}
	})
}

// TestZonesOfARuleAbove: what is decided in the city's log changes its kelurahan.
func TestZonesOfARuleAbove(t *testing.T) {
	mapped(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, a *atlas) {
		f := n.Follow(t, "lurah", "", "desk")
		f.UntilKind(t, "zone")
		a.paint(rt1, "orange")
		n.Published([]rtrw.Notice{log.Append("64.71", "city")})
		<-time.After(2 * time.Second)
		if asked := a.questions(); asked != 1 {
			t.Errorf("another city's rule let the map be read %d times", asked-1)
		}
		began := time.Now()
		n.Published([]rtrw.Notice{log.Append("33.74", "city")})
		if got := string(f.UntilKind(t, "zone").Zones); got != both("orange", "green") || time.Since(began) > time.Second {
			t.Errorf("got %s after %v", got, time.Since(began))
		}
	})
}

// TestZonesUnread: a map that cannot be read holds up nothing, and comes when it can.
func TestZonesUnread(t *testing.T) {
	mapped(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, a *atlas) {
		a.broken = true
		f := n.Follow(t, "lurah", "", "desk")
		commit(n, log, "desk")
		f.Until(t, "desk", 1)
		<-time.After(3 * time.Second)
		a.mu.Lock()
		asked := len(a.asked)
		a.broken = false
		a.mu.Unlock()
		if asked < 3 || asked > 8 {
			t.Errorf("asked %d times in three seconds", asked)
		}
		if got := string(f.UntilKind(t, "zone").Zones); got != both("green", "green") {
			t.Errorf("got %s", got)
		}
	})
}

// TestZonesFromAbove: an overview gets its zones too, and again when they change; a member
// that is turned away gets none.
func TestZonesFromAbove(t *testing.T) {
	overview(t, func(t *testing.T, n *bustest.Node, log *bustest.Log, c *city) {
		a := &atlas{}
		a.paint(rt1, "green")
		a.paint(rt2, "green")
		n.Admit = func(r *http.Request, t *hub.Ticket) { c.admit(r, t); a.admit(r, t) }
		f := n.Follow(t, "lurah", "")
		if got := string(f.UntilKind(t, "zone").Zones); got != both("green", "green") {
			t.Errorf("got %s", got)
		}
		a.paint(rt2, "red")
		log.Append(area, "desk")
		if got := string(f.UntilKind(t, "zone").Zones); got != both("green", "red") {
			t.Errorf("got %s", got)
		}
		a.paint(rt2, "orange")
		n.Published([]rtrw.Notice{log.Append("33.74", "city")})
		if got := string(f.UntilKind(t, "zone").Zones); got != both("green", "orange") {
			t.Errorf("got %s", got)
		}
	})
}
