package store

import (
	"context"
	"database/sql"
	"slices"

	"jogotonggo/rt-rw"
)

// roster is what the embedded database's writer has read of people, posts and rules. It is
// exactly what stands in the database: the writer has the only connection that writes, each
// of its transactions that touches people empties the roster before it commits, and whether
// another process wrote is asked at the beginning of every batch. So a decision still rests
// on what is true inside its own transaction. PostgreSQL has many writers and no roster.
type roster struct {
	version int64 // of the data, as other processes change it
	people  map[string]known
	posts   map[rtrw.Area][]office
	records []rtrw.Record
	ruled   bool // whether records were read
	lives   map[string]int
}

// known is an account as a decision needs it.
type known struct {
	viewer rtrw.Viewer
	closed bool
}

// office is a grant of a head or of an absence, in force or not.
type office struct {
	rtrw.Post
	grant rtrw.Grant
}

// manyKnown bounds the roster; past it it begins afresh.
const manyKnown = 100_000

// forget empties it; whoever calls holds the writer's connection.
func (r *roster) forget() {
	r.people, r.posts, r.records, r.ruled, r.lives = map[string]known{}, map[rtrw.Area][]office{}, nil, false, nil
}

// forgetIn is forget for a transaction beside the batches. In PostgreSQL it would run
// beside one, and there the roster lasts no longer than a batch anyway.
func (r *roster) forgetIn(d dialect) {
	if !d.postgres {
		r.forget()
	}
}

// open begins a batch: nothing is believed that somebody else may have changed.
func (r *roster) open(ctx context.Context, p *statements, tx *sql.Tx, d dialect) error {
	if d.postgres || len(r.people)+len(r.posts) > manyKnown {
		r.forget()
	}
	if d.postgres {
		return nil
	}
	st, err := p.in(ctx, tx, `PRAGMA data_version`)
	if err != nil {
		return err
	}
	var now int64
	if err := st.QueryRowContext(ctx).Scan(&now); err != nil {
		return err
	}
	if now != r.version {
		r.forget()
		r.version = now
	}
	return nil
}

// missing lists what is not known yet.
func missing[K ~string, V any](have map[K]V, wanted []string) []string {
	return slices.DeleteFunc(slices.Clone(wanted), func(k string) bool { _, ok := have[K(k)]; return ok })
}

func (b *batch) readPeople(ids []string) error {
	d, r := b.s.dialect, b.roster
	fresh := missing(r.people, ids)
	text := `SELECT id, household, closed_at FROM accounts WHERE id ` + d.in(1) + ` ORDER BY id` + d.lock("FOR SHARE")
	err := b.rows("accounts", text, fresh, func(rows *sql.Rows) error {
		var v rtrw.Viewer
		var closed int64
		if err := rows.Scan(&v.Account, &v.Household, &closed); err != nil {
			return err
		}
		r.people[v.Account] = known{v, closed != 0}
		return nil
	})
	if err != nil {
		return err
	}
	text = `SELECT id, account, role, area, from_at, until_at FROM grants WHERE account ` + d.in(1)
	err = b.rows("grants", text, fresh, func(rows *sql.Rows) error {
		var g rtrw.Grant
		if err := rows.Scan(&g.ID, &g.Account, &g.Role, &g.Area, &g.From, &g.Until); err != nil {
			return err
		}
		k := r.people[g.Account]
		k.viewer.Grants = append(k.viewer.Grants, g)
		r.people[g.Account] = k
		return nil
	})
	b.people, b.closed = make(map[string]rtrw.Viewer, len(ids)), map[string]bool{}
	for _, id := range ids {
		if k, ok := r.people[id]; ok {
			b.people[id], b.closed[id] = k.viewer, k.closed
		}
	}
	return err
}

func (b *batch) readPosts(places []string) error {
	r := b.roster
	fresh := missing(r.posts, places)
	for _, p := range fresh {
		r.posts[rtrw.Area(p)] = nil
	}
	text := `SELECT g.role, g.area, g.account, a.household, g.from_at, g.until_at FROM grants g JOIN accounts a ON a.id = g.account
		WHERE g.role <> 'resident' AND g.role IN ('rt_head', 'rw_head', 'lurah', 'health', 'away') AND a.closed_at = 0 AND g.area ` + b.s.dialect.in(1)
	return b.rows("posts", text, fresh, func(rows *sql.Rows) error {
		var o office
		if err := rows.Scan(&o.Role, &o.Area, &o.Account, &o.House, &o.grant.From, &o.grant.Until); err != nil {
			return err
		}
		r.posts[o.Area] = append(r.posts[o.Area], o)
		return nil
	})
}

// postsAt gives the heads in office over some places, and leaves out who is away.
func (b *batch) postsAt(places []rtrw.Area) (posts []rtrw.Post) {
	now := b.now.UnixMilli()
	for _, at := range places {
		offices := b.roster.posts[at]
		for _, o := range offices {
			gone := func(x office) bool { return x.Role == rtrw.Away && x.Account == o.Account && x.grant.Active(now) }
			if o.Role != rtrw.Away && o.grant.Active(now) && !slices.ContainsFunc(offices, gone) {
				posts = append(posts, o.Post)
			}
		}
	}
	return posts
}

// readRecords reads the rules in force: all of them, for a city has few.
func (b *batch) readRecords([]*job) error {
	r := b.roster
	if r.ruled {
		return nil
	}
	st, err := b.s.stmts.in(b.ctx, b.tx, `SELECT `+recordColumns+` FROM records`)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(b.ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		x, err := scanRecord(rows)
		if err != nil {
			return err
		}
		r.records = append(r.records, x)
	}
	r.ruled = true
	return rows.Err()
}
