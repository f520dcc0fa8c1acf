package door

import (
	"time"

	"jogotonggo/rt-rw"
)

// Refusal is a no of the door itself, said in both languages. The domain's own refusals
// are *rtrw.Error.
type Refusal struct {
	Code   rtrw.Code
	Text   rtrw.Words
	Fields []Fault
	Retry  time.Duration // when asking again may help; 0: unsaid
}

// Fault is one input field that was not right.
type Fault struct {
	Field string
	Code  string
	Text  rtrw.Words
}

// Error gives the sentence in Indonesian.
func (r *Refusal) Error() string { return r.Text.ID }

// Refuse makes a refusal without fields.
func Refuse(code rtrw.Code, id, en string) *Refusal {
	return &Refusal{Code: code, Text: rtrw.Words{ID: id, EN: en}}
}

// AtField makes a refusal of one field that is against its schema.
func AtField(field, code string, text rtrw.Words) *Refusal {
	return invalid([]Fault{{field, code, text}})
}

func invalid(faults []Fault) *Refusal {
	return &Refusal{Code: rtrw.Invalid, Text: rtrw.Words{ID: "Ada isian yang perlu diperbaiki.", EN: "Some entries need to be put right."}, Fields: faults}
}

func malformed(id, en string) *Refusal { return Refuse(rtrw.Malformed, id, en) }

// strayKey names a key that has no place in the body.
func strayKey(path, code string, text rtrw.Words) *Refusal {
	r := malformed("Isi permintaan memuat kunci yang tidak dikenal atau berulang.", "The body has a key that is unknown or repeated.")
	if len(path) <= longestKey {
		r.Fields = []Fault{{path, code, text}}
	}
	return r
}

// longestKey is how much of a stray key is told back.
const longestKey = 60
