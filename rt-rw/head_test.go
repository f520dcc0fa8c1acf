package rtrw_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"

	"jogotonggo/rt-rw"
)

func notaryOf(c byte) *rtrw.Notary {
	return rtrw.NewNotary(bytes.Repeat([]byte{c}, 32), bytes.Repeat([]byte{c + 100}, 32))
}

// TestHead: what was printed is read again as it was, also from a crumpled page; it opens for
// its line alone, and who changes a letter of it has no signature.
func TestHead(t *testing.T) {
	t.Parallel()
	n := notaryOf(1)
	h := n.Publish("33.74.08.1006", "2026-11-23", 77, 1234, "chain+hash")
	text := h.String()
	for _, paper := range []string{text, " " + text[:40] + "\n   " + text[40:90] + "\r\n" + text[90:] + "\n"} {
		read, err := rtrw.ParseHead(paper)
		if err != nil || read.String() != text || !n.Ours(read) || !n.Opens(read, 1234, "chain+hash") {
			t.Errorf("%q: %v", paper, err)
		}
	}
	if sum := sha256.Sum256([]byte(n.Opening(h, 1234, "chain+hash"))); !bytes.Equal(sum[:], h.Commitment) {
		t.Error("the opening is not what was committed to")
	}
	for name, wrong := range map[string]bool{
		"another line":           n.Opens(h, 1235, "chain+hash"),
		"another history":        n.Opens(h, 1234, "chain+hasH"),
		"an empty log":           n.Opens(h, 0, ""),
		"another server":         notaryOf(2).Ours(h),
		"another server's salts": notaryOf(2).Opens(h, 1234, "chain+hash"),
	} {
		if wrong {
			t.Errorf("%s is taken", name)
		}
	}
	for name, change := range map[string][2]string{"another day": {"2026-11-23", "2026-11-24"}, "another kelurahan": {"1006", "1007"}, "another epoch": {":77:", ":78:"}} {
		if read, err := rtrw.ParseHead(strings.Replace(text, change[0], change[1], 1)); err != nil || n.Ours(read) {
			t.Errorf("%s: %v, and it is signed", name, err)
		}
	}
	for _, none := range []string{"", "jt1", text[:100], strings.Replace(text, "jt1", "jt2", 1), strings.Replace(text, "33.74.08.1006", "33.74", 1) + "!", text + ":x"} {
		if _, err := rtrw.ParseHead(none); err == nil {
			t.Errorf("%q is read as a head", none)
		}
	}
}

// TestHead_Tells: two days of one quiet log look as different as two logs; nothing can be told
// from commitments that are kept side by side.
func TestHead_Tells(t *testing.T) {
	t.Parallel()
	n, seen := notaryOf(1), map[string]bool{}
	for _, log := range []rtrw.Area{"33.74.08.1006", "33.74.08.1001"} {
		for _, day := range []string{"2026-11-23", "2026-11-24"} {
			for epoch := range int64(2) {
				for seq := range int64(3) {
					h := n.Publish(log, day, epoch, seq, "same")
					if len(h.String()) > 200 || seen[string(h.Commitment)] || seen[string(h.Signature)] {
						t.Errorf("%s", h)
					}
					seen[string(h.Commitment)], seen[string(h.Signature)] = true, true
				}
			}
		}
	}
}
