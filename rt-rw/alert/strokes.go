package alert

import (
	"cmp"
	"encoding/json"

	"jogotonggo/rt-rw"
)

// usual is the most common meaning of strokes; it differs by place, and few people know it.
var usual = map[string]string{"kebakaran": "3-3-3", "banjir": "4-4-4", "pencuri": "2-2-2", "ternak": "5-5-5", "raja_pati": "1-1-1", "bahaya": titir}

// titir is beaten fast and without pause, and understood everywhere.
const titir = "titir"

// record names the strokes of a kind among the rules in force.
func record(kind string) string { return "strokes/" + kind }

// Strokes is the value of that record.
type Strokes struct {
	Pattern string `json:"pattern"`
}

func strokesOf(t *rtrw.Turn, kind string) string {
	var s Strokes
	if r, ok := rtrw.InForce(t.Policy().Records, record(kind), t.Case.Area, t.Now); ok && json.Unmarshal(r.Value, &s) == nil && s.Pattern != "" {
		return s.Pattern
	}
	return usual[kind]
}

// Set says how a kind is beaten here; without a pattern, as usual.
type Set struct {
	Kind    string `json:"kind" validate:"required,oneof=kebakaran banjir pencuri ternak raja_pati bahaya" id:"Untuk apa?" en:"For what?" choices:"Kebakaran|Banjir atau gempa|Pencuri|Pencurian ternak|Raja pati|Bahaya lain;Fire|Flood or earthquake|Thief|Animal theft|Killing|Other danger"`
	Pattern string `json:"pattern,omitempty" validate:"omitempty,strokes" id:"Pola pukulan" en:"Strokes"`
}

func setStrokes(t *rtrw.Turn, a *Alert, in Set) error {
	if t.Case.Area.Depth() != rtrw.Kelurahan {
		return rtrw.AtField("area", "not_a_kelurahan", "Pola kentongan berlaku di satu kelurahan. Pilih kelurahannya.")
	}
	a.Kind, a.Strokes = in.Kind, cmp.Or(in.Pattern, usual[in.Kind])
	a.spread(t, rtrw.Kelurahan) // everybody learns to hear it before it is needed
	return t.Record(record(a.Kind), t.Now.UnixMilli(), 0, Strokes{a.Strokes})
}

func revokeStrokes(t *rtrw.Turn, a *Alert, _ rtrw.None) error {
	return t.Record(record(a.Kind), t.Case.Opened, t.Now.UnixMilli(), Strokes{a.Strokes})
}
