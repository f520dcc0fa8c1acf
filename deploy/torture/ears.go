package main

import (
	"bytes"
	"strings"
	"sync"
)

// ears know a text of the rig wherever it turns up.
type ears struct {
	mark  string
	wrong *findings
}

// marked gives the text if it bears the mark.
func (e *ears) marked(text string) string {
	if strings.Contains(text, e.mark) {
		return text
	}
	return ""
}

// listen gives what may be told all bytes that pass somewhere, in pieces: a mark that lies across
// two of them is heard too.
func (e *ears) listen(where string) func([]byte) {
	var mu sync.Mutex
	var tail []byte
	return func(b []byte) {
		mu.Lock()
		defer mu.Unlock()
		all := append(tail, b...)
		if bytes.Contains(all, []byte(e.mark)) {
			e.wrong.add(leak, "a text stands in %s", where)
		}
		tail = bytes.Clone(all[max(0, len(all)-len(e.mark)+1):])
	}
}
