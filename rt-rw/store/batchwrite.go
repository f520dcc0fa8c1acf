package store

import (
	"encoding/base64"
	"fmt"
	"strings"

	"jogotonggo/rt-rw"
)

var caseNames = strings.Fields(`id log service area house filer state priority level next hops since asked heard due due_for holder round until_at version opened updated closed lot reach told data`)

var eventNames = strings.Fields(`log seq id epoch at area service type case_id from_state state priority level next due due_for version mask house actor role payload print hash`)

// The columns of narrower tables, in the order in which their rows are made.
var (
	grantNames  = strings.Fields(`id account role area from_at until_at`)
	logNames    = strings.Fields(`log seq hash`)
	markNames   = strings.Fields(`case_id kind area house n at until_at`)
	recordNames = strings.Fields(`case_id name area from_at until_at value`)
	tallyNames  = strings.Fields(`area service state n`)
	textNames   = strings.Fields(`case_id ref cipher`)
)

var (
	caseColumns  = strings.Join(caseNames, ", ")
	eventColumns = strings.Join(eventNames, ", ")
	caseUpsert   = ` ON CONFLICT (id) DO UPDATE SET ` + excluded(caseNames[6:])
)

func excluded(names []string) string {
	sets := make([]string, len(names))
	for i, n := range names {
		sets[i] = n + " = excluded." + n
	}
	return strings.Join(sets, ", ")
}

// flush writes all that the batch decided, table by table.
func (b *batch) flush() error {
	steps := []func() error{b.writeCases, b.writeTexts, b.writePhotos, b.writeTallies, b.writeGrants, b.writeMap, b.writeErasures, b.writeSmall, b.writeEvents, b.writeLogs, b.writeLooks}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) writeCases() error {
	rows := make([][]any, 0, len(b.changed))
	for _, id := range b.changed {
		rows = append(rows, caseRow(b.cases[id]))
	}
	return b.insert("cases", caseNames, caseUpsert, rows)
}

// caseRow gives the columns of a case in the order of their names.
func caseRow(c *rtrw.Case) []any {
	return []any{c.ID, string(c.Area.Log()), c.Service, string(c.Area), string(c.House), c.Filer, string(c.State), string(c.Priority),
		string(c.Level), string(c.Next), int64(c.Hops), c.Since, c.Asked, c.Heard, c.Due, c.DueFor, c.Holder, int64(c.Round), c.Until, int64(c.Version),
		c.Opened, c.Updated, c.Closed, c.Lot, int64(c.Reach), string(c.Told), string(c.Data)}
}

func (b *batch) writeTexts() error {
	rows := make([][]any, 0, len(b.texts))
	for _, t := range b.texts {
		rows = append(rows, textRow(&t))
	}
	return b.insert("texts", textNames, "", rows)
}

func textRow(t *rtrw.Text) []any {
	return []any{t.Case, string(t.Sealed), base64.RawStdEncoding.EncodeToString(t.Cipher)}
}

func (b *batch) writeTallies() error {
	rows := make([][]any, 0, len(b.counts))
	for c, n := range b.counts {
		if n != 0 {
			rows = append(rows, []any{string(c.Area), c.Service, string(c.State), n})
		}
	}
	return b.insert("tallies", tallyNames, ` ON CONFLICT (area, service, state) DO UPDATE SET n = tallies.n + excluded.n`, rows)
}

func (b *batch) writeGrants() error {
	rows := make([][]any, 0, len(b.grants))
	for _, g := range b.grants {
		rows = append(rows, []any{g.ID, g.Account, string(g.Role), string(g.Area), g.From, g.Until})
		b.touched = append(b.touched, g.Account)
		if err := touch(b.ctx, b.tx, g.Account, b.now.UnixMilli()); err != nil {
			return err
		}
	}
	return b.insert("grants", grantNames,
		` ON CONFLICT (id) DO UPDATE SET account = excluded.account, role = excluded.role, area = excluded.area, from_at = excluded.from_at, until_at = excluded.until_at`, rows)
}

func (b *batch) writeSmall() error {
	guesses := make([][]any, 0, len(b.guesses))
	for _, g := range b.guesses {
		guesses = append(guesses, []any{g.Case, int64(g.Round), g.MAC})
	}
	return b.insert("tries", []string{"case_id", "round", "mac"}, ` ON CONFLICT DO NOTHING`, guesses)
}

func (b *batch) writeEvents() error {
	rows := make([][]any, 0, len(b.entries))
	for i := range b.entries {
		rows = append(rows, eventRow(&b.entries[i]))
	}
	return b.insert("events", eventNames, "", rows)
}

// eventRow gives the columns of a line in the order of their names.
func eventRow(e *rtrw.Entry) []any {
	return []any{string(e.Log), e.Seq, e.ID, e.Epoch, e.At, string(e.Area), e.Service, e.Type, e.Case, string(e.From), string(e.State),
		string(e.Priority), string(e.Level), string(e.Next), e.Due, e.DueFor, int64(e.Version), int64(e.Mask), string(e.House), e.Actor, string(e.Role),
		string(e.Payload), base64.RawStdEncoding.EncodeToString(e.Print), base64.RawStdEncoding.EncodeToString(e.Hash)}
}

func (b *batch) writeLogs() error {
	var rows [][]any
	for log, h := range b.logs {
		if h.moved {
			rows = append(rows, []any{string(log), h.seq, h.hash})
		}
	}
	return b.insert("logs", logNames, ` ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`, rows)
}

// insert writes rows in statements of 64, 32 … 1: each statement costs something beside its
// rows, each size is a text to prepare once, and on PostgreSQL a statement is a round trip.
func (b *batch) insert(table string, columns []string, after string, rows [][]any) error {
	for size := 64; size > 0; size /= 2 {
		for len(rows) >= size {
			st, err := b.s.stmts.in(b.ctx, b.tx, insertText(b.s.dialect.mark, table, columns, after, size))
			if err != nil {
				return fmt.Errorf("prepare %s: %w", table, err)
			}
			args := make([]any, 0, size*len(columns))
			for _, r := range rows[:size] {
				args = append(args, r...)
			}
			if _, err := st.ExecContext(b.ctx, args...); err != nil {
				return fmt.Errorf("write %s: %w", table, err)
			}
			rows = rows[size:]
		}
	}
	return nil
}

// insertText writes an insert of many rows; mark gives the n-th parameter.
func insertText(mark func(n int) string, table string, columns []string, after string, rows int) string {
	var t strings.Builder
	t.WriteString("INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES ")
	for i := range rows * len(columns) {
		switch {
		case i == 0:
			t.WriteString("(")
		case i%len(columns) == 0:
			t.WriteString("), (")
		default:
			t.WriteString(", ")
		}
		t.WriteString(mark(i + 1))
	}
	return t.String() + ")" + after
}
