package rtrw

import (
	"regexp"
	"strings"
	"testing"
)

// FuzzCursor: a cursor comes back as it was sealed, in the one spelling that there is, and nothing
// else is a place in this log of this lineage, nor in that of another key.
func FuzzCursor(f *testing.F) {
	const epoch, log = 7, Area("33.74.08.1006")
	ours, err := NewCursors([]byte("thirty-two bytes of a test's key"))
	if err != nil {
		f.Fatal(err)
	}
	theirs, err := NewCursors([]byte("thirty-two bytes of another key."))
	if err != nil {
		f.Fatal(err)
	}
	sealed := ours.Encode(Cursor{Epoch: epoch, Log: log, Seq: 12, Salt: 3})
	for _, s := range []string{"", sealed, sealed + "=", sealed[:21], strings.ToUpper(sealed), sealed[1:] + "A", "AAAAAAAAAAAAAAAAAAAAAA", sealed + "\n", theirs.Encode(Cursor{Epoch: epoch, Log: log, Seq: 12})} {
		f.Add(s, int64(epoch), uint64(3374081006), int64(12), int64(3))
	}
	f.Add("x", int64(1<<24-1), uint64(9100000000), int64(1<<40-1), int64(1<<16-1))
	f.Add("x", int64(0), uint64(1111111111), int64(0), int64(0))
	f.Fuzz(func(t *testing.T, s string, e int64, code uint64, seq, salt int64) {
		if c, err := ours.Decode(s); err == nil {
			if ours.Encode(c) != s {
				t.Fatalf("%q is another spelling of %+v", s, c)
			}
			if s != sealed && c.Epoch == epoch && c.Log == log {
				t.Fatalf("%q was sealed by nobody and is taken as %+v", s, c)
			}
		} else if CodeOf(err) != Malformed {
			t.Fatal(err)
		}
		at, ok := logArea(code % 10_000_000_000)
		if _, err := ParseArea(string(at)); !ok || err != nil {
			return
		}
		c := Cursor{Epoch: e & (1<<24 - 1), Log: at, Seq: seq & (1<<40 - 1), Salt: salt & (1<<16 - 1)}
		text := ours.Encode(c)
		if got, err := ours.Decode(text); err != nil || got != c {
			t.Fatalf("%+v became %+v: %v", c, got, err)
		}
		if got, err := theirs.Decode(text); err == nil && got == c {
			t.Fatalf("%+v is read under another key", c)
		}
	})
}

// areaWords is an area as the dictionary describes it, written down a second time.
var areaWords = regexp.MustCompile(`\A([0-9]{2})(?:\.[0-9]{2})?(?:\.[0-9]{2})?(?:\.[0-9]{4})?(?:/RW[0-9]{2})?(?:/RT[0-9]{2,3})?(?:/H[0-9]{3,4})?\z`)

// FuzzArea: what is taken for a place is one, and everything above it contains it.
func FuzzArea(f *testing.F) {
	for _, s := range []string{"", "33", "33.74", "33.74.08", "33.74.08.1006", "33.74.08.1006/RW04", "33.74.08.1006/RW04/RT03", "33.74.08.1006/RW04/RT03/H017", "64.71.06.1001/RT112/H0017",
		"33.74.08.1006/RT03/RW04", "33.74.08.1006/", "33.74.08.1006/H001", "33/RW04", "33.74.08.1006\n", "٣٣.74", "33.74.08.1006/RW04/RT03/../RT04", "33.7.08"} {
		f.Add(s, s)
	}
	f.Add("33.74.08.1006/RW04", "33.74.08.1006/RW04/RT03")
	f.Add("33.74.08.1006/RT11", "33.74.08.1006/RT112")
	f.Fuzz(func(t *testing.T, s, other string) {
		a, err := ParseArea(s)
		if err != nil {
			if CodeOf(err) != Invalid || a != "" {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if string(a) != s || !areaWords.MatchString(s) || strings.Count(s, ".") < 3 && strings.Contains(s, "/") {
			t.Fatalf("%q is taken for a place", s)
		}
		d := a.Depth()
		if d < Province || d > House || a.Up(d) != a || !a.Contains(a) || !a.Log().Contains(a) || a.Log().Log() != a.Log() {
			t.Fatalf("%q has depth %s and log %q", a, d, a.Log())
		}
		for up := Province; up <= House; up++ {
			above := a.Up(up)
			if above == "" {
				continue
			}
			if again, err := ParseArea(string(above)); err != nil || again.Depth() != up || !above.Contains(a) || above != a && a.Contains(above) {
				t.Fatalf("above %q at %s lies %q", a, up, above)
			}
		}
		if b, err := ParseArea(other); err == nil && a.Contains(b) != (b == a || b.Up(d) == a) {
			t.Fatalf("%q contains %q: %v", a, b, a.Contains(b))
		}
	})
}

// FuzzHead: a published head that is typed in from paper is one that was printed, and none that was
// changed on the way is believed.
func FuzzHead(f *testing.F) {
	n := NewNotary([]byte("thirty-two bytes of a test's key"), []byte("thirty-two bytes of another key."))
	head := n.Publish("33.74.08.1006", "2026-11-21", 7, 12, "4f")
	printed := head.String()
	for _, s := range []string{"", printed, " " + printed[:40] + "\n" + printed[40:], printed[:len(printed)-1], strings.Replace(printed, ":7:", ":8:", 1), strings.Replace(printed, "-21:", "-22:", 1), "jt1:33:::::", printed + ":", strings.ToLower(printed)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, err := ParseHead(s)
		if err != nil {
			return
		}
		again, err := ParseHead(h.String())
		if err != nil || again.String() != h.String() {
			t.Fatalf("%q is printed as %q and read as %q: %v", s, h, again, err)
		}
		if n.Ours(h) && h.String() != printed {
			t.Fatalf("%q was signed by nobody", s)
		}
	})
}
