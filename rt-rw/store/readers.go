package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
)

// readers are the connections that read, with the statements they have met: SQLite takes as
// long to compile a look-up as to do it.
type readers struct {
	*sql.DB
	mu     sync.RWMutex
	byText map[string]*sql.Stmt
	asked  atomic.Pointer[func(Question)]
	kept   bool
}

// Question is what a read asks of the database.
type Question struct {
	Text string
	Args []any
	Kept bool // PostgreSQL answers by one plan that it keeps for all values
}

// Listen tells of every question that reads ask from now on, for whoever measures what it
// touches; nil: of none.
func (s *Store) Listen(asked func(Question)) {
	to := &asked
	if asked == nil {
		to = nil
	}
	s.db.asked.Store(to)
	s.lists.asked.Store(to)
}

func (r *readers) tell(text string, args []any) {
	if asked := r.asked.Load(); asked != nil {
		(*asked)(Question{text, args, r.kept})
	}
}

// picture is a transaction of reads that see one state.
type picture struct {
	*sql.Tx
	from *readers
	met  []string
}

// manyTexts bounds what is kept. Texts are constants, but for a few that are put together
// from what somebody asked for.
const manyTexts = 256

func newReaders(db *sql.DB, kept bool) *readers {
	return &readers{DB: db, byText: map[string]*sql.Stmt{}, kept: kept}
}

// QueryContext reads rows.
func (r *readers) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	r.tell(text, args)
	if st := r.statement(ctx, text); st != nil {
		return st.QueryContext(ctx, args...)
	}
	return r.DB.QueryContext(ctx, text, args...)
}

// QueryRowContext reads a row.
func (r *readers) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	r.tell(text, args)
	if st := r.statement(ctx, text); st != nil {
		return st.QueryRowContext(ctx, args...)
	}
	return r.DB.QueryRowContext(ctx, text, args...)
}

// known gives the statement if it was met before.
func (r *readers) known(text string) (st *sql.Stmt, full bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.byText[text], len(r.byText) >= manyTexts
}

// statement gives the prepared statement; nil where there are too many, or where it cannot be
// prepared: then the caller learns why by asking.
func (r *readers) statement(ctx context.Context, text string) *sql.Stmt {
	st, full := r.known(text)
	if st != nil || full {
		return st
	}
	fresh, err := r.DB.PrepareContext(ctx, text)
	if err != nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if st := r.byText[text]; st != nil {
		fresh.Close()
		return st
	}
	r.byText[text] = fresh
	return fresh
}

// in gives the statement inside the transaction. One that is met for the first time is noted
// and prepared afterwards: for that a second connection is needed, and all may be taken by
// others who wait for the same.
func (p *picture) in(ctx context.Context, text string) *sql.Stmt {
	st, _ := p.from.known(text)
	if st == nil {
		p.met = append(p.met, text)
		return nil
	}
	return p.Tx.StmtContext(ctx, st)
}

// QueryContext reads rows.
func (p *picture) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	p.from.tell(text, args)
	if st := p.in(ctx, text); st != nil {
		return st.QueryContext(ctx, args...)
	}
	return p.Tx.QueryContext(ctx, text, args...)
}

// QueryRowContext reads a row.
func (p *picture) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	p.from.tell(text, args)
	if st := p.in(ctx, text); st != nil {
		return st.QueryRowContext(ctx, args...)
	}
	return p.Tx.QueryRowContext(ctx, text, args...)
}

// end gives the connection back.
func (p *picture) end(ctx context.Context) {
	p.Tx.Rollback()
	for _, text := range p.met {
		p.from.statement(ctx, text)
	}
}

func (r *readers) close() (err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, st := range r.byText {
		err = errors.Join(err, st.Close())
	}
	return errors.Join(err, r.DB.Close())
}
