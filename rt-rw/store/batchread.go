package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"jogotonggo/rt-rw"
)

// batch is one transaction: what was read, and over it what has been decided so far.
type batch struct {
	s   *Store
	ctx context.Context
	tx  *sql.Tx
	now time.Time

	roster *roster
	keys   rtrw.Keys
	recall rtrw.Reach // where all of a log is at hand; nil: reactions read the database

	logs   map[rtrw.Area]*logHead
	known  map[string]*rtrw.Entry // by key: written before, or in this batch
	people map[string]rtrw.Viewer
	closed map[string]bool // accounts that are no more
	cases  map[string]*rtrw.Case
	houses map[rtrw.Area]bool
	sizes  map[rtrw.Area]int64 // houses of an RT
	tries  map[string][]string // by case and round
	photos map[string]rtrw.Upload
	open   map[string]int64 // open cases of the household, and of the account, that the first job concerns

	changed    []string // ids of cases to write, in the order of their first change
	dirty      map[string]bool
	texts      []rtrw.Text
	counts     map[rtrw.Count]int64 // by count without its number
	grants     []rtrw.Grant
	guesses    []rtrw.Guess
	marks      []rtrw.Mark
	newRecords []rtrw.Record
	erased     []rtrw.Erasure
	taken      []rtrw.Taken
	touched    []string // accounts whose sessions must be read anew
	looks      []rtrw.Look
	lookHeads  map[rtrw.Area]*logHead
	entries    []rtrw.Entry
	ended      bool
}

type logHead struct {
	seq    int64
	hash   string
	moved  bool
	marked int64 // the line of this batch that changed a mark last; 0: none did
}

// read takes the logs' locks, lowest first, and then everything the jobs depend on. The
// row of a log is the lock of all its cases and tallies, so nothing else needs one but
// the accounts, which are held against a change of their grants.
func (b *batch) read(jobs []*job) error {
	b.now, b.dirty = b.s.now(), map[string]bool{}
	var keys, cases []string
	logs, people, houses, tried, sized, shown := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, j := range jobs {
		if j.cmd == nil {
			continue
		}
		keys = append(keys, j.cmd.Key)
		needs := j.cmd.Needs()
		if j.cmd.Case != "" {
			cases = append(cases, j.cmd.Case)
			if needs.Tries {
				tried[j.cmd.Case] = true
			}
		} else {
			logs[string(j.cmd.Area.Log())] = true
		}
		if needs.Count != "" {
			sized[string(needs.Count)] = true
		}
		for _, p := range append(needs.People, j.cmd.Viewer.Account) {
			people[p] = true
		}
		for _, p := range needs.Photos {
			shown[p] = true
		}
		if needs.House != "" {
			houses[string(needs.House)] = true
		}
	}
	delete(people, "")
	if len(keys) == 0 {
		return b.readLookHeads(jobs)
	}
	if err := b.roster.open(b.ctx, &b.s.stmts, b.tx, b.s.dialect); err != nil {
		return fmt.Errorf("ask whether others wrote: %w", err)
	}
	steps := []func() error{
		func() error { return b.readLogs(sorted(logs), cases) },
		func() error { return b.readKnown(keys) },
		func() error { return b.readPeople(sorted(people)) },
		func() error { return b.readCases(cases) },
		func() error { return b.readHouses(sorted(houses)) },
		func() error { return b.readSizes(sorted(sized)) },
		func() error { return b.readRecords(jobs) },
		b.readLives,
		func() error { return b.readOpen(jobs[0]) },
		func() error { return b.readHeads(jobs) },
		func() error { return b.readTries(sorted(tried)) },
		func() error { return b.readPhotos(sorted(shown)) },
		func() error { return b.readLookHeads(jobs) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

// rows runs a prepared query over one list and hands each row to scan.
func (b *batch) rows(what, text string, values []string, scan func(*sql.Rows) error) error {
	if len(values) == 0 {
		return nil
	}
	st, err := b.s.stmts.in(b.ctx, b.tx, text)
	if err != nil {
		return fmt.Errorf("prepare %s: %w", what, err)
	}
	list := b.s.dialect.list(values)
	rows, err := st.QueryContext(b.ctx, list)
	if err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("scan %s: %w", what, err)
		}
	}
	return rows.Err()
}

func (b *batch) readLogs(logs, cases []string) error {
	d := b.s.dialect
	b.logs = map[rtrw.Area]*logHead{}
	scan := func(r *sql.Rows) error {
		var log rtrw.Area
		h := &logHead{}
		if err := r.Scan(&log, &h.seq, &h.hash); err != nil {
			return err
		}
		b.logs[log] = h
		return nil
	}
	// A case never changes its log, so which lock a command needs is known before it is taken.
	err := b.rows("logs of cases", `SELECT log FROM cases WHERE id `+d.in(1), cases, func(r *sql.Rows) error {
		var log string
		if err := r.Scan(&log); err != nil {
			return err
		}
		logs = append(logs, log)
		return nil
	})
	if err != nil {
		return err
	}
	text := `SELECT log, seq, hash FROM logs WHERE log ` + d.in(1) + ` ORDER BY log` + d.lock("FOR UPDATE")
	if err := b.rows("logs", text, logs, scan); err != nil {
		return err
	}
	fresh := missing(b.logs, logs)
	if len(fresh) == 0 {
		return nil
	}
	if claim := d.claim(); claim != "" {
		if err := b.rows("claims", claim, fresh, func(*sql.Rows) error { return nil }); err != nil {
			return err
		}
		if err := b.rows("logs", text, logs, scan); err != nil { // another node may have begun it meanwhile
			return err
		}
	}
	for _, log := range missing(b.logs, fresh) {
		b.logs[rtrw.Area(log)] = &logHead{} // its row is written with its first line: a refusal writes nothing
	}
	return nil
}

func (b *batch) readKnown(keys []string) error {
	b.known = map[string]*rtrw.Entry{}
	return b.rows("keys", `SELECT `+eventColumns+` FROM events WHERE id `+b.s.dialect.in(1), keys, func(r *sql.Rows) error {
		e, err := scanEntry(r)
		if err == nil {
			b.known[e.ID] = e
		}
		return err
	})
}

func (b *batch) readCases(ids []string) error {
	b.cases = map[string]*rtrw.Case{}
	return b.rows("cases", `SELECT `+caseColumns+` FROM cases WHERE id `+b.s.dialect.in(1), ids, func(r *sql.Rows) error {
		c, err := scanCase(r)
		if err == nil {
			b.cases[c.ID] = c
		}
		return err
	})
}

func (b *batch) readHouses(houses []string) error {
	b.houses = map[rtrw.Area]bool{}
	return b.rows("houses", `SELECT house FROM houses WHERE house `+b.s.dialect.in(1), houses, func(r *sql.Rows) error {
		var h rtrw.Area
		err := r.Scan(&h)
		b.houses[h] = true
		return err
	})
}

// readSizes counts the houses of places, and of the RW and kelurahan around them.
func (b *batch) readSizes(places []string) error {
	b.sizes = map[rtrw.Area]int64{}
	var counts []rtrw.Count
	text := `SELECT rt, COUNT(*) FROM houses WHERE ` + under("rt", 1) + ` GROUP BY rt`
	for _, place := range places {
		log := rtrw.Area(place).Log()
		if b.sizes[log] != 0 || log.Depth() != rtrw.Kelurahan {
			continue
		}
		st, err := b.s.stmts.in(b.ctx, b.tx, text)
		if err != nil {
			return fmt.Errorf("prepare sizes: %w", err)
		}
		rows, err := st.QueryContext(b.ctx, span(log)...)
		if err != nil {
			return fmt.Errorf("read sizes: %w", err)
		}
		for rows.Next() && err == nil {
			var c rtrw.Count
			err = rows.Scan(&c.Area, &c.N)
			counts = append(counts, c)
			b.sizes[log] += c.N
		}
		rows.Close()
		if err == nil {
			err = rows.Err()
		}
		if err != nil {
			return fmt.Errorf("read sizes: %w", err)
		}
	}
	for _, c := range counts {
		b.sizes[c.Area] += c.N
		if rw := c.Area.Up(rtrw.RW); rw != "" {
			b.sizes[rw] += c.N
		}
	}
	return nil
}

// placesOf lists the areas whose heads matter to a command: none unless it asks them.
func (b *batch) placesOf(cmd *rtrw.Command) (places []rtrw.Area) {
	if !b.s.cfg.Registry.AsksHeads(cmd) {
		return nil
	}
	at := []rtrw.Area{cmd.Area, cmd.Needs().House, b.people[cmd.Viewer.Account].Household}
	if c := b.cases[cmd.Case]; c != nil {
		at = append(at, c.Area)
	}
	for _, a := range at {
		for _, d := range []rtrw.Depth{rtrw.RT, rtrw.RW, rtrw.Kelurahan} {
			if up := a.Up(d); up != "" && !slices.Contains(places, up) {
				places = append(places, up)
			}
		}
	}
	return places
}

// readHeads reads the heads of all places that matter to a batch.
func (b *batch) readHeads(jobs []*job) error {
	set := map[string]bool{}
	for _, j := range jobs {
		if j.cmd != nil {
			for _, p := range b.placesOf(j.cmd) {
				set[string(p)] = true
			}
		}
	}
	return b.readPosts(sorted(set))
}

func (b *batch) readTries(cases []string) error {
	b.tries = map[string][]string{}
	return b.rows("tries", `SELECT case_id, round, mac FROM tries WHERE case_id `+b.s.dialect.in(1), cases, func(r *sql.Rows) error {
		var g rtrw.Guess
		if err := r.Scan(&g.Case, &g.Round, &g.MAC); err != nil {
			return err
		}
		b.tries[tryKey(g.Case, g.Round)] = append(b.tries[tryKey(g.Case, g.Round)], g.MAC)
		return nil
	})
}

func tryKey(id string, round int) string { return fmt.Sprintf("%s#%d", id, round) }
