package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"jogotonggo/rt-rw"
)

// Act is a command of the past. Where its input depends on what became of its case, a code
// that only the key can tell, Input makes it from the case.
type Act struct {
	At      time.Time
	Command *rtrw.Command
	Input   func(*rtrw.Case, rtrw.Keys) (any, error) // nil: the command has it
}

// Life is what people did in one kelurahan, oldest first. Its clocks need no acts: they
// strike by themselves, as the scheduler lets them.
type Life struct {
	Log  rtrw.Area
	Town Seed               // its places and people, from the beginning on; rules count everywhere
	Next func() (Act, bool) // gives the next act; false after the last
}

// Past is all of it.
type Past struct {
	Secret      string        // with which those sign in who may; "" for nobody
	From, Until time.Time     // everything happens between them
	Step        time.Duration // so much is decided and written at once
	Lives       []Life
	Log         func(done time.Time, lines int64) // told after each step; may be nil
}

// Loaded says what was written.
type Loaded struct {
	Lines, Cases, Texts, Keys int64
	Told, Sorted              time.Duration // deciding and writing; making the indexes
}

// rests is how long after its end a case may still be moved by an act: it is in memory so long.
const rests = 7 * 24 * time.Hour

// Load fills an empty ledger with a past. Every act is judged by the kernel, in its order and at
// its moment, and leaves exactly what a command leaves: lines, chain, rows, texts under their
// subjects' keys, tallies, marks. What a command costs beside that is spared: nobody waits for an
// answer, so there is no commit for each batch; all that a log depends on is in memory, so nothing is
// read; indexes are made at the end. Acts that change people or rules are no part of it, for the
// logs are told side by side, and neither are photos. A ledger that was left half filled is not
// opened again.
func Load(ctx context.Context, cfg Config, p Past) (n Loaded, err error) {
	s, err := openEmpty(ctx, cfg)
	if err != nil {
		return n, err
	}
	out, err := s.dialect.sink(ctx, s)
	if err != nil {
		return n, fmt.Errorf("load: %w", err)
	}
	defer func() { err = errors.Join(err, out.close()) }()
	began := time.Now()
	l := &loader{s: s, past: &p, out: out}
	if err := l.settle(ctx); err != nil {
		return n, fmt.Errorf("load people: %w", err)
	}
	if err := l.tell(ctx); err != nil {
		return n, fmt.Errorf("load: %w", err)
	}
	n = l.done
	n.Told, began = time.Since(began), time.Now()
	if err := out.finish(ctx); err != nil {
		return n, fmt.Errorf("load: make indexes: %w", err)
	}
	n.Sorted = time.Since(began)
	return n, nil
}

// loader tells all logs side by side, one step of time after another, so that rows lie in the
// files as they would have come.
type loader struct {
	s       *Store
	past    *Past
	out     sink
	tellers []*teller
	done    Loaded
}

// stretch is what came of one step: rows by table, in the order of the logs.
type stretch struct {
	until time.Time
	rows  map[string][][]any
	lines int64
}

func (l *loader) tell(ctx context.Context) error {
	going, stop := context.WithCancel(ctx)
	defer stop()
	made := make(chan stretch, 1)
	var failed error
	var work sync.WaitGroup
	work.Go(func() {
		defer close(made)
		for at := l.past.From; at.Before(l.past.Until) && failed == nil; {
			at = at.Add(l.past.Step)
			if at.After(l.past.Until) {
				at = l.past.Until
			}
			var s stretch
			if s, failed = l.step(at); failed != nil {
				return
			}
			select {
			case made <- s:
			case <-going.Done():
				return
			}
		}
	})
	err := l.writeAll(ctx, made)
	stop()
	work.Wait()
	if err := errors.Join(failed, err); err != nil {
		return err
	}
	for _, t := range l.tellers { // what is written once: open cases, heads, tallies
		t.leave()
	}
	return l.write(ctx, gather(l.tellers))
}

func (l *loader) writeAll(ctx context.Context, made <-chan stretch) error {
	for s := range made {
		if err := l.write(ctx, s); err != nil {
			return err
		}
		if l.past.Log != nil {
			l.past.Log(s.until, l.done.Lines)
		}
	}
	return ctx.Err()
}

// step lets every log tell on until a time; they know nothing of each other.
func (l *loader) step(until time.Time) (stretch, error) {
	err := each(l.tellers, func(t *teller) error { return t.until(until) })
	s := gather(l.tellers)
	s.until = until
	return s, err
}

// each lets all of them work, on every core.
func each(tellers []*teller, do func(*teller) error) error {
	var work sync.WaitGroup
	next, errs := make(chan int), make([]error, len(tellers))
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for i := range next {
				if err := do(tellers[i]); err != nil {
					errs[i] = fmt.Errorf("log %s: %w", tellers[i].log, err)
				}
			}
		})
	}
	for i := range tellers {
		next <- i
	}
	close(next)
	work.Wait()
	return errors.Join(errs...)
}

// loadOrder is the order in which tables are written; names are their columns.
var loadOrder = []struct {
	table string
	names []string
}{
	{"areas", areaColumns}, {"houses", []string{"house", "rt", "label", "added_at"}},
	{"accounts", []string{"id", "login", "name", "household", "secret", "added_at", "changed_at", "closed_at"}},
	{"grants", grantNames}, {"records", recordNames},
	{"events", eventNames}, {"texts", textNames}, {"cases", caseNames},
	{"marks", markNames}, {"checkpoints", checkpointNames}, {"tallies", tallyNames}, {"logs", logNames}, {"marked", []string{"log", "seq"}},
	{keysTable, keyNames},
}

func (l *loader) write(ctx context.Context, s stretch) error {
	for _, t := range loadOrder {
		rows := s.rows[t.table]
		if len(rows) == 0 {
			continue
		}
		if err := l.out.put(ctx, t.table, t.names, rows); err != nil {
			return fmt.Errorf("write %s: %w", t.table, err)
		}
	}
	l.done.Lines += s.lines
	l.done.Cases += int64(len(s.rows["cases"]))
	l.done.Texts += int64(len(s.rows["texts"]))
	l.done.Keys += int64(len(s.rows[keysTable]))
	return l.out.commit(ctx)
}

// openEmpty makes the schema, notes that a load has begun, and leaves the files to it.
func openEmpty(ctx context.Context, cfg Config) (*Store, error) {
	s, err := Open(ctx, cfg)
	if err != nil {
		return nil, err
	}
	for _, table := range []string{"areas", "houses", "accounts", "grants", "records", "cases", "events", "logs"} {
		var n int
		if err = s.writer.QueryRowContext(ctx, `SELECT COUNT(*) FROM (SELECT 1 FROM `+table+` LIMIT 1) AS any_row`).Scan(&n); err == nil && n > 0 {
			err = fmt.Errorf("the ledger is not empty: it has %s", table)
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("load: %w", err), s.Close())
		}
	}
	_, err = s.writer.ExecContext(ctx, `INSERT INTO about (name, value) VALUES ('loading', '1')`)
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	return s, nil
}

// filledHalf refuses a ledger that a load has left half filled, without its indexes.
func filledHalf(ctx context.Context, q querier) error {
	half, err := query(ctx, q, `SELECT value FROM about WHERE name = 'loading'`, nil, scanText)
	if err == nil && len(half) > 0 {
		err = errors.New("it was left half filled by a load: begin again with an empty one")
	}
	return err
}
