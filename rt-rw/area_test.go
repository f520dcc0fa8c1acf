package rtrw

import (
	"testing"

	"pgregory.net/rapid"
)

const tegalsari = Area("33.74.08.1006")

func TestParseArea(t *testing.T) {
	t.Parallel()
	for s, depth := range map[string]Depth{
		"33": Province, "33.74": City, "33.74.08": District, "33.74.08.1006": Kelurahan, "33.74.08.1006/RW04": RW, "33.74.08.1006/RW04/RT03": RT,
		"64.71.06.1001/RT12": RT, "33.74.08.1006/RW04/RT03/H017": House, "64.71.06.1001/RT12/H150": House,
	} {
		if a, err := ParseArea(s); err != nil || a.Depth() != depth {
			t.Errorf("%s: %v %v", s, a.Depth(), err)
		}
	}
	for _, s := range []string{"", "3", "33.7", "33.74.8.1006", "33.74.08.1006/", "33.74.08.1006/RW4", "33.74.08.1006/RT03/RW04", "33.74/RW04", "33.74.08.1006/RW04/RT03/H17",
		"33.74.08.1006/RW04/RT03/H017/X", "33.74.08.1006\n", "' OR 1=1", "33.74.08.1006%", "３３.74"} {
		if _, err := ParseArea(s); CodeOf(err) != Invalid {
			t.Errorf("%q was read: %v", s, err)
		}
	}
}

func TestPlaceLabel(t *testing.T) {
	t.Parallel()
	for a, want := range map[Area]string{
		tegalsari: "", tegalsari + "/RW04": "RW 04", tegalsari + "/RW04/RT03": "RT 03 RW 04", tegalsari + "/RW04/RT03/H017": "RT 03 RW 04", "64.71.06.1001/RT12": "RT 12",
	} {
		if got := PlaceLabel(a); got != want {
			t.Errorf("%s: %q", a, got)
		}
	}
}

func TestContains(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b Area
		want bool
	}{
		{"33.74", tegalsari, true}, {tegalsari, tegalsari, true}, {tegalsari, tegalsari + "/RW04/RT03/H001", true}, {tegalsari + "/RW04", tegalsari, false},
		{"33.7", tegalsari, false}, {tegalsari + "/RW0", tegalsari + "/RW04", false}, {"", tegalsari, false}, {"33.74.08.1001", tegalsari, false},
	} {
		if got := c.a.Contains(c.b); got != c.want {
			t.Errorf("%q contains %q: %v", c.a, c.b, got)
		}
	}
}

func TestUp(t *testing.T) {
	t.Parallel()
	house := tegalsari + "/RW04/RT03/H017"
	for depth, want := range map[Depth]Area{City: "33.74", District: "33.74.08", Kelurahan: tegalsari, RW: tegalsari + "/RW04", RT: tegalsari + "/RW04/RT03", House: house} {
		if got := house.Up(depth); got != want {
			t.Errorf("%v: %q", depth, got)
		}
	}
	if got := Area("64.71.06.1001/RT12/H030").Up(RW); got != "" {
		t.Errorf("Balikpapan has an RW: %q", got)
	}
	if got := Area("33.74").Log(); got != "33.74" {
		t.Errorf("log of a city: %q", got)
	}
}

func TestLocation(t *testing.T) {
	t.Parallel()
	for a, want := range map[Area]string{"33.74": "WIB", "64.71": "WITA", "63.71": "WITA", "62.71": "WIB", "51.71": "WITA", "73.71": "WITA", "81.71": "WIT", "91.71": "WIT", "11.71": "WIB"} {
		if got := a.Location().String(); got != want {
			t.Errorf("%s: %s", a, got)
		}
	}
}

func TestCursor(t *testing.T) {
	t.Parallel()
	cs, err := NewCursors(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		c := Cursor{rapid.Int64Range(0, 1<<24-1).Draw(t, "epoch"), rapid.SampledFrom([]Area{"33", "33.74", "33.74.08", tegalsari, "96.71.40.9999"}).Draw(t, "log"),
			rapid.Int64Range(0, 1<<40-1).Draw(t, "seq"), rapid.Int64Range(0, 1<<16-1).Draw(t, "salt")}
		s := cs.Encode(c)
		if got, err := cs.Decode(s); len(s) != 22 || err != nil || got != c {
			t.Fatalf("%+v became %q became %+v, %v", c, s, got, err)
		}
	})
	for _, s := range []string{"", "x", "AAAAAAAAAAAAAAAAAAAAAA", "!!!!!!!!!!!!!!!!!!!!!!", cs.Encode(Cursor{1, tegalsari, 5, 9})[1:] + "A"} {
		if _, err := cs.Decode(s); CodeOf(err) != Malformed {
			t.Errorf("%q was opened: %v", s, err)
		}
	}
}

func TestStreamsSayNothing(t *testing.T) {
	t.Parallel()
	a, b := NewStreams([]byte("one")), NewStreams([]byte("two"))
	e := &Entry{Log: tegalsari, Mask: ForHousehold | ForHeads | ForHelpers | ForDesk | ForLurah | ForHealth, House: tegalsari + "/RW04/RT03/H017", Event: Event{Area: tegalsari + "/RW04/RT03"}}
	names := a.Of(e)
	if len(names) != 12 {
		t.Errorf("an event is in %d streams", len(names))
	}
	for i, n := range b.Of(e) {
		if len(n) != 12 || n == names[i] {
			t.Errorf("stream %q is not keyed", n)
		}
	}
}
