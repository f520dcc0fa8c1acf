package store

import (
	"context"
	"math"
	"slices"
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
//
// The newest lie at the end of each of their stretches, whatever the values, so PostgreSQL keeps one plan for them.
// Of a limit that it does not know it supposes a tenth of what lies there: with a long history it would think that
// plan too dear and plan anew at each reading, for longer than it then reads. Other questions are better left to it.
func (s *Store) List(ctx context.Context, q rtrw.Query) ([]rtrw.Case, error) {
	if q.Urgent {
		got, err := s.inView(q).urgent(ctx, s.db)
		return got, s.refuse(err)
	}
	p := s.newest(q)
	got, err := query(ctx, s.lists, p.text, p.args, scanListed)
	return got, s.refuse(err)
}

// newest is the question for the newest cases: stretches of indexes, each in that order, read
// side by side until there are as many as are wanted. No case lies in two of them.
func (s *Store) newest(q rtrw.Query) part {
	w := &where{}
	stretches := append([][]string{}, s.over(w, q)...)
	for _, open := range [...]string{stage + " = 0", stage + " = 1"} {
		stretches = append(stretches, []string{open, s.inPlace(w, q.Area), s.ways(w, q.Scope, q.Area)})
	}
	var common []string
	if q.Service != "" {
		common = append(common, "service = "+w.arg(q.Service))
	}
	if q.State != "" {
		common = append(common, "state = "+w.arg(string(q.State)))
	}
	if q.After.ID != "" {
		common = append(common, "(opened < "+w.arg(q.After.Opened)+" OR opened = "+w.arg(q.After.Opened)+" AND id < "+w.arg(q.After.ID)+")")
	}
	first := ` ORDER BY opened DESC, id DESC LIMIT ` + w.arg(int64(q.Limit))
	for i, conditions := range stretches {
		w.and(s.dialect.stretch(i, `SELECT `+listColumns+` FROM cases WHERE `+strings.Join(slices.Concat(conditions, common), " AND "), first))
	}
	return part{strings.Join(w.text, " UNION ALL ") + first, w.args}
}

// over are the stretches in which closed cases are looked for. They only grow, so what few of
// them are wanted of has an index of its own: what somebody filed, held, lives in or heard of;
// what an RT or an RW has; what ended in a state. Only where most are wanted are they walked through.
func (s *Store) over(w *where, q rtrw.Query) (stretches [][]string) {
	const closed = "closed > 0" // in the words of the indexes
	only := !slices.ContainsFunc(q.Scope.Parts, func(p rtrw.ScopePart) bool { return p.Area.Depth() < rtrw.House })
	switch {
	case only:
		for _, way := range s.concerning(w, q) {
			stretches = append(stretches, append(way, closed))
		}
	case q.Area.Depth() == rtrw.RT:
		stretches = append(stretches, []string{closed, "area = " + w.arg(string(q.Area)), s.ways(w, q.Scope, q.Area)})
	case q.Service != "" || q.State != "":
		for _, svc := range s.cfg.Registry.Services() {
			for _, state := range svc.Final {
				if (q.Service == "" || q.Service == svc.Name) && (q.State == "" || q.State == state) {
					stretches = append(stretches, []string{closed, s.inPlace(w, q.Area), "service = " + w.arg(svc.Name), "state = " + w.arg(string(state)), s.ways(w, q.Scope, q.Area)})
				}
			}
		}
	case q.Area.Depth() == rtrw.RW:
		stretches = append(stretches, []string{closed, rwOf + " = " + w.arg(string(q.Area)), s.ways(w, q.Scope, q.Area)})
	default:
		stretches = append(stretches, []string{stage + " = 2", s.inPlace(w, q.Area), s.ways(w, q.Scope, q.Area)})
	}
	return stretches
}

// concerning are the ways in which a closed case may be somebody's who has no duty here. In an RT it is looked
// for by whose it is, and by the place only what everybody heard: no index knows a place with nothing
// behind it, so PostgreSQL is not led to the place of a street's whole history.
func (s *Store) concerning(w *where, q rtrw.Query) (ways [][]string) {
	var place, heardIn string
	if q.Area.Depth() == rtrw.RT {
		at := w.arg(string(q.Area))
		place, heardIn = "area || '' = "+at, "area = "+at
	} else {
		place = s.inPlace(w, q.Area)
		heardIn = place
	}
	me := w.arg(q.Scope.Account)
	ways = [][]string{{"filer = " + me, place}, {"holder <> '' AND holder = " + me, place, "filer <> " + me}}
	others := []string{"filer <> " + me, "holder <> " + me}
	if q.Scope.House != "" {
		home := w.arg(string(q.Scope.House))
		ways = append(ways, append([]string{"house = " + home, place}, others...))
		others = append(others, "house <> "+home)
	}
	if heard := s.heard(w, q.Scope); heard != "" {
		ways = append(ways, append([]string{"reach > 0", heard, heardIn}, others...))
	}
	return ways
}

// rwOf is the RW of a case, in the words of the index cases_rw; the code of a kelurahan has 13 signs.
const rwOf = `substr(area, 1, 18)`

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
