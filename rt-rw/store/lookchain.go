package store

import (
	"database/sql"
	"encoding/base64"
	"fmt"

	"jogotonggo/rt-rw"
)

// looked gives the hash of a look.
func looked(before string, seq int64, k *rtrw.Look) string {
	l := after(before)
	l.part(string(k.Log))
	l.num(seq)
	l.part(k.Case)
	l.part(k.Account)
	l.part(string(k.Role))
	l.num(k.At)
	l.part(k.Why)
	return base64.RawStdEncoding.EncodeToString(l.Sum(nil))
}

// readLookHeads takes the ends of the chains that this batch's looks are put behind. It
// comes after the logs' locks everywhere, so nodes never wait for each other in a circle.
func (b *batch) readLookHeads(jobs []*job) error {
	logs := map[string]bool{}
	for _, j := range jobs {
		if j.look != nil {
			logs[string(j.look.Log)] = true
		}
	}
	b.lookHeads = map[rtrw.Area]*logHead{}
	d := b.s.dialect
	text := `SELECT log, seq, hash FROM look_heads WHERE log ` + d.in(1) + ` ORDER BY log` + d.lock("FOR UPDATE")
	scan := func(r *sql.Rows) error {
		var log rtrw.Area
		h := &logHead{}
		err := r.Scan(&log, &h.seq, &h.hash)
		b.lookHeads[log] = h
		return err
	}
	if err := b.rows("look heads", text, sorted(logs), scan); err != nil {
		return err
	}
	fresh := missing(b.lookHeads, sorted(logs))
	if len(fresh) == 0 {
		return nil
	}
	// A row that is not there yet cannot be held: two nodes would both begin the chain.
	if claim := d.claim(); claim != "" {
		held := make([]string, len(fresh))
		for i, log := range fresh {
			held[i] = "looks " + log
		}
		if err := b.rows("claims", claim, held, func(*sql.Rows) error { return nil }); err != nil {
			return err
		}
		if err := b.rows("look heads", text, fresh, scan); err != nil {
			return err
		}
	}
	for _, log := range missing(b.lookHeads, fresh) {
		b.lookHeads[rtrw.Area(log)] = &logHead{}
	}
	return nil
}

func (b *batch) writeLooks() error {
	rows := make([][]any, 0, len(b.looks))
	for i := range b.looks {
		k := &b.looks[i]
		h := b.lookHeads[k.Log]
		h.seq++
		h.hash = looked(h.hash, h.seq, k)
		rows = append(rows, []any{string(k.Log), h.seq, k.Case, k.Account, string(k.Role), k.At, k.Why, h.hash})
	}
	if err := b.insert("looks", lookNames, "", rows); err != nil {
		return err
	}
	heads := make([][]any, 0, len(b.lookHeads))
	for log, h := range b.lookHeads {
		heads = append(heads, []any{string(log), h.seq, h.hash})
	}
	return b.insert("look_heads", []string{"log", "seq", "hash"}, ` ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`, heads)
}

var lookNames = []string{"log", "seq", "case_id", "account", "role", "at", "why", "hash"}

// looks proves the chains of looks: gapless, each link over the one before, each counter at
// its end.
func (p *proof) looks() error {
	type end struct {
		seq  int64
		hash string
	}
	type row struct {
		rtrw.Look
		seq  int64
		hash string
	}
	ends := map[rtrw.Area]end{}
	all, err := query(p.ctx, p.q, `SELECT log, seq, case_id, account, role, at, why, hash FROM looks ORDER BY log, seq`, nil, func(r scanner) (w row, err error) {
		return w, r.Scan(&w.Log, &w.seq, &w.Case, &w.Account, &w.Role, &w.At, &w.Why, &w.hash)
	})
	if err != nil {
		return fmt.Errorf("read looks: %w", err)
	}
	for i := range all {
		w := &all[i]
		p.report.Looks++
		e := ends[w.Log]
		if w.seq != e.seq+1 || w.hash != looked(e.hash, w.seq, &w.Look) {
			p.report.add(Finding{Log: w.Log, Seq: w.seq, Case: w.Case}, "the chain of looks is broken here")
		}
		ends[w.Log] = end{w.seq, w.hash}
	}
	heads, err := query(p.ctx, p.q, `SELECT log, seq, hash FROM look_heads`, nil, func(r scanner) (w row, err error) { return w, r.Scan(&w.Log, &w.seq, &w.hash) })
	if err != nil {
		return fmt.Errorf("read heads of looks: %w", err)
	}
	for _, h := range heads {
		if ends[h.Log] != (end{h.seq, h.hash}) {
			p.report.add(Finding{Log: h.Log, Seq: h.seq}, "the counter of looks does not stand at the last of them")
		}
		delete(ends, h.Log)
	}
	for log := range ends {
		p.report.add(Finding{Log: log}, "looks have no counter")
	}
	return nil
}
