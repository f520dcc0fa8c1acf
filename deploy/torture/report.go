package main

import "fmt"

// full is the length of a run, in minutes, that the goals are for.
const full = 40

// killAcks is how many answers are asked for in a full run before all kills together.
const killAcks = 20_000

// print writes the report and says whether the run is clean. A full run, or a longer one, is so where
// every goal is met; a shorter one, whose goals are as much smaller, where nothing is wrong and no
// board took longer than is tolerated: how much it does is the machine's affair.
func (t *table) print(minutes float64) (clean bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.out, "\n%-22s%7s%7s%8s", "fault", "count", "goal", "acks")
	for _, c := range columns {
		fmt.Fprintf(t.out, "%10s", c)
	}
	fmt.Fprintf(t.out, "%10s%7s%11s  %s\n", "equal ms", "> 1 s", "answer ms", "goal")
	met := true
	sum, killed := row{kind: "all"}, row{}
	for _, r := range t.rows {
		r.goal = int(float64(r.goal) * minutes / full)
		t.line(r, r.met())
		met = met && r.met()
		sum = sum.plus(r)
		if r.kind == killing || r.kind == killingOne {
			killed = killed.plus(r)
		}
	}
	t.line(&sum, met)
	fmt.Fprintf(t.out, "\nboards equal within %v after healing: %s (worst %d ms, %d of %d later)\n",
		wanted, verdict(sum.late == 0), sum.worst.Milliseconds(), sum.late, sum.count)
	if killed.goal > 0 {
		acks := int(killAcks * minutes / full)
		enough := killed.count >= killed.goal && killed.acks >= acks
		met = met && enough
		fmt.Fprintf(t.out, "kill -9 of any node: %s (%d of %d, %d of %d acks)\n", verdict(enough), killed.count, killed.goal, killed.acks, acks)
	}
	if t.slept > 0 {
		fmt.Fprintf(t.out, "boards that slept, did not know it and read on: %d, equal after %d ms at worst; how soon, TCP decides\n", t.slept, t.deep.Milliseconds())
	}
	return sum.whole() && max(sum.worst, t.deep) <= tolerate && (met || minutes < full)
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "MISSED"
}

func (t *table) line(r *row, met bool) {
	fmt.Fprintf(t.out, "%-22s%7d%7d%8d", r.kind, r.count, r.goal, r.acks)
	for _, c := range columns {
		fmt.Fprintf(t.out, "%10d", r.wrong[c])
	}
	fmt.Fprintf(t.out, "%10d%7d%11d  %s\n", r.worst.Milliseconds(), r.late, r.slow.Milliseconds(), verdict(met))
}
