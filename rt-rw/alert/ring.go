package alert

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// What a locked phone says: the kind, the place, the one act, who sends it, and when. A house
// never stands in it.
var (
	kindWords = map[string]rtrw.Words{
		"kebakaran": {ID: "KEBAKARAN", EN: "FIRE"}, "banjir": {ID: "BANJIR, GEMPA", EN: "FLOOD, EARTHQUAKE"}, "pencuri": {ID: "PENCURI", EN: "THIEF"},
		"ternak": {ID: "TERNAK HILANG", EN: "ANIMAL THEFT"}, "raja_pati": {ID: "RAJA PATI", EN: "KILLING"}, "bahaya": {ID: "BAHAYA", EN: "DANGER"},
		cek: {ID: "CEK TIAP RUMAH", EN: "CHECK EVERY HOUSE"},
	}
	actWords = map[string]rtrw.Words{
		"keluar": {ID: "Keluar rumah, bantu lansia.", EN: "Leave the house, help the old."}, "naik": {ID: "Pindah ke tempat tinggi, bantu lansia.", EN: "Go to high ground, help the old."},
		"jaga": {ID: "Kunci pintu, nyalakan lampu.", EN: "Lock the door, light the lamps."}, "periksa": {ID: "Periksa kandang, nyalakan lampu.", EN: "Look to the pens, light the lamps."},
		"tetap": {ID: "Tetap di rumah, hubungi 110.", EN: "Stay inside, call 110."}, "waspada": {ID: "Waspada, ikuti arahan Ketua RT.", EN: "Be watchful, follow the RT head."},
		"jawab": {ID: "Beri kabar rumah Bapak/Ibu.", EN: "Say how your house is."},
	}
	byWords = map[rtrw.Role]rtrw.Words{rtrw.RTHead: {ID: "Ketua RT", EN: "RT head"}, rtrw.RWHead: {ID: "Ketua RW", EN: "RW head"}, rtrw.Lurah: {ID: "Lurah", EN: "Lurah"},
		rtrw.Staff: {ID: "Kelurahan", EN: "Kelurahan"}, rtrw.Kader: {ID: "Kader", EN: "Kader"}, rtrw.Volunteer: {ID: "Relawan", EN: "Volunteer"}}
	neighbour = rtrw.Words{ID: "Warga", EN: "A neighbour"}
)

// rings says what everybody in reach is told. A drum that only fell silent is no word that
// all is well: its message is closed, and nothing is said.
func rings(c *rtrw.Case, move string) (rtrw.Ring, bool) {
	var a Alert
	if json.Unmarshal(c.Told, &a) != nil || a.Kind == "" {
		return rtrw.Ring{}, false
	}
	at := func(ms int64) string { return time.UnixMilli(ms).In(c.Area.Location()).Format("15.04") }
	kind, act, where := kindWords[a.Kind], actWords[a.Act], placeOf(c)
	switch c.State {
	case "sounding", "calling":
		by, known := byWords[a.By]
		if !known {
			by = neighbour
		}
		return rtrw.Ring{Loud: c.State == "sounding", Words: rtrw.Words{
			ID: fmt.Sprintf("%s, %s. %s Dari: %s. %s", kind.ID, where, act.ID, by.ID, at(c.Opened)),
			EN: fmt.Sprintf("%s, %s. %s From: %s. %s", kind.EN, where, act.EN, by.EN, at(c.Opened))}}, true
	case "calm":
		return rtrw.Ring{Words: rtrw.Words{ID: fmt.Sprintf("Keadaan aman, %s. Terima kasih sudah menjawab.", at(c.Updated)), EN: fmt.Sprintf("All safe, %s. Thank you for answering.", at(c.Updated))}}, move == "calm"
	case "false_alarm":
		return rtrw.Ring{Words: rtrw.Words{ID: fmt.Sprintf("Bukan bahaya, %s. Keadaan aman, %s.", where, at(c.Updated)), EN: fmt.Sprintf("No danger, %s. All safe, %s.", where, at(c.Updated))}}, true
	}
	return rtrw.Ring{}, false
}

// placeOf writes "RT 03", and the RW for a kelurahan that hears it.
func placeOf(c *rtrw.Case) string {
	var parts []string
	for _, d := range [...]rtrw.Depth{rtrw.RT, rtrw.RW} {
		if a := c.Area.Up(d); a != "" && (d == c.Area.Depth() || c.Reach < rtrw.RW) {
			parts = append(parts, a.Short()[:2]+" "+a.Short()[2:])
		}
	}
	if len(parts) == 0 {
		return "kelurahan"
	}
	return strings.Join(parts, " ")
}
