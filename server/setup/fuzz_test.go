package setup

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// FuzzHeads: a list that is taken names places of this kelurahan, each once, and people whose
// names stand in the list; one that is not taken says what to mend, in bounded words.
func FuzzHeads(f *testing.F) {
	const k = rtrw.Area("33.74.08.1006")
	with := &Town{Area: k, RWs: []Place{{Area: k + "/RW01"}, {Area: k + "/RW04"}}, RTs: []Place{{Area: k + "/RW01/RT01"}, {Area: k + "/RW04/RT03", Heads: []Person{{Name: "Bu Ani"}}}, {Area: k + "/RW04/RT04"}}}
	without := &Town{Area: k, RTs: []Place{{Area: k + "/RT01"}, {Area: k + "/RT112"}}}
	for _, s := range []string{"", "rw,rt,nama,rumah\n1,1,Pak Budi,12", "RW;RT;Nama Ketua\n04;RT 03;Bu Ani\n04;;Pak RW", "1\t1\tPak Budi\t999", "1,1,\"Budi, S.H.\"\n4,4,\"tidak ditutup", "\ufeffrt,nama\r\n112,Siti\r\n",
		"rw,rt,nama\n1,1,=HYPERLINK(1)\n1,1,dua", "rw,rt,alamat\n1,1,x", "x,x,x,x,x,x", "rw,rt,nama\n1,1,\x00\u202e", "rw,rt,nama\n" + strings.Repeat("9,9,9\n", 60), strings.Repeat("\"", 999), "rt,rt,nama\n1,1,A", "nama,rt,rw\nBudi,1,1", `1,,""00"""0`} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, rws bool) {
		town := without
		if rws {
			town = with
		}
		list, err := ReadHeads(town, text)
		if err != nil {
			var refusal *door.Refusal
			if !errors.As(err, &refusal) || refusal.Code != rtrw.Invalid || len(refusal.Fields) == 0 || len(refusal.Fields) > mostFaults+1 {
				t.Fatalf("%q: %v", text, err)
			}
			for _, fault := range refusal.Fields {
				if len(fault.Text.ID) > 300 || fault.Text.ID == "" || fault.Text.EN == "" || !utf8.ValidString(fault.Text.ID) {
					t.Fatalf("%q: says %q", text, fault.Text.ID)
				}
			}
			return
		}
		if len(list) == 0 {
			t.Fatalf("%q is taken and names nobody", text)
		}
		seen, flat := map[rtrw.Area]bool{}, bare(text)
		for _, h := range list {
			if seen[h.Area] || !town.has(h.Area) || h.House != "" && (h.House.Up(rtrw.RT) != h.Area || h.House.Depth() != rtrw.House) {
				t.Fatalf("%q: %+v", text, h)
			}
			if _, err := rtrw.ParseArea(string(max(h.House, h.Area))); err != nil {
				t.Fatalf("%q: %+v", text, h)
			}
			seen[h.Area] = true
			if n := utf8.RuneCountInString(h.Name); n < 1 || n > 60 || strings.ContainsFunc(h.Name, unicode.IsControl) || !strings.Contains(flat, bare(h.Name)) {
				t.Fatalf("%q: the name %q", text, h.Name)
			}
			if people := town.at(h.Area).Heads; len(people) > 0 && !h.Known {
				t.Fatalf("%q puts %q in the place of %q", text, h.Name, people[0].Name)
			}
		}
	})
}

// bare is a text without what a list may be quoted and set apart by.
func bare(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, `"`, "")), " ")
}
