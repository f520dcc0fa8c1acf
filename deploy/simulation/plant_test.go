package simulation

import "jogotonggo/rt-rw"

// plant is a defect that is put into the product on purpose; the zero plant is none.
type plant struct {
	ledger  func(*life, rtrw.Ledger) rtrw.Ledger
	read    func(*life, []rtrw.Entry) []rtrw.Entry
	notices func(*life, []rtrw.Notice) []rtrw.Notice
	streams func(*life, *board, []string) []string
	heads   func(map[rtrw.Area]int64) map[rtrw.Area]int64
	tick    func(*life) bool
	settled func(*life)
}

func (p *plant) onLedger(l *life, of rtrw.Ledger) rtrw.Ledger {
	if p.ledger == nil {
		return of
	}
	return p.ledger(l, of)
}

func (p *plant) onRead(l *life, es []rtrw.Entry) []rtrw.Entry {
	if p.read == nil {
		return es
	}
	return p.read(l, es)
}

func (p *plant) onNotices(l *life, ns []rtrw.Notice) []rtrw.Notice {
	if p.notices == nil {
		return ns
	}
	return p.notices(l, ns)
}

func (p *plant) onStreams(l *life, b *board, names []string) []string {
	if p.streams == nil {
		return names
	}
	return p.streams(l, b, names)
}

func (p *plant) mayTick(l *life) bool { return p.tick == nil || p.tick(l) }

func (p *plant) onHeads(heads map[rtrw.Area]int64) map[rtrw.Area]int64 {
	if p.heads == nil {
		return heads
	}
	return p.heads(heads)
}
