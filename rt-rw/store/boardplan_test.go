package store_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"jogotonggo/rt-rw"
	"jogotonggo/rt-rw/store"
	"jogotonggo/rt-rw/store/storetest"
)

// growing are the tables that get longer with every year: nobody reads one of them from its
// beginning to its end.
var growing = []string{"events", "cases", "texts", "looks", "marks", "checkpoints", "erasures"}

// openOnly finds the questions that look open cases through and sort them: those few do not
// grow with the years.
var openOnly = regexp.MustCompile(`FROM cases WHERE (CASE WHEN closed <> 0 THEN 2 .* END = 0|closed = 0 AND heard > 0) AND`)

// TestReadPlans: what boards of now and of then, lists by urgency, zones, log pages, heads and
// the clock ask of the growing tables is a stretch of an index on both databases, and nothing
// but open cases is sorted.
func TestReadPlans(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, e *storetest.Env) {
		ctx := t.Context()
		w := openWard(t, e, 2, 2_000)
		w.mix(t)
		for what, read := range map[string]func(context.Context) error{
			"a board of a kelurahan": func(ctx context.Context) error { return w.show(ctx, "lurah", w.area) },
			"a board of an RW":       func(ctx context.Context) error { return w.show(ctx, "rw", w.area+"/RW04") },
			"a board of an RT":       func(ctx context.Context) error { return w.show(ctx, "rt", w.area+"/RW04/RT03") },
			"a household's board":    func(ctx context.Context) error { return w.show(ctx, "warga", w.area+"/RW04/RT03") },
			"a board of the city":    func(ctx context.Context) error { return w.show(ctx, "dinkes", "33.74") },
			"the newest": func(ctx context.Context) error {
				_, err := w.List(ctx, w.nakes, rtrw.Query{Area: w.area, Limit: 20})
				return err
			},
			"the newest of an RW": func(ctx context.Context) error {
				_, err := w.List(ctx, w.nakes, rtrw.Query{Area: w.area + "/RW04", Limit: 20})
				return err
			},
			"the newest of an RT": func(ctx context.Context) error {
				_, err := w.List(ctx, w.nakes, rtrw.Query{Area: w.area + "/RW04/RT03", Limit: 20})
				return err
			},
			"the newest of a service": func(ctx context.Context) error {
				_, err := w.List(ctx, w.nakes, rtrw.Query{Area: w.area, Service: "isolation", Limit: 20})
				return err
			},
			"the most urgent": func(ctx context.Context) error {
				_, err := w.List(ctx, w.nakes, rtrw.Query{Area: w.area, Urgent: true, Limit: 20})
				return err
			},
			"the most urgent of a service in a state": func(ctx context.Context) error {
				_, err := w.List(ctx, w.nakes, rtrw.Query{Area: w.area, Service: "aid", State: "filed", Urgent: true, Limit: 20})
				return err
			},
			"zones":           func(ctx context.Context) error { _, err := w.Map(ctx, w.area); return err },
			"a page of a log": func(ctx context.Context) error { _, err := w.store.Read(ctx, w.area, 500, 100); return err },
			"heads of logs": func(ctx context.Context) error {
				_, err := w.store.Heads(ctx, []rtrw.Area{w.area, "33.74"})
				return err
			},
			"the line before a day": func(ctx context.Context) error {
				_, _, err := w.store.Before(ctx, w.area, w.Now())
				return err
			},
			"a tick of the clock": func(ctx context.Context) error { _, _, err := w.store.Due(ctx, w.Now(), 256); return err },
			"a board of then": func(ctx context.Context) error {
				_, err := w.BoardAt(ctx, w.seers()["lurah"], w.area, w.Now().Add(-time.Hour))
				return err
			},
			"the city's board of then": func(ctx context.Context) error {
				_, err := w.BoardAt(ctx, w.seers()["dinkes"], "33.74", w.Now().Add(-time.Hour))
				return err
			},
		} {
			for _, q := range w.asked(t, read) {
				plan, err := w.store.ExplainIndexed(ctx, q)
				if err != nil {
					t.Fatalf("%s: %v in %s", what, err, q.Text)
				}
				if bad := tiring(q.Text, plan); bad != "" {
					t.Errorf("%s, %s:\n%s\n%s", what, bad, q.Text, plan)
				}
			}
		}
		for _, text := range []string{`SELECT id FROM cases WHERE hops = 3`, `SELECT seq FROM events WHERE log = 'x' ORDER BY at`} { // as a reading that lacks an index would
			plan, err := w.store.ExplainIndexed(ctx, store.Question{Text: text})
			if err != nil || tiring(text, plan) == "" {
				t.Errorf("%v: nothing is said of %s:\n%s", err, text, plan)
			}
		}
	})
}

// tiring says where a plan reads a growing table whole, or sorts more than what is open; "" where
// it does neither.
func tiring(text, plan string) string {
	for line := range strings.Lines(plan) {
		line = strings.TrimSpace(line)
		for _, table := range growing {
			if strings.HasPrefix(line, "SCAN "+table) && !strings.Contains(line, "INDEX") || strings.Contains(line, "Seq Scan on "+table) {
				return line
			}
		}
		sorts := strings.Contains(line, "TEMP B-TREE FOR ORDER BY") || strings.Contains(line, "Sort  (") && !strings.Contains(line, "Incremental")
		if sorts && (strings.Contains(text, "FROM events") || strings.Contains(text, "FROM cases")) && !openOnly.MatchString(text) {
			return line
		}
	}
	return ""
}

func (w *ward) show(ctx context.Context, who string, a rtrw.Area) error {
	_, err := w.Board(ctx, w.seers()[who], a)
	return err
}

// asked gives what a read asks of the database; one that asks nothing proves nothing.
func (w *ward) asked(t *testing.T, read func(context.Context) error) (list []store.Question) {
	t.Helper()
	w.store.Listen(func(q store.Question) { list = append(list, q) })
	defer w.store.Listen(nil)
	if err := read(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("nothing was asked")
	}
	return list
}
