package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/rtrwtest"
)

// statusOf is what each refusal is on the wire, written down a second time on purpose.
var statusOf = map[rtrw.Code]int{
	rtrw.Malformed: 400, rtrw.Invalid: 400, rtrw.SignedOut: 401, rtrw.Forbidden: 403, rtrw.NotFound: 404, rtrw.Conflict: 409, rtrw.KeyReused: 422, rtrw.Refused: 422,
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
	for _, sv := range s.registry.Services() {
		for move, n := range s.askService(sv, &book) {
			if m, _ := sv.Move(move); n.accepted == 0 || n.conflicts == 0 && !m.Opens() {
				t.Errorf("%s/%s: %d accepted, %d in the wrong state: the matrix asks the wrong question", sv.Name, move, n.accepted, n.conflicts)
			}
		}
	}
	book.fail(t)
	t.Logf("moves over HTTP: %s", &book)
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

// group is the cells of one move.
type group struct {
	*street
	service *rtrw.Service
	move    *rtrw.Move
	book    *tallyBook
	mu      sync.Mutex
	count   answered
}

func (g *group) String() string { return g.service.Name + "/" + g.move.Name }

// openings asks in the area where somebody may open such a case, and in one of the same
// kind elsewhere.
func (g *group) openings() {
	for _, depth := range []rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan, rtrw.District, rtrw.City} {
		right := matrixRT.Up(depth)
		if !slices.ContainsFunc(g.cells, func(one *seated) bool { _, err := g.expect(rtrwtest.Keys{}, one, right, nil); return err == nil }) {
			continue
		}
		g.askAll("right place", right, func(*seated) *rtrw.Case { return nil })
		wrong := relations["other kelurahan"].Up(depth)
		if depth <= rtrw.District {
			wrong = relations["other city"].Up(depth)
		}
		g.askAll("wrong place", wrong, func(*seated) *rtrw.Case { return nil })
		return
	}
	g.t.Errorf("%s: nobody may open one anywhere with the smallest body", g)
}

// later asks in the first state that can be reached and from which somebody may make the
// move, and in one that the move does not leave.
func (g *group) later(roads map[rtrw.State][][]stride) {
	road, wait := g.right(roads)
	if road == nil {
		g.t.Errorf("%s: no smallest bodies lead to a state of %v in which somebody may make it; give the moves on the way an input in byHand", g, g.move.From)
		return
	}
	fresh := func(asker *seated) *rtrw.Case {
		c, _ := g.walk(road, asker, true)
		g.clock.set(g.clock.now().Add(wait))
		return c
	}
	g.askAll("right state", "", fresh)
	for _, one := range g.cells { // and each once more on a case that passed through the own hands
		if c, own := g.walk(road, one, false); own && c != nil && g.move.Leaves(c.State) {
			g.ask("own hand", one, "", fresh(one))
		}
	}
	for _, st := range g.service.States() {
		if roads[st] != nil && !g.move.Leaves(st) {
			g.askAll("wrong state "+string(st), "", func(asker *seated) *rtrw.Case {
				c, _ := g.walk(roads[st][0], asker, true)
				return c
			})
			return
		}
	}
	g.t.Errorf("%s: no state was found that it does not leave", g)
}

// right finds a way to a state, and a time spent in it, in which somebody may make the
// move: anybody, or who had a hand in the case before.
func (g *group) right(roads map[rtrw.State][][]stride) ([]stride, time.Duration) {
	start := g.clock.now()
	defer g.clock.set(start)
	for _, wait := range waits {
		for _, st := range g.move.From {
			for _, road := range roads[st] {
				for _, maker := range slices.Concat([]*seated{nil}, g.cells) {
					g.clock.set(start)
					if c, own := g.walk(road, maker, false); c == nil || c.State != st || maker != nil && !own {
						continue
					} else if g.clock.set(time.UnixMilli(c.Updated).Add(wait)); g.somebody(maker, c) {
						return road, wait
					}
				}
			}
		}
	}
	return nil, 0
}

// somebody says whether the maker, or where there is none anybody, may make the move.
func (g *group) somebody(maker *seated, c *rtrw.Case) bool {
	return slices.ContainsFunc(g.cells, func(one *seated) bool {
		if maker != nil && maker != one {
			return false
		}
		_, err := g.expect(rtrwtest.Keys{}, one, "", c)
		return err == nil
	})
}

// expect is the pure rule for one cell.
func (g *group) expect(keys rtrw.Keys, one *seated, area rtrw.Area, c *rtrw.Case) (*rtrw.Effect, error) {
	if one.viewer.Account == "" {
		return nil, rtrw.Errorf(rtrw.SignedOut, "")
	}
	cmd, _ := g.command(g.service, g.move, one.viewer, area, c)
	return g.decide(keys, cmd, c)
}

// askAll asks every cell: those that will be refused together on one case, and each that
// will be accepted on a fresh one.
func (g *group) askAll(what string, area rtrw.Area, fresh func(*seated) *rtrw.Case) {
	shared := fresh(nil)
	var later []*seated
	var work sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, one := range g.cells {
		if _, err := g.expect(g.house.store.Keys(), one, area, shared); err == nil || g.broken.loosens() {
			later = append(later, one)
			continue
		}
		places <- struct{}{}
		work.Go(func() {
			defer func() { <-places }()
			g.ask(what, one, area, shared)
		})
	}
	work.Wait()
	if shared != nil {
		if f, err := g.house.store.Find(g.t.Context(), shared.ID); err != nil || f.Case.Version != shared.Version || f.Case.State != shared.State {
			g.t.Errorf("%s, %s: refusals changed the case: %v", g, what, err)
		}
	}
	for _, one := range later {
		g.ask(what, one, area, fresh(nil))
	}
}

// ask puts one cell to the server.
func (g *group) ask(what string, one *seated, area rtrw.Area, c *rtrw.Case) {
	effect, err := g.expect(g.house.store.Keys(), one, area, c)
	o := outcome{cell: fmt.Sprintf("%s by %s, %s", g, one, what), wanted: rtrw.CodeOf(err), want: statusOf[rtrw.CodeOf(err)]}
	if err == nil {
		o.want = map[bool]int{true: http.StatusCreated, false: http.StatusOK}[g.move.Opens()]
	}
	cmd, body := g.command(g.service, g.move, one.viewer, area, c)
	status, answer := g.send(one, "POST", "/"+cmd.Service+"/"+cmd.Move, cmd.Key, body)
	if o.got = status; status >= 300 {
		o.code = codeIn(answer)
	}
	g.book.note(o)
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case err == nil && status < 300:
		g.count.accepted++
		g.renew(effect.Grants)
		g.refresh()
	case status == http.StatusConflict:
		g.count.conflicts++
	}
}

func codeIn(answer []byte) rtrw.Code {
	var p struct{ Code rtrw.Code }
	if json.Unmarshal(answer, &p) != nil {
		return "no problem"
	}
	return p.Code
}
