package main

import (
	"fmt"
	"io"
	"strings"
)

// event is a line of `go test -json` (go doc test2json).
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

type name struct{ pkg, test string }

// run follows one `go test`.
type run struct {
	out     io.Writer
	said    map[name]*strings.Builder // output of what has not ended yet
	passed  []name
	skipped []string
	parents map[name]bool // tests that have subtests are not counted themselves
}

func newRun(out io.Writer) *run {
	return &run{out: out, said: map[name]*strings.Builder{}, parents: map[name]bool{}}
}

func (r *run) take(e event) {
	n := name{e.Package, e.Test}
	switch e.Action {
	case "run":
		if i := strings.LastIndexByte(e.Test, '/'); i > 0 {
			r.parents[name{e.Package, e.Test[:i]}] = true
		}
	case "build-output":
		fmt.Fprint(r.out, e.Output)
	case "output":
		if r.said[n] == nil {
			r.said[n] = &strings.Builder{}
		}
		r.said[n].WriteString(e.Output)
	case "pass", "fail", "skip":
		r.end(n, e.Action)
	}
}

func (r *run) end(n name, how string) {
	said := ""
	if b := r.said[n]; b != nil {
		said = b.String()
		delete(r.said, n)
	}
	switch {
	case n.test == "" && how == "fail":
		for other, b := range r.said { // tests that a panic or a timeout cut short
			if other.pkg == n.pkg {
				fmt.Fprint(r.out, b.String())
				delete(r.said, other)
			}
		}
		fmt.Fprint(r.out, said)
	case n.test == "":
		fmt.Fprint(r.out, lastLine(said))
	case how == "fail":
		fmt.Fprint(r.out, said)
	case how == "pass":
		r.passed = append(r.passed, n)
		r.note(said)
	case how == "skip":
		r.skipped = append(r.skipped, n.pkg+"."+n.test)
		fmt.Fprint(r.out, said)
	}
}

// note lets a passing test say one thing: what it measured, in a line that begins so.
func (r *run) note(said string) {
	for line := range strings.Lines(said) {
		if _, measured, ok := strings.Cut(line, "measured: "); ok {
			fmt.Fprint(r.out, "     "+measured)
		}
	}
}

// lastLine gives "ok  	package	1.2s", or the line that there are no test files.
func lastLine(s string) string {
	s = strings.TrimRight(s, "\n")
	return s[strings.LastIndexByte(s, '\n')+1:] + "\n"
}
