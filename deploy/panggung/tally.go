package main

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"sync"

	_ "github.com/jackc/pgx/v5/stdlib" // the cluster's database
)

// entry is one line of a phone's journal: that it holds a command, whose, and how far it says it is.
// It has no text.
type entry struct{ Key, Owner, State string }

// strip is what the audience reads: accepted on phones, arrived in the log, lost, doubled.
type strip struct {
	Accepted int `json:"accepted"`
	Arrived  int `json:"arrived"`
	Lost     int `json:"lost"`
	Doubled  int `json:"doubled"`
}

// heard is what the log holds: how often each command, and who gave it.
type heard map[string]struct {
	times int
	by    string
}

// tally counts journals against the log, also while a phone is being reloaded.
type tally struct {
	log    *sql.DB
	mu     sync.Mutex
	before heard
	known  map[string]map[string]entry // by pane and key
}

// count takes the journals as they are now. A phone writes a command down before it sends it, so
// whatever stood in the log before the journals were read must stand in one of them; and what a
// phone calls sent must be in the log when that is read after them.
func (t *tally) count(ctx context.Context, journals map[string][]entry) (strip, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	after, err := t.read(ctx)
	if err != nil {
		return strip{}, err
	}
	if t.known == nil {
		t.known = map[string]map[string]entry{}
	}
	all := map[string]entry{}
	for name := range panes {
		if list, said := journals[name]; said {
			t.known[name] = renewed(t.known[name], list, after)
		}
		maps.Copy(all, t.known[name])
	}
	s := counted(t.before, after, all)
	t.before = after
	return s, nil
}

// renewed is a phone's journal as it is now. What its person took back before it left is gone; what
// was once called sent, or reached the log, is not forgotten by being cleared away.
func renewed(old map[string]entry, list []entry, log heard) map[string]entry {
	now := map[string]entry{}
	for key, e := range old {
		if e.State == "sent" || log[key].times > 0 {
			now[key] = e
		}
	}
	for _, e := range list {
		now[e.Key] = e
	}
	return now
}

func counted(before, after heard, known map[string]entry) (s strip) {
	owners := map[string]bool{}
	for key, e := range known {
		owners[e.Owner] = true
		if e.State == "refused" { // the server said no, and the phone says so: it is not on its way
			continue
		}
		n := after[key].times
		s.Accepted++
		switch {
		case n > 0:
			s.Arrived++
			s.Doubled += n - 1
		case e.State == "sent":
			s.Lost++
		}
	}
	// An act of these people that none of their phones knows was sent again under another name.
	for key, h := range before {
		if _, mine := known[key]; !mine && owners[h.by] {
			s.Doubled++
		}
	}
	return s
}

func (t *tally) read(ctx context.Context) (heard, error) {
	rows, err := t.log.QueryContext(ctx, `SELECT id, actor FROM events`)
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	defer rows.Close()
	h := heard{}
	for rows.Next() {
		var id, actor string
		if err := rows.Scan(&id, &actor); err != nil {
			return nil, fmt.Errorf("read the log: %w", err)
		}
		one := h[id]
		one.times, one.by = one.times+1, actor
		h[id] = one
	}
	return h, rows.Err()
}

// nextDue is when the next clock of the town strikes; 0: none runs.
func (t *tally) nextDue(ctx context.Context) (at int64, err error) {
	err = t.log.QueryRowContext(ctx, `SELECT COALESCE(MIN(due), 0) FROM cases WHERE due > 0`).Scan(&at)
	return at, err
}

func openLedger(url string) (*sql.DB, error) {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	return db, nil
}
