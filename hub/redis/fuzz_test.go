package redis

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jogotonggo/rt-rw"
)

// FuzzMessage: whoever may write on the channel can repeat and leave out what we have sent, and say
// nothing else: all that is believed was sealed here, in this lineage.
func FuzzMessage(f *testing.F) {
	s := testSealer("one key of the installation", 5)
	genuine, err := s.copies(notices())
	if err != nil {
		f.Fatal(err)
	}
	probe, err := s.probe("node-1")
	if err != nil {
		f.Fatal(err)
	}
	foreign, err := testSealer("another installation's key", 5).copies(notices())
	if err != nil {
		f.Fatal(err)
	}
	var m message
	if err := json.Unmarshal(genuine, &m); err != nil {
		f.Fatal(err)
	}
	m.Copies[0].MAC, m.Copies[1].MAC = m.Copies[1].MAC, m.Copies[0].MAC
	exchanged, err := json.Marshal(m)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"", "{}", "null", "[]", "\x00\xff{{", string(genuine), string(probe), string(foreign), string(exchanged), string(genuine[:200]),
		strings.Replace(string(genuine), `"epoch":5`, `"epoch":5,"EPOCH":5`, 1), strings.Replace(string(genuine), `"mac"`, `"mac":"AAAA","mac"`, 1),
		strings.Replace(string(probe), "node-1", "node-2", 1), `{"epoch":5,"copies":[{"log":"33.74.08.1006","seq":8,"facts":{"streams":["a"]},"mac":""}]}`, `{"epoch":5,"copies":[{}]}`, `{"epoch":5,"probe":"x"}`} {
		f.Add(seed)
	}
	sent := notices()
	f.Fuzz(func(t *testing.T, text string) {
		got, name, err := s.open(text)
		if err != nil {
			if got != nil || name != "" {
				t.Fatalf("refused, and yet %v %q came out", got, name)
			}
			return
		}
		if name != "" && name != "node-1" {
			t.Fatalf("the probe %q is believed", name)
		}
		for _, n := range got {
			if !slices.ContainsFunc(sent, func(one rtrw.Notice) bool { return cmp.Equal(one, n) }) {
				t.Fatalf("%+v was sent by nobody", n)
			}
		}
	})
}
