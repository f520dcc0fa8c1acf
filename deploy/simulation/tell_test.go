package simulation

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// tell prints what was lived, or what was wrong and how to see it again.
func (l *life) tell(t *testing.T) {
	t.Helper()
	d := &l.done
	t.Logf("seed %d, %s, life %s: %d days, %d lines of %d logs, %d kinds of moves: %d commands, %d by clocks, %d by reactions; %d refused, %d sent again, %d lost on the way, %d erasures; faults %v; %d sockets, %d boards, %d frames; verified %d times",
		l.seed, l.dawn.Format(time.DateOnly), l.digest(), d.days, len(l.lineOf), len(l.logs), len(d.moves), d.commands, d.clocks, d.reactions, d.refused, d.resent, d.lost, d.erased, d.faults, d.sockets, d.boards, d.frames, d.verified)
	if l.first != "" {
		t.Errorf("%s\nagain with %s", l.first, replay(l.seed))
	}
}

// total prints what all lives were together, and says what they lacked that would prove something.
func total(t *testing.T, lives []*life) {
	var sum counts
	var seeds []uint64
	lines, violations, broken, moves, moved := 0, 0, map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, l := range lives {
		d := &l.done
		seeds = append(seeds, l.seed)
		lines += len(l.lineOf)
		sum.days, sum.commands, sum.clocks, sum.resent, sum.lost, sum.refused = sum.days+d.days, sum.commands+d.commands, sum.clocks+d.clocks, sum.resent+d.resent, sum.lost+d.lost, sum.refused+d.refused
		sum.erased, sum.sockets, sum.boards, sum.frames, sum.verified = sum.erased+d.erased, sum.sockets+d.sockets, sum.boards+d.boards, sum.frames+d.frames, sum.verified+d.verified
		for kind, n := range d.faults {
			broken[kind] += n
		}
		for move := range d.moves {
			service, _, _ := strings.Cut(move, "/")
			moves[move], moved[service] = true, true
		}
		if l.first != "" {
			violations++
		}
	}
	slices.Sort(seeds)
	t.Logf("simulation: %d fake days, %d violations, seeds %v; %d lines, %d kinds of moves, %d commands, %d by clocks, %d refused, %d sent again, %d lost on the way, %d erasures; faults %v; %d sockets, %d boards, %d frames; verified %d times",
		sum.days, violations, seeds, lines, len(moves), sum.commands, sum.clocks, sum.refused, sum.resent, sum.lost, sum.erased, broken, sum.sockets, sum.boards, sum.frames, sum.verified)
	if len(lives) < len(usual) {
		return // one seed alone need not have met everything
	}
	for _, f := range faults {
		if broken[f.name] == 0 {
			t.Errorf("nobody met the fault %q", f.name)
		}
	}
	if sum.erased == 0 {
		t.Error("nobody was forgotten")
	}
	for _, s := range services().Services() {
		if !moved[s.Name] {
			t.Errorf("nothing happened in %s; %v did", s.Name, slices.Sorted(maps.Keys(moved)))
		}
	}
}
