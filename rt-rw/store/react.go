package store

import (
	"cmp"
	"database/sql"
	"slices"

	"jogotonggo/rt-rw"
)

// reach reads what reactions decide upon: over the batch as it stands, and inside the lock of
// the cause's log. It cannot be read before, for whom a move concerns may be known only when
// the move has been decided; most commands have no reaction and pay nothing.
type reach struct {
	*batch
	log rtrw.Area
}

// reaching gives what reactions in a log may read.
func (b *batch) reaching(log rtrw.Area) rtrw.Reach {
	if b.recall != nil {
		return b.recall
	}
	return reach{b, log}
}

// written is an effect with the line that it makes, not laid down yet.
type written struct {
	entry  *rtrw.Entry
	effect *rtrw.Effect
}

// react decides what follows from a command that was accepted; nothing of either is laid
// down before all of it can be.
func (b *batch) react(cmd *rtrw.Command, x *rtrw.Effect, s *rtrw.Situation) (next []written, err error) {
	all, err := b.s.cfg.Registry.React(cmd, x, s, b.s.reacting, b.reaching(x.Case.Area.Log()))
	if err != nil {
		return nil, err
	}
	for _, f := range all {
		if f.Refused != nil {
			b.s.cfg.Log.Info("reaction_refused", "service", f.Command.Service, "move", f.Command.Move, "cause", cmd.Key, "code", string(rtrw.CodeOf(f.Refused)))
			continue
		}
		e, err := f.Effect.Entry(f.Command)
		if err != nil {
			return nil, err
		}
		e.Epoch = b.s.epoch
		next = append(next, written{e, f.Effect})
	}
	return next, nil
}

// Case gives a case as the batch has it.
func (r reach) Case(id string) (*rtrw.Case, error) {
	if c := r.cases[id]; c != nil {
		return c, nil
	}
	err := r.rows("a case that a reaction names", `SELECT `+caseColumns+` FROM cases WHERE id `+r.s.dialect.in(1), []string{id}, r.found(nil))
	return r.cases[id], err
}

// Open lists the open cases of a service in an area, those of this batch among them.
func (r reach) Open(service string, at rtrw.Area) ([]*rtrw.Case, error) {
	st, err := r.s.stmts.in(r.ctx, r.tx, `SELECT `+caseColumns+` FROM cases WHERE log = $1 AND `+isOpen+` AND service = $2 AND `+under("area", 3))
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(r.ctx, append([]any{string(r.log), service}, span(at)...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := slices.Clone(r.changed)
	for rows.Next() {
		if err := r.found(&ids)(rows); err != nil {
			return nil, err
		}
	}
	var open []*rtrw.Case
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if c := r.cases[id]; c.Service == service && c.Closed == 0 && at.Contains(c.Area) {
			open = append(open, c)
		}
	}
	slices.SortStableFunc(open, func(a, b *rtrw.Case) int { return cmp.Compare(a.Opened, b.Opened) })
	return open, rows.Err()
}

// found takes in what was read, unless the batch has it already: its own is newer.
func (r reach) found(ids *[]string) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		c, err := scanCase(rows)
		if err != nil {
			return err
		}
		if r.cases[c.ID] == nil {
			r.cases[c.ID] = c
		}
		if ids != nil {
			*ids = append(*ids, c.ID)
		}
		return nil
	}
}

// Situation gives the rest of what a reaction's decision depends on.
func (r reach) Situation(cmd *rtrw.Command) (*rtrw.Situation, error) {
	places := map[string]bool{}
	for _, p := range r.placesOf(cmd) {
		places[string(p)] = true
	}
	if err := r.readPosts(sorted(places)); err != nil {
		return nil, err
	}
	return r.situation(cmd)
}
