package store

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"jogotonggo/rt-rw"
)

// sheet writes the counts of a log as a checkpoint keeps them, {area: {service: {state: n}}} in
// order. A kelurahan has thousands, and one line changes four of them: what stands of a place is
// written anew only where it was touched.
type sheet struct {
	places []rtrw.Area // in order
	of     map[rtrw.Area]*sheetPlace
}

type sheetPlace struct {
	kinds []rtrw.Count // all that there ever were, in order; their N is 0
	text  []byte       // nil: to be written
}

func newSheet() *sheet { return &sheet{of: map[rtrw.Area]*sheetPlace{}} }

// sheetOf is a sheet of counts that nobody has followed.
func sheetOf(counts map[rtrw.Count]int64) *sheet {
	s := newSheet()
	for c := range counts {
		s.touch(c)
	}
	return s
}

// lay notes what a line may have changed: the state that its case left, and the one after it.
func (s *sheet) lay(c *rtrw.Case, from rtrw.State) {
	for _, at := range c.CountedAt() {
		if from != "" {
			s.touch(rtrw.Count{Area: at, Service: c.Service, State: from})
		}
		s.touch(rtrw.Count{Area: at, Service: c.Service, State: c.State})
	}
}

func (s *sheet) touch(c rtrw.Count) {
	p := s.of[c.Area]
	if p == nil {
		p = &sheetPlace{}
		s.of[c.Area] = p
		i, _ := slices.BinarySearch(s.places, c.Area)
		s.places = slices.Insert(s.places, i, c.Area)
	}
	p.text = nil
	if i, there := slices.BinarySearchFunc(p.kinds, c, byKind); !there {
		p.kinds = slices.Insert(p.kinds, i, c)
	}
}

func byKind(a, b rtrw.Count) int {
	return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.State, b.State))
}

// write gives all of it. No area, service or state has a sign in it that JSON would write otherwise.
func (s *sheet) write(counts map[rtrw.Count]int64) []byte {
	all := []byte{'{'}
	for _, at := range s.places {
		p := s.of[at]
		if p.text == nil {
			p.write(at, counts)
		}
		if len(all) > 1 && len(p.text) > 0 {
			all = append(all, ',')
		}
		all = append(all, p.text...)
	}
	return append(all, '}')
}

func (p *sheetPlace) write(at rtrw.Area, counts map[rtrw.Count]int64) {
	p.text = []byte{}
	service := ""
	for _, c := range p.kinds {
		n := counts[c]
		switch {
		case n == 0:
			continue
		case service == "":
			p.text = fmt.Appendf(p.text, `%q:{%q:{`, at, c.Service)
		case service != c.Service:
			p.text = fmt.Appendf(p.text, `},%q:{`, c.Service)
		default:
			p.text = append(p.text, ',')
		}
		service = c.Service
		p.text = append(append(append(p.text, '"'), c.State...), '"', ':')
		p.text = strconv.AppendInt(p.text, n, 10)
	}
	if service != "" {
		p.text = append(p.text, '}', '}')
	}
}
