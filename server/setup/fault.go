package setup

import (
	"fmt"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// mostFaults is how many are told at once; the rest is counted.
const mostFaults = 20

// faults gathers what is wrong with a text, line by line. One that names a column stands at
// "lines.3.rt": whoever drew the text from fields of its own finds the field again.
type faults struct {
	field string
	list  []door.Fault
	more  int
}

func (f *faults) add(line int, column, id, en string) {
	if len(f.list) == mostFaults {
		f.more++
		return
	}
	at, where := f.field, rtrw.Words{}
	if line > 0 {
		at, where = fmt.Sprintf("%s.%d", f.field, line), rtrw.Words{ID: fmt.Sprintf("Baris %d: ", line), EN: fmt.Sprintf("Line %d: ", line)}
	}
	if column != "" {
		at += "." + column
		where = rtrw.Words{ID: fmt.Sprintf("Baris %d, kolom %s: ", line, column), EN: fmt.Sprintf("Line %d, column %s: ", line, column)}
	}
	f.list = append(f.list, door.Fault{Field: at, Code: "line", Text: rtrw.Words{ID: where.ID + id, EN: where.EN + en}})
}

// refusal is nil where nothing is wrong.
func (f *faults) refusal() error {
	if len(f.list) == 0 {
		return nil
	}
	if f.more > 0 {
		f.list = append(f.list, door.Fault{Field: f.field, Code: "more",
			Text: rtrw.Words{ID: fmt.Sprintf("Masih ada %d catatan lagi.", f.more), EN: fmt.Sprintf("And %d more.", f.more)}})
	}
	return &door.Refusal{Code: rtrw.Invalid, Fields: f.list,
		Text: rtrw.Words{ID: "Ada yang perlu diperbaiki. Belum ada yang disimpan.", EN: "Some of it needs to be put right. Nothing was stored."}}
}
