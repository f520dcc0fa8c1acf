package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw/aid"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// lived gives a town some history: every kind of row that verify looks at.
func (tw *town) lived() {
	note := func(id string) any { return &aid.SendBack{Reason: "lainnya", Note: "canary-answer"} }
	for i := range 12 {
		id := newID()
		tw.must(tw.request(id, []string{"warga", "tetangga"}[i%2]))
		way := [][]string{{}, {"rt return"}, {"rt decline"}, {"rt verify"}, {"rt verify", "relawan claim"},
			{"rt verify", "relawan claim", "relawan dispatch", "relawan hand_over"}}[i%6]
		for _, s := range way {
			who, move, _ := strings.Cut(s, " ")
			var in any
			if move == "return" || move == "decline" {
				in = note(id)
			}
			tw.must(tw.step(who, id, move, in))
		}
		if _, err := tw.note("rt", id); err != nil {
			tw.t.Fatal(err)
		}
	}
	if _, err := tw.accept(tw.invite(tw.t, "rt", rt0403+"/H012", "").Code, "canary-name"); err != nil {
		tw.t.Fatal(err)
	}
}

// TestVerify brings back a backup and changes a hundred things in the copy, one at a
// time, as somebody with a key to the database might: verify finds each.
func TestVerify(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		tw := newTown(t, e.Open())
		tw.lived()
		tw.whole()
		dir := filepath.Join(t.TempDir(), "backup")
		if err := tw.store.Backup(context.Background(), dir); err != nil {
			t.Fatal(err)
		}
		twin := e.Empty()
		if err := store.Restore(context.Background(), twin.Config(), dir); err != nil {
			t.Fatal(err)
		}
		copied := twin.Open(func(c *store.Config) { c.Now = func() time.Time { return time.Now().Add(2 * time.Hour) } })
		if _, err := copied.Remember(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i := range uint64(100) {
			var did string
			report, err := tampered(copied, rand.New(rand.NewPCG(2026, i)), &did)
			if err != nil {
				t.Fatalf("tampering %d (%s): %v", i, did, err)
			}
			if report.Clean() {
				t.Errorf("tampering %d was not found: %s", i, did)
			}
		}
		if report, err := copied.Verify(context.Background()); err != nil || !report.Clean() || report.Events < 30 || report.Texts < 12 || report.Cases < 12 || report.Checkpoints != 1 {
			t.Errorf("the copy itself: %+v, %v", report, err)
		}
	})
}

// tampered changes something at random until the database itself does not refuse it.
func tampered(s *store.Store, r *rand.Rand, did *string) (report store.Report, err error) {
	for range 20 {
		report, err = s.Tampered(context.Background(), func(tx *sql.Tx) error {
			*did, err = tamper(tx, r)
			return err
		})
		if err == nil {
			return report, nil
		}
	}
	return report, err
}

// keysOf name a row of each table that verify answers for.
var keysOf = map[string][]string{"events": {"log", "seq"}, "cases": {"id"}, "tallies": {"area", "service", "state"}, "texts": {"case_id", "ref"}, "logs": {"log"},
	"looks": {"log", "seq"}, "look_heads": {"log"}, "checkpoints": {"log", "at"}}

func tamper(tx *sql.Tx, r *rand.Rand) (did string, err error) {
	table := []string{"events", "events", "cases", "cases", "tallies", "texts", "logs", "looks", "look_heads", "checkpoints"}[r.IntN(10)]
	if table == "events" && r.IntN(4) == 0 {
		did = "the end of the log cut off"
		_, err = tx.Exec(`DELETE FROM events WHERE seq > (SELECT MAX(seq) FROM events) - $1`, 1+r.Int64N(5))
		return did, err
	}
	columns, row, err := anyRow(tx, r, table)
	if err != nil {
		return table, err
	}
	var where []string
	var args []any
	for i, c := range columns {
		for _, k := range keysOf[table] {
			if c == k {
				args = append(args, row[i])
				where = append(where, fmt.Sprintf("%s = $%d", c, len(args)))
			}
		}
	}
	at := " WHERE " + strings.Join(where, " AND ")
	if r.IntN(4) == 0 && table != "checkpoints" { // without one, a board of the past is as true and takes longer
		did = fmt.Sprintf("row of %s deleted: %v", table, args)
		_, err = tx.Exec("DELETE FROM "+table+at, args...)
		return did, err
	}
	i := r.IntN(len(columns))
	changed := flip(r, row[i])
	did = fmt.Sprintf("%s.%s of %v changed from %v to %v", table, columns[i], args, row[i], changed)
	_, err = tx.Exec(fmt.Sprintf("UPDATE %s SET %s = $%d%s", table, columns[i], len(args)+1, at), append(args, changed)...)
	return did, err
}

func anyRow(tx *sql.Tx, r *rand.Rand, table string) (columns []string, row []any, err error) {
	only := map[string]string{"tallies": " WHERE n <> 0"}[table] // a nought is as good as no row
	var n int
	if err := tx.QueryRow("SELECT COUNT(*) FROM " + table + only).Scan(&n); err != nil {
		return nil, nil, err
	}
	rows, err := tx.Query("SELECT * FROM "+table+only+" ORDER BY 1, 2 LIMIT 1 OFFSET $1", r.IntN(n))
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	if columns, err = rows.Columns(); err != nil {
		return nil, nil, err
	}
	to := make([]any, len(columns))
	row = make([]any, len(columns))
	for i := range row {
		to[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, nil, err
		}
	}
	return columns, row, rows.Err()
}

// flip changes one bit of a number, one letter of a text, or cuts a text short.
func flip(r *rand.Rand, v any) any {
	switch v := v.(type) {
	case int64:
		return v ^ 1<<r.IntN(20)
	case string:
		b := bytes.Clone([]byte(v))
		switch {
		case len(b) == 0:
			return "x"
		case r.IntN(4) == 0:
			return string(b[:r.IntN(len(b))])
		}
		i := r.IntN(len(b))
		if b[i] == 'a' {
			b[i] = 'b'
		} else {
			b[i] = 'a'
		}
		return string(b)
	}
	return "x"
}
