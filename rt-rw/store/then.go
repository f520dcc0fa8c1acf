package store

import (
	"context"
	"encoding/json"
	"iter"
	"slices"

	"jogotonggo/rt-rw"
)

// Then reads how an area stood at a time, on one picture of the database: of each log the last
// checkpoint before it, and the lines from there to it.
func (s *Store) Then(ctx context.Context, q rtrw.ThenQuery) (*rtrw.Picture, error) {
	p := &rtrw.Picture{}
	err := s.snapshot(ctx, func(tx querier) (err error) {
		if p.Path, err = s.path(ctx, tx, q.Area); err != nil {
			return err
		}
		noMap := func(*rtrw.Picture) bool { return q.Since.IsZero() }
		if err = s.mapInto(ctx, tx, q.Area, q.Since, noMap, p); err != nil {
			return err
		}
		if p.Records, err = s.knownThen(ctx, tx, p.Records, q.At.UnixMilli()); err != nil {
			return err
		}
		if q.Area.Depth() < rtrw.Kelurahan {
			return s.countedThen(ctx, tx, q, p)
		}
		st, err := s.moment(ctx, tx, q.Area.Log(), q.At.UnixMilli(), whole)
		if err != nil {
			return err
		}
		p.Seq, p.Counts = st.Seq, countsOf(st, func(a rtrw.Area) bool { return q.Area.Contains(a) })
		p.Cases, err = s.unerased(ctx, tx, st)
		return err
	})
	if err != nil {
		return nil, s.refuse(err)
	}
	return p, nil
}

// countedThen adds up the kelurahan of a wider area: their numbers, nothing of their cases.
func (s *Store) countedThen(ctx context.Context, tx querier, q rtrw.ThenQuery, p *rtrw.Picture) (err error) {
	if p.Kelurahan, err = kelurahanIn(ctx, tx, q.Area); err != nil {
		return err
	}
	logs, err := query(ctx, tx, `SELECT log FROM logs WHERE length(log) = 13 AND `+under("log", 1), span(q.Area), scanArea)
	p.Seq = 0
	for _, log := range logs {
		st, err := s.moment(ctx, tx, log, q.At.UnixMilli(), columns)
		if err != nil {
			return err
		}
		p.Seq += st.Seq
		p.Counts = append(p.Counts, countsOf(st, func(a rtrw.Area) bool { return a == log })...)
	}
	return err
}

// mostLaid bounds what one board of the past may read. Only a log whose checkpoints are still
// being written has more lines between two of them.
const mostLaid = 50_000

var notYet = rtrw.Errorf(rtrw.Unavailable, "Keadaan saat itu masih disusun. Coba lagi nanti.")

// moment is a log after the last line that was written by a time, before any that was
// written later. Without whole lines its open cases are not known.
func (s *Store) moment(ctx context.Context, q querier, log rtrw.Area, at int64, much string) (*rtrw.Moment[rtrw.Case], error) {
	k, err := lastCheckpoint(ctx, q, log, at)
	if err != nil {
		return nil, err
	}
	st := &rtrw.Moment[rtrw.Case]{Seq: k.seq, Counts: k.counts, Open: make(map[string]rtrw.Case, len(k.open))}
	if much == whole {
		if err := s.openThen(ctx, q, &k, st); err != nil {
			return nil, err
		}
	}
	for st.Seq < k.seq+mostLaid {
		lines, err := laid(ctx, q, log, st.Seq, much)
		if err != nil {
			return nil, err
		}
		for i := range lines {
			if l := &lines[i]; l.at <= at {
				st.Lay(l.seq, l.from, &l.c, l.c)
			} else {
				return st, nil
			}
		}
		if len(lines) < laidAtOnce {
			return st, nil
		}
	}
	return nil, notYet
}

// openThen reads the cases that were open at a checkpoint, from their last lines.
func (s *Store) openThen(ctx context.Context, q querier, k *checkpoint, st *rtrw.Moment[rtrw.Case]) error {
	for some := range chunks(k.open) {
		_, err := query(ctx, q, `SELECT payload FROM events WHERE log = $1 AND seq `+s.dialect.in(2), []any{string(k.log), s.dialect.numbers(some)}, func(r scanner) (none struct{}, err error) {
			var payload string
			var c rtrw.Case
			if err = r.Scan(&payload); err == nil {
				err = json.Unmarshal([]byte(payload), &c)
			}
			st.Open[c.ID] = c
			return none, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func countsOf(st *rtrw.Moment[rtrw.Case], wanted func(rtrw.Area) bool) (list []rtrw.Count) {
	for c, n := range st.Counts {
		if c.N = n; wanted(c.Area) {
			list = append(list, c)
		}
	}
	return list
}

// unerased gives the open cases, but none of a household or an account that was erased since
// it was opened.
func (s *Store) unerased(ctx context.Context, q querier, st *rtrw.Moment[rtrw.Case]) ([]rtrw.Case, error) {
	whose := map[string]bool{}
	list := make([]rtrw.Case, 0, len(st.Open))
	for _, c := range st.Open {
		whose[c.Whose()] = true
		list = append(list, c)
	}
	names := make([]string, 0, len(whose))
	for name := range whose {
		names = append(names, name)
	}
	lives := map[string]int{}
	_, err := query(ctx, q, `SELECT place, COUNT(*) FROM erasures WHERE place `+s.dialect.in(1)+` GROUP BY place`, []any{s.dialect.list(names)}, func(r scanner) (n int, err error) {
		var place string
		err = r.Scan(&place, &n)
		lives[place] = n
		return n, err
	})
	return slices.DeleteFunc(list, func(c rtrw.Case) bool {
		svc, known := s.cfg.Registry.Service(c.Service)
		return !known || !svc.Inner && c.Life() < lives[c.Whose()]
	}), err
}

// knownThen leaves out the rules that nobody had laid down yet: one may hold from a day before.
func (s *Store) knownThen(ctx context.Context, q querier, records []rtrw.Record, at int64) ([]rtrw.Record, error) {
	ids := make([]string, len(records))
	for i := range records {
		ids[i] = records[i].Case
	}
	later, err := query(ctx, q, `SELECT id FROM cases WHERE id `+s.dialect.in(1)+` AND opened > $2`, []any{s.dialect.list(ids), at}, scanText)
	return slices.DeleteFunc(records, func(r rtrw.Record) bool { return slices.Contains(later, r.Case) }), err
}

// chunks cuts a list of numbers into what one question takes.
func chunks(all []int64) iter.Seq[[]int64] { return slices.Chunk(all, laidAtOnce) }
