package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"jogotonggo/rt-rw"
)

// statusOf is what each refusal is on the wire, written down a second time on purpose.
var statusOf = map[rtrw.Code]int{
	rtrw.Malformed: 400, rtrw.Invalid: 400, rtrw.SignedOut: 401, rtrw.Forbidden: 403, rtrw.NotFound: 404, rtrw.Conflict: 409, rtrw.KeyReused: 422, rtrw.Refused: 422, rtrw.Erased: 422,
}

// outcome is one answer beside the one that was expected.
type outcome struct {
	cell         string
	want, got    int
	wanted, code rtrw.Code
}

func (o *outcome) wrong() bool { return o.want != o.got || o.wanted != o.code }

// tallyBook counts the answers of a matrix.
type tallyBook struct {
	mu       sync.Mutex
	asked    int
	byStatus map[int]int
	wrong    []outcome
}

func (b *tallyBook) note(o outcome) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.byStatus == nil {
		b.byStatus = map[int]int{}
	}
	b.asked++
	b.byStatus[o.got]++
	if o.wrong() {
		b.wrong = append(b.wrong, o)
	}
}

func (b *tallyBook) String() string {
	var parts []string
	for _, status := range slices.Sorted(maps.Keys(b.byStatus)) {
		parts = append(parts, fmt.Sprintf("%d × %d", b.byStatus[status], status))
	}
	return fmt.Sprintf("%d cells asked, %d accepted (%s), %d wrong", b.asked, b.byStatus[200]+b.byStatus[201]+b.byStatus[204], strings.Join(parts, ", "), len(b.wrong))
}

// fail reports what was wrong, the first of it in full.
func (b *tallyBook) fail(t *testing.T) {
	t.Helper()
	for i, o := range b.wrong {
		if i == 20 {
			t.Errorf("and %d more", len(b.wrong)-i)
			break
		}
		t.Errorf("%s: %d %s, want %d %s", o.cell, o.got, o.code, o.want, o.wanted)
	}
}

// TestMatrixOverHTTP asks the real server for every move that people make, by every role
// at every relation, in a right and in a wrong state, and holds the answer against the
// pure rule. A new service is in it by being declared.
func TestMatrixOverHTTP(t *testing.T) {
	t.Parallel()
	s := newStreet(t, breach{})
	var book tallyBook
	for _, sv := range s.innerFirst() {
		for move, n := range s.askService(sv, &book) {
			if m, _ := sv.Move(move); n.accepted == 0 || n.conflicts == 0 && !m.Opens() {
				t.Errorf("%s/%s: %d accepted, %d in the wrong state: the matrix asks the wrong question", sv.Name, move, n.accepted, n.conflicts)
			}
		}
	}
	book.fail(t)
	t.Logf("moves over HTTP: %s", &book)
}

// innerFirst lists the services, the house's own work before what leaves cases open.
func (s *street) innerFirst() []*rtrw.Service {
	list := slices.Clone(s.registry.Services())
	slices.SortStableFunc(list, func(a, b *rtrw.Service) int { return either(a.Inner, 0, 1) - either(b.Inner, 0, 1) })
	return list
}

// answered counts of one move what shows that its cells were the right questions.
type answered struct{ accepted, conflicts int }

// askService asks all cells of a service.
func (s *street) askService(sv *rtrw.Service, book *tallyBook) map[string]answered {
	roads, all := s.roads(sv), map[string]answered{}
	for i := range sv.Moves {
		m := &sv.Moves[i]
		if m.People.System() {
			continue
		}
		g := &group{street: s, service: sv, move: m, book: book}
		if m.Opens() {
			g.openings()
		} else {
			g.later(roads)
		}
		all[m.Name] = g.count
	}
	return all
}
