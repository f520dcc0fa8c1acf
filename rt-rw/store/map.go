package store

import (
	"context"
	"time"

	"jogotonggo/rt-rw"
)

// upwards lists a place's code and all above it.
func upwards(a rtrw.Area) []string {
	var up []string
	for d := rtrw.Province; d <= rtrw.House; d++ {
		if at := a.Up(d); at != "" {
			up = append(up, string(at))
		}
	}
	return up
}

func scanRecord(r scanner) (x rtrw.Record, err error) {
	var value string
	err = r.Scan(&x.Case, &x.Area, &x.Name, &x.From, &x.Until, &value)
	x.Value = []byte(value)
	return x, err
}

const recordColumns = `case_id, area, name, from_at, until_at, value`

// Map reads what zones are drawn from.
func (s *Store) Map(ctx context.Context, a rtrw.Area, since time.Time, known func(*rtrw.Picture) bool) (*rtrw.Picture, error) {
	p := &rtrw.Picture{}
	err := s.snapshot(ctx, func(tx querier) error { return s.mapInto(ctx, tx, a, since, known, p) })
	if err != nil {
		return nil, s.refuse(err)
	}
	return p, nil
}

// mapInto reads the head of an area's log, all RTs under it, the records in force there,
// above and below, and unless they are known the marks that count or counted since a time.
func (s *Store) mapInto(ctx context.Context, q querier, a rtrw.Area, since time.Time, known func(*rtrw.Picture) bool, p *rtrw.Picture) (err error) {
	for table, sum := range map[string]*int64{"logs": &p.Seq, "marked": &p.Marked} {
		if err := q.QueryRowContext(ctx, `SELECT COALESCE(SUM(seq), 0) FROM `+table+` WHERE `+under("log", 1), span(a.Log())...).Scan(sum); err != nil {
			return err
		}
	}
	p.RTs, err = query(ctx, q, `SELECT area FROM areas WHERE area LIKE '%/RT%' AND `+under("area", 1)+` ORDER BY area`, span(a), scanArea)
	if err != nil {
		return err
	}
	args := append(span(a), s.dialect.list(upwards(a)))
	p.Records, err = query(ctx, q, `SELECT `+recordColumns+` FROM records WHERE `+under("area", 1)+` OR area `+s.dialect.in(3)+` ORDER BY from_at, case_id`, args, scanRecord)
	if err != nil || known != nil && known(p) {
		return err
	}
	args = append(span(a), since.UnixMilli(), since.UnixMilli())
	p.Marks, err = query(ctx, q, `SELECT case_id, kind, area, house, n, at, until_at FROM marks WHERE `+under("area", 1)+` AND at >= $3 AND (until_at = 0 OR until_at >= $4) ORDER BY at, case_id`, args,
		func(r scanner) (m rtrw.Mark, err error) {
			return m, r.Scan(&m.Case, &m.Kind, &m.Area, &m.House, &m.N, &m.At, &m.Until)
		})
	return err
}

// writeMap lays down marks and records, and where a mark was changed that there is another map.
func (b *batch) writeMap() error {
	var changed [][]any
	for log, h := range b.logs {
		if h.marked != 0 {
			changed = append(changed, []any{string(log), h.marked})
		}
	}
	if err := b.insert("marked", []string{"log", "seq"}, ` ON CONFLICT (log) DO UPDATE SET seq = excluded.seq`, changed); err != nil {
		return err
	}
	marks := make([][]any, 0, len(b.marks))
	for _, m := range b.marks {
		marks = append(marks, markRow(&m))
	}
	err := b.insert("marks", markNames,
		` ON CONFLICT (case_id, kind) DO UPDATE SET n = CASE WHEN excluded.until_at = 0 THEN excluded.n ELSE marks.n END,
		at = CASE WHEN excluded.until_at = 0 THEN excluded.at ELSE marks.at END, until_at = excluded.until_at`, marks) // what was ended has counted until then
	if err != nil {
		return err
	}
	records := make([][]any, 0, len(b.newRecords))
	for _, r := range b.newRecords {
		records = append(records, recordRow(&r))
	}
	return b.insert("records", recordNames,
		` ON CONFLICT (case_id, name) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at, value = excluded.value`, records)
}

func markRow(m *rtrw.Mark) []any {
	return []any{m.Case, m.Kind, string(m.Area), string(m.House), m.N, m.At, m.Until}
}

func recordRow(r *rtrw.Record) []any {
	return []any{r.Case, r.Name, string(r.Area), r.From, r.Until, string(r.Value)}
}
