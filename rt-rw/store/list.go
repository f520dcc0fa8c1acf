package store

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"jogotonggo/rt-rw"
)

// Lists, boards and the scheduler read what everybody on duty may see of a case and nothing
// else: what its service keeps is wide, sealed, and not theirs to look at in passing.
var (
	listNames   = strings.Fields(`id service area filer state priority level next since due due_for heard version opened told`)
	listColumns = strings.Join(listNames, ", ")
)

func scanListed(r scanner) (c rtrw.Case, err error) {
	var told string
	err = r.Scan(&c.ID, &c.Service, &c.Area, &c.Filer, &c.State, &c.Priority, &c.Level, &c.Next, &c.Since, &c.Due, &c.DueFor, &c.Heard, &c.Version, &c.Opened, &told)
	c.Told = toldIn(told)
	return c, err
}

// List reads cases: the newest first, or of open ones the most urgent.
func (s *Store) List(ctx context.Context, q rtrw.Query) ([]rtrw.Case, error) {
	if q.Urgent {
		got, err := s.inView(q).urgent(ctx, s.db)
		return got, s.refuse(err)
	}
	w := s.scoped(q.Area, q.Scope)
	if q.Service != "" {
		w.and("service = " + w.arg(q.Service))
	}
	if q.State != "" {
		w.and("state = " + w.arg(string(q.State)))
	}
	if q.After.ID != "" {
		w.and("(opened < " + w.arg(q.After.Opened) + " OR opened = " + w.arg(q.After.Opened) + " AND id < " + w.arg(q.After.ID) + ")")
	}
	newest := ` ORDER BY opened DESC, id DESC LIMIT ` + w.arg(int64(q.Limit))
	parts := make([]string, 3)
	for i := range parts { // each is a stretch of the index
		parts[i] = fmt.Sprintf(`SELECT * FROM (SELECT %s FROM cases WHERE %s = %d AND %s%s) part%d`, listColumns, stage, i, w, newest, i)
	}
	got, err := query(ctx, s.db, strings.Join(parts, ` UNION ALL `)+newest, w.args, scanListed)
	return got, s.refuse(err)
}

// dueText is the scheduler's question: the first of all clocks, whatever the time. It is a
// stretch of the index cases_due from its beginning.
var dueText = `SELECT ` + listColumns + ` FROM cases WHERE due > 0 ORDER BY due LIMIT $1`

// Due gives cases whose clock has come, and the time of the nearest clock after them; 0
// where there is none, or where more have come than were asked for. It reads no further
// than the first clock that has not come.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) (due []rtrw.Case, next int64, err error) {
	rows, err := s.db.QueryContext(ctx, dueText, int64(limit)+1)
	if err != nil {
		return nil, 0, s.refuse(err)
	}
	defer rows.Close()
	known := int64(math.MaxInt64)
	for rows.Next() {
		c, err := scanListed(rows)
		if err != nil {
			return nil, 0, s.refuse(err)
		}
		if c.Due > now.UnixMilli() {
			next, known = c.Due, c.Due
			break
		}
		if len(due) == limit { // whoever asks comes again at once
			known = now.UnixMilli()
			break
		}
		due = append(due, c)
	}
	if err := rows.Err(); err != nil {
		return nil, 0, s.refuse(err)
	}
	s.earliest.Store(known)
	return due, next, nil
}
